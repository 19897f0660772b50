//! What the demo's clients expect and how that was met. It follows from what each client truly lived through
//! ([`super::facts`]), so that who was let down stands low and leaves sooner, and the ladder's own test has something true
//! to find. The small extras that they felt stand in [`super::plusones`], what they then did in [`super::bonds`].

use super::chance::Chance;
use super::facts::{ClientFacts, DemoTouch, Level as DemoLevel};
use super::firm::{SPOTS, TIERS};
use super::simulate::Simulation;
use super::words::Tongue;
use crate::loyalty::{HALF_LIFE_DAYS, Level};
use crate::time::Timestamp;

const DAY: i64 = 86_400;

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
    /// What must be changes slowly; what delights is soon the norm.
    pub half_life_days: u16,
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
        let readings = &mut telling.story.readings;
        readings.sort_by_key(|it| (it.at, it.expectation));
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
                half_life_days: match level {
                    Level::Must | Level::Should => 2 * HALF_LIFE_DAYS,
                    Level::Delight => HALF_LIFE_DAYS,
                },
            });
            // What the client has confirmed, it is asked about after a touch.
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
mod tests;
