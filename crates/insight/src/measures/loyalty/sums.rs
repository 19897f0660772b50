//! The sums of the worked examples.

use domain::loyalty::advocacy::departures::{Sign, SignalKind, missed};
use domain::loyalty::advocacy::growth::{TwoYears, earned_growth};
use domain::loyalty::expectations::iceberg::{Alike, Iceberg, Share};
use domain::loyalty::ladder::asymmetry::by_sign;
use domain::loyalty::ladder::gaps::{Pair, table};
use domain::loyalty::plusones::habituation::sequence;
use domain::loyalty::plusones::measures::{Reactions, cost_per_wow, yearly_of};
use domain::loyalty::promises::rate::{HALF_LIFE_DAYS, Outcome, kept_on_time, kept_on_time_among};
use domain::loyalty::trust::{Signal, Source, SubPart, standing};
use domain::stats::{Difference, Interval};
use domain::time::Timestamp;

/// Twenty clients in five kinds.
pub(super) fn iceberg() -> Iceberg {
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
    Iceberg::of_many(&[], &[], &clients)
}

pub(super) fn counted(share: Share) -> String {
    percent(share.value, share.interval, share.n)
}

pub(super) fn percent(value: Option<f64>, interval: Option<Interval>, n: u64) -> String {
    match (value, interval) {
        (Some(value), Some(interval)) => {
            let Interval { low, high } = interval.times(100.0);
            format!("{:.4} %, 95 % {low:.4} to {high:.4}, n {n}", 100.0 * value)
        }
        _ => "unknown".to_owned(),
    }
}

pub(super) fn money(cents: f64) -> String {
    format!("{:.2}", cents / 100.0)
}

/// With the sign that is set in texts.
fn signed(value: f64) -> String {
    format!("{value:.4}").replace('-', "−")
}

fn day(days: i64) -> Timestamp {
    Timestamp::from_micros(days * 86_400_000_000)
}

fn ended(on_time: bool, at: i64) -> Outcome {
    let at = day(at);
    Outcome { on_time, at }
}

pub(super) fn promises_of_one() -> String {
    let ends = [
        (true, 1_000),
        (false, 990),
        (true, 970),
        (false, 635),
        (true, 270),
    ];
    let ends = ends.map(|(on_time, at)| ended(on_time, at));
    kept_on_time(&ends, day(1_000), HALF_LIFE_DAYS).map_or("unknown".to_owned(), |it| {
        percent(Some(it.value), Some(it.interval), it.n as u64)
    })
}

pub(super) fn promises_of_four() -> String {
    let clients = [(3, 4), (1, 4), (4, 4), (1, 2)].into_iter().zip(1..);
    let ends = clients.flat_map(|((kept, n), client)| {
        (0..n).map(move |place| (client, ended(place < kept, 1_000)))
    });
    let ends: Vec<(i64, Outcome)> = ends.collect();
    kept_on_time_among(&ends, day(1_000), HALF_LIFE_DAYS).map_or("unknown".to_owned(), |it| {
        let rate = percent(Some(it.value), Some(it.interval), it.n as u64);
        format!("{rate}, effective n {:.4}", it.effective)
    })
}

pub(super) fn trust() -> String {
    let legs = [
        (SubPart::Honesty, 4, 1),
        (SubPart::Knowledge, 5, 0),
        (SubPart::Care, 1, 2),
    ];
    let signals = legs.into_iter().flat_map(|(part, good, bad)| {
        (0..good + bad).map(move |place| Signal {
            part,
            good: place < good,
            weight: 1.0,
            at: day(0),
            half_life_days: 365,
            source: Source::Said,
        })
    });
    let signals: Vec<Signal> = signals.collect();
    let found = standing(&signals, day(0));
    let legs = found.legs.iter().filter_map(|leg| leg.value);
    let legs: Vec<String> = legs.map(|value| format!("{value:.4}")).collect();
    found.geometric.map_or("unknown".to_owned(), |it| {
        let Interval { low, high } = it.interval;
        let (value, n) = (it.value, found.n);
        format!(
            "{value:.4} points, 95 % {low:.4} to {high:.4}, n {n}; legs {}",
            legs.join(", ")
        )
    })
}

pub(super) fn gap() -> String {
    let gaps = [
        (1, -2.0),
        (1, -2.5),
        (1, -1.5),
        (2, 0.5),
        (2, 1.0),
        (3, -0.5),
        (3, 0.0),
        (3, -1.0),
    ];
    let pairs = gaps.map(|(client, gap)| Pair {
        client,
        item: "reply".to_owned(),
        scale: (-3.0, 3.0),
        expected: 0.0,
        perceived: gap,
    });
    let table = table(&pairs);
    let row = table.first();
    let told = row.and_then(|row| Some((row, row.interval?)));
    told.map_or("unknown".to_owned(), |(row, it)| {
        format!(
            "{} points, 95 % {} to {}, n {} of {} clients",
            signed(row.gap),
            signed(it.low),
            signed(it.high),
            row.n,
            row.clients
        )
    })
}

pub(super) fn asymmetry() -> String {
    let outcomes = [
        (-1.0, [6.0, 7.0, 5.0, 6.0]),
        (0.0, [8.0, 8.0, 9.0, 7.0]),
        (1.0, [8.0, 9.0, 8.0, 9.0]),
    ];
    let samples = outcomes.into_iter();
    let found = by_sign(samples.flat_map(|(delta, all)| all.map(|outcome| (delta, outcome))));
    let told = |it: Option<Difference>| {
        it.map_or("unknown".to_owned(), |it| {
            let Interval { low, high } = it.interval;
            format!(
                "{}, 95 % {} to {}",
                signed(it.difference),
                signed(low),
                signed(high)
            )
        })
    };
    format!(
        "cost {}; gain {}; n {}, {} and {}",
        told(found.cost),
        told(found.gain),
        found.short.n,
        found.met.n,
        found.beyond.n
    )
}

pub(super) fn worn() -> String {
    let given = [true, true, true, true, false, true];
    let felt = sequence(0.35, 0.0, given.map(|given| (given, 0.0)));
    let lifts = |from: usize, to: usize| {
        let some = felt[from..to].iter();
        let some: Vec<String> = some.map(|it| format!("{:.4}", it.above)).collect();
        some.join(", ")
    };
    let below = signed(-felt[4].below.abs());
    format!(
        "lifts {}; left out {below}; lifts {}",
        lifts(0, 4),
        lifts(5, 6)
    )
}

pub(super) fn thirty() -> Reactions {
    Reactions {
        wow: 9,
        noticed: 12,
        unnoticed: 8,
        unwanted: 1,
    }
}

pub(super) fn wow() -> String {
    let Some(cost) = cost_per_wow(450, thirty()) else {
        return "unknown".to_owned();
    };
    let high = cost.high.map_or("open".to_owned(), money);
    format!("{}, 95 % {} to {high}", money(cost.cents), money(cost.low))
}

pub(super) fn debt() -> String {
    let it = yearly_of((450, 10), 24, Some(day(0)), day(400));
    let (low, high) = (money(it.interval.low), money(it.interval.high));
    format!(
        "{} a year, 95 % {low} to {high}, n {}",
        money(it.cents),
        it.n
    )
}

pub(super) fn growth() -> String {
    let clients = [
        (6_000, 5_000, false),
        (3_000, 3_500, true),
        (1_000, 0, false),
        (0, 2_000, false),
        (0, 1_500, true),
        (0, 1_000, true),
    ];
    let clients = clients.map(|(last, this, referred)| TwoYears {
        last,
        this,
        referred,
    });
    earned_growth(&clients).map_or("unknown".to_owned(), |it| {
        let ratio = it.ratio.unwrap_or_default();
        format!(
            "earned {:.4} %, all growth {:.4} %, earned share of it {:.4} %, n {}, {} new, {} of them sent by others",
            100.0 * it.egr,
            100.0 * it.growth,
            100.0 * ratio,
            it.clients,
            it.new,
            it.referred
        )
    })
}

pub(super) fn warning() -> String {
    let sign = |at: i64, kind: SignalKind| Sign { at: day(at), kind };
    let signs = [
        sign(20, SignalKind::Short),
        sign(100, SignalKind::Short),
        sign(180, SignalKind::LatePromise),
    ];
    missed(&signs, day(300), Some(day(50))).map_or("unknown".to_owned(), |it| {
        format!("{} days, {} signs", it.warning_days, it.signs)
    })
}
