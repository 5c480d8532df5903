//! A curve of shares as an area of characters, with the line that matters.

use super::paint::{Line, Piece};
use crate::{
    document::Curve,
    tui::{
        cx::Cx,
        text,
        theme::{Role, Symbol},
    },
};

const ROWS: usize = 8;
const WIDEST: usize = 64;
/// Columns of the scale at the left: `100% `.
const SCALE: usize = 5;
const WHOLE: u32 = 10_000;

/// The lines of a curve.
pub fn paint(curve: &Curve, columns: usize, cx: &Cx<'_>) -> Vec<Line> {
    let wide = columns.saturating_sub(SCALE).min(WIDEST);
    if curve.points.is_empty() || wide < 8 {
        return Vec::new();
    }
    let steps: Vec<char> = cx.theme.symbol(Symbol::SparkSteps).chars().collect();
    let parts = u32::try_from(ROWS * steps.len()).unwrap_or(1).max(1);
    let heights: Vec<u32> =
        (0..wide).map(|at| height(curve, share(at, wide)) * parts / WHOLE).collect();
    let each = u32::try_from(steps.len()).unwrap_or(1).max(1);
    let row_of = |share: u32| ROWS - 1 - (share.min(WHOLE - 1) as usize * ROWS / WHOLE as usize);
    let level = curve.level.map(row_of);
    let rule = cx.theme.symbol(Symbol::Rule);
    let mut lines =
        vec![vec![Piece::plain(cx.theme.cut(&text::sanitise(&curve.up), columns), Role::Label)]];
    for row in 0..ROWS {
        let label = match row {
            0 => cx.words.percent(i64::from(WHOLE)),
            row if Some(row) == level => cx.words.percent(i64::from(curve.level.unwrap_or(0))),
            row if row == ROWS - 1 => cx.words.percent(0),
            _ => String::new(),
        };
        let mut line =
            vec![Piece::plain(format!("{} ", cx.theme.fit_right(&label, SCALE - 1)), Role::Label)];
        let below = u32::try_from(ROWS - 1 - row).unwrap_or(0) * each;
        let mut area = String::new();
        let mut is_area = true;
        for height in &heights {
            let step = height.saturating_sub(below).min(each);
            let symbol = step.checked_sub(1).and_then(|step| steps.get(step as usize));
            let shown = match symbol {
                Some(symbol) => symbol.to_string(),
                None if Some(row) == level => rule.to_owned(),
                None => " ".to_owned(),
            };
            if symbol.is_some() != is_area && !area.is_empty() {
                let role = if is_area { Role::Bar } else { Role::Border };
                line.push(Piece::plain(std::mem::take(&mut area), role));
            }
            is_area = symbol.is_some();
            area.push_str(&shown);
        }
        line.push(Piece::plain(area, if is_area { Role::Bar } else { Role::Border }));
        lines.push(line);
    }
    let across = format!("{}{}", " ".repeat(SCALE), text::sanitise(&curve.across));
    lines.push(vec![Piece::plain(cx.theme.cut(&across, columns), Role::Label)]);
    lines
}

/// The middle of a column as a share.
fn share(at: usize, wide: usize) -> u32 {
    u32::try_from((2 * at + 1) * WHOLE as usize / (2 * wide)).unwrap_or(WHOLE)
}

/// The curve at a share, straight between its points; it begins at nothing.
fn height(curve: &Curve, at: u32) -> u32 {
    let after = curve.points.partition_point(|(across, _)| *across < at);
    let (x1, y1) = curve.points.get(after).copied().unwrap_or((WHOLE, WHOLE));
    let (x0, y0) =
        after.checked_sub(1).and_then(|at| curve.points.get(at)).copied().unwrap_or((0, 0));
    let span = x1.saturating_sub(x0).max(1);
    let rise =
        u64::from(y1.saturating_sub(y0)) * u64::from(at.saturating_sub(x0)) / u64::from(span);
    y0 + u32::try_from(rise).unwrap_or(0)
}
