//! Questions as screens and scripts ask them.

use crate::{
    By, Filter, InsightError, MeasureName, Query, QueryRefusal, QuestionTerm, ScoreboardQuery,
    Snapshot,
};
use domain::{
    signals::{LogRow, QuestionKind, Scale},
    time::{Granularity, Period},
};

use super::world::{self, Bench};

fn answer(time: &str, client: i64, touchpoint: i32, score: f64) -> LogRow {
    let row = LogRow::answer(
        world::at(time).micros(),
        client,
        client,
        touchpoint,
        QuestionKind::Rating,
        Scale::ONE_TO_FIVE,
        score,
    );
    LogRow {
        touchpoint,
        stage: touchpoint % 2,
        ..row
    }
}

fn log(rows: Vec<LogRow>) -> Snapshot {
    world::snapshot(Vec::new(), rows, 1000)
}

#[test]
fn units_are_cut_in_the_organizations_time_zone() {
    let bench = Bench::new();
    // New Year in Los Angeles is 08:00 in London; clocks go forward on 2024-03-10.
    let snapshot = log(vec![
        answer("2024-01-01T07:59:59Z", 1, 1, 5.0),
        answer("2024-01-01T08:00:00Z", 2, 1, 5.0),
        answer("2024-03-10T07:59:59Z", 3, 1, 5.0),
        answer("2024-03-11T06:59:59Z", 4, 1, 5.0),
        answer("2024-03-11T07:00:00Z", 5, 1, 5.0),
    ]);
    let labels = |unit| -> Vec<(String, u64)> {
        let query = Query::new(MeasureName::Csat).by(By::Time(unit));
        let answer = bench.engine.measure(&snapshot, &query).unwrap();
        answer
            .groups
            .into_iter()
            .map(|group| (group.keys[0].label.clone(), group.estimate.n))
            .collect()
    };
    let expected = |pairs: &[(&str, u64)]| -> Vec<(String, u64)> {
        pairs.iter().map(|&(l, n)| (l.to_owned(), n)).collect()
    };
    assert_eq!(
        labels(Granularity::Year),
        expected(&[("2023", 1), ("2024", 4)])
    );
    assert_eq!(
        labels(Granularity::Quarter),
        expected(&[("2023-Q4", 1), ("2024-Q1", 4)])
    );
    assert_eq!(
        labels(Granularity::Day),
        expected(&[
            ("2023-12-31", 1),
            ("2024-01-01", 1),
            ("2024-03-09", 1),
            ("2024-03-10", 1),
            ("2024-03-11", 1)
        ])
    );
    assert_eq!(
        labels(Granularity::Week),
        expected(&[
            ("2023-W52", 1),
            ("2024-W01", 1),
            ("2024-W10", 2),
            ("2024-W11", 1)
        ])
    );
}

#[test]
fn groups_stand_in_the_order_of_their_terms_and_none_comes_last() {
    let bench = Bench::new();
    let rows = (1..=8)
        .map(|client| answer("2024-01-02T00:00:00Z", client, 1 + (client % 2) as i32, 4.0))
        .collect();
    let snapshot = log(rows);
    let keys = |by: By| -> Vec<String> {
        let answer = bench
            .engine
            .measure(&snapshot, &Query::new(MeasureName::Mean).by(by))
            .unwrap();
        answer
            .groups
            .into_iter()
            .map(|group| group.keys[0].code.clone())
            .collect()
    };
    assert_eq!(keys(By::Stage), ["arrive", "stay"]);
    assert_eq!(
        keys(By::Attribute("tier".into())),
        ["gold", "silver", "A,B", "none"]
    );
    assert_eq!(keys(By::Touchpoint), ["place1", "place2"]);
}

#[test]
fn filters_take_keys_labels_and_none() {
    let bench = Bench::new();
    let rows = (1..=40)
        .map(|client| answer("2024-01-02T00:00:00Z", client, 1 + (client % 4) as i32, 4.0))
        .collect();
    let snapshot = log(rows);
    let n = |filter: &str| {
        let query = Query::new(MeasureName::Mean).filtered(filter.parse().unwrap());
        bench.engine.measure(&snapshot, &query).unwrap().total.n
    };
    assert_eq!(n("touchpoint=place1"), 10);
    assert_eq!(n("touchpoint=Place 1,place2"), 20);
    assert_eq!(n("attr.tier=gold"), 10);
    assert_eq!(n("attr.tier=A\\,B"), 10);
    assert_eq!(n("attr.tier=none"), 10);
    assert_eq!(n("channel=none"), 40);
    let both = Query::new(MeasureName::Mean)
        .filtered("touchpoint=place1".parse().unwrap())
        .filtered("attr.tier=none".parse().unwrap());
    assert_eq!(bench.engine.measure(&snapshot, &both).unwrap().total.n, 10);
}

#[test]
fn what_cannot_be_asked_is_refused_with_what_can() {
    let bench = Bench::new();
    let snapshot = log(Vec::new());
    let refusal = |query: Query| match bench.engine.measure(&snapshot, &query).unwrap_err() {
        InsightError::Query(refusal) => refusal,
        other => panic!("{other}"),
    };
    let nps = || Query::new(MeasureName::Nps);
    let unknown = refusal(nps().filtered("touchpoint=moon".parse().unwrap()));
    assert!(unknown.to_string().contains("place1, place2"), "{unknown}");
    assert!(matches!(
        refusal(nps().by(By::Attribute("mood".into()))),
        QueryRefusal::UnknownAttribute { .. }
    ));
    assert!(matches!(
        refusal(nps().by(By::Stage).by(By::Stage)),
        QueryRefusal::Repeated(_)
    ));
    let many = [
        By::Touchpoint,
        By::Stage,
        By::Channel,
        By::Question,
        By::Source,
    ]
    .into_iter()
    .fold(nps(), Query::by);
    assert!(matches!(
        refusal(many),
        QueryRefusal::TooManyDimensions { .. }
    ));
    let by_time = Filter::new(By::Time(Granularity::Year), ["2017"]);
    assert_eq!(refusal(nps().filtered(by_time)), QueryRefusal::FilterByTime);
}

#[test]
fn an_empty_log_knows_nothing_and_says_so() {
    let bench = Bench::new();
    let snapshot = log(Vec::new());
    for name in MeasureName::ALL {
        let answer = bench
            .engine
            .measure(&snapshot, &Query::new(name).by(By::Touchpoint))
            .unwrap();
        assert_eq!(
            (answer.groups.len(), answer.total.n, answer.total.value),
            (0, 0, None)
        );
    }
    let board = bench
        .engine
        .scoreboard(&snapshot, &ScoreboardQuery::default())
        .unwrap();
    assert_eq!(
        (board.clients, board.responses, board.rows.len()),
        (0, 0, 4)
    );
    assert!(
        board
            .rows
            .iter()
            .all(|row| row.scored.as_ref().unwrap().estimate.value.is_none())
    );
    assert_eq!(bench.engine.extent(&snapshot).unwrap().first(), None);
}

#[test]
fn means_of_effort_are_turned_round_and_read_by_name() {
    let bench = Bench::new();
    let scale: Scale = "1-5r".parse().unwrap();
    let time = world::at("2024-01-02T00:00:00Z").micros();
    let rows = (1..=4)
        .map(|client| LogRow::answer(time, client, client, 6, QuestionKind::Effort, scale, 1.0))
        .collect();
    let snapshot = log(rows);
    let mean = Query::new(MeasureName::Mean);
    assert_eq!(bench.engine.measure(&snapshot, &mean).unwrap().total.n, 0);
    let named = mean.filtered("question=effort".parse().unwrap());
    assert_eq!(
        bench.engine.measure(&snapshot, &named).unwrap().total.value,
        Some(5.0)
    );
    let ces = bench
        .engine
        .measure(&snapshot, &Query::new(MeasureName::Ces))
        .unwrap();
    assert_eq!(ces.total.value, Some(100.0));
}

#[test]
fn comparisons_are_adjusted_for_their_number() {
    let bench = Bench::new();
    let mut rows = Vec::new();
    for client in 1..=100 {
        let good = client % 2 == 0;
        // Place 1 got much better, place 2 stayed, place 3 was asked in one year only.
        rows.push(answer(
            "2023-05-02T00:00:00Z",
            client,
            1,
            if good { 3.0 } else { 2.0 },
        ));
        rows.push(answer(
            "2024-05-02T00:00:00Z",
            client,
            1,
            if good { 5.0 } else { 4.0 },
        ));
        rows.push(answer(
            "2023-05-02T00:00:00Z",
            client,
            2,
            if good { 3.0 } else { 4.0 },
        ));
        rows.push(answer(
            "2024-05-02T00:00:00Z",
            client,
            2,
            if good { 4.0 } else { 3.0 },
        ));
        rows.push(answer("2024-05-02T00:00:00Z", client, 3, 4.0));
    }
    let snapshot = log(rows);
    let zone = snapshot.dimensions.zone();
    let year = |text: &str| Period::parse(text, &zone, world::at("2024-12-31T00:00:00Z")).unwrap();
    for name in [MeasureName::Mean, MeasureName::Csat] {
        let query = |text: &str| Query::new(name).within(year(text));
        let found = bench
            .engine
            .compare(&snapshot, &query("2024"), &query("2023"), &[By::Touchpoint])
            .unwrap();
        assert_eq!((found.items.len(), found.comparisons), (3, 2));
        let changes: Vec<Option<bool>> = found
            .items
            .iter()
            .map(|item| item.change.map(|change| change.significant))
            .collect();
        assert_eq!(changes, [Some(true), Some(false), None]);
        let change = found.items[0].change.unwrap();
        assert!(change.tested.difference > 0.0 && change.p_adjusted >= change.tested.p);
    }
    let board = bench
        .engine
        .scoreboard(
            &snapshot,
            &ScoreboardQuery {
                period: Some(year("2024")),
                against: Some(year("2023")),
                ..ScoreboardQuery::default()
            },
        )
        .unwrap();
    assert_eq!(
        (board.clients, board.comparisons, board.unit),
        (100, 2, Granularity::Year)
    );
    let first = board.rows[0].scored.as_ref().unwrap();
    assert_eq!(first.estimate.value, Some(4.5));
    assert!((first.change.unwrap().tested.difference - 2.0).abs() < 1e-12);
    assert_eq!(
        first
            .trend
            .iter()
            .map(|point| point.label.as_str())
            .collect::<Vec<_>>(),
        ["2023", "2024"]
    );
    let second = board.rows[1].scored.as_ref().unwrap();
    assert!(second.short && !first.short);
    assert_eq!(
        board.rows[3]
            .scored
            .as_ref()
            .unwrap()
            .standing
            .unwrap()
            .unknown
            .share,
        1.0
    );
}

#[test]
fn people_are_counted_once_and_responses_each() {
    let bench = Bench::new();
    let rows = world::rows(21, 60);
    let snapshot = log(rows.clone());
    let heads = bench
        .engine
        .respondents(&snapshot, &[], None, &[])
        .unwrap()
        .remove(0)
        .1;
    let responses = rows.iter().filter(|row| row.kind == 1).count() as u64;
    let mut clients: Vec<i64> = rows
        .iter()
        .filter(|row| row.kind == 1)
        .map(|row| row.client)
        .collect();
    clients.sort_unstable();
    clients.dedup();
    assert_eq!(
        (heads.responses, heads.clients.len()),
        (responses, clients.len() as u64)
    );
    let comments = bench
        .engine
        .comments(&snapshot, &[], None, &[By::Touchpoint])
        .unwrap();
    assert_eq!(comments.len(), 1);
    assert_eq!(
        comments[0].1.entries,
        rows.iter().filter(|row| row.kind == 3).count() as u64
    );
    let touches = bench
        .engine
        .touches(&snapshot, &[], None, &[By::Touchpoint])
        .unwrap();
    assert_eq!(
        touches[0].1.entries,
        rows.iter().filter(|row| row.kind == 0).count() as u64
    );
    assert_eq!(touches[0].1.responses, 0);
    let extent = bench.engine.extent(&snapshot).unwrap();
    assert_eq!(extent.entries, rows.len() as u64);
    assert_eq!(
        extent.last().unwrap().micros(),
        rows.iter().map(|row| row.time).max().unwrap()
    );
    let months = bench.engine.entries(&snapshot, Granularity::Month).unwrap();
    assert_eq!(
        months.iter().map(|(_, entries)| entries.count).sum::<u64>(),
        rows.len() as u64
    );
}

#[test]
fn a_touchpoint_rated_twice_counts_by_its_primary_rating() {
    let bench = Bench::new();
    let asked = |question: i32, client: i64, score: f64| LogRow {
        question,
        ..answer("2024-05-01T12:00:00Z", client, 1, score)
    };
    let mut snapshot = log(vec![asked(1, 1, 2.0), asked(1, 2, 4.0), asked(9, 1, 5.0)]);
    let mut dimensions = (*snapshot.dimensions).clone();
    let primary = dimensions.questions.iter().find(|it| it.no == 1).unwrap();
    let cleanliness = QuestionTerm {
        no: 9,
        key: "clean".to_owned(),
        aspect: Some("cleanliness".to_owned()),
        primary: false,
        ..primary.clone()
    };
    assert_eq!((primary.primary, primary.touchpoint), (true, Some(1)));
    dimensions.questions.push(cleanliness);
    snapshot.dimensions = dimensions.into();
    let mean = |query: Query| bench.engine.measure(&snapshot, &query).unwrap();
    let of = |answer: &crate::Answer| (answer.total.value, answer.total.n);
    let query = || Query::new(MeasureName::Mean);
    assert_eq!(of(&mean(query())), (Some(3.0), 2));
    assert_eq!(of(&mean(query().by(By::Touchpoint))), (Some(3.0), 2));
    let named = query().filtered("question=clean".parse().unwrap());
    assert_eq!(of(&mean(named)), (Some(5.0), 1));
    assert_eq!(mean(query().by(By::Question)).groups.len(), 2);
}
