mod course;
mod figures;
mod rule;

use super::*;
use crate::loyalty::facts::{ExpectationState, NO_THEME, Reaction, What};
use crate::loyalty::{HALF_LIFE_DAYS, Status};

/// Noon of a day after the epoch.
fn day(day: i64) -> Timestamp {
    Timestamp::from_micros(0).plus_seconds(day * 86_400 + 43_200)
}

fn fact(root: i64, on: i64, subject: i64, what: What) -> Fact {
    Fact {
        root,
        version: 0,
        client: 1,
        at: day(on),
        subject,
        what,
    }
}

fn state(level: Level, weight: f64, confirmed_on: i64) -> What {
    What::Expectation(ExpectationState {
        level,
        status: Status::Confirmed,
        weight,
        half_life_days: HALF_LIFE_DAYS,
        confirmed_at: Some(day(confirmed_on)),
        theme: NO_THEME,
    })
}

fn said(delta: f64) -> What {
    What::Reading {
        delta,
        source: ReadingSource::Said,
    }
}

fn plus_one(reaction: Reaction) -> What {
    What::PlusOne {
        reaction: Some(reaction),
    }
}

fn proof(kind: ProofKind) -> What {
    What::Proof { kind, cents: 0 }
}

fn course(facts: Vec<Fact>) -> Course {
    let evidence = Evidence {
        facts,
        ..Evidence::default()
    };
    Course::of(evidence, &Serving::default())
}

/// Expectations (level, δ) confirmed on day 0 and read on day 10, all of weight 1, and what else is known.
fn client(items: &[(Level, Option<f64>)], more: &[(i64, What)]) -> Course {
    let mut facts = Vec::new();
    for (no, (level, delta)) in items.iter().enumerate() {
        let subject = no as i64 + 1;
        facts.push(fact(subject, 0, subject, state(*level, 1.0, 0)));
        if let Some(delta) = delta {
            facts.push(fact(100 + subject, 10, subject, said(*delta)));
        }
    }
    for (no, (on, what)) in more.iter().enumerate() {
        facts.push(fact(200 + no as i64, *on, 9, *what));
    }
    course(facts)
}
