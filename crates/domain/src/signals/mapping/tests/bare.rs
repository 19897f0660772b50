//! Ratings named only by the thing rated, in generated files.

use super::*;

/// How a generated column is answered.
#[derive(Clone, Copy)]
enum Answers {
    Key,
    Words,
    /// On a scale, around a mean, by people of whom some are more content with everything than others.
    Rated(i64, i64, f64),
    /// The same, and the lowest is the best.
    Reversed(i64, i64, f64),
    /// On a scale, nearly content, each answer for itself.
    Apart(i64, i64),
    /// A code of a group, every one as frequent.
    Coded(i64),
    /// A code of a group, the higher the rarer.
    Rare(i64),
    /// A code of a group, the higher the more frequent.
    Frequent(i64),
}
use Answers::*;

/// Numbers as if by chance, the same in every run.
struct Dice(u64);

impl Dice {
    /// 0..1
    fn roll(&mut self) -> f64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as f64 / (1u64 << 31) as f64
    }

    /// Around 0, mostly within −2 and 2.
    fn bell(&mut self) -> f64 {
        ((0..6).map(|_| self.roll()).sum::<f64>() - 3.0) * 2f64.sqrt()
    }
}

fn generate(rows: usize, columns: &[(&str, Answers)]) -> File {
    let mut dice = Dice(20_251_122);
    let names: Vec<String> = columns.iter().map(|(name, _)| (*name).to_owned()).collect();
    let mut cells = Vec::new();
    for row in 0..rows {
        let mood = dice.bell();
        let mut cell = |answers: Answers| {
            let mut on = |low: i64, high: i64, mean: f64, mood: f64| {
                let spread = (high - low) as f64 / 4.0;
                let score = mean + spread * (0.8 * mood + dice.bell());
                (score.round() as i64).clamp(low, high)
            };
            match answers {
                Key => format!("R{row:05}"),
                Words => format!("It took them long to answer {row}"),
                Rated(low, high, mean) => on(low, high, mean, mood).to_string(),
                Reversed(low, high, mean) => on(low, high, mean, -mood).to_string(),
                Apart(low, high) => on(low, high, (low + 2 * high) as f64 / 3.0, 0.0).to_string(),
                Coded(codes) => ((dice.roll() * codes as f64) as i64 + 1).to_string(),
                Rare(codes) => ((dice.roll().powi(2) * codes as f64) as i64 + 1).to_string(),
                Frequent(codes) => ((dice.roll().sqrt() * codes as f64) as i64 + 1).to_string(),
            }
        };
        cells.push(columns.iter().map(|(_, answers)| cell(*answers)).collect());
    }
    File {
        names,
        labels: Vec::new(),
        rows: cells,
        header_rows: 1,
    }
}

/// Checks what becomes of each column.
fn check(rows: usize, columns: &[(&str, Answers, &str)]) -> Proposal {
    let generated: Vec<(&str, Answers)> = columns
        .iter()
        .map(|(name, answers, _)| (*name, *answers))
        .collect();
    let proposal = generate(rows, &generated).propose("answers.csv");
    let shown = shown(&proposal);
    let wrong: Vec<String> = columns
        .iter()
        .filter(|(name, _, expected)| shown[*name] != *expected)
        .map(|(name, _, expected)| {
            let note = proposal.notes.iter().find(|note| note.column == *name);
            let why = note.map_or("", |note| &note.why);
            format!("{name}: {} ({why}), should be {expected}", shown[*name])
        })
        .collect();
    assert!(wrong.is_empty(), "{rows} rows\n{}", wrong.join("\n"));
    proposal
}

#[test]
fn a_rating_may_be_named_by_the_thing_alone() {
    for rows in [120, 600, 3_000] {
        let proposal = check(
            rows,
            &[
                ("ID", Key, "key"),
                ("Age group", Coded(5), "attribute"),
                ("Gender", Coded(2), "attribute"),
                ("Doctor", Rated(1, 5, 4.0), "rating 1-5"),
                ("Waiting room", Rated(1, 5, 2.4), "rating 1-5"),
                ("Invoice", Rated(1, 5, 2.9), "rating 1-5"),
                ("Website", Rated(1, 5, 3.4), "rating 1-5"),
                ("Income", Rare(5), "attribute"),
                ("Region", Coded(5), "attribute"),
                ("Marital status", Coded(5), "attribute"),
                ("Visit purpose", Frequent(5), "attribute"),
                ("Payment method", Coded(5), "attribute"),
                ("Language", Rare(5), "attribute"),
                ("Customer type", Coded(5), "attribute"),
                ("Comment", Words, "comment"),
            ],
        );
        let note = |name: &str| {
            proposal
                .notes
                .iter()
                .find(|note| note.column == name)
                .unwrap()
        };
        for name in ["Doctor", "Waiting room", "Invoice", "Website"] {
            assert_eq!(note(name).confidence, Confidence::Likely, "{name}");
            assert!(
                note(name).why.starts_with(
                    "One of 4 columns with the values 1-5 that rise and fall together"
                ),
                "{}",
                note(name).why
            );
        }
        let labels: Vec<&str> = proposal
            .mapping
            .touchpoints
            .iter()
            .map(|t| &*t.label)
            .collect();
        assert_eq!(labels, ["Doctor", "Waiting room", "Invoice", "Website"]);
    }
}

#[test]
fn german_things_are_rated_too() {
    for (low, high, scale) in [
        (1, 5, "rating 1-5"),
        (1, 7, "rating 1-7"),
        (0, 10, "rating 0-10"),
    ] {
        let at = |share: f64| Rated(low, high, low as f64 + share * (high - low) as f64);
        let proposal = check(
            800,
            &[
                ("Weiterempfehlung", Rated(0, 10, 6.0), "recommend 0-10"),
                ("Empfang", at(0.7), scale),
                ("Wartezimmer", at(0.35), scale),
                ("Ärztin", at(0.6), scale),
                ("Rechnung", at(0.45), scale),
                ("Telefon", at(0.5), scale),
                ("Altersgruppe", Coded(high), "attribute"),
                ("Geschlecht", Coded(3), "attribute"),
                ("Schulabschluss", Coded(high), "attribute"),
                ("Familienstand", Frequent(high), "attribute"),
                ("Einkommen", Rare(high), "attribute"),
                ("Bundesland", Coded(high), "attribute"),
            ],
        );
        let labels: Vec<&str> = proposal
            .mapping
            .touchpoints
            .iter()
            .map(|t| &*t.label)
            .collect();
        assert_eq!(
            labels,
            ["Empfang", "Wartezimmer", "Ärztin", "Rechnung", "Telefon"]
        );
    }
}

#[test]
fn codes_with_unknown_names_do_not_go_with_the_ratings() {
    check(
        800,
        &[
            ("Heating", Coded(5), "attribute"),
            ("Doctor", Rated(1, 5, 3.0), "rating 1-5"),
            ("Nurse", Rated(1, 5, 3.8), "rating 1-5"),
            ("Invoice", Rated(1, 5, 2.6), "rating 1-5"),
            ("Referral", Coded(5), "attribute"),
            ("Insurance", Frequent(5), "attribute"),
            ("Ward", Rare(5), "attribute"),
            ("Building", Coded(4), "attribute"),
        ],
    );
}

#[test]
fn what_names_a_group_is_a_rating_when_it_goes_with_the_others() {
    let around = |terminal, store| {
        check(
            800,
            &[
                ("NPS", Rated(0, 10, 6.0), "recommend 0-10"),
                ("Check-in", Rated(1, 5, 3.0), "rating 1-5"),
                ("Parking", Rated(1, 5, 2.6), "rating 1-5"),
                ("Signs", Rated(1, 5, 3.8), "rating 1-5"),
                terminal,
                store,
            ],
        )
    };
    around(
        ("Terminal", Rated(1, 5, 3.2), "rating 1-5"),
        ("Store", Rated(1, 5, 3.2), "rating 1-5"),
    );
    around(
        ("Terminal", Coded(5), "attribute"),
        ("Store", Frequent(5), "attribute"),
    );
}

#[test]
fn a_few_rows_are_told_by_their_place() {
    check(
        25,
        &[
            ("Age", Coded(5), "attribute"),
            ("Occupation", Coded(5), "attribute"),
            ("Doctor", Apart(1, 5), "rating 1-5"),
            ("Waiting room", Apart(1, 5), "rating 1-5"),
            ("Invoice", Apart(1, 5), "rating 1-5"),
            ("Website", Apart(1, 5), "rating 1-5"),
        ],
    );
    check(
        300,
        &[
            ("NPS", Apart(0, 10), "recommend 0-10"),
            ("Empfang", Coded(5), "rating 1-5"),
            ("Wartezimmer", Coded(5), "rating 1-5"),
            ("Rechnung", Coded(5), "rating 1-5"),
            ("Alter", Coded(5), "attribute"),
        ],
    );
    // Two are no block.
    check(
        400,
        &[
            ("Doctor", Rated(1, 5, 2.4), "attribute"),
            ("Invoice", Rated(1, 5, 2.4), "attribute"),
            ("Region", Coded(5), "attribute"),
        ],
    );
    // Codes of groups stand together as well; most are low, and their lists differ in length.
    check(
        400,
        &[
            ("Heating", Rare(5), "attribute"),
            ("Building", Rare(5), "attribute"),
            ("Referral", Rare(5), "attribute"),
            ("Insurance", Rare(7), "attribute"),
        ],
    );
}

#[test]
fn a_scale_that_runs_against_the_recommendation_is_asked_about() {
    let proposal = check(
        600,
        &[
            ("NPS", Rated(0, 10, 6.0), "recommend 0-10"),
            ("Doctor", Reversed(1, 5, 2.0), "rating 1-5"),
            ("Invoice", Reversed(1, 5, 2.4), "rating 1-5"),
            ("Website", Reversed(1, 5, 2.2), "rating 1-5"),
        ],
    );
    let asks = proposal
        .notes
        .iter()
        .filter(|note| note.confidence == Confidence::Asks);
    assert_eq!(asks.count(), 3);
}

/// The airport survey as somebody would write it who names columns by what they hold, without the questions' numbers.
#[test]
fn the_airport_survey_is_told_without_its_question_numbers() {
    for year in [2014, 2015, 2016, 2017] {
        let Some((mut file, mapping)) = sfo(year) else {
            return;
        };
        let mut expected = BTreeMap::new();
        for name in &mut file.names {
            let rule = mapping.rule(name).unwrap();
            let aspect = rule.role.score().and_then(|score| score.aspect.clone());
            let rated = matches!(rule.role, Role::Rating(_));
            let bare = match (rated, &rule.label) {
                (true, Some(label)) => format!("{label} {}", aspect.unwrap_or_default()),
                _ => shape::tail(name).to_owned(),
            };
            let mut bare = bare.trim().to_owned();
            while expected.contains_key(&bare) {
                bare.push('x');
            }
            expected.insert(bare.clone(), rated);
            *name = bare;
        }
        let shown = shown(&file.propose("answers.csv"));
        let differ: Vec<String> = expected
            .iter()
            .filter(|(name, rated)| shown[*name].starts_with("rating") != **rated)
            .map(|(name, _)| format!("{name}: {}", shown[name]))
            .collect();
        assert!(differ.is_empty(), "{year}: {differ:?}");
    }
}
