//! Whatever a file holds, reading it ends and loses no row.

use proptest::prelude::*;

use super::super::date::{DateReader, DateStyle, Evidence};
use super::super::{text, value};
use super::*;

/// Text made of what parsers trip over.
fn nasty() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "a",
        "1",
        "12",
        "2024",
        "45631",
        ",",
        ";",
        "\t",
        "\"",
        "\"\"",
        "\n",
        "\r",
        "\r\n",
        " ",
        "-",
        ".",
        "/",
        ":",
        "年",
        "月",
        "日",
        "下午",
        "PM",
        "T",
        "Z",
        "+",
        "(",
        ")",
        "¥",
        "$",
        "万",
        "元",
        "USD",
        "K",
        "%",
        "折",
        "名",
        "é",
        "ß",
        "İ",
        "１",
        "　",
        "@",
        "<",
        ">",
        "+86",
        "有限公司",
        "&",
        "A",
        "\0",
        "\u{FFFD}",
        "\u{1b}",
        "👩‍👩‍👧",
        "合计",
        "total",
        "h",
        "min",
        "分钟",
    ]);
    prop::collection::vec(pieces, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn no_cell_brings_a_reader_down(cell in nasty()) {
        for style in [DateStyle::DayFirst, DateStyle::Serial] {
            let reader = DateReader { style, zone: chrono_tz::Asia::Shanghai, latest_year: 2046 };
            let _ = reader.read(&cell);
        }
        Evidence::default().see(&cell);
        let _ = value::priced(&cell, CNY, false);
        let _ = value::priced(&cell, CNY, true);
        let _ = (value::tier(&cell), value::flag(&cell), value::discount(&cell, false));
        let _ = (value::minutes(&cell), value::emails(&cell), text::web(&cell));
        let _ = (text::phone_key(&cell), text::clean(&cell));
        let named = text::key(&cell).is_empty() || !text::company_key(&cell).is_empty();
        prop_assert!(named, "{cell:?} lost its key");
    }

    #[test]
    fn every_row_is_a_record_or_a_reject(body in nasty()) {
        let rows = |text: &str| {
            let input = Box::new(std::io::Cursor::new(text.as_bytes().to_vec()));
            let mut rows = rows::Rows::new(input, encoding_rs::UTF_8, b',');
            let mut row = rows::Row::default();
            let mut count = 0;
            while rows.read(&mut row).unwrap() {
                count += usize::from(!row.is_blank());
            }
            count
        };
        let text = format!("name,tier,created_on,potential\nx,A,2026-01-01,1\n{body}");
        prop_assume!(!text.contains('\0'));
        let source = open(&text);
        prop_assert_eq!(source.good + source.bad, rows(&text) - 1);
    }
}

struct Counted {
    good: usize,
    bad: usize,
}

fn open(text: &str) -> Counted {
    let file = file(text.as_bytes());
    let comma = SourceOptions { delimiter: Some(b','), ..Default::default() };
    let source = Source::open(file.path(), &comma).unwrap();
    let mapping = Mapping::plan(Some(Kind::Customers), source.headers(), &[]).unwrap();
    let options = options();
    let all = records(&source, &mapping, &options).unwrap();
    let (good, bad): (Vec<_>, Vec<_>) = all.partition(Result::is_ok);
    Counted { good: good.len(), bad: bad.len() }
}
