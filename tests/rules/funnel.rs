//! The funnel against its vectors.

use super::Handler;

pub const HANDLERS: &[(&str, Handler)] = &[];

/// The key of a stage of the default pipeline by its Chinese name.
pub fn stage_key(name: &str) -> &'static str {
    match name {
        "初次接触" => "contact",
        "需求分析" => "needs",
        "方案设计" => "proposal",
        "报价" => "quote",
        "签单" => "won",
        "输单" => "lost",
        other => panic!("no stage {other}"),
    }
}
