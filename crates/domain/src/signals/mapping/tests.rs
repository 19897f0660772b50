//! Stories over whole files: generated ones always, the public ones when they are there.

use std::{collections::BTreeMap, path::PathBuf};

use jiff::{civil::date, tz::TimeZone};

use super::{
    apply::Plan,
    preview::Tally,
    profile::{Profile, Profiler},
    propose::{Confidence, Context, Proposal, propose},
    *,
};
use crate::signals::record::{AnswerValue, ResponseRecord};

mod bare;

/// Where the public files stand, when they do.
fn data(path: &str) -> Option<Vec<u8>> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    std::fs::read(root.join(path)).ok()
}

/// Reads comma separated text; enough for tests, the program reads files in `server`.
fn table(bytes: &[u8]) -> Vec<Vec<String>> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.trim_start_matches('\u{feff}').to_owned(),
        Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
    };
    let mut rows = vec![vec![String::new()]];
    let mut quoted = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let cell = rows.last_mut().unwrap().last_mut().unwrap();
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => rows.last_mut().unwrap().push(String::new()),
            '\r' if !quoted => {}
            '\n' if !quoted => rows.push(vec![String::new()]),
            c => cell.push(c),
        }
    }
    rows.retain(|row| row.iter().any(|cell| !cell.is_empty()));
    rows
}

struct File {
    names: Vec<String>,
    labels: Vec<String>,
    rows: Vec<Vec<String>>,
    header_rows: u64,
}

impl File {
    fn of(bytes: &[u8], header_rows: usize) -> File {
        let mut rows = table(bytes);
        let names = rows.remove(0);
        let mut labels = Vec::new();
        for at in 1..header_rows {
            let row = rows.remove(0);
            if at == 1 {
                labels = row;
            }
        }
        File {
            names,
            labels,
            rows,
            header_rows: header_rows as u64,
        }
    }

    fn profile(&self) -> Profile {
        let mut profiler = Profiler::new(&self.names);
        for row in &self.rows {
            profiler.push(&row.iter().map(String::as_str).collect::<Vec<_>>());
        }
        profiler.finish()
    }

    fn propose(&self, name: &str) -> Proposal {
        propose(
            Context {
                file_name: name,
                labels: &self.labels,
                today: date(2026, 11, 22),
            },
            &self.profile(),
        )
    }

    fn read(&self, mapping: &Mapping) -> (Tally, Vec<ResponseRecord>) {
        let mut plan = Plan::bind(
            mapping,
            &self.names,
            &TimeZone::get("America/Los_Angeles").unwrap(),
        )
        .unwrap();
        let mut tally = Tally::default();
        let mut records = Vec::new();
        for (at, row) in self.rows.iter().enumerate() {
            let cells: Vec<&str> = row.iter().map(String::as_str).collect();
            records.extend(tally.read(&mut plan, at as u64 + 1 + self.header_rows, &cells));
        }
        (tally, records)
    }
}

fn scores(records: &[ResponseRecord], question: &str) -> Vec<(f64, f64)> {
    records
        .iter()
        .flat_map(|record| {
            record
                .answers
                .iter()
                .filter(|answer| &*answer.question == question)
                .filter_map(|answer| match answer.value {
                    AnswerValue::Score(score) => Some((score, record.weight)),
                    _ => None,
                })
        })
        .collect()
}

fn mean(scores: &[(f64, f64)]) -> f64 {
    scores.iter().map(|(score, _)| score).sum::<f64>() / scores.len() as f64
}

const SURVEY: &str = "\
RESPNUM,INTDATE,DAY,Q7FOOD,Q7STORE,Q7SIGN,Q9FOOD,Q7ALL,NETPRO,WEIGHT,Q8COM1,AGE
1,13,SAT,6,5,4,4,4,9,0.5,12,2
2,13,SAT,3,0,4,6,Blank,11,1.5,0,3
3,22,MON,9,3,4,5,5,10,1,7,3
,22,MON,4,3,4,5,5,10,1,7,3
5,22,MON,4,3,4,5,5,10,none,7,3
6,32,MON,4,3,4,5,5,10,1,7,3
";

fn survey_mapping() -> Mapping {
    Mapping::from_json(
        r#"{
        "version": 1, "name": "Survey", "source": "survey-2017", "date": {"year": 2017, "month": 5},
        "touchpoints": [{"key": "restaurants", "label": "Restaurants"}, {"key": "shops", "label": "Shops", "kind": "static"}],
        "columns": [
            {"column": "RESPNUM", "role": "key"},
            {"column": "INTDATE", "role": "date", "part": "day"},
            {"column": "DAY", "role": "date", "part": "weekday"},
            {"column": "Q7FOOD", "role": "rating", "question": "Q7FOOD", "scale": "1-5", "codes": {"6": "not_used", "0": "blank"}, "touchpoint": "restaurants", "primary": true},
            {"column": "Q7STORE", "role": "rating", "question": "Q7STORE", "scale": "1-5", "codes": {"6": "not_used", "0": "blank"}, "touchpoint": "shops", "primary": true},
            {"column": "Q9FOOD", "role": "rating", "question": "Q9FOOD", "scale": "1-5", "codes": {"6": "dont_know"}, "touchpoint": "restaurants", "aspect": "cleanliness"},
            {"column": "Q7ALL", "role": "rating", "question": "Q7ALL", "scale": "1-5", "codes": {"BLANK": "blank"}, "primary": true},
            {"column": "NETPRO", "role": "recommend", "question": "NETPRO", "scale": "0-10", "codes": {"11": "blank"}},
            {"column": "WEIGHT", "role": "weight"},
            {"column": "Q8COM1", "role": "comment_codes", "question": "Q8COM", "codes": {"12": "Wi-Fi"}, "blank": ["0"]},
            {"column": "AGE", "role": "attribute", "attribute": "age", "values": {"2": "18 to 24"}}
        ]}"#,
    )
    .unwrap()
}

#[test]
fn a_code_that_speaks_of_a_touchpoint_is_a_remark_about_it() {
    let columns = ["ID", "COM1", "COM2"].map(str::to_owned);
    let document = |about: &str| {
        Mapping::from_json(&format!(
            r#"{{
        "version": 1, "name": "Survey", "source": "s", "date": {{"year": 2017, "month": 5, "day": 2}},
        "touchpoints": [{{"key": "wifi", "label": "Free Wi-Fi"}}, {{"key": "food", "label": "Food"}}],
        "columns": [
            {{"column": "ID", "role": "key"}},
            {{"column": "COM1", "label": "Better?", "role": "comment_codes", "question": "Q8", "codes": {{"1": "Good", "11": "Slow Wi-Fi", "12": "No Wi-Fi", "13": "Cold food"}}, "about": {about}, "blank": ["0"]}},
            {{"column": "COM2", "role": "comment_codes", "question": "Q8", "blank": ["0"]}}
        ]}}"#
        ))
    };
    let mapping = document(r#"{"wifi": ["11", "12"], "food": ["13"]}"#).unwrap();
    let mut plan = Plan::bind(&mapping, &columns, &TimeZone::UTC).unwrap();
    let questions: Vec<String> = plan
        .questions()
        .iter()
        .map(|it| format!("{} {:?} {}", it.key, it.touchpoint, it.label))
        .collect();
    assert_eq!(
        questions,
        [
            "Q8 None Better?",
            "Q8.food Some(\"food\") Better? (Food)",
            "Q8.wifi Some(\"wifi\") Better? (Free Wi-Fi)"
        ]
    );
    let mut said = |row: [&str; 3]| -> Vec<String> {
        let response = plan.read(2, &row, &mut Tally::default()).unwrap();
        let answers = response.answers.iter();
        answers
            .map(|it| format!("{} {:?}", it.question, it.value))
            .collect()
    };
    // Twice about one touchpoint is one remark with two codes; what speaks of none stays with the question.
    assert_eq!(
        said(["1", "11", "12.0"]),
        [r#"Q8.wifi Codes(["Slow Wi-Fi", "No Wi-Fi"])"#]
    );
    assert_eq!(
        said(["2", "13", "1"]),
        [r#"Q8.food Codes(["Cold food"])"#, r#"Q8 Codes(["Good"])"#]
    );
    assert_eq!(said(["3", "0", ""]), [""; 0]);

    let mut kept = mapping.clone();
    kept.keep_used_touchpoints();
    assert_eq!(kept.touchpoints, mapping.touchpoints);
    assert_eq!(Mapping::from_json(&mapping.to_json()).unwrap(), mapping);
    let twice = document(r#"{"wifi": ["11"], "food": ["11"]}"#)
        .unwrap_err()
        .to_string();
    assert_eq!(
        twice,
        "Column `COM1`: the code `11` speaks of two touchpoints"
    );
    let nowhere = document(r#"{"lounge": ["11"]}"#).unwrap_err().to_string();
    assert_eq!(
        nowhere,
        "Column `COM1`: the touchpoint `lounge` is not in the list of touchpoints"
    );
}

#[test]
fn a_row_becomes_a_response_and_what_does_not_fit_is_told() {
    let file = File::of(SURVEY.as_bytes(), 1);
    let (tally, records) = file.read(&survey_mapping());
    assert_eq!((tally.rows, tally.responses, tally.rejected), (6, 3, 3));
    let reasons: Vec<String> = tally
        .rejects
        .iter()
        .map(|reject| format!("{} {}", reject.row, reject.reason))
        .collect();
    assert_eq!(
        reasons,
        [
            "5 The key `RESPNUM` is empty.",
            "6 The weight `WEIGHT` is \"none\"; it must be a number above 0.",
            "7 There is no day 32 in month 5 of 2017."
        ]
    );
    assert_eq!(tally.notes.len(), 1);
    assert_eq!(tally.notes[0].row, 4);
    assert_eq!(
        tally.notes[0].message,
        "`Q7FOOD` is 9, the scale ends at 5. It was left out, the row stays."
    );
    let first = &records[0];
    assert_eq!(first.external_id, "1");
    assert_eq!(first.client.key, "survey-2017:1");
    assert_eq!(
        first.client.attributes,
        vec![("age".into(), "18 to 24".into())]
    );
    // Noon of that day in San Francisco.
    assert_eq!(first.occurred_at.to_string(), "2017-05-13T19:00:00Z");
    assert_eq!(first.weight, 0.5);
    let answered: Vec<String> = first
        .answers
        .iter()
        .map(|answer| format!("{} {:?}", answer.question, answer.value))
        .collect();
    assert_eq!(
        answered,
        [
            "Q7STORE Score(5.0)",
            "Q9FOOD Score(4.0)",
            "Q7ALL Score(4.0)",
            "NETPRO Score(9.0)",
            "Q8COM Codes([\"Wi-Fi\"])"
        ]
    );
    let cells = tally.cells(&survey_mapping(), &file.names);
    assert_eq!(
        cells,
        preview::Cells {
            ratings: 7,
            not_used: 2,
            blank: 2,
            rejected: 1
        }
    );
}

#[test]
fn a_document_of_another_version_says_so() {
    let error = Mapping::from_json(r#"{"version": 2, "anything": []}"#).unwrap_err();
    assert_eq!(
        error.to_string(),
        "This mapping has version 2; this program reads version 1. Use the program that wrote it, or save it again."
    );
    assert!(
        Mapping::from_json("[]")
            .unwrap_err()
            .to_string()
            .contains("no `version`")
    );
    assert!(
        Mapping::from_json("{")
            .unwrap_err()
            .to_string()
            .starts_with("This is no mapping document")
    );
}

#[test]
fn a_document_survives_its_own_text() {
    let mapping = survey_mapping();
    assert_eq!(Mapping::from_json(&mapping.to_json()).unwrap(), mapping);
}

#[test]
fn contradictions_are_refused() {
    let check = |change: &dyn Fn(&mut Mapping), expected: &str| {
        let mut mapping = survey_mapping();
        change(&mut mapping);
        assert_eq!(mapping.check().unwrap_err().to_string(), expected);
    };
    check(
        &|mapping| mapping.columns[5].role.score_mut().unwrap().primary = true,
        "Column `Q9FOOD`: `Q7FOOD` is already the primary score of `restaurants`",
    );
    check(
        &|mapping| mapping.touchpoints.clear(),
        "Column `Q7FOOD`: the touchpoint `restaurants` is not in the list of touchpoints",
    );
    check(
        &|mapping| mapping.columns[4].role.score_mut().unwrap().question = "Q7FOOD".into(),
        "Column `Q7STORE`: the question `Q7FOOD` has two columns; a score question has one",
    );
}

#[test]
fn a_mapping_for_another_file_is_refused() {
    let error = Plan::bind(
        &survey_mapping(),
        &["a".into(), "AGE".into()],
        &TimeZone::UTC,
    )
    .err()
    .unwrap();
    assert_eq!(
        error.to_string(),
        "The file has no columns `RESPNUM`, `INTDATE`, `DAY`, `Q7FOOD` and 6 more. Is this mapping for another file?"
    );
}

#[test]
fn rows_without_a_key_are_known_by_what_they_say() {
    let mut mapping = survey_mapping();
    mapping.columns[0].role = Role::Ignore;
    let twice = "RESPNUM,INTDATE,DAY,Q7FOOD,Q7STORE,Q9FOOD,Q7ALL,NETPRO,WEIGHT,Q8COM1,AGE\n,13,SAT,4,4,4,4,9,1,,\n,13,SAT,4,4,4,4,9,1,,\n,13,SAT,4,4,4,5,9,1,,\n";
    let file = File::of(twice.as_bytes(), 1);
    let ids = |file: &File| {
        file.read(&mapping)
            .1
            .into_iter()
            .map(|record| record.external_id)
            .collect::<Vec<_>>()
    };
    let first = ids(&file);
    assert_eq!(first[0].strip_suffix("-1"), first[1].strip_suffix("-2"));
    assert_ne!(first[0][..8], first[2][..8]);
    assert_eq!(first, ids(&file));
}

/// A survey as a firm might export it, written row by row with known numbers.
fn generated() -> File {
    let mut text = String::from(
        "Kundennummer;Datum;Weiterempfehlung;Zufriedenheit Beratung;Zufriedenheit Abholung;Gesamtzufriedenheit;Kommentar;Filiale;Leer;Wave;Gewicht\n",
    );
    for i in 0..400u32 {
        let nps = if i % 50 == 0 { 99 } else { (i * 7) % 11 };
        let words = if i % 3 == 0 {
            "Sehr freundlich, aber lange gewartet"
        } else {
            "k.A."
        };
        text.push_str(&format!(
            "K{i:05};{:02}.{:02}.2025;{nps};{};{};{};{words} {};{};;7;{}\n",
            i % 28 + 1,
            i % 12 + 1,
            [5, 4, 4, 3, 2, 1, 6][i as usize % 7],
            [5, 4, 5, 3, 2, 1, 0][i as usize % 7],
            [5, 4, 4, 5, 3, 2, 1][i as usize % 7],
            if i % 3 == 0 {
                i.to_string()
            } else {
                String::new()
            },
            ["Nord", "Süd", "West"][i as usize % 3],
            if i % 2 == 0 { "0,5" } else { "1,5" },
        ));
    }
    File::of(
        text.replace(',', "\u{1}")
            .replace(';', ",")
            .replace('\u{1}', ".")
            .as_bytes(),
        1,
    )
}

fn shown(proposal: &Proposal) -> BTreeMap<String, String> {
    proposal
        .mapping
        .columns
        .iter()
        .map(|rule| {
            let mut text = rule.role.name().to_owned();
            if let Some(score) = rule.role.score() {
                text.push_str(&format!(" {}", score.scale));
                for (value, code) in &score.codes {
                    text.push_str(&format!(" {value}={}", code.words()));
                }
            }
            if let Role::Date { part, .. } = rule.role {
                text.push_str(&format!(" {part:?}").to_lowercase());
            }
            (rule.column.clone(), text)
        })
        .collect()
}

#[test]
fn a_german_export_explains_itself() {
    let file = generated();
    let proposal = file.propose("Kundenbefragung 2025.csv");
    let shown = shown(&proposal);
    for (column, expected) in [
        ("Kundennummer", "key"),
        ("Datum", "date whole"),
        ("Weiterempfehlung", "recommend 0-10 99=blank"),
        ("Zufriedenheit Beratung", "rating 1-5 6=never used"),
        ("Zufriedenheit Abholung", "rating 1-5 0=blank"),
        ("Gesamtzufriedenheit", "rating 1-5"),
        ("Kommentar", "comment"),
        ("Filiale", "attribute"),
        ("Leer", "ignore"),
        ("Wave", "ignore"),
        ("Gewicht", "weight"),
    ] {
        assert_eq!(shown[column], expected, "{column}");
    }
    assert_eq!(proposal.mapping.source, "kundenbefragung-2025");
    let (tally, records) = file.read(&proposal.mapping);
    assert_eq!((records.len(), tally.rejected, tally.noted), (400, 0, 0));
}

#[test]
fn settling_a_question_changes_the_mapping_and_can_be_undone() {
    let proposal = generated().propose("x.csv");
    let settle = proposal
        .settle
        .iter()
        .find(|settle| settle.id == "code:1-5:never used:6")
        .unwrap();
    let mut mapping = proposal.mapping.clone();
    settle.options[1]
        .changes
        .iter()
        .for_each(|change| mapping.apply_change(change));
    let code = |mapping: &Mapping| {
        mapping
            .rule("Zufriedenheit Beratung")
            .unwrap()
            .role
            .score()
            .unwrap()
            .codes["6"]
    };
    assert_eq!(code(&mapping), Code::DontKnow);
    settle.options[settle.chosen]
        .changes
        .iter()
        .for_each(|change| mapping.apply_change(change));
    assert_eq!(mapping, proposal.mapping);
}

// The public files ------------------------------------------------------------------------------------------------

fn sfo(year: u16) -> Option<(File, &'static Mapping)> {
    let file = File::of(
        &data(&format!("sfo_survey/{year}_SFO_Customer_Survey.csv"))?,
        1,
    );
    let (key, _) = ready::find(&file.names).expect("recognized");
    assert_eq!(key, format!("sfo-{year}"));
    Some((file, ready::get(key).unwrap()))
}

#[test]
fn every_ready_mapping_is_in_order() {
    for (key, mapping) in ready::all() {
        assert_eq!(mapping.source, *key);
        // Twenty are rated; the comments speak of further ones that nobody is asked about.
        let rated: std::collections::BTreeSet<&str> = mapping
            .columns
            .iter()
            .filter(|rule| rule.role.score().is_some())
            .filter_map(|rule| rule.role.touchpoint())
            .collect();
        assert_eq!(rated.len(), 20, "{key}");
        let spoken = if *key == "sfo-2017" { 25 } else { 26 };
        assert_eq!(mapping.touchpoints.len(), spoken, "{key}");
        assert_eq!(
            mapping
                .columns
                .iter()
                .filter(|rule| matches!(rule.role, Role::Rating(_)))
                .count(),
            26,
            "{key}"
        );
    }
}

#[test]
fn sfo_2017_becomes_its_known_numbers() {
    let Some((file, mapping)) = sfo(2017) else {
        return;
    };
    assert_eq!((file.rows.len(), file.names.len()), (2_831, 97));
    let (tally, records) = file.read(mapping);
    assert_eq!((tally.rejected, records.len()), (0, 2_831));
    assert_eq!(
        tally.cells(mapping, &file.names),
        preview::Cells {
            ratings: 54_009,
            not_used: 14_677,
            blank: 4_920,
            rejected: 0
        }
    );
    let nps = scores(&records, "NETPRO");
    let count = |test: &dyn Fn(f64) -> bool| nps.iter().filter(|(score, _)| test(*score)).count();
    assert_eq!(
        (
            count(&|s| s >= 9.0),
            count(&|s| (7.0..9.0).contains(&s)),
            count(&|s| s < 7.0),
            nps.len()
        ),
        (1_436, 968, 342, 2_746)
    );
    let all = scores(&records, "Q7ALL");
    assert_eq!(
        (all.len(), format!("{:.4}", mean(&all))),
        (2_688, "4.0644".into())
    );
    let weighted = all
        .iter()
        .map(|(score, weight)| score * weight)
        .sum::<f64>()
        / all.iter().map(|(_, weight)| weight).sum::<f64>();
    assert_eq!(format!("{weighted:.4}"), "4.0712");
    for (question, n, expected) in [
        ("Q7FOOD", 2_421, "3.62"),
        ("Q7STORE", 2_374, "3.64"),
        ("Q7SIGN", 2_703, "4.09"),
        ("Q7WIFI", 2_142, "4.08"),
        ("Q14PASSTHRU", 2_407, "4.31"),
    ] {
        let scores = scores(&records, question);
        assert_eq!(
            (scores.len(), format!("{:.2}", mean(&scores)).as_str()),
            (n, expected),
            "{question}"
        );
    }
    // Two rows name another weekday; they keep the day.
    let weekdays: Vec<u64> = tally
        .notes
        .iter()
        .filter(|note| note.column == "DAY")
        .map(|note| note.row)
        .collect();
    assert_eq!(weekdays, [113, 2_228]);
    assert_eq!(
        tally.earliest.unwrap().date(&TimeZone::UTC),
        date(2017, 5, 5)
    );
    assert_eq!(
        tally.latest.unwrap().date(&TimeZone::UTC),
        date(2017, 5, 30)
    );
}

#[test]
fn the_other_years_have_their_known_means() {
    for (year, n, expected) in [
        (2014, 2_677, "3.9959"),
        (2015, 2_810, "4.0480"),
        (2016, 2_919, "4.0380"),
    ] {
        let Some((file, mapping)) = sfo(year) else {
            return;
        };
        let (tally, records) = file.read(mapping);
        assert_eq!(tally.rejected, 0, "{year}: {:?}", tally.rejects);
        let all = scores(&records, "Q7ALL");
        assert_eq!(
            (all.len(), format!("{:.4}", mean(&all)).as_str()),
            (n, expected),
            "{year}"
        );
        assert_eq!(tally.cells(mapping, &file.names).rejected, 0, "{year}");
        let in_year = |at: crate::time::Timestamp| at.date(&TimeZone::UTC).year();
        assert_eq!(
            (
                in_year(tally.earliest.unwrap()),
                in_year(tally.latest.unwrap())
            ),
            (year as i16, year as i16)
        );
    }
}

#[test]
fn last_years_mapping_fits_this_years_file() {
    let (Some((file, _)), Some(mapping)) = (sfo(2017), ready::get("sfo-2016")) else {
        return;
    };
    let adoption = names::adopt(mapping, &file.names);
    assert!(adoption.new.contains(&"NETPRO".to_owned()));
    assert!(adoption.vanished.contains(&"EGYPTAIR".to_owned()));
    assert!(adoption.matched.contains(&(
        "RESPNUM".into(),
        "*RESPNUM".into(),
        names::Match::Spelling
    )));
    assert!(adoption.matched.contains(&(
        "Q12PRECHEKCRATE".into(),
        "Q12PRECHECKRATE".into(),
        names::Match::Typo
    )));
    let ratings = adoption
        .mapping
        .columns
        .iter()
        .filter(|rule| matches!(rule.role, Role::Rating(_)))
        .count();
    assert_eq!(ratings, 26);
}

/// What a person would say of each column; patterns end with `*`.
fn expected(name: &str) -> Vec<(&'static str, &'static str)> {
    match name {
        "botanic" => vec![
            ("id", "key"),
            ("", "ignore"),
            ("nps", "recommend 1-10"),
            ("satisfaction", "rating 1-10"),
            ("intention", "rating 1-10"),
            ("explication", "comment"),
            ("NbPassageKS", "attribute"),
            ("CaTicket", "ignore"),
            ("t", "attribute"),
        ],
        "nps_testdata" => vec![
            ("REC", "recommend 0-10"),
            ("Product.Tastiness", "rating 0-10"),
            ("Salesman*", "rating 0-10"),
            ("date", "date whole"),
            ("*", "attribute"),
        ],
        "ecsi" => vec![("gender", "attribute"), ("*", "rating 0-10")],
        "corp_reputation" => vec![
            ("serviceprovider", "attribute"),
            ("servicetype", "attribute"),
            ("age", "attribute"),
            ("education", "attribute"),
            ("occupation", "attribute"),
            ("nphh", "attribute"),
            ("sample_type", "attribute"),
            ("mga_1", "ignore"),
            ("mga*", "attribute"),
            ("switch*", "rating 1-5"),
            ("*", "rating 1-7"),
        ],
        "kiosk" => vec![
            ("sex", "attribute"),
            ("age", "attribute"),
            ("total*", "rating 1-5"),
            ("*", "rating 1-7"),
        ],
        "careless" => vec![("*", "rating 1-5")],
        "skytrax" => vec![
            ("overall_rating", "rating 1-10"),
            ("*_rating", "rating 1-5"),
            ("content", "comment"),
            ("date", "date whole"),
            ("recommended", "attribute"),
            ("author", "ignore"),
            ("title", "ignore|attribute"),
            ("lounge_name", "ignore|attribute"),
            ("link", "ignore|attribute"),
            ("date_visit", "ignore|attribute"),
            ("*", "attribute"),
        ],
        "qualtrics" => vec![
            ("ResponseId", "key"),
            ("RecordedDate", "date whole"),
            ("Q2", "comment"),
            ("Q1", "ignore|attribute|choice"),
            ("*", "ignore|attribute"),
        ],
        "sfo" => vec![
            ("*RESPNUM", "key"),
            ("INTDATE", "date day|date whole"),
            ("DAY", "date weekday|attribute"),
            ("WEIGHT", "weight"),
            ("NETPRO", "recommend 0-10"),
            ("Q7*", "rating 1-5"),
            ("Q9COM*", "comment_codes|ignore"),
            ("Q9*", "rating 1-5"),
            ("Q10SAFEA", "comment_codes"),
            ("Q10SAFEB", "comment_codes"),
            ("Q10SAFEC", "ignore"),
            ("Q10SAFE", "rating 1-5"),
            ("Q12PRECHE*", "rating 1-5"),
            ("Q13GETRATE", "rating 1-5"),
            ("Q14*", "rating 1-5"),
            ("Q8*", "comment_codes|ignore"),
            ("Q10COM*", "comment_codes|ignore"),
            ("Q12*", "comment_codes|ignore"),
            ("Q15PROBLEM", "attribute"),
            ("Q15*", "comment_codes|ignore"),
            ("Q2PURP*", "choice|ignore"),
            ("Q3GETTO*", "choice|ignore"),
            ("*", "attribute|ignore"),
        ],
        _ => vec![],
    }
}

fn fits(pattern: &str, column: &str) -> bool {
    match (pattern.strip_prefix('*'), pattern.strip_suffix('*')) {
        _ if pattern == column || pattern == "*" => true,
        (Some(end), _) if !end.is_empty() => column.ends_with(end),
        (_, Some(start)) => column.starts_with(start),
        _ => false,
    }
}

/// Proposes without a ready mapping and counts the columns that a person would have mapped the same.
fn measure(name: &str, path: &str, header_rows: usize) -> Option<(usize, usize, String)> {
    let file = File::of(&data(path)?, header_rows);
    let proposal = file.propose(path.rsplit('/').next().unwrap());
    let rules = expected(name);
    let (mut right, mut wrong) = (0, String::new());
    for (column, meaning) in shown(&proposal) {
        let (_, expected) = rules
            .iter()
            .find(|(pattern, _)| fits(pattern, &column))
            .expect("every column is expected");
        if expected
            .split('|')
            .any(|expected| meaning == expected || meaning.starts_with(&format!("{expected} ")))
        {
            right += 1;
        } else {
            wrong.push_str(&format!(
                "\n  {name} {column}: {meaning}, should be {expected}"
            ));
        }
    }
    Some((
        right,
        right + wrong.lines().filter(|line| !line.is_empty()).count(),
        wrong,
    ))
}

#[test]
fn proposals_for_public_files_are_right() {
    let mut failures = String::new();
    // At least so many columns of each file; the figures stand in docs/import.md.
    for (name, path, header_rows, least) in [
        ("botanic", "nps_botanic_fr/nps_part1.csv", 1, 9),
        ("nps_testdata", "nps_testdata_cran/testdata.csv", 1, 10),
        ("ecsi", "ecsi_bank_satisfaction/satisfaction.csv", 1, 28),
        (
            "corp_reputation",
            "corp_reputation/corp_rep_data.csv",
            1,
            50,
        ),
        ("kiosk", "kiosk_servqual/kiosk_servqual_dev97.csv", 1, 54),
        (
            "careless",
            "careless_responding/careless_dataset.csv",
            1,
            50,
        ),
        ("skytrax", "skytrax_reviews/lounge.csv", 1, 21),
        ("qualtrics", "qualtrics_samples/qualtRics/sample.csv", 3, 20),
        ("sfo", "sfo_survey/2014_SFO_Customer_Survey.csv", 1, 94),
        ("sfo", "sfo_survey/2015_SFO_Customer_Survey.csv", 1, 88),
        ("sfo", "sfo_survey/2016_SFO_Customer_Survey.csv", 1, 97),
        ("sfo", "sfo_survey/2017_SFO_Customer_Survey.csv", 1, 97),
    ] {
        let Some((right, of, wrong)) = measure(name, path, header_rows) else {
            continue;
        };
        println!("{path}: {right} of {of}{wrong}");
        if right < least {
            failures.push_str(&format!("{path}: {right} of {of}{wrong}\n"));
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn what_only_a_person_can_say_is_asked() {
    let Some((file, _)) = sfo(2017) else { return };
    let proposal = file.propose("2017_SFO_Customer_Survey.csv");
    let month = proposal
        .settle
        .iter()
        .find(|settle| settle.id == "month")
        .unwrap();
    assert!(month.open);
    assert_eq!(
        month.text,
        "`INTDATE` has only the day. With the weekdays in `DAY`, May is the one month of 2017 that fits, for 2829 of 2831 rows; the others keep the day."
    );
    let eleven = proposal
        .settle
        .iter()
        .find(|settle| settle.id == "code:NETPRO:11")
        .unwrap();
    assert!(!eleven.open);
    assert_eq!(
        eleven.text,
        "84 rows. Counted as an answer it would make the NPS 41.6 instead of 39.8."
    );
    assert!(
        proposal
            .settle
            .iter()
            .any(|settle| settle.id == "codes" && settle.open)
    );
    let asks = proposal
        .notes
        .iter()
        .filter(|note| note.confidence == Confidence::Asks)
        .count();
    assert!((1..=17).contains(&asks), "{asks}");
    // Without the ready mapping the numbers are the same.
    let (_, records) = file.read(&proposal.mapping);
    assert_eq!(format!("{:.4}", mean(&scores(&records, "Q7ALL"))), "4.0644");
    assert_eq!(scores(&records, "NETPRO").len(), 2_746);
    let doubled = proposal
        .mapping
        .columns
        .iter()
        .filter(|rule| {
            rule.role
                .score()
                .is_some_and(|s| s.touchpoint.is_some() && !s.primary)
        })
        .count();
    assert_eq!((proposal.mapping.touchpoints.len(), doubled), (20, 3));
}

#[test]
fn botanic_is_no_standard_nps() {
    let Some(bytes) = data("nps_botanic_fr/nps_part1.csv") else {
        return;
    };
    let file = File::of(&bytes, 1);
    let proposal = file.propose("nps_part1.csv");
    assert!(
        proposal
            .settle
            .iter()
            .any(|settle| settle.question == "This is not a standard NPS")
    );
    let (_, records) = file.read(&proposal.mapping);
    let nps = scores(&records, "nps");
    let count = |test: &dyn Fn(f64) -> bool| nps.iter().filter(|(score, _)| test(*score)).count();
    assert_eq!(
        (
            count(&|s| s >= 9.0),
            count(&|s| (7.0..9.0).contains(&s)),
            count(&|s| s < 7.0),
            nps.len()
        ),
        (3_109, 1_384, 406, 4_899)
    );
    assert_eq!(
        format!("{:.3}", mean(&scores(&records, "satisfaction"))),
        "8.352"
    );
}
