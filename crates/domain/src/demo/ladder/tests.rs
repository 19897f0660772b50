//! The ladder, read from what the demo notes, beside the truth that the demo knows.
//!
//! What is noted is less than what is true: one expectation in five is only assumed, one reading in seven is missing, and
//! readings come in half steps. The truth is what each client felt itself, at every touch, unrounded ([`truly`]), and the
//! experience that it carries with it, which alone decides who leaves ([`Truth::hazard`](super::super::Truth::hazard)).

use std::collections::HashMap;

use super::*;
use crate::demo::bonds::Bonds;
use crate::demo::gaps::{GapPlan, GapStory};
use crate::demo::plusones::{Guest, PLUS_ONES, gifts};
use crate::demo::{DemoSize, Detail};
use crate::loyalty::advocacy::Kind;
use crate::loyalty::facts::{
    ExpectationState, Fact, NO_SUBJECT, NO_THEME, ProofKind, ReadingSource, What, weight_of,
};
use crate::loyalty::ladder::asymmetry::slopes;
use crate::loyalty::ladder::proof::{Calibration, Row, Trials, Verdict};
use crate::loyalty::ladder::{Course, Evidence, Felt, Rules, Rung, Serving};
use crate::loyalty::{HALF_LIFE_DAYS, Status};
use crate::stats::mean::Sample;
use crate::stats::{Interval, LEVEL, proportion};

const CLIENTS: u64 = 1_500;
const SEEDS: [u64; 3] = [7, 23, 101];

/// One client, as it is and as the product knows it.
struct Known {
    facts: ClientFacts,
    story: LadderStory,
    /// When a plus-one was truly felt.
    extras: Vec<Timestamp>,
    course: Course,
}

/// Everybody in one demo, from the same streams that are written into the product.
fn firm(seed: u64) -> (Simulation, Vec<Known>) {
    let simulation = Simulation::new(DemoSize {
        clients: CLIENTS,
        months: 30,
        seed,
        end: Timestamp::from_micros(1_767_225_600_000_000),
    });
    let end = simulation.size().end;
    let plan = GapPlan::of_demo();
    let mut told = Vec::new();
    let mut guests = Vec::new();
    for index in 0..CLIENTS {
        let mut facts = simulation.client(index, Detail::Numbers);
        let gaps = GapStory::of(&plan, &simulation, &facts);
        gaps.cut(&mut facts);
        if let Some(first) = facts.touches.first() {
            guests.push(Guest {
                client: index as i64,
                from: first.at,
                until: facts.client.left.map_or(end, |left| left.at),
            });
        }
        told.push((facts, gaps));
    }
    let mut given: HashMap<i64, Vec<(Timestamp, What)>> = HashMap::new();
    for it in PLUS_ONES {
        for gift in gifts(it, &guests, end, seed)
            .iter()
            .filter(|it| !it.held_out)
        {
            let what = What::PlusOne {
                reaction: gift.reaction,
            };
            given.entry(gift.client).or_default().push((gift.at, what));
        }
    }
    let all = told.into_iter().map(|(facts, gaps)| {
        let story = LadderStory::of(&simulation, &facts);
        assert_eq!(story, LadderStory::of(&simulation, &facts));
        let bonds = Bonds::of(&simulation, &facts);
        let given = given.remove(&(facts.client.index as i64));
        let given = given.unwrap_or_default();
        let felt = |(at, what): &(Timestamp, What)| match what {
            What::PlusOne {
                reaction: Some(reaction),
            } => reaction.felt().then_some(*at),
            _ => None,
        };
        let mut evidence = Evidence::default();
        noted(&mut evidence, &story, &gaps);
        for (at, what) in &given {
            add(&mut evidence, *at, NO_SUBJECT, *what);
        }
        did(&mut evidence, &bonds);
        let touches = facts.touches.iter().enumerate();
        evidence.felt.extend(touches.filter_map(|(no, touch)| {
            Some(Felt {
                at: touch.at,
                record: no as i64,
                touchpoint: touch.spot as i32,
                delta: f64::from(touch.perception?),
            })
        }));
        Known {
            extras: given.iter().filter_map(felt).collect(),
            course: Course::of(evidence, &Serving::default()),
            facts,
            story,
        }
    });
    let all = all.collect();
    (simulation, all)
}

fn add(evidence: &mut Evidence, at: Timestamp, subject: i64, what: What) {
    evidence.facts.push(Fact {
        root: evidence.facts.len() as i64 + 1,
        version: 0,
        client: 1,
        at,
        subject,
        what,
    });
}

/// What stands in the ledger, and how it was met.
fn noted(evidence: &mut Evidence, story: &LadderStory, gaps: &GapStory) {
    let own = story
        .expectations
        .iter()
        .map(|it| (it.level, it.stated_at, it.confirmed_at, it.half_life_days));
    let of_gaps = gaps.expectations.iter().map(|it| {
        let level = if it.must { Level::Must } else { Level::Should };
        (level, it.stated_at, it.confirmed_at, HALF_LIFE_DAYS)
    });
    for (no, (level, stated_at, confirmed_at, half_life_days)) in own.chain(of_gaps).enumerate() {
        let state = ExpectationState {
            level,
            status: match confirmed_at {
                Some(_) => Status::Confirmed,
                None => Status::Assumed,
            },
            weight: weight_of(level),
            half_life_days,
            confirmed_at,
            theme: NO_THEME,
        };
        let at = confirmed_at.unwrap_or(stated_at);
        add(evidence, at, no as i64 + 1, What::Expectation(state));
    }
    for it in &story.readings {
        let what = What::Reading {
            delta: it.delta,
            source: ReadingSource::Said,
        };
        add(evidence, it.at, it.expectation as i64 + 1, what);
    }
}

/// Who stayed, spoke for us, left.
fn did(evidence: &mut Evidence, bonds: &Bonds) {
    let mut proof = |at: Timestamp, kind: ProofKind, cents: i64| {
        add(evidence, at, NO_SUBJECT, What::Proof { kind, cents });
    };
    for (at, stays, cents) in &bonds.revenue {
        let kind = if *stays {
            ProofKind::Renewal
        } else {
            ProofKind::Purchase
        };
        proof(*at, kind, *cents);
    }
    for act in &bonds.acts {
        let kind = match act.kind {
            Kind::Referral => ProofKind::Referral,
            Kind::Review => ProofKind::Review,
            Kind::Reference => ProofKind::Reference,
        };
        proof(act.at, kind, 0);
    }
    if let Some(left) = &bonds.left {
        proof(left.at, ProofKind::Departure, 0);
    }
}

/// Where a client truly stands by what it felt itself: all that it expects, confirmed to us or not, at every touch of the
/// last year, as it was felt. `None`: it has met nothing of what it expects. Written anew, by the words of the rule.
fn truly(known: &Known, at: Timestamp) -> Option<Rung> {
    let mut met: Vec<(Level, f64)> = Vec::new();
    for (expected, story) in known
        .facts
        .client
        .expectations
        .iter()
        .zip(&known.story.expectations)
    {
        let (mut sum, mut all, mut weight) = (0.0, 0.0, 1.0);
        for touch in known.facts.touches.iter().rev() {
            let days = (at.micros() - touch.at.micros()) / (DAY * 1_000_000);
            if touch.spot == expected.spot && touch.at <= at && days < 365 {
                sum += weight * (touch.felt - expected.target + LENIENCE) * STEPS_A_POINT;
                all += weight;
                weight /= 2.0;
            }
        }
        if all > 0.0 {
            met.push((story.level, sum / all));
        }
    }
    if met.is_empty() {
        return None;
    }
    let weight = |level| match level {
        Level::Must => 3.0,
        Level::Should => 2.0,
        Level::Delight => 1.0,
    };
    let all: f64 = met.iter().map(|it| weight(it.0)).sum();
    let mean = met.iter().map(|it| weight(it.0) * it.1).sum::<f64>() / all;
    let worst = met.iter().filter(|it| it.0 == Level::Must);
    let worst = worst.map(|it| it.1).fold(f64::INFINITY, f64::min);
    let delighted = known.extras.iter().any(|felt| {
        let days = (at.micros() - felt.micros()) / (DAY * 1_000_000);
        *felt <= at && days < 182
    });
    Some(if worst < -0.5 || mean < -0.5 {
        Rung::Dissatisfied
    } else if worst >= 0.0 && mean >= 0.0 && delighted {
        Rung::Loyal
    } else {
        Rung::Satisfied
    })
}

/// The running experience by which clients leave, up to a moment; told anew from the touches.
fn experience(facts: &ClientFacts, at: Timestamp) -> f64 {
    let touches = facts.touches.iter().filter(|touch| touch.at <= at);
    touches.fold(4.1, |so_far, touch| {
        so_far + crate::demo::firm::MEMORY * (touch.felt - so_far)
    })
}

/// Loyal and ambassadors stand together: advocacy is what they do, not where they stand.
fn place(rung: Rung) -> Option<usize> {
    match rung {
        Rung::Unknown => None,
        Rung::Dissatisfied => Some(0),
        Rung::Satisfied => Some(1),
        Rung::Loyal | Rung::Ambassador => Some(2),
    }
}

#[test]
fn the_ladder_finds_where_the_demos_clients_truly_stand() {
    for seed in SEEDS {
        let (simulation, all) = firm(seed);
        let end = simulation.size().end;
        let rules = Rules::default();
        let mut confusion = [[0_u32; 3]; 3];
        let mut mix = [0_u32; 5];
        let mut lived: [Vec<f64>; 3] = Default::default();
        for known in all.iter().filter(|it| it.course.left(end).is_none()) {
            let rung = known.course.standing(&rules, end).rung;
            mix[rung.place()] += 1;
            let Some(found) = place(rung) else { continue };
            lived[found].push(experience(&known.facts, end));
            if let Some(truth) = truly(known, end).and_then(place) {
                confusion[truth][found] += 1;
            }
        }
        let n: u32 = confusion.iter().flatten().sum();
        let agree: u32 = (0..3).map(|at| confusion[at][at]).sum();
        let share = |count: u32| f64::from(count) / f64::from(n);
        // Two who know nothing of one another but how many stand where agree so often.
        let chance: f64 = (0..3)
            .map(|at| {
                let truth: u32 = confusion[at].iter().sum();
                let found: u32 = confusion.iter().map(|row| row[at]).sum();
                share(truth) * share(found)
            })
            .sum();
        let interval = proportion::wilson(f64::from(agree), f64::from(n), LEVEL).unwrap();
        let kappa = (share(agree) - chance) / (1.0 - chance);
        eprintln!(
            "seed {seed} mix {mix:?} confusion {confusion:?} n {n} agree {:.3} {interval:?} chance {chance:.3} kappa {kappa:.3}",
            share(agree)
        );
        // A firm of middling care: somebody on every rung, and most of them not loyal.
        assert!(mix.iter().all(|count| *count > 0), "{mix:?}");
        let loyal = share(mix[3] + mix[4]) * f64::from(n) / f64::from(mix.iter().sum::<u32>());
        assert!(loyal < 0.5, "{mix:?}");
        assert!(n > 300, "{n}");
        assert!(interval.low > chance + 0.2, "{interval:?} {chance}");
        assert!(kappa > 0.5, "{kappa}");
        // Each truth is found more often than anything else, and nobody who is let down passes for loyal or the other way.
        for (at, row) in confusion.iter().enumerate() {
            assert!(row.iter().all(|other| row[at] >= *other), "{confusion:?}");
        }
        assert!(
            share(confusion[0][2] + confusion[2][0]) < 0.02,
            "{confusion:?}"
        );
        // Who stands higher has truly lived through better.
        let samples = lived.each_ref().map(|it| Sample::of(it).unwrap());
        let intervals = samples.map(|it| it.interval(LEVEL).unwrap());
        eprintln!("  experience {samples:?}");
        assert!(
            intervals[0].high < intervals[1].low && samples[1].mean < samples[2].mean,
            "{intervals:?}"
        );
    }
}

/// What became of whom, over one demo.
fn trials(seed: u64) -> Trials {
    let (simulation, all) = firm(seed);
    let mut trials = Trials::default();
    for known in &all {
        trials.see(&known.course, &Rules::default(), simulation.size().end);
    }
    trials
}

/// Known rungs with ambassadors among the loyal, lowest first: share who stayed, with its interval.
fn bins(found: &Calibration) -> Vec<(f64, Interval)> {
    let of = |rungs: &[Rung]| {
        let rows = found.rows.iter().filter(|row| rungs.contains(&row.rung));
        let (stayed, left) = rows.fold((0, 0), |sum, row: &Row| {
            (sum.0 + row.stayed, sum.1 + row.left)
        });
        let (hits, n) = (stayed as f64, (stayed + left) as f64);
        Some((hits / n, proportion::wilson(hits, n, LEVEL)?))
    };
    [
        &[Rung::Dissatisfied][..],
        &[Rung::Satisfied],
        &[Rung::Loyal, Rung::Ambassador],
    ]
    .into_iter()
    .filter_map(of)
    .collect()
}

#[test]
fn the_ladder_finds_who_leaves_the_demo() {
    let mut pooled = Trials::default();
    for seed in SEEDS {
        let trials = trials(seed);
        let found = trials.calibrate();
        let auc = found.auc.unwrap();
        eprintln!("seed {seed} {:?}", trials.by_rung);
        eprintln!("  {auc:?} {:?}", bins(&found));
        assert_eq!(found.verdict, Verdict::Predicts, "{found:?}");
        assert!(auc.interval.low > 0.5, "{auc:?}");
        // No rung is told to keep fewer than the one below it.
        for pair in bins(&found).windows(2) {
            assert!(pair[1].1.high >= pair[0].1.low, "{pair:?}");
            assert!(pair[1].1.high >= pair[0].0, "{pair:?}");
        }
        pooled.merge(&trials);
    }
    let found = pooled.calibrate();
    let bins = bins(&found);
    eprintln!("{bins:?} {found:?}");
    assert!(bins.windows(2).all(|it| it[0].0 < it[1].0), "{bins:?}");
    // A step short costs renewals.
    let slopes = slopes(&pooled).unwrap();
    assert!(slopes.short.interval.low > 0.0, "{slopes:?}");
}
