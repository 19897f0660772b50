//! What one client lives through because of the gaps.

use super::super::chance::Chance;
use super::super::facts::ClientFacts;
use super::super::firm::{SPOTS, spot_index};
use super::super::simulate::Simulation;
use super::super::words::Tongue;
use super::plan::{After, Answered, Expected, GapPlan, KindPlan, STREAMS};
use super::words::{note, wish};
use crate::design::TouchpointKind;
use crate::signals::record::Direction;
use crate::time::Timestamp;

const DAY: i64 = 86_400;

/// Everything that the gaps add to one client's life, and what they take from it.
#[derive(Debug, Clone, PartialEq)]
pub struct GapStory {
    /// In time order.
    pub events: Vec<GapEvent>,
    /// In time order.
    pub touches: Vec<GapTouch>,
    pub comments: Vec<GapComment>,
    pub expectations: Vec<GapExpectation>,
    /// Nobody touches the client from then on: what the firm's other story has after it is left out.
    pub forgotten_from: Option<Timestamp>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GapEvent {
    pub at: Timestamp,
    /// Index into the plan's kinds.
    pub kind: usize,
    /// Whether something followed in time.
    pub answered: bool,
}

/// What a note truly says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Said {
    /// A chase after an event of this kind (index into the plan).
    ChaseOfEvent(usize),
    /// A chase after a touch at this touchpoint (index into the firm's).
    ChaseOfTouch(usize),
    /// A chase after nothing in particular.
    Chase,
    /// No chase.
    Other,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GapTouch {
    pub at: Timestamp,
    /// Index into [`SPOTS`].
    pub spot: usize,
    pub direction: Direction,
    pub planned: bool,
    /// What the client wrote, with what it truly says.
    pub note: Option<(&'static str, Said)>,
}

/// A comment in a response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GapComment {
    pub at: Timestamp,
    pub text: &'static str,
    /// The topic that is missed; `None`: nothing is.
    pub topic: Option<&'static str>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GapExpectation {
    /// Index into the plan's themes.
    pub theme: usize,
    pub words: &'static str,
    pub must: bool,
    pub stated_at: Timestamp,
    /// `None`: it is only assumed.
    pub confirmed_at: Option<Timestamp>,
}

/// By which touchpoints clients get in touch.
const INBOUND: [&str; 3] = ["service_line", "email_reply", "secure_messages"];

/// After so many days at most somebody who waits in vain asks.
const PATIENCE: i64 = 12;

impl GapStory {
    /// One client's; independent of all others.
    pub fn of(plan: &GapPlan, simulation: &Simulation, facts: &ClientFacts) -> GapStory {
        let stream = |use_: u64| {
            Chance::new(
                simulation.size().seed,
                STREAMS + facts.client.index * 4 + use_,
            )
        };
        let mut telling = Telling {
            plan,
            facts,
            end: simulation.size().end,
            // The client was there from the first touch, which may lie before the simulated months began.
            start: facts
                .touches
                .first()
                .map_or(simulation.size().end, |touch| touch.at),
            chance: stream(0),
            say: stream(1),
            story: GapStory {
                events: Vec::new(),
                touches: Vec::new(),
                comments: Vec::new(),
                expectations: Vec::new(),
                forgotten_from: None,
            },
        };
        telling.events();
        telling.waiting();
        telling.contacts();
        telling.comments();
        telling.chance = stream(2);
        telling.silence();
        telling.chance = stream(3);
        telling.expectations();
        let mut story = telling.story;
        if let Some(from) = story.forgotten_from {
            story.events.retain(|event| event.at < from);
            story.touches.retain(|touch| touch.at < from);
            story.comments.retain(|comment| comment.at < from);
        }
        story.events.sort_by_key(|event| (event.at, event.kind));
        story.touches.sort_by_key(|touch| (touch.at, touch.spot));
        story
    }

    /// Whether a touch of the firm's other story still happened.
    pub fn still_happened(&self, at: Timestamp) -> bool {
        self.forgotten_from.is_none_or(|from| at < from)
    }
}

struct Telling<'a> {
    plan: &'a GapPlan,
    facts: &'a ClientFacts,
    start: Timestamp,
    end: Timestamp,
    chance: Chance,
    say: Chance,
    story: GapStory,
}

impl Telling<'_> {
    fn tongue(&self) -> Tongue {
        self.facts.client.tongue
    }

    fn months(&self) -> f64 {
        (self.end.micros() - self.start.micros()) as f64 / (30.44 * 86_400e6)
    }

    fn any_time(&mut self) -> Timestamp {
        let span = (self.end.micros() - self.start.micros()) / 1_000_000;
        self.start
            .plus_seconds((self.chance.unit() * span as f64) as i64)
    }

    fn left(&self) -> Option<Timestamp> {
        self.facts.client.left.map(|left| left.at)
    }

    fn events(&mut self) {
        let plan = self.plan;
        for (kind, told) in plan.kinds.iter().enumerate() {
            let times: Vec<Timestamp> = match told.after {
                After::Monthly(rate) => {
                    let count = self.chance.count(rate * self.months());
                    (0..count).map(|_| self.any_time()).collect()
                }
                After::Touch(key) => {
                    let spot = spot_index(key);
                    let touches = self.facts.touches.iter();
                    touches
                        .filter(|touch| Some(touch.spot) == spot)
                        .map(|touch| touch.at)
                        .collect()
                }
                After::Leaving => self.left().into_iter().collect(),
            };
            for at in times {
                if told.after == After::Leaving || self.left().is_none_or(|left| at < left) {
                    self.event(kind, told, at);
                }
            }
        }
    }

    fn event(&mut self, kind: usize, told: &KindPlan, at: Timestamp) {
        let answered = !self.chance.happens(told.unanswered);
        let (spot, within) = match told.answered {
            Answered::Rule(key, days) | Answered::Custom(key, days) => (Some(key), days),
            Answered::Template(key, days) => (key.or(Some("client_letter")), days),
            Answered::AnyTouch(days) => (Some("email_reply"), days),
            Answered::Nothing => (None, 0),
        };
        self.story.events.push(GapEvent { at, kind, answered });
        if answered && let Some(spot) = spot.and_then(spot_index) {
            // Somewhere in the window, rather early.
            let delay = self.chance.unit().powi(2) * (f64::from(within) - 0.2) + 0.05;
            self.touch(
                at.plus_seconds((delay * DAY as f64) as i64),
                spot,
                Direction::Out,
                None,
            );
        }
        if !answered && self.chance.happens(told.chased) {
            self.chase(at, Said::ChaseOfEvent(kind));
        }
    }

    /// Somebody who waits in vain asks after a while, and some ask again.
    fn chase(&mut self, since: Timestamp, said: Said) {
        let mut at = since;
        for again in [1.0, 0.25] {
            if !self.chance.happens(again) {
                break;
            }
            let days = 1.0 + self.chance.unit() * (PATIENCE - 1) as f64;
            at = at.plus_seconds((days * DAY as f64) as i64);
            self.inbound(at, said);
        }
    }

    fn inbound(&mut self, at: Timestamp, said: Said) {
        let spot = spot_index(INBOUND[self.chance.below(INBOUND.len())]);
        let words = note(said != Said::Other, self.tongue(), &mut self.say);
        if let Some(spot) = spot {
            self.touch(at, spot, Direction::In, Some((words, said)));
        }
    }

    fn touch(
        &mut self,
        at: Timestamp,
        spot: usize,
        direction: Direction,
        note: Option<(&'static str, Said)>,
    ) {
        if at <= self.end && self.left().is_none_or(|left| at < left) {
            self.story.touches.push(GapTouch {
                at,
                spot,
                direction,
                planned: direction == Direction::Out,
                note,
            });
        }
    }

    fn waiting(&mut self) {
        let plan = self.plan;
        for spot in &plan.spots {
            let index = spot_index(spot.key);
            let times: Vec<Timestamp> = self
                .facts
                .touches
                .iter()
                .filter(|touch| Some(touch.spot) == index)
                .map(|touch| touch.at)
                .collect();
            for at in times {
                if self.chance.happens(spot.chased)
                    && let Some(index) = index
                {
                    self.chase(at, Said::ChaseOfTouch(index));
                }
            }
        }
    }

    fn contacts(&mut self) {
        for (rate, said) in [
            (self.plan.idle_chases, Said::Chase),
            (self.plan.other_contacts, Said::Other),
        ] {
            for _ in 0..self.chance.count(rate * self.months()) {
                let at = self.any_time();
                self.inbound(at, said);
            }
        }
    }

    fn comments(&mut self) {
        let plan = self.plan;
        let topics = plan
            .wishes
            .iter()
            .map(|(topic, share)| (Some(*topic), *share));
        for (topic, share) in topics.chain([(None, plan.pleased)]) {
            let speaks = self.chance.happens(share);
            let at = self.any_time();
            if speaks && self.left().is_none_or(|left| at < left) {
                let text = wish(topic, self.tongue(), &mut self.say);
                self.story.comments.push(GapComment { at, text, topic });
            }
        }
    }

    /// Whoever is forgotten was a client for some time before, and has been waiting for longer than the tier's rule allows.
    fn silence(&mut self) {
        let tier = self.facts.client.tier;
        let forgotten = self.chance.happens(self.plan.silent[tier]);
        let longer = 1.3 + 1.5 * self.chance.unit();
        let contacts = self
            .facts
            .touches
            .iter()
            .filter(|touch| SPOTS[touch.spot].kind != TouchpointKind::Static);
        if !forgotten || self.left().is_some() || contacts.count() < 25 {
            return;
        }
        let days = f64::from(self.plan.limits[tier].unwrap_or(150)) * longer;
        let from = self.end.plus_seconds(-(days * DAY as f64) as i64);
        if self.start.plus_seconds(300 * DAY) < from {
            self.story.forgotten_from = Some(from);
        }
    }

    fn expectations(&mut self) {
        let plan = self.plan;
        for (theme, told) in plan.themes.iter().enumerate() {
            let holds = self.chance.happens(told.share);
            let must = self.chance.happens(0.3);
            let ago = (self.chance.unit() * 400.0) as i64;
            if !holds || self.left().is_some() {
                continue;
            }
            let ago = match told.expected {
                Expected::Stale => ago + 600,
                Expected::Fresh | Expected::Assumed => ago,
            };
            let at = self.end.plus_seconds(-ago * DAY);
            self.story.expectations.push(GapExpectation {
                theme,
                words: match self.tongue() {
                    Tongue::English => told.words,
                    Tongue::German => told.words_de,
                },
                must,
                stated_at: at.plus_seconds(-20 * DAY),
                confirmed_at: (told.expected != Expected::Assumed).then_some(at),
            });
        }
    }
}
