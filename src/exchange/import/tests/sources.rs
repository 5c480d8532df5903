//! What a file is.

use super::*;

#[test]
fn what_is_no_table_is_refused_by_what_it_is() {
    let missing = Source::open("/no/such/file".as_ref(), &SourceOptions::default());
    assert!(matches!(missing, Err(SourceError::Missing(_))));
    let folder = Source::open(std::env::temp_dir().as_path(), &SourceOptions::default());
    assert!(matches!(folder, Err(SourceError::NotAFile(_))));
    let cases: [(&[u8], &str); 8] = [
        (b"", "Empty"),
        (b" \r\n\n", "Empty"),
        (b"\xEF\xBB\xBF", "Empty"),
        (b"PK\x03\x04rest", "Broken"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1rest", "Broken"),
        (b"SQLite format 3\0rest", "Database"),
        (b"\x7FELF\0\0\x01\0\x02\0", "Binary"),
        (b"\x1F\x8B\x08\0 broken", "Unreadable"),
    ];
    for (bytes, name) in cases {
        let error = format!("{:?}", open(bytes).unwrap_err());
        assert!(error.starts_with(name), "{bytes:?}: {error}");
    }
}

#[test]
fn encodings_are_found() {
    let text = "客户名称,备注\n上海明月科技,看过报价\n";
    let utf16 = |order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect();
    let gbk = encoding_rs::GBK.encode(text).0.into_owned();
    let cases: [(Vec<u8>, &str); 6] = [
        (text.into(), "UTF-8"),
        (format!("\u{FEFF}{text}").into(), "UTF-8"),
        (utf16(u16::to_le_bytes), "UTF-16LE"),
        (utf16(u16::to_be_bytes), "UTF-16BE"),
        (gbk, "gb18030"),
        ([b"\xFE\xFF".to_vec(), utf16(u16::to_be_bytes)].concat(), "UTF-16BE"),
    ];
    for (bytes, name) in cases {
        let source = open(&bytes).unwrap();
        assert_eq!((source.encoding(), source.headers()), (name, &*headers("客户名称,备注")));
    }
    let french = open(b"name,city\nCaf\xE9 de la Gare,Orl\xE9ans\n").unwrap();
    assert_eq!(french.encoding(), "windows-1252");
}

#[test]
fn an_encoding_asked_for_is_taken_and_an_unknown_one_refused() {
    let file = file(&encoding_rs::BIG5.encode("客戶名稱\n明月\n").0);
    let asked =
        |name: &str| SourceOptions { encoding: Some(name.to_owned()), ..Default::default() };
    assert_eq!(Source::open(file.path(), &asked("big5")).unwrap().headers(), ["客戶名稱"]);
    let unknown = Source::open(file.path(), &asked("klingon"));
    assert!(matches!(unknown, Err(SourceError::UnknownEncoding(_))));
}

#[test]
fn late_accents_are_seen_and_few_broken_bytes_cost_their_row_only() {
    let mut late = b"name\n".to_vec();
    late.extend(b"plain name\n".repeat(20_000));
    late.extend(b"Caf\xE9 de la Gare\n");
    assert_eq!(open(&late).unwrap().encoding(), "windows-1252");
    let text = format!("客户名称\n{}坏", "明月\n".repeat(50));
    let mut broken = text.into_bytes();
    broken.extend(b"\xFF\n");
    broken.extend("好\n".as_bytes());
    let file = file(&broken);
    let (good, bad) = import_file(file.path().to_owned(), None);
    assert_eq!((good.len(), codes(&bad)), (51, vec![(52, "garbled_text")]));
}

#[test]
fn the_delimiter_is_the_one_that_cuts_all_rows_alike() {
    let cases = [
        ("a,b\n1,2\n", b','),
        ("a;b\n\"1;2\";3,5\n4;5,5\n", b';'),
        ("a\tb\n1,5\t2\n", b'\t'),
        ("a|b|c\n1|2|3\n", b'|'),
        ("sep=;\na;b\n", b';'),
        ("one column\nx\n", b','),
        ("#\tsome words\nfoo\nbar\nbaz\n", b','),
        ("name;tier\na\nb\nc\n", b';'),
        ("column1,column2!some,column3\ncol11,col12!somev1,col13\n", b','),
    ];
    for (text, delimiter) in cases {
        assert_eq!(open(text.as_bytes()).unwrap().delimiter(), delimiter, "{text}");
    }
    assert_eq!(open(b"sep=;\na;b\n1;2\n").unwrap().headers(), headers("a,b"));
}

#[test]
fn a_file_without_a_header_numbers_its_columns() {
    let file = file("明月\n盛科\n".as_bytes());
    let options_ = SourceOptions { no_header: true, ..Default::default() };
    let source = Source::open(file.path(), &options_).unwrap();
    assert_eq!(source.headers(), ["column_1"]);
    let maps = ["name=1".to_owned()];
    let mapping = Mapping::plan(Some(Kind::Customers), source.headers(), &maps).unwrap();
    let options = options();
    let names: Vec<_> = records(&source, &mapping, &options)
        .unwrap()
        .map(|record| record.unwrap().text(Field::Name).unwrap().to_owned())
        .collect();
    assert_eq!(names, ["明月", "盛科"]);
}
