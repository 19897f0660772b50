use domain::{signals::Scale, stats::small::Badge};

use super::{document::outcome, *};

#[test]
fn worked_examples_come_out() {
    for measure in catalogue() {
        for example in measure.examples() {
            assert_eq!(
                outcome(measure, &example),
                example.expected,
                "{}: {}",
                measure.about().name,
                example.given
            );
        }
    }
}

/// `UPDATE_GENERATED=1` writes the document instead of comparing it.
#[test]
fn the_document_is_fresh() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/measures.md");
    if std::env::var_os("UPDATE_GENERATED").is_some() {
        std::fs::write(path, document()).unwrap();
    }
    let committed = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        committed == document(),
        "docs/measures.md is stale; `cargo xtask gen` writes it anew"
    );
}

#[test]
fn nobody_is_unknown() {
    for measure in catalogue() {
        for weighted in [false, true] {
            let estimate = measure.estimate(&Tally::default(), weighted);
            assert_eq!(
                (estimate.value, estimate.interval, estimate.n),
                (None, None, 0)
            );
            assert_eq!(estimate.badge, Badge::None);
            assert!(
                measure
                    .difference(&Tally::default(), &Tally::default(), weighted)
                    .is_none()
            );
        }
    }
}

#[test]
fn nps_on_one_to_ten_is_noted_and_on_other_scales_rejected() {
    let one_to_ten = Scale::new(1, 10).unwrap();
    let tally = Tally::of(one_to_ten, &[(9.0, 60), (7.0, 20), (1.0, 20)]);
    let estimate = nps::Nps.estimate(&tally, false);
    assert_eq!(estimate.value, Some(40.0));
    assert_eq!(estimate.notes, [Note::OtherScale(one_to_ten)]);
    let mut both = Tally::of(Scale::ONE_TO_FIVE, &[(5.0, 7)]);
    both.merge(&tally);
    let estimate = nps::Nps.estimate(&both, false);
    assert_eq!(
        (estimate.value, estimate.n, estimate.rejected),
        (Some(40.0), 100, 7)
    );
}

#[test]
fn mixed_scales_have_no_mean() {
    let mut tally = Tally::of(Scale::ONE_TO_FIVE, &[(5.0, 30), (1.0, 10)]);
    tally.merge(&Tally::of(Scale::RECOMMEND, &[(10.0, 40)]));
    let mean = mean::Mean.estimate(&tally, false);
    assert_eq!((mean.value, mean.n, mean.parts.len()), (None, 80, 0));
    assert_eq!(mean.notes, [Note::MixedScales]);
    assert_eq!(csat::Csat.estimate(&tally, false).value, Some(87.5));
}

#[test]
fn equal_weights_change_no_measure() {
    let answers = [(5.0, 3_u64), (4.0, 4), (2.0, 2), (1.0, 1)];
    let plain = Tally::of(Scale::ONE_TO_FIVE, &answers);
    let each: Vec<(f64, f64)> = answers
        .iter()
        .flat_map(|&(score, times)| std::iter::repeat_n((score, 2.0), times as usize))
        .collect();
    let weighted = Tally::of_weighted(Scale::ONE_TO_FIVE, &each);
    for measure in [&csat::Csat as &dyn Measure, &mean::Mean] {
        let (a, b) = (
            measure.estimate(&plain, false),
            measure.estimate(&weighted, true),
        );
        assert!((a.value.unwrap() - b.value.unwrap()).abs() < 1e-9);
        assert!((a.interval.unwrap().low - b.interval.unwrap().low).abs() < 1e-9);
        assert!((b.n_effective - 10.0).abs() < 1e-9);
    }
}
