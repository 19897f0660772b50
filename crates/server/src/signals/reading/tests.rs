//! Files as programs write them, good and bad.

use std::{ops::ControlFlow, path::PathBuf};

use domain::signals::mapping::FileHints;

use super::*;

fn open(name: &str, bytes: &[u8]) -> Result<(tempfile::TempDir, Table), ReadError> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file");
    std::fs::write(&path, bytes).unwrap();
    let table = Table::open(&path, name, &FileHints::default())?;
    Ok((folder, table))
}

fn all(table: &Table) -> Vec<(u64, Vec<String>)> {
    let mut rows = Vec::new();
    table
        .rows(|row| {
            rows.push((
                row.line,
                row.cells.iter().map(|cell| (*cell).to_owned()).collect(),
            ));
            ControlFlow::<()>::Continue(())
        })
        .unwrap();
    rows
}

fn check(name: &str, bytes: &[u8], expected: &str) {
    let shown = match open(name, bytes) {
        Err(error) => error.to_string(),
        Ok((_folder, table)) => {
            let layout = &table.layout;
            let rows: Vec<String> = all(&table)
                .into_iter()
                .map(|(line, cells)| format!("{line}: {}", cells.join("·")))
                .collect();
            format!(
                "{:?} {} {:?} skip {} header {} | {} | {}",
                layout.format,
                layout.encoding.as_deref().unwrap_or("-"),
                layout.delimiter.unwrap_or('-'),
                layout.skip_rows,
                layout.header_rows,
                layout.columns.join("·"),
                rows.join(" / ")
            )
        }
    };
    assert_eq!(shown, expected);
}

#[test]
fn delimiters_and_headers() {
    check(
        "a.csv",
        b"a,b,c\n1,2,3\n4,5,6\n",
        "Csv utf-8 ',' skip 0 header 1 | a·b·c | 2: 1·2·3 / 3: 4·5·6",
    );
    check(
        "a.csv",
        b"a;b\n1,5;2\n2,5;3\n",
        "Csv utf-8 ';' skip 0 header 1 | a·b | 2: 1,5·2 / 3: 2,5·3",
    );
    check(
        "a.txt",
        b"a\tb\n1\tx, y\n",
        "Tsv utf-8 '\\t' skip 0 header 1 | a·b | 2: 1·x, y",
    );
    check(
        "a.csv",
        b"a|b\n1|2\n",
        "Csv utf-8 '|' skip 0 header 1 | a·b | 2: 1·2",
    );
    check(
        "a.csv",
        b"a,b\n\"x, \"\"y\"\"\nz\",2\n3,4\n",
        "Csv utf-8 ',' skip 0 header 1 | a·b | 2: x, \"y\"\nz·2 / 4: 3·4",
    );
    check(
        "a.csv",
        b"Survey of May\n\nid,score,words\n1,5,good\n2,4,fine\n",
        "Csv utf-8 ',' skip 1 header 1 | id·score·words | 4: 1·5·good / 5: 2·4·fine",
    );
    check(
        "a.csv",
        b"1,2,3\n4,5,6\n",
        "Csv utf-8 ',' skip 0 header 0 | Column 1·Column 2·Column 3 | 1: 1·2·3 / 2: 4·5·6",
    );
    check(
        "a.csv",
        b"id,score,score,\n1,2,3,4\n",
        "Csv utf-8 ',' skip 0 header 1 | id·score·score (2)·Column 4 | 2: 1·2·3·4",
    );
    check(
        "a.csv",
        b"a,b\r\n1,2\r\n\r\n3,4\r\n",
        "Csv utf-8 ',' skip 0 header 1 | a·b | 2: 1·2 / 4: 3·4",
    );
    check(
        "a.csv",
        b"name\nonly\none\n",
        "Csv utf-8 ',' skip 0 header 1 | name | 2: only / 3: one",
    );
}

#[test]
fn encodings() {
    check(
        "a.csv",
        "\u{feff}Name;Güte\nJosé;5\n".as_bytes(),
        "Csv utf-8 ';' skip 0 header 1 | Name·Güte | 2: José·5",
    );
    let latin: Vec<u8> = "Name;Güte\nJosé a été très content de la qualité à Genève;5\nça va;4\n"
        .chars()
        .map(|c| c as u8)
        .collect();
    check(
        "a.csv",
        &latin,
        "Csv windows-1252 ';' skip 0 header 1 | Name·Güte | 2: José a été très content de la qualité à Genève·5 / 3: ça va·4",
    );
    let wide = |little: bool| -> Vec<u8> {
        "Name;Güte\nJosé;5\n"
            .encode_utf16()
            .flat_map(|unit| {
                if little {
                    unit.to_le_bytes()
                } else {
                    unit.to_be_bytes()
                }
            })
            .collect()
    };
    check(
        "a.csv",
        &wide(true),
        "Csv utf-16le ';' skip 0 header 1 | Name·Güte | 2: José·5",
    );
    check(
        "a.csv",
        &wide(false),
        "Csv utf-16be ';' skip 0 header 1 | Name·Güte | 2: José·5",
    );
    check(
        "a.csv",
        &[b"\xFF\xFE".as_slice(), &wide(true)].concat(),
        "Csv utf-16le ';' skip 0 header 1 | Name·Güte | 2: José·5",
    );
}

#[test]
fn bytes_that_do_not_fit_are_told() {
    // Latin-1 with an é of DOS (0x82) and one of the Macintosh (0x8E).
    let mut bytes: Vec<u8> = "nps;mot\n9;très bon accueil à la caisse\n8;qualité\n"
        .chars()
        .map(|c| c as u8)
        .collect();
    bytes.extend_from_slice(b"7;qualit\x82\n6;d\x8Eu\n");
    let (_folder, table) = open("a.csv", &bytes).unwrap();
    assert_eq!(table.layout.encoding.as_deref(), Some("windows-1252"));
    assert_eq!(table.layout.remarks[0].lines, [4, 5]);
    assert!(
        table.layout.remarks[0]
            .message
            .starts_with("2 lines have bytes"),
        "{:?}",
        table.layout.remarks
    );
}

#[test]
fn exports_with_several_header_rows() {
    let text = "StartDate,ResponseId,Q1\nStart Date,Response ID,How was it?\n\"{\"\"ImportId\"\":\"\"startDate\"\"}\",\"{\"\"ImportId\"\":\"\"_recordId\"\"}\",\"{\"\"ImportId\"\":\"\"QID1\"\"}\"\n2017-07-18 08:28:09,R_1,4\n";
    check(
        "q.csv",
        text.as_bytes(),
        "Csv utf-8 ',' skip 0 header 3 | StartDate·ResponseId·Q1 | 4: 2017-07-18 08:28:09·R_1·4",
    );
    let legacy = "V1,V2,Q1\nResponseID,StartDate,How was it?\nR_1,2017-07-18 08:28:09,4\nR_2,2017-07-18 08:28:09,4\n";
    let (_folder, table) = open("q.csv", legacy.as_bytes()).unwrap();
    assert_eq!(table.layout.header_rows, 2);
    assert_eq!(
        table.layout.labels,
        ["ResponseID", "StartDate", "How was it?"]
    );
}

#[test]
fn json_lines_are_flattened() {
    check(
        "a.jsonl",
        b"{\"id\":1,\"client\":{\"key\":\"a\"},\"tags\":[\"x\",\"y\"]}\n\n{\"id\":2,\"score\":null,\"client\":{\"key\":\"b\"}}\n",
        "Jsonl utf-8 '-' skip 0 header 0 | id·client.key·tags·score | 1: 1·a·x; y· / 3: 2·b··",
    );
    check(
        "a.json",
        b"[{\"id\":1},{\"id\":2}]",
        "Jsonl utf-8 '-' skip 0 header 0 | id | 1: 1 / 2: 2",
    );
    check(
        "a.jsonl",
        b"{\"id\":1}\nnonsense\n{\"id\":2}\n",
        "Jsonl utf-8 '-' skip 0 header 0 | id | 1: 1 / 2:  / 3: 2",
    );
}

#[test]
fn workbooks() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let notes = book.add_worksheet();
    notes.set_name("Notes").unwrap();
    notes.write(0, 0, "About this survey").unwrap();
    let sheet = book.add_worksheet();
    sheet.set_name("Answers").unwrap();
    let format = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd");
    for (column, name) in ["Id", "Date", "Score", "Weight"].iter().enumerate() {
        sheet.write(0, column as u16, *name).unwrap();
    }
    let date = rust_xlsxwriter::ExcelDateTime::from_ymd(2017, 5, 13).unwrap();
    sheet.write(1, 0, "A1").unwrap();
    sheet.write_with_format(1, 1, &date, &format).unwrap();
    sheet.write(1, 2, 5).unwrap();
    sheet.write(1, 3, 0.75).unwrap();
    let bytes = book.save_to_buffer().unwrap();
    check(
        "a.xlsx",
        &bytes,
        "Xlsx - '-' skip 0 header 1 | Id·Date·Score·Weight | 2: A1·2017-05-13·5·0.75",
    );
}

#[test]
fn what_is_no_table_says_so() {
    check("a.csv", b"", "The file is empty.");
    check("a.csv", b"  \n \n", "The file is empty.");
    check(
        "a.csv",
        b"%PDF-1.7 \x00\x01",
        "The file holds no table: it is a PDF. Export it as CSV or XLSX.",
    );
    check(
        "a.csv",
        &(0..4096u32)
            .map(|i| (i * 7919 % 251) as u8)
            .collect::<Vec<u8>>(),
        "The file holds no table: it is not text. Export it as CSV, XLSX or JSON lines.",
    );
    check(
        "a.xlsx",
        b"PK\x03\x04 nothing [Content_Types].xml",
        &open("a.xlsx", b"PK\x03\x04 nothing [Content_Types].xml")
            .err()
            .unwrap()
            .to_string(),
    );
}

#[test]
fn ragged_rows_come_as_they_are() {
    check(
        "a.csv",
        b"a,b,c\n1,2\n3,4,5,6\n7,8,9\n",
        "Csv utf-8 ',' skip 0 header 1 | a·b·c | 2: 1·2 / 3: 3·4·5·6 / 4: 7·8·9",
    );
}

#[test]
fn public_files_are_read() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    for (path, encoding, header_rows, columns, rows) in [
        (
            "sfo_survey/2014_SFO_Customer_Survey.csv",
            "utf-8",
            1,
            94,
            2_818,
        ),
        (
            "sfo_survey/2015_SFO_Customer_Survey.csv",
            "utf-8",
            1,
            88,
            2_958,
        ),
        (
            "sfo_survey/2016_SFO_Customer_Survey.csv",
            "utf-8",
            1,
            97,
            3_087,
        ),
        (
            "sfo_survey/2017_SFO_Customer_Survey.csv",
            "utf-8",
            1,
            97,
            2_831,
        ),
        ("nps_botanic_fr/nps_part1.csv", "windows-1252", 1, 9, 5_000),
        ("qualtrics_samples/qualtRics/sample.csv", "utf-8", 3, 20, 1),
        (
            "qualtrics_samples/qualtRics/sample_legacy.csv",
            "utf-8",
            2,
            16,
            1,
        ),
        (
            "qualtrics_samples/QualtricsTools/Better Sample Survey/Better_Sample_Survey.csv",
            "utf-8",
            3,
            59,
            10,
        ),
        ("skytrax_reviews/lounge.csv", "utf-8", 1, 21, 2_264),
        (
            "kiosk_servqual/kiosk_servqual_dev97.csv",
            "utf-8",
            1,
            54,
            97,
        ),
        ("segment_spec_events/events.ndjson", "utf-8", 0, 0, 71),
    ] {
        let path = root.join(path);
        if !path.exists() {
            continue;
        }
        let table = Table::open(&path, path.to_str().unwrap(), &FileHints::default()).unwrap();
        let layout = &table.layout;
        let shown = (
            layout.encoding.as_deref().unwrap(),
            layout.header_rows,
            if columns == 0 {
                0
            } else {
                layout.columns.len()
            },
            all(&table).len(),
        );
        assert_eq!(
            shown,
            (encoding, header_rows, columns, rows),
            "{}",
            path.display()
        );
    }
}
