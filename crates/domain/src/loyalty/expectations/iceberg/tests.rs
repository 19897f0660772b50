use proptest::prelude::*;

use super::*;

fn tally(depth: u8, knowledge: Knowledge, served: bool, count: u64) -> Tally {
    Tally {
        depth,
        knowledge,
        served,
        count,
    }
}

fn rounded(share: Share) -> Option<(i64, i64, i64)> {
    let percent = |x: f64| (x * 100.0).round() as i64;
    let interval = share.interval?;
    Some((
        percent(share.value?),
        percent(interval.low),
        percent(interval.high),
    ))
}

/// The client of the picture: nine expectations, seven below the waterline, six of them known.
#[test]
fn the_picture_of_nine() {
    use Knowledge::{Assumed, Fresh, Stale};
    let nine = [
        tally(1, Fresh, true, 2),
        tally(2, Fresh, true, 3),
        tally(2, Stale, true, 1),
        tally(3, Fresh, false, 1),
        tally(3, Assumed, false, 2),
    ];
    let ages = [
        Aged { days: 30, count: 2 },
        Aged {
            days: 200,
            count: 3,
        },
        Aged {
            days: 700,
            count: 2,
        },
    ];
    let found = Iceberg::of(&nine, &ages);
    assert_eq!(rounded(found.below), Some((78, 45, 94)));
    assert_eq!(found.waterline, Waterline::AsIceberg);
    assert_eq!((found.known.hits, found.known.n), (6, 9));
    assert_eq!((found.orphans.hits, found.orphans.n), (1, 7));
    assert_eq!((found.age.n, found.age.days), (7, Some(200.0)));
    assert_eq!(found.layers[2].all(), 3);
}

#[test]
fn the_waterline_is_compared_by_the_whole_interval() {
    let check = |above: u64, below: u64, expected: Waterline| {
        let tallies = [
            tally(1, Knowledge::Fresh, true, above),
            tally(3, Knowledge::Assumed, true, below),
        ];
        assert_eq!(
            Iceberg::of(&tallies, &[]).waterline,
            expected,
            "{above} above, {below} below"
        );
    };
    check(0, 0, Waterline::Unknown);
    check(1, 0, Waterline::Shallow);
    check(5, 0, Waterline::Shallow);
    check(0, 1, Waterline::AsIceberg);
    check(1, 8, Waterline::AsIceberg);
    check(50, 50, Waterline::Shallow);
    check(11, 89, Waterline::AsIceberg);
    check(0, 30, Waterline::AsIceberg);
    check(0, 100, Waterline::Deep);
}

/// Twenty clients, whose expectations stand together. The figures were worked out apart from this program (Python: Taylor's
/// variance, Kish's n between clients and expectations, Wilson's interval).
#[test]
fn of_many_clients_each_is_one_cluster() {
    let alike = |clients, [all, known, below, confirmed, orphans]: [u64; 5]| Alike {
        clients,
        all,
        known,
        below,
        confirmed,
        orphans,
    };
    let clients = [
        alike(3, [9, 8, 7, 8, 1]),
        alike(4, [6, 0, 3, 2, 2]),
        alike(2, [12, 11, 10, 12, 0]),
        alike(5, [3, 1, 1, 1, 1]),
        alike(6, [5, 0, 4, 0, 0]),
    ];
    let found = Iceberg::of_many(&[], &[], &clients);
    let check = |share: Share, hits: u64, n: u64, low: f64, high: f64| {
        assert_eq!((share.hits, share.n), (hits, n));
        let interval = share.interval.unwrap();
        assert!((interval.low - low).abs() < 1e-12, "{interval:?}");
        assert!((interval.high - high).abs() < 1e-12, "{interval:?}");
    };
    // All of a client is known or little: no more than one answer a client.
    check(
        found.known,
        51,
        120,
        0.23828551134206652,
        0.6358832623658565,
    );
    // Clients are more alike than chance: as if every expectation were another client's.
    check(found.below, 82, 120, 0.5955213183551313, 0.7597716539580108);
    // In between: 61 confirmed ones of 14 clients say as much as 19.2 independent ones.
    check(
        found.orphans,
        16,
        61,
        0.11794100629388402,
        0.4859853849199596,
    );
    assert_eq!(found.waterline, Waterline::Shallow);

    // One expectation a client: as independent ones.
    let single = [alike(6, [1, 1, 1, 1, 0]), alike(3, [1, 0, 1, 0, 0])];
    let found = Iceberg::of_many(&[], &[], &single);
    assert_eq!(found.known, Share::of(6, 9));
    assert_eq!(found.orphans, Share::of(0, 6));
    assert_eq!(Iceberg::of_many(&[], &[], &[]).known, Share::of(0, 0));
}

#[test]
fn nothing_is_unknown_and_not_zero() {
    let empty = Iceberg::of(&[], &[]);
    for share in [empty.known, empty.below, empty.orphans] {
        assert_eq!((share.n, share.value, share.interval), (0, None, None));
    }
    assert_eq!((empty.age.days, empty.age.interval), (None, None));
    // What is only assumed leaves the orphans unknown, and what is known at nothing.
    let guesses = Iceberg::of(&[tally(2, Knowledge::Assumed, false, 4)], &[]);
    assert_eq!(guesses.known.value, Some(0.0));
    assert_eq!(guesses.orphans.value, None);
}

#[test]
fn what_a_status_means_on_the_picture() {
    let check = |status, fresh, expected| assert_eq!(Knowledge::of(status, fresh), expected);
    check(Status::Confirmed, true, Some(Knowledge::Fresh));
    check(Status::Confirmed, false, Some(Knowledge::Stale));
    check(Status::Stated, false, Some(Knowledge::Stated));
    check(Status::Assumed, false, Some(Knowledge::Assumed));
    check(Status::Retired, false, None);
    // Whatever a date says, a guess is never known.
    check(Status::Assumed, true, Some(Knowledge::Assumed));
}

fn any_tally() -> impl Strategy<Value = Tally> {
    (1u8..=3, 0usize..4, any::<bool>(), 0u64..5).prop_map(|(depth, knowledge, served, count)| {
        tally(depth, Knowledge::ALL[knowledge], served, count)
    })
}

proptest! {
    /// The firm's iceberg is the sum of its clients', in whatever order they come.
    #[test]
    fn tallies_add_up_in_any_order(
        mut tallies in prop::collection::vec(any_tally(), 0..12),
        mut ages in prop::collection::vec((0u32..2_000, 0u64..4), 0..12),
    ) {
        let aged = |ages: &[(u32, u64)]| -> Vec<Aged> {
            ages.iter().map(|(days, count)| Aged { days: *days, count: *count }).collect()
        };
        let one = Iceberg::of(&tallies, &aged(&ages));
        tallies.reverse();
        ages.reverse();
        prop_assert_eq!(&one, &Iceberg::of(&tallies, &aged(&ages)));
        let single: Vec<Tally> =
            tallies.iter().flat_map(|it| (0..it.count).map(|_| Tally { count: 1, ..*it })).collect();
        let single_ages: Vec<(u32, u64)> = ages.iter().flat_map(|(days, count)| (0..*count).map(|_| (*days, 1))).collect();
        prop_assert_eq!(&one, &Iceberg::of(&single, &aged(&single_ages)));
    }

    /// A guess more never makes us know more.
    #[test]
    fn assumptions_never_raise_what_is_known(tallies in prop::collection::vec(any_tally(), 1..8), more in 1u64..9) {
        let before = Iceberg::of(&tallies, &[]);
        let mut with = tallies;
        with.push(tally(3, Knowledge::Assumed, false, more));
        let after = Iceberg::of(&with, &[]);
        prop_assert!(after.known.value.unwrap_or(0.0) <= before.known.value.unwrap_or(0.0));
        prop_assert_eq!(after.orphans, before.orphans);
    }
}
