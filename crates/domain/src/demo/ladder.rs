//! What the demo's clients expect, how that was met, which small extras they felt, and what they then did: the facts from
//! which the ladder is read. All of it follows from what each client truly lived through ([`super::facts`]), so that who
//! was let down stands low and leaves sooner, and the ladder's own test has something true to find.

use super::chance::Chance;
use super::facts::{ClientFacts, DemoTouch, Level as DemoLevel};
use super::firm::{SPOTS, TIERS};
use super::simulate::Simulation;
use super::words::Tongue;
use crate::loyalty::Level;
use crate::loyalty::facts::{ProofKind, Reaction};
use crate::time::Timestamp;

const DAY: i64 = 86_400;
const YEAR: i64 = 365 * DAY;

/// Apart from all other streams of chance.
const STREAMS: u64 = 1 << 44;

/// What is expected of one matter is met a little more often than the whole touch it belongs to.
const LENIENCE: f64 = 0.45;

/// Steps of δ for a point felt beyond what was expected, on the scale of 1–5.
const STEPS_A_POINT: f64 = 1.2;

/// Something that one client expects at one touchpoint.
#[derive(Debug, Clone, PartialEq)]
pub struct StoryExpectation {
    /// Index into [`SPOTS`].
    pub spot: usize,
    pub level: Level,
    pub depth: u8,
    pub words: String,
    /// A slug of the touchpoint.
    pub theme: String,
    pub stated_at: Timestamp,
    /// `None`: we only assume it.
    pub confirmed_at: Option<Timestamp>,
}

/// How one of them was met.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StoryReading {
    /// Index into the story's expectations.
    pub expectation: usize,
    pub at: Timestamp,
    /// In half steps, −3…3.
    pub delta: f64,
}

/// The ladder's facts of one client.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct LadderStory {
    pub expectations: Vec<StoryExpectation>,
    /// In time order.
    pub readings: Vec<StoryReading>,
    /// In time order; `None`: nobody noted how it was taken.
    pub plus_ones: Vec<(Timestamp, Option<Reaction>)>,
    /// In time order, with the worth of a year in cents.
    pub proofs: Vec<(Timestamp, ProofKind, i64)>,
}

/// The attribute that holds what a client is worth in a year.
pub const REVENUE: &str = "revenue";

/// The attribute that holds how many other firms could serve it.
pub const ALTERNATIVES: &str = "alternatives";

/// What clients of each tier are worth in a year, by [`TIERS`].
const WORTH: [&[&str]; 3] = [
    &["600", "900", "1200", "1800"],
    &["2400", "3600", "4800", "7200"],
    &["9800", "14200", "22400", "48000"],
];

impl LadderStory {
    /// What the firm keeps of a client's worth and of its other offers; of some it knows neither.
    pub fn attributes(
        simulation: &Simulation,
        facts: &ClientFacts,
    ) -> Vec<(&'static str, &'static str)> {
        let mut chance = Chance::new(simulation.size().seed, STREAMS + facts.client.index * 2 + 1);
        let tier = facts.client.tier.min(WORTH.len() - 1).min(TIERS.len() - 1);
        let worth = *chance.pick(WORTH[tier]);
        let others = *chance.pick(&["1", "1", "2", "2", "3"]);
        let mut known = Vec::new();
        if chance.happens(0.92) {
            known.push((REVENUE, worth));
        }
        if chance.happens(0.7) {
            known.push((ALTERNATIVES, others));
        }
        known
    }

    /// One client's; independent of all others.
    pub fn of(simulation: &Simulation, facts: &ClientFacts) -> LadderStory {
        let chance = Chance::new(simulation.size().seed, STREAMS + facts.client.index * 2);
        let end = simulation.size().end;
        let Some(first) = facts.touches.first() else {
            return LadderStory::default();
        };
        let mut telling = Telling {
            facts,
            end,
            start: first.at,
            chance,
            story: LadderStory::default(),
        };
        telling.expectations();
        telling.plus_ones();
        telling.proofs();
        let story = &mut telling.story;
        story.readings.sort_by_key(|it| (it.at, it.expectation));
        story.plus_ones.sort_by_key(|it| it.0);
        story.proofs.sort_by_key(|it| it.0);
        telling.story
    }
}

struct Telling<'a> {
    facts: &'a ClientFacts,
    start: Timestamp,
    end: Timestamp,
    chance: Chance,
    story: LadderStory,
}

impl Telling<'_> {
    fn expectations(&mut self) {
        for expected in &self.facts.client.expectations {
            let level = match expected.level {
                DemoLevel::Must => Level::Must,
                DemoLevel::Should => Level::Should,
                DemoLevel::Delight => Level::Delight,
            };
            let stated_at = self.start.plus_seconds(
                self.chance.below(50) as i64 * DAY + self.chance.below(DAY as usize) as i64,
            );
            let confirmed = self
                .chance
                .happens(0.8)
                .then(|| stated_at.plus_seconds((3 + self.chance.below(25) as i64) * DAY));
            let confirmed_at = confirmed.filter(|at| *at < self.end);
            let stated_at = if stated_at < self.end {
                stated_at
            } else {
                self.start
            };
            let spot = expected.spot;
            let no = self.story.expectations.len();
            self.story.expectations.push(StoryExpectation {
                spot,
                level,
                depth: expected.depth,
                words: words(SPOTS[spot].label, level, self.facts.client.tongue),
                theme: SPOTS[spot].key.replace('_', "-"),
                stated_at,
                confirmed_at,
            });
            // What the client has confirmed, it confirms again when we ask, every year.
            if let Some(confirmed) = confirmed_at {
                let of_spot = |touch: &&DemoTouch| touch.spot == spot && touch.at > confirmed;
                for touch in self.facts.touches.iter().filter(of_spot) {
                    let at = touch.at.plus_seconds(6 * 3_600);
                    if at < self.end && self.chance.happens(0.85) {
                        let steps = (touch.felt - expected.target + LENIENCE) * STEPS_A_POINT;
                        self.story.readings.push(StoryReading {
                            expectation: no,
                            at,
                            delta: ((steps * 2.0).round() / 2.0).clamp(-3.0, 3.0),
                        });
                    }
                }
            }
        }
    }

    fn plus_ones(&mut self) {
        for touch in &self.facts.touches {
            if touch.outbound && self.chance.happens(0.07) {
                let taken = self.chance.unit();
                let reaction = if taken < 0.35 {
                    Some(Reaction::Wow)
                } else if taken < 0.7 {
                    Some(Reaction::Noticed)
                } else if taken < 0.85 {
                    Some(Reaction::Unnoticed)
                } else if taken < 0.88 {
                    Some(Reaction::Unwanted)
                } else {
                    None
                };
                self.story.plus_ones.push((touch.at, reaction));
                let told = touch
                    .at
                    .plus_seconds((5 + self.chance.below(40) as i64) * DAY);
                if reaction == Some(Reaction::Wow) && told < self.end && self.chance.happens(0.25) {
                    let kind = *self.chance.pick(&[
                        ProofKind::Referral,
                        ProofKind::Referral,
                        ProofKind::Review,
                        ProofKind::Reference,
                    ]);
                    self.story.proofs.push((told, kind, 0));
                }
            }
        }
    }

    /// Contracts renew every year on the client's own day, until it leaves.
    fn proofs(&mut self) {
        let tier = self.facts.client.tier.min(WORTH.len() - 1);
        let cents = self
            .chance
            .pick(WORTH[tier])
            .parse::<i64>()
            .unwrap_or_default()
            * 100;
        let left = self.facts.client.left.map(|it| it.at);
        let until = left.unwrap_or(self.end);
        let mut renewal = self
            .start
            .plus_seconds((120 + self.chance.below(300) as i64) * DAY);
        while renewal < until {
            self.story.proofs.push((renewal, ProofKind::Renewal, cents));
            renewal = renewal.plus_seconds(YEAR);
        }
        if let Some(at) = left {
            self.story.proofs.push((at, ProofKind::Departure, cents));
        }
    }
}

/// In the client's tongue, as it would put it.
fn words(label: &str, level: Level, tongue: Tongue) -> String {
    match (level, tongue) {
        (Level::Must, Tongue::English) => format!("{label}: right, and when you said it would be"),
        (Level::Should, Tongue::English) => format!("{label}: without my having to ask"),
        (Level::Delight, Tongue::English) => format!("{label}: a thought more than I asked for"),
        (Level::Must, _) => format!("{label}: richtig, und dann, wann Sie es gesagt haben"),
        (Level::Should, _) => format!("{label}: ohne dass ich nachfragen muss"),
        (Level::Delight, _) => format!("{label}: ein Gedanke mehr, als ich erbeten habe"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::{DemoSize, Detail};
    use crate::loyalty::Status;
    use crate::loyalty::facts::{ExpectationState, Fact, NO_THEME, ReadingSource, What, weight_of};
    use crate::loyalty::ladder::asymmetry::slopes;
    use crate::loyalty::ladder::proof::{Trials, Verdict};
    use crate::loyalty::ladder::{Course, Evidence, Felt, Rules, Rung, Serving};

    fn evidence(story: &LadderStory, facts: &ClientFacts) -> Evidence {
        let mut all = Vec::new();
        let mut root = 0;
        let mut add = |at: Timestamp, subject: i64, what: What| {
            root += 1;
            all.push(Fact {
                root,
                version: 0,
                client: 1,
                at,
                subject,
                what,
            });
        };
        for (no, it) in story.expectations.iter().enumerate() {
            let status = match it.confirmed_at {
                Some(_) => Status::Confirmed,
                None => Status::Assumed,
            };
            let state = ExpectationState {
                level: it.level,
                status,
                weight: weight_of(it.level),
                half_life_days: 540,
                confirmed_at: it.confirmed_at,
                theme: NO_THEME,
            };
            add(
                it.confirmed_at.unwrap_or(it.stated_at),
                no as i64,
                What::Expectation(state),
            );
        }
        for it in &story.readings {
            let source = ReadingSource::Said;
            add(
                it.at,
                it.expectation as i64,
                What::Reading {
                    delta: it.delta,
                    source,
                },
            );
        }
        for (at, reaction) in &story.plus_ones {
            add(
                *at,
                0,
                What::PlusOne {
                    reaction: *reaction,
                },
            );
        }
        for (at, kind, cents) in &story.proofs {
            add(
                *at,
                0,
                What::Proof {
                    kind: *kind,
                    cents: *cents,
                },
            );
        }
        let felt = facts.touches.iter().enumerate().filter_map(|(no, touch)| {
            Some(Felt {
                at: touch.at,
                record: no as i64,
                touchpoint: touch.spot as i32,
                delta: f64::from(touch.perception?),
            })
        });
        Evidence {
            facts: all,
            felt: felt.collect(),
            scored: Vec::new(),
        }
    }

    #[test]
    fn the_demo_stands_on_every_rung_and_the_ladder_finds_who_leaves() {
        let simulation = Simulation::new(DemoSize {
            clients: 3_000,
            months: 30,
            seed: 7,
            end: Timestamp::from_micros(1_767_225_600_000_000),
        });
        let end = simulation.size().end;
        let rules = Rules::default();
        let (mut mix, mut trials) = ([0_u32; 5], Trials::default());
        for index in 0..3_000 {
            let facts = simulation.client(index, Detail::Numbers);
            let story = LadderStory::of(&simulation, &facts);
            assert_eq!(story, LadderStory::of(&simulation, &facts));
            let course = Course::of(evidence(&story, &facts), &Serving::default());
            trials.see(&course, &rules, end);
            if course.left(end).is_none() {
                mix[course.standing(&rules, end).rung.place()] += 1;
            }
        }
        let all: u32 = mix.iter().sum();
        let share = |rung: Rung| f64::from(mix[rung.place()]) / f64::from(all);
        // A firm of middling care: somebody on every rung, and most of them not loyal.
        for rung in Rung::ALL {
            assert!(mix[rung.place()] > 0, "{rung:?} {mix:?}");
        }
        let loyal = share(Rung::Loyal) + share(Rung::Ambassador);
        assert!(loyal < 0.5, "{mix:?}");
        // Who was let down truly leaves sooner here, and the ladder's own test finds it.
        let found = trials.calibrate();
        let auc = found.auc.unwrap();
        assert!(auc.value > 0.5, "{found:?}");
        assert_ne!(found.verdict, Verdict::Misleads);
        // A step short costs renewals.
        let slopes = slopes(&trials.by_felt).unwrap();
        assert!(slopes.short.per_step > 0.0, "{slopes:?}");
    }
}
