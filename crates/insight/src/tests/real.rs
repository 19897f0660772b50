//! Published numbers of real data, where the data is at hand: the files are not part of the project, so without them the
//! same counts are asked for from rows made up to have them.

use std::path::PathBuf;

use crate::{
    AttributeColumn, AttributeValue, By, Dimensions, Engine, MeasureName, Query, QuestionTerm,
    SegmentInfo, Snapshot,
};
use domain::signals::{LogRow, QuestionKind, Scale};

use super::world::{self, Bench};

#[track_caller]
fn near(found: Option<f64>, expected: f64, tolerance: f64) {
    let found = found.unwrap();
    assert!(
        (found - expected).abs() <= tolerance,
        "{found} is not {expected} ± {tolerance}"
    );
}

fn data(path: &str) -> Option<String> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/data")
        .join(path);
    std::fs::read(path)
        .ok()
        .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
}

/// The fields of a line, with quotes.
fn fields(line: &str) -> Vec<String> {
    let (mut fields, mut quoted) = (vec![String::new()], false);
    for c in line.trim_end_matches('\r').chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => fields.push(String::new()),
            _ => fields.last_mut().unwrap().push(c),
        }
    }
    fields
}

/// Named columns of a file, row by row.
fn columns<const N: usize>(text: &str, names: [&str; N]) -> Vec<[String; N]> {
    let mut lines = text.lines();
    let header = fields(lines.next().unwrap());
    let at = names.map(|name| header.iter().position(|found| found == name).unwrap());
    lines
        .map(|line| {
            let row = fields(line);
            at.map(|at| row.get(at).cloned().unwrap_or_default())
        })
        .collect()
}

fn question(no: i32, key: &str, kind: QuestionKind, scale: Scale) -> QuestionTerm {
    QuestionTerm {
        no,
        key: key.to_owned(),
        label: key.to_owned(),
        kind,
        scale: Some(scale),
        touchpoint: None,
        aspect: None,
        primary: true,
    }
}

/// A whole log in one segment, asked with and without what is kept.
fn engine_with(rows: Vec<LogRow>, dimensions: Dimensions) -> (Bench, Snapshot) {
    let bench = Bench::new();
    let segment = bench
        .engine
        .seal(
            "real",
            &SegmentInfo::path_of("one", "2017-05", "real"),
            rows,
        )
        .unwrap();
    let mut snapshot = Snapshot::of_rows(Vec::new(), dimensions);
    snapshot.segments.push(segment);
    (bench, snapshot)
}

fn total(engine: &Engine, snapshot: &Snapshot, query: &Query) -> crate::Estimate {
    engine.measure(snapshot, query).unwrap().total
}

#[test]
fn airport_survey_of_2017() {
    let time = world::at("2017-05-13T19:00:00Z").micros();
    let mut rows = Vec::new();
    let file = data("sfo_survey/2017_SFO_Customer_Survey.csv");
    if let Some(text) = &file {
        for (at, [recommend, overall, weight]) in columns(text, ["NETPRO", "Q7ALL", "WEIGHT"])
            .into_iter()
            .enumerate()
        {
            let client = at as i64;
            let weight: f64 = weight.parse().unwrap();
            if let Ok(score) = recommend.parse::<f64>() {
                let row = LogRow::answer(
                    time,
                    client,
                    client,
                    1,
                    QuestionKind::Recommend,
                    Scale::RECOMMEND,
                    score,
                );
                rows.push(LogRow { weight, ..row });
            }
            if let Ok(score) = overall.parse::<f64>() {
                let row = LogRow::answer(
                    time,
                    client,
                    client,
                    2,
                    QuestionKind::Rating,
                    Scale::ONE_TO_FIVE,
                    score,
                );
                rows.push(LogRow { weight, ..row });
            }
        }
    } else {
        let counts = [(10.0, 1436), (8.0, 968), (3.0, 342)];
        for (client, score) in counts
            .into_iter()
            .flat_map(|(score, times)| std::iter::repeat_n(score, times))
            .enumerate()
        {
            let client = client as i64;
            rows.push(LogRow::answer(
                time,
                client,
                client,
                1,
                QuestionKind::Recommend,
                Scale::RECOMMEND,
                score,
            ));
        }
    }
    let dimensions = Dimensions {
        questions: vec![
            question(1, "NETPRO", QuestionKind::Recommend, Scale::RECOMMEND),
            question(2, "Q7ALL", QuestionKind::Rating, Scale::ONE_TO_FIVE),
        ],
        ..Dimensions::default()
    };
    let (bench, snapshot) = engine_with(rows, dimensions);
    let ask = |query: Query| total(&bench.engine, &snapshot, &query);

    let nps = ask(Query::new(MeasureName::Nps));
    near(nps.value, 39.84, 0.005);
    assert_eq!(nps.n, 2746);
    assert_eq!(
        nps.parts.iter().map(|part| part.count).collect::<Vec<_>>(),
        [342, 968, 1436]
    );
    if file.is_none() {
        return;
    }
    assert_eq!(nps.rejected, 84, "code 11 means blank");
    let weighted = ask(Query::new(MeasureName::Nps).weighted());
    near(weighted.value, 40.40, 0.005);
    assert_eq!(weighted.n, 2746);
    assert!(weighted.n_effective < 2746.0);

    let named = |measure| Query::new(measure).filtered("question=Q7ALL".parse().unwrap());
    let mean = ask(named(MeasureName::Mean));
    near(mean.value, 4.0644, 5e-5);
    assert_eq!(mean.n, 2688);
    near(ask(named(MeasureName::Csat)).value, 82.07, 0.005);
    near(ask(named(MeasureName::Mean).weighted()).value, 4.0712, 5e-5);

    let other_years = [
        ("2014", 3.9959, 78.86, 2677),
        ("2015", 4.0480, 80.00, 2810),
        ("2016", 4.0380, 80.99, 2919),
    ];
    for (year, mean, top_two, n) in other_years {
        let Some(text) = data(&format!("sfo_survey/{year}_SFO_Customer_Survey.csv")) else {
            continue;
        };
        let rows = columns(&text, ["Q7ALL"])
            .into_iter()
            .enumerate()
            .filter_map(|(at, [score])| {
                let score = score.trim().parse::<f64>().ok()?;
                Some(LogRow::answer(
                    time,
                    at as i64,
                    at as i64,
                    2,
                    QuestionKind::Rating,
                    Scale::ONE_TO_FIVE,
                    score,
                ))
            })
            .collect();
        let snapshot = Snapshot {
            segments: Vec::new(),
            ..Snapshot::of_rows(rows, (*snapshot.dimensions).clone())
        };
        let found = bench
            .engine
            .measure(&snapshot, &named(MeasureName::Mean))
            .unwrap()
            .total;
        near(found.value, mean, 5e-5);
        assert_eq!(found.n, n, "{year}");
        near(
            bench
                .engine
                .measure(&snapshot, &named(MeasureName::Csat))
                .unwrap()
                .total
                .value,
            top_two,
            0.005,
        );
    }
}

#[test]
fn simulated_recommendations_by_unit() {
    let time = world::at("2012-06-01T00:00:00Z").micros();
    let file = data("nps_testdata_cran/testdata.csv");
    // Without the file: 0.10 from 1,000 answers with the variance 0.814, all of one unit.
    let answers: Vec<(f64, String)> = match &file {
        Some(text) => columns(text, ["REC", "BU"])
            .into_iter()
            .map(|[rec, unit]| (rec.parse().unwrap(), unit))
            .collect(),
        None => [(10.0, 462), (8.0, 176), (3.0, 362)]
            .into_iter()
            .flat_map(|(score, times)| std::iter::repeat_n((score, "Apples".to_owned()), times))
            .collect(),
    };
    let units = ["Apples", "Oranges", "Bananas", "Berries"];
    let code_of_client = answers
        .iter()
        .map(|(_, unit)| units.iter().position(|found| found == unit).unwrap() as i32)
        .collect();
    let value = |unit: &&str| AttributeValue {
        key: (*unit).to_owned(),
        label: (*unit).to_owned(),
    };
    let dimensions = Dimensions {
        questions: vec![question(
            1,
            "REC",
            QuestionKind::Recommend,
            Scale::RECOMMEND,
        )],
        attributes: [(
            "unit".to_owned(),
            AttributeColumn {
                label: "Unit".to_owned(),
                values: units.iter().map(value).collect(),
                code_of_client,
            },
        )]
        .into(),
        ..Dimensions::default()
    };
    let rows = answers
        .iter()
        .enumerate()
        .map(|(at, &(score, _))| {
            LogRow::answer(
                time,
                at as i64,
                at as i64,
                1,
                QuestionKind::Recommend,
                Scale::RECOMMEND,
                score,
            )
        })
        .collect();
    let (bench, snapshot) = engine_with(rows, dimensions);
    let query = Query::new(MeasureName::Nps).by(By::Attribute("unit".into()));
    let answer = bench.engine.measure(&snapshot, &query).unwrap();
    near(answer.total.value, 10.0, 1e-9);
    near(answer.total.standard_error, 2.853069, 5e-7);
    if file.is_some() {
        let found: Vec<(&str, f64)> = answer
            .groups
            .iter()
            .map(|group| (group.keys[0].code.as_str(), group.estimate.value.unwrap()))
            .collect();
        for ((unit, value), expected) in found.iter().zip([14.8, 7.6, 9.6, 8.0]) {
            assert!((value - expected).abs() < 0.05, "{unit} {value}");
        }
        assert_eq!(found.len(), 4);
    }
}
