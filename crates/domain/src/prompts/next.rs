//! What comes next, as the client may read it on their own page: what, by whom, and around when. Never why we thought of
//! it, how late we are, or what was put off.

use jiff::civil::Date;

use super::care::When;
use super::prompt::{Prompt, days_after};
use crate::ids::{PersonId, TouchpointId};

/// How far ahead a client is told, in days: what is further away may still change.
pub const TOLD_DAYS: i64 = 90;
/// Touches that are told at a time.
pub const TOLD: usize = 3;

/// An open prompt with what asks for it, as far as the client may know.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'p> {
    pub prompt: &'p Prompt,
    /// Where it is suggested to happen, if people meet there or the client gets something there.
    pub touchpoint: Option<TouchpointId>,
    /// Of a care rule; `None`: a plan asks for it.
    pub when: Option<&'p When>,
}

/// One touch to come, in the client's eyes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Coming {
    pub touchpoint: TouchpointId,
    pub who: Option<PersonId>,
    /// First and last day; `None`: its days are over and it is still meant: soon.
    pub between: Option<(Date, Date)>,
}

/// The next touches of one client, the soonest first: each touchpoint once, at most [`TOLD`], within [`TOLD_DAYS`].
///
/// Left out: what nobody knows a place for; what was put off (that has a reason of ours); birthdays, because it would be
/// told to everybody who has the link, and would be no surprise; rhythms that only say that one should be in touch.
pub fn coming_for_client(asked: &[Asked<'_>], today: Date) -> Vec<Coming> {
    let horizon = days_after(today, TOLD_DAYS);
    let mut told: Vec<(Date, &Asked<'_>, TouchpointId)> = asked
        .iter()
        .filter(|it| it.prompt.state.is_open() && it.prompt.snooze.is_none())
        .filter(|it| it.prompt.due.lapses.is_none_or(|last| today <= last))
        .filter(|it| is_told(it.when))
        .filter(|it| it.prompt.due.due <= horizon)
        .filter_map(|it| Some((it.prompt.due.due, it, it.touchpoint?)))
        .collect();
    told.sort_by_key(|(due, it, place)| (*due, it.prompt.due.in_time, *place));
    let mut coming: Vec<Coming> = Vec::new();
    for (due, it, touchpoint) in told {
        if coming.len() == TOLD || coming.iter().any(|known| known.touchpoint == touchpoint) {
            continue;
        }
        let last = it.prompt.due.in_time;
        coming.push(Coming {
            touchpoint,
            who: it.prompt.owner,
            between: (last >= today).then(|| (due.max(today), last)),
        });
    }
    coming
}

fn is_told(when: Option<&When>) -> bool {
    use super::care::Counts;
    match when {
        None
        | Some(When::Anniversary { .. } | When::Renewal { .. })
        | Some(When::Rhythm {
            counts: Counts::SameTouchpoint,
            ..
        }) => true,
        Some(
            When::Birthday { .. }
            | When::Rhythm {
                counts: Counts::AnyEncounter,
                ..
            },
        ) => false,
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::ids::PromptId;
    use crate::prompts::{AskedBy, Counts, Due, PromptState, Snooze};
    use crate::time::Timestamp;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn prompt(due: &str, in_time: &str) -> Prompt {
        Prompt {
            id: PromptId::from_uuid(Uuid::nil()),
            client: 1,
            asked_by: AskedBy::Plan(TouchpointId::from_uuid(Uuid::nil())),
            owner: Some(PersonId::from_uuid(Uuid::from_u128(7))),
            due: Due {
                due: day(due),
                in_time: day(in_time),
                occasion: None,
                lapses: None,
            },
            snooze: None,
            state: PromptState::Open,
            taken_back_at: None,
            version: 1,
        }
    }

    fn told(all: &[(Prompt, u128, Option<When>)]) -> Vec<String> {
        let asked: Vec<Asked<'_>> = all
            .iter()
            .map(|(prompt, place, when)| Asked {
                prompt,
                touchpoint: (*place > 0).then(|| TouchpointId::from_uuid(Uuid::from_u128(*place))),
                when: when.as_ref(),
            })
            .collect();
        coming_for_client(&asked, day("2026-03-10"))
            .iter()
            .map(|it| {
                let place = it.touchpoint.as_uuid().as_u128();
                let soon = || "soon".to_owned();
                let when = it.between.map_or_else(soon, |(a, b)| format!("{a}..{b}"));
                format!("{place} {when}")
            })
            .collect()
    }

    #[test]
    fn the_client_is_told_what_comes_and_not_what_we_think() {
        let one = |due, last| prompt(due, last);
        let check = |all: &[(Prompt, u128, Option<When>)], expected: &[&str]| {
            assert_eq!(told(all), expected);
        };
        check(&[], &[]);
        check(
            &[(one("2026-03-12", "2026-03-20"), 1, None)],
            &["1 2026-03-12..2026-03-20"],
        );
        // It has begun; its days are over.
        check(
            &[(one("2026-03-01", "2026-03-20"), 1, None)],
            &["1 2026-03-10..2026-03-20"],
        );
        check(&[(one("2026-02-01", "2026-02-20"), 1, None)], &["1 soon"]);
        // Nobody knows where; too far away.
        check(&[(one("2026-03-12", "2026-03-20"), 0, None)], &[]);
        check(&[(one("2026-06-09", "2026-06-20"), 1, None)], &[]);
        check(
            &[(one("2026-06-08", "2026-06-20"), 1, None)],
            &["1 2026-06-08..2026-06-20"],
        );
        // Each place once, the soonest first, three at most.
        check(
            &[
                (one("2026-04-12", "2026-04-20"), 1, None),
                (one("2026-03-12", "2026-03-20"), 1, None),
                (one("2026-03-11", "2026-03-20"), 2, None),
                (one("2026-05-01", "2026-05-20"), 3, None),
                (one("2026-05-02", "2026-05-20"), 4, None),
            ],
            &[
                "2 2026-03-11..2026-03-20",
                "1 2026-03-12..2026-03-20",
                "3 2026-05-01..2026-05-20",
            ],
        );
        // What was put off, what is over, what has lapsed.
        let mut put_off = one("2026-03-12", "2026-03-20");
        put_off.snooze = Some(Snooze {
            until: day("2026-03-15"),
            reason: "Difficult at the moment".to_owned(),
            at: Timestamp::EPOCH,
        });
        let mut over = one("2026-03-12", "2026-03-20");
        over.state = PromptState::Lapsed {
            at: Timestamp::EPOCH,
        };
        let mut lapsed = one("2026-01-12", "2026-01-20");
        lapsed.due.lapses = Some(day("2026-03-09"));
        check(
            &[(put_off, 1, None), (over, 2, None), (lapsed, 3, None)],
            &[],
        );
        // Which rules are told.
        let due = || one("2026-03-12", "2026-03-20");
        let rhythm = |counts| When::Rhythm {
            every_days: 365,
            counts,
        };
        let key = || "day".to_owned();
        check(
            &[(due(), 1, Some(rhythm(Counts::SameTouchpoint)))],
            &["1 2026-03-12..2026-03-20"],
        );
        check(&[(due(), 1, Some(rhythm(Counts::AnyEncounter)))], &[]);
        check(&[(due(), 1, Some(When::Birthday { days_before: 0 }))], &[]);
        let renewal = When::Renewal {
            attribute: key(),
            days_before: 30,
        };
        check(&[(due(), 1, Some(renewal))], &["1 2026-03-12..2026-03-20"]);
    }
}
