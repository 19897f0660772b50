//! What the simulated firm promised its clients and how it kept its word, what else bears on trust, who spoke for it, and why
//! those who left did.
//!
//! It follows from the same story as touches and answers: a client who felt well served was promised no more, but more was
//! kept; who left had been let down before. Its streams of chance are its own, so the firm's other story is the same with
//! and without it.

use super::chance::Chance;
use super::facts::ClientFacts;
use super::firm::SPOTS;
use super::simulate::Simulation;
use crate::loyalty::advocacy::Kind;
use crate::loyalty::advocacy::departures::Code;
use crate::loyalty::trust::pulse::{Answers, ITEMS};
use crate::loyalty::trust::{Leg, SubPart};
use crate::time::Timestamp;

/// Streams of chance from here on belong to this story.
const STREAMS: u64 = 1 << 42;

const DAY: i64 = 86_400;

/// What became of a promise.
#[derive(Debug, Clone, PartialEq)]
pub enum End {
    Running,
    Kept(Timestamp),
    Late(Timestamp, &'static str),
    Broken(Timestamp, &'static str),
}

#[derive(Debug, Clone, PartialEq)]
pub struct DemoPromise {
    pub words: &'static str,
    /// Index into [`SPOTS`]: where it was promised.
    pub spot: usize,
    pub made_at: Timestamp,
    pub due_at: Timestamp,
    /// Another moment that was agreed in time, when, and why.
    pub moved: Option<(Timestamp, Timestamp, &'static str)>,
    pub end: End,
}

#[derive(Debug, Clone, PartialEq)]
pub struct DemoError {
    pub words: &'static str,
    pub at: Timestamp,
    pub found_by_us: bool,
    pub told_at: Option<Timestamp>,
}

/// Something that a client said about us.
#[derive(Debug, Clone, PartialEq)]
pub struct DemoSignal {
    pub part: SubPart,
    pub good: bool,
    pub words: &'static str,
    pub at: Timestamp,
}

#[derive(Debug, Clone, PartialEq)]
pub struct DemoAct {
    pub kind: Kind,
    pub words: &'static str,
    pub at: Timestamp,
    /// Index into [`SPOTS`]: what made the client speak.
    pub spot: usize,
}

#[derive(Debug, Clone, PartialEq)]
pub struct DemoLeaving {
    pub at: Timestamp,
    pub causes: Vec<(Code, String)>,
    pub words: &'static str,
}

/// What bound one client to the firm, or did not.
#[derive(Debug, Clone, PartialEq)]
pub struct Bonds {
    pub key: String,
    pub first_touch: Option<Timestamp>,
    pub promises: Vec<DemoPromise>,
    pub errors: Vec<DemoError>,
    pub signals: Vec<DemoSignal>,
    pub pulse: Option<(Timestamp, Answers)>,
    pub acts: Vec<DemoAct>,
    /// When the client paid, whether by that it decided to stay, and cents.
    pub revenue: Vec<(Timestamp, bool, i64)>,
    pub left: Option<DemoLeaving>,
}

const PROMISES: &[&str] = &[
    "Send the draft of the retirement plan",
    "Call back with the answer of the bank",
    "Send the fee overview on one page",
    "Get the signed mandate from the insurer",
    "Send the figures before the review",
    "Ask the tax office about the transfer",
    "Put the new address into every contract",
    "Send the minutes of our talk",
    "Check the offer of the other insurer",
    "Name somebody to call during the holidays",
];

const CAUSES: &[&str] = &[
    "We waited for the bank and did not say so",
    "The draft lay on a desk while its author was away",
    "Nobody had written down who does it",
    "We had promised it before we asked whether it can be done",
    "We lost the form",
];

const MOVED: &[&str] = &[
    "The bank needs another week; agreed on the phone",
    "The client is abroad until then",
    "More documents were needed, and we said so at once",
];

const ERRORS: &[&str] = &[
    "The fee was charged twice",
    "The statement went to the old address",
    "The beneficiary's name was misspelled in the contract",
    "The transfer was booked a day late",
    "We quoted last year's rate in the proposal",
];

const LIKED: &[(SubPart, &str)] = &[
    (
        SubPart::SearchingQuestions,
        "You asked what nobody had asked us before",
    ),
    (
        SubPart::Knowledge,
        "You explained it so that I could explain it to my husband",
    ),
    (
        SubPart::Listening,
        "You remembered what I said about the house",
    ),
    (
        SubPart::Care,
        "It was good that you called before I read it in the paper",
    ),
    (
        SubPart::TrackRecord,
        "What you set up three years ago has held",
    ),
    (SubPart::Confidence, "I left the meeting calmer than I came"),
    (
        SubPart::FirstImpression,
        "From the first letter on, everything fitted together",
    ),
    (
        SubPart::Interest,
        "You asked about my daughter before you asked about money",
    ),
    (SubPart::Honesty, "You told us that we do not need it"),
    (
        SubPart::Vulnerability,
        "You said that you did not know, and found out",
    ),
];

const MISSED: &[(SubPart, &str)] = &[
    (
        SubPart::Listening,
        "I had to tell the same story a third time",
    ),
    (
        SubPart::Knowledge,
        "The answer was wrong, and I found it out by myself",
    ),
    (SubPart::Interest, "I felt like a number in your system"),
    (
        SubPart::SearchingQuestions,
        "Nobody asked what we need the money for",
    ),
    (SubPart::Honesty, "The fee was in the small print"),
    (SubPart::Care, "Nobody called when the markets fell"),
];

const PRAISE: &[&str] = &[
    "Go to them; they tell you when you do not need something.",
    "They call before you have to.",
    "Ask for the review on one page, it is worth it.",
    "Twelve years, and they still ask the right questions.",
];

const FAREWELLS: &[&str] = &[
    "I had to ask three times.",
    "In the end I did not know who is in charge of us.",
    "Nobody seemed to notice.",
    "We simply heard nothing any more.",
];

/// Cents a year by tier.
const YEARLY: [i64; 3] = [90_000, 240_000, 780_000];

impl Bonds {
    /// The story of one client, from what it did and felt.
    pub fn of(simulation: &Simulation, facts: &ClientFacts) -> Bonds {
        let size = simulation.size();
        let mut chance = Chance::new(size.seed, STREAMS + facts.client.index);
        let left_at = facts.client.left.map(|it| it.at);
        let stays_until = left_at.unwrap_or(size.end);
        let felt = mean(facts.touches.iter().map(|touch| touch.felt));
        let mut bonds = Bonds {
            key: facts.client.key.clone(),
            first_touch: facts.touches.first().map(|touch| touch.at),
            promises: Vec::new(),
            errors: Vec::new(),
            signals: Vec::new(),
            pulse: None,
            acts: Vec::new(),
            revenue: Vec::new(),
            left: None,
        };
        for touch in facts.touches.iter().filter(|touch| touch.at < stays_until) {
            let spoken = matches!(
                SPOTS[touch.spot].channel,
                "in_person" | "phone" | "premises"
            );
            if spoken && chance.happens(0.22) {
                let promise = promise(&mut chance, touch.at, touch.spot, felt, size.end, left_at);
                bonds.promises.push(promise);
            }
            if chance.happens(0.012) {
                let found_by_us = chance.happens(0.35 + 0.1 * felt);
                let told_at = touch.at.plus_seconds((1 + chance.below(5) as i64) * DAY);
                bonds.errors.push(DemoError {
                    words: said(&mut chance, ERRORS),
                    at: touch.at,
                    found_by_us,
                    told_at: (told_at < size.end).then_some(told_at),
                });
            }
            if touch.felt >= 4.0 && chance.happens(0.16) {
                let (part, words) = *chance.pick(LIKED);
                bonds.signals.push(DemoSignal {
                    part,
                    good: true,
                    words,
                    at: touch.at,
                });
            } else if touch.felt <= 2.6 && chance.happens(0.2) {
                let (part, words) = *chance.pick(MISSED);
                bonds.signals.push(DemoSignal {
                    part,
                    good: false,
                    words,
                    at: touch.at,
                });
            }
            if touch.felt >= 4.5 && chance.happens(0.05) {
                let kinds = [
                    Kind::Referral,
                    Kind::Referral,
                    Kind::Review,
                    Kind::Reference,
                ];
                bonds.acts.push(DemoAct {
                    kind: *chance.pick(&kinds),
                    words: said(&mut chance, PRAISE),
                    at: touch.at.plus_seconds(2 * DAY).min(size.end),
                    spot: touch.spot,
                });
            }
        }
        bonds.pay(facts.client.tier, stays_until, &mut chance);
        if left_at.is_none() && chance.happens(0.4) {
            let at = size
                .end
                .plus_seconds(-(chance.below(300) as i64) * DAY - 3_600);
            bonds.pulse = Some((at, answers(&mut chance, felt)));
        }
        if let Some(left) = facts.client.left {
            bonds.leave(left.at, left.cause, &mut chance);
        }
        bonds
    }

    /// A contract at the beginning, and every year the decision to stay.
    fn pay(&mut self, tier: usize, until: Timestamp, chance: &mut Chance) {
        let Some(first) = self.first_touch else {
            return;
        };
        let yearly = YEARLY[tier.min(YEARLY.len() - 1)];
        let mut at = first.plus_seconds(14 * DAY);
        let mut grown = 0.85 + 0.3 * chance.unit();
        let mut stays = false;
        while at < until {
            self.revenue
                .push((at, stays, (yearly as f64 * grown) as i64));
            at = at.plus_seconds(365 * DAY);
            grown *= 0.97 + 0.1 * chance.unit();
            stays = true;
        }
    }

    /// It leaves: what we had not kept lately, and where it felt worst, are what made it go.
    pub(super) fn leave(&mut self, at: Timestamp, cause: Option<usize>, chance: &mut Chance) {
        let lately = at.plus_seconds(-200 * DAY);
        let broken = self.promises.iter().any(|promise| {
            matches!(promise.end, End::Broken(when, _) | End::Late(when, _) if when > lately)
        });
        let mut causes = Vec::new();
        if broken {
            causes.push((
                Code::PromiseBroken,
                "What we had promised came late or not at all".to_owned(),
            ));
        }
        match cause.map(|spot| &SPOTS[spot]) {
            Some(spot) if spot.key.contains("fee") => {
                causes.push((
                    Code::PriceUnexplained,
                    format!("Our “{}” did not make clear what it costs", spot.label),
                ));
            }
            Some(spot) if matches!(spot.channel, "phone" | "email") => {
                causes.push((
                    Code::NotHeard,
                    format!("At “{}” we did not take up what was said", spot.label),
                ));
            }
            Some(spot) => {
                causes.push((
                    Code::NeverAsked,
                    format!("After “{}” nobody asked how it was", spot.label),
                ));
            }
            None => causes.push((Code::Silence, "We had not called for too long".to_owned())),
        }
        self.left = Some(DemoLeaving {
            at,
            causes,
            words: said(chance, FAREWELLS),
        });
    }
}

fn said(chance: &mut Chance, words: &[&'static str]) -> &'static str {
    words[chance.below(words.len())]
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (mut sum, mut n) = (0.0, 0.0);
    for value in values {
        sum += value;
        n += 1.0;
    }
    if n > 0.0 { sum / n } else { 3.5 }
}

fn promise(
    chance: &mut Chance,
    at: Timestamp,
    spot: usize,
    felt: f64,
    end: Timestamp,
    left_at: Option<Timestamp>,
) -> DemoPromise {
    let days = 2 + chance.below(13) as i64;
    // Due in the afternoon of its day.
    let evening = |moment: Timestamp| {
        let micros = moment.micros().div_euclid(DAY * 1_000_000) * DAY * 1_000_000;
        Timestamp::from_micros(micros).plus_seconds(16 * 3_600)
    };
    let mut due_at = evening(at.plus_seconds(days * DAY));
    let words = chance.pick(PROMISES);
    let agreed = at.plus_seconds((days - 1) * DAY);
    let moved = (chance.happens(0.08) && agreed < end && agreed < due_at).then(|| {
        let to = evening(due_at.plus_seconds(5 * DAY));
        (agreed, to, *chance.pick(MOVED))
    });
    if let Some((_, to, _)) = moved {
        due_at = to;
    }
    let lately = left_at.is_some_and(|left| left.micros() - at.micros() < 150 * DAY * 1_000_000);
    let reliable = (0.86 + 0.06 * (felt - 3.4) - if lately { 0.45 } else { 0.0 }).clamp(0.2, 0.97);
    let done = match chance.unit() {
        luck if luck < reliable => End::Kept(
            due_at
                .plus_seconds(-(1 + chance.below(40) as i64) * 3_600)
                .max(at.plus_seconds(600)),
        ),
        luck if luck < reliable + 0.7 * (1.0 - reliable) => End::Late(
            due_at.plus_seconds((1 + chance.below(6) as i64) * DAY),
            said(chance, CAUSES),
        ),
        _ => End::Broken(
            due_at.plus_seconds((2 + chance.below(8) as i64) * DAY),
            said(chance, CAUSES),
        ),
    };
    // What ends after the last day is still to be done.
    let ended = match &done {
        End::Kept(at) | End::Late(at, _) | End::Broken(at, _) => *at <= end,
        End::Running => false,
    };
    DemoPromise {
        words,
        spot,
        made_at: at,
        due_at: moved.map_or(due_at, |_| evening(at.plus_seconds(days * DAY))),
        moved,
        end: if ended { done } else { End::Running },
    }
}

/// Nine answers around what was felt; listening is a bit behind, knowledge ahead.
fn answers(chance: &mut Chance, felt: f64) -> Answers {
    let own = 0.7 * chance.normal();
    ITEMS.map(|item| {
        let ahead = match item.leg {
            Leg::Credibility => 0.1,
            Leg::Competence => 0.6,
            Leg::Compatibility => -0.3,
        };
        let value = 1.0 + 1.5 * (felt - 1.0) + ahead + own + 0.8 * chance.normal();
        (!chance.happens(0.04)).then(|| value.round().clamp(1.0, 7.0) as u8)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::{DemoSize, Detail};

    fn all() -> Vec<Bonds> {
        let end = Timestamp::parse_rfc3339("2026-03-02T08:00:00Z").unwrap();
        let simulation = Simulation::new(DemoSize {
            clients: 200,
            months: 24,
            seed: 7,
            end,
        });
        let clients = simulation.clients(Detail::Numbers);
        clients
            .map(|facts| Bonds::of(&simulation, &facts))
            .collect()
    }

    #[test]
    fn every_kind_of_end_is_there_and_nothing_happens_too_late() {
        let end = Timestamp::parse_rfc3339("2026-03-02T08:00:00Z").unwrap();
        let bonds = all();
        let promises: Vec<&DemoPromise> = bonds.iter().flat_map(|it| &it.promises).collect();
        let count = |wanted: fn(&End) -> bool| promises.iter().filter(|it| wanted(&it.end)).count();
        let (kept, late) = (
            count(|it| matches!(it, End::Kept(_))),
            count(|it| matches!(it, End::Late(..))),
        );
        let (broken, running) = (
            count(|it| matches!(it, End::Broken(..))),
            count(|it| *it == End::Running),
        );
        assert!(
            kept > 5 * late && late > broken && broken > 2 && running > 2,
            "{kept} {late} {broken} {running}"
        );
        for promise in promises {
            assert!(promise.made_at < promise.due_at);
            match promise.end {
                End::Kept(at) => assert!(promise.made_at <= at && at <= end),
                End::Late(at, _) | End::Broken(at, _) => assert!(promise.due_at < at && at <= end),
                End::Running => {}
            }
            if let Some((at, to, _)) = promise.moved {
                assert!(promise.made_at <= at && at < promise.due_at && promise.due_at < to);
            }
        }
        assert!(
            bonds.iter().any(|it| it.left.is_some()) && bonds.iter().any(|it| !it.acts.is_empty())
        );
        assert!(
            bonds
                .iter()
                .all(|it| it.left.as_ref().is_none_or(|left| !left.causes.is_empty()))
        );
        assert!(bonds.iter().filter(|it| it.pulse.is_some()).count() > 20);
    }

    #[test]
    fn no_words_blame_the_client() {
        for (_, words) in all()
            .iter()
            .filter_map(|it| it.left.as_ref())
            .flat_map(|left| &left.causes)
        {
            assert!(
                crate::loyalty::advocacy::blame::blame(words).is_empty(),
                "{words}"
            );
        }
    }

    #[test]
    fn the_same_seed_tells_the_same_story() {
        assert_eq!(all(), all());
    }
}
