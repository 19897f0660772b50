use std::collections::{BTreeMap, BTreeSet};

use super::facts::DemoValue;
use super::firm::{self, SPOTS, TIERS, spot_index};
use super::*;
use crate::time::{Period, Timestamp};

fn end() -> Timestamp {
    Timestamp::parse_rfc3339("2026-03-31T20:00:00Z").unwrap()
}

fn simulation(clients: u64, months: u32, seed: u64) -> Simulation {
    Simulation::new(DemoSize {
        clients,
        months,
        seed,
        end: end(),
    })
}

/// (score, weight) of every answer to one question in the period.
fn answers(simulation: &Simulation, question: &str, period: Option<Period>) -> Vec<(f64, f64)> {
    let question = simulation
        .questions()
        .iter()
        .position(|q| q.key == question)
        .unwrap();
    let mut found = Vec::new();
    for facts in simulation.clients(Detail::Numbers) {
        for response in &facts.responses {
            for answer in &response.answers {
                if answer.question == question
                    && period.is_none_or(|period| period.contains(response.at))
                    && let DemoValue::Score(score) = answer.value
                {
                    found.push((f64::from(score), response.weight));
                }
            }
        }
    }
    found
}

fn mean(scores: &[(f64, f64)]) -> f64 {
    scores.iter().map(|(score, _)| score).sum::<f64>() / scores.len() as f64
}

fn weighted_mean(scores: &[(f64, f64)]) -> f64 {
    scores
        .iter()
        .map(|(score, weight)| score * weight)
        .sum::<f64>()
        / scores.iter().map(|(_, weight)| weight).sum::<f64>()
}

fn standard_error(scores: &[(f64, f64)]) -> f64 {
    let mean = mean(scores);
    let n = scores.len() as f64;
    (scores
        .iter()
        .map(|(score, _)| (score - mean).powi(2))
        .sum::<f64>()
        / (n - 1.0)
        / n)
        .sqrt()
}

fn all_months(simulation: &Simulation) -> Period {
    Period {
        from: simulation.months()[0].from,
        to: end(),
    }
}

#[test]
fn the_same_seed_tells_the_same_story() {
    let (a, b, other) = (
        simulation(30, 24, 1),
        simulation(30, 24, 1),
        simulation(30, 24, 2),
    );
    for index in [0, 7, 29] {
        assert_eq!(
            a.client(index, Detail::Words),
            b.client(index, Detail::Words)
        );
        assert_ne!(
            a.client(index, Detail::Words),
            other.client(index, Detail::Words)
        );
    }
    let numbers: Vec<_> = a
        .clients(Detail::Numbers)
        .map(|facts| facts.touches)
        .collect();
    let words: Vec<_> = a
        .clients(Detail::Words)
        .map(|facts| facts.touches)
        .collect();
    assert_eq!(numbers, words, "how much is spelt out changes nothing");
}

#[test]
fn a_client_does_not_depend_on_how_many_there_are() {
    assert_eq!(
        simulation(10, 24, 1).client(3, Detail::Words),
        simulation(1000, 24, 1).client(3, Detail::Words)
    );
}

#[test]
fn nothing_happens_outside_the_months() {
    let simulation = simulation(200, 12, 3);
    let period = all_months(&simulation);
    assert_eq!(simulation.months().len(), 12);
    let mut last = period.from;
    for facts in simulation.clients(Detail::Truth) {
        let moments = facts
            .touches
            .iter()
            .map(|t| t.at)
            .chain(facts.responses.iter().map(|r| r.at));
        for at in moments.chain(facts.asked.iter().map(|asked| asked.at)) {
            assert!(period.contains(at), "{at}");
            last = last.max(at);
        }
    }
    assert!(
        end().micros() - last.micros() < 4 * 86_400 * 1_000_000,
        "the demo looks alive on its last day"
    );
}

#[test]
fn the_firm_has_what_the_screens_need() {
    let keys: BTreeSet<_> = SPOTS.iter().map(|spot| spot.key).collect();
    assert_eq!(keys.len(), SPOTS.len());
    assert!((25..=45).contains(&SPOTS.len()));
    for spot in SPOTS {
        assert!(
            firm::STAGES.iter().any(|stage| stage.key == spot.stage),
            "{}",
            spot.key
        );
        assert!(
            firm::CHANNELS
                .iter()
                .any(|channel| channel.key == spot.channel),
            "{}",
            spot.key
        );
    }
    let questions = firm::questions();
    let keys: BTreeSet<_> = questions.iter().map(|question| &question.key).collect();
    assert_eq!(keys.len(), questions.len());
    assert_eq!(questions[firm::WISH].key, "wish");
    assert_eq!(
        questions[firm::EFFORT].kind,
        crate::design::QuestionKind::Effort
    );
    assert_eq!(questions[firm::FIRST_ASPECT].key, firm::ASPECTS[0].0);
    for shares in [
        TIERS.iter().map(|t| t.share).sum::<f64>(),
        firm::BRANCHES.iter().map(|b| b.share).sum(),
    ] {
        assert!((shares - 1.0).abs() < 1e-9);
    }
    for (_, _, key) in firm::WISHES {
        assert!(key.is_empty() || spot_index(key).is_some(), "{key}");
    }
}

#[test]
fn several_hundred_sentences_and_none_twice() {
    let all = words::all_sentences();
    let distinct: BTreeSet<_> = all.iter().collect();
    assert_eq!(all.len(), distinct.len(), "a sentence stands twice");
    assert!(all.len() > 300, "{}", all.len());
    for sentence in all {
        assert!(sentence.ends_with(['.', '?']), "{sentence}");
    }
    let comments: BTreeSet<String> = simulation(300, 24, 5)
        .clients(Detail::Words)
        .flat_map(|facts| facts.responses)
        .flat_map(|response| response.answers)
        .filter_map(|answer| match answer.value {
            DemoValue::Text(text) => Some(text),
            _ => None,
        })
        .collect();
    assert!(
        comments.len() > 300,
        "{} different comments",
        comments.len()
    );
    assert!(!comments.contains(""));
}

#[test]
fn intervals_cover_the_truth_about_as_often_as_they_say() {
    // One cell per touchpoint and quarter with 30 answers or more, unweighted inside one tier, where answering is
    // independent of everything else.
    let simulation = simulation(2500, 24, 11);
    let truth_by_tier = |tier: usize| {
        let mut asked: BTreeMap<(usize, usize), (f64, f64)> = BTreeMap::new();
        let mut scores: BTreeMap<(usize, usize), Vec<(f64, f64)>> = BTreeMap::new();
        let quarter =
            |at: Timestamp| simulation.months().partition_point(|month| month.to <= at) / 3;
        for facts in simulation
            .clients(Detail::Truth)
            .filter(|facts| facts.client.tier == tier)
        {
            for asked_one in &facts.asked {
                if let Subject::Spot(spot) = asked_one.subject {
                    let cell = asked.entry((spot, quarter(asked_one.at))).or_default();
                    cell.0 += asked_one.expected.mean;
                    cell.1 += 1.0;
                }
            }
            for response in &facts.responses {
                for answer in &response.answers {
                    let question = &simulation.questions()[answer.question];
                    if let (Some(spot), true, DemoValue::Score(score), "1-5") = (
                        question.spot,
                        question.primary,
                        &answer.value,
                        question.scale().unwrap_or(""),
                    ) {
                        scores
                            .entry((spot, quarter(response.at)))
                            .or_default()
                            .push((f64::from(*score), 1.0));
                    }
                }
            }
        }
        (asked, scores)
    };
    let (mut cells, mut covered) = (0u32, 0u32);
    for tier in 0..TIERS.len() {
        let (asked, scores) = truth_by_tier(tier);
        for (cell, scores) in scores.iter().filter(|(_, scores)| scores.len() >= 30) {
            let (sum, n) = asked[cell];
            let half = 1.96 * standard_error(scores);
            cells += 1;
            covered += u32::from((mean(scores) - sum / n).abs() <= half);
        }
    }
    let share = f64::from(covered) / f64::from(cells);
    // Four standard errors of a binomial share either way; normal quantiles at n = 30 cost half a percent.
    let slack = 4.0 * (0.95f64 * 0.05 / f64::from(cells)).sqrt();
    assert!(cells > 300, "{cells}");
    assert!(
        (0.945 - slack..=0.97 + slack).contains(&share),
        "{covered} of {cells} = {share:.3}"
    );
}

#[test]
fn weights_undo_the_bias_of_who_answers() {
    let simulation = simulation(4000, 24, 13);
    let truth = simulation.truth();
    for (question, subject) in [
        ("statement", Subject::Spot(spot_index("statement").unwrap())),
        (
            "service_line",
            Subject::Spot(spot_index("service_line").unwrap()),
        ),
        ("overall", Subject::Overall),
    ] {
        let scores = answers(&simulation, question, None);
        let known = truth.over(subject, all_months(&simulation)).mean().unwrap();
        let se = standard_error(&scores);
        assert!(
            mean(&scores) - known > 3.0 * se,
            "{question}: the plain mean should flatter"
        );
        assert!(
            (weighted_mean(&scores) - known).abs() < 4.0 * se,
            "{question}: {} {known}",
            weighted_mean(&scores)
        );
    }
}

#[test]
fn an_intervention_shows_and_nothing_shows_where_nothing_was_done() {
    let simulation = simulation(2500, 30, 17);
    let truth = simulation.truth();
    let mut false_alarms = 0;
    let at = truth.interventions[0].at;
    let before = Period {
        from: at.plus_seconds(-300 * 86_400),
        to: at,
    };
    let after = Period {
        from: at.plus_seconds(45 * 86_400),
        to: end(),
    };
    let z = |key: &str| {
        let (a, b) = (
            answers(&simulation, key, Some(before)),
            answers(&simulation, key, Some(after)),
        );
        (a.len() > 20 && b.len() > 20)
            .then(|| (mean(&b) - mean(&a)) / standard_error(&a).hypot(standard_error(&b)))
    };
    assert!(z("statement").unwrap() > 6.0);
    assert!(z("kickoff_call").unwrap() > 5.0);
    assert!(z("service_line").unwrap() < -3.0, "drifts down");
    let steady = truth.steady();
    for key in &steady {
        false_alarms += u32::from(z(key).is_some_and(|z| z.abs() > 3.3));
    }
    assert!(
        false_alarms <= 1,
        "{false_alarms} of {} steady touchpoints",
        steady.len()
    );
}

#[test]
fn clients_leave_where_experience_is_worse() {
    let simulation = simulation(4000, 30, 19);
    let mean_felt = |left: bool| {
        let felt: Vec<f64> = simulation
            .clients(Detail::Numbers)
            .filter(|facts| facts.client.left.is_some() == left)
            .flat_map(|facts| facts.touches)
            .map(|touch| touch.felt)
            .collect();
        felt.iter().sum::<f64>() / felt.len() as f64
    };
    assert!(mean_felt(false) - mean_felt(true) > 0.1);
    let truth = simulation.truth();
    let share = truth.departures as f64 / 4000.0;
    assert!((0.03..0.25).contains(&share), "{share}");
    assert!(truth.hazard(3.0) > 4.0 * truth.hazard(4.0));
}

#[test]
fn every_log_row_is_in_the_order_of_its_client() {
    let size = DemoSize {
        clients: 50,
        months: 12,
        seed: 1,
        end: end(),
    };
    let mut last = (i64::MIN, i64::MIN);
    let mut rows = 0;
    for row in log_rows(size) {
        assert!((row.client, row.time) >= last);
        last = (row.client, row.time);
        rows += 1;
    }
    assert!(rows > 50 * 12, "{rows}");
}
