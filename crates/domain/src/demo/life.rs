//! The life of one simulated client, month by month.

use super::chance::Chance;
use super::facts::{
    Asked, ClientFacts, DemoAnswer, DemoClient, DemoDeparture, DemoResponse, DemoTouch, DemoValue,
    Detail, EMOTIONS, Expected, Subject,
};
use super::firm::{
    ANSWER_SPREAD, ASPECTS, BRANCHES, CHANNELS, CLAIM_RATE, EFFORT, FIRST_ASPECT, MEMORY, OVERALL,
    OVERALL_BASE, OVERALL_SPREAD, RECOMMEND, RECOMMEND_BASE, RECOMMEND_KINDNESS, RECOMMEND_SPREAD,
    SPOTS, SURVEY_EVERY, SURVEY_LENGTH, TIERS, TOUCH_SPREAD, Trigger, WHY, WISH, WISHES,
};
use super::simulate::Simulation;
use super::truth::hazard;
use super::words::comment;
use crate::time::Timestamp;

const DAY: i64 = 86_400;
const HALF_YEAR: i64 = 183 * DAY;

/// What a new client expects before the first touch: a little over "as expected".
const FIRST_IMPRESSION: f64 = 4.1;

/// What a client remembers of the last time at a touchpoint.
#[derive(Debug, Clone, Copy)]
struct Memory {
    at: Timestamp,
    centre: f64,
    felt: f64,
    /// A survey about just this touch went out, so the relationship survey doesn't ask again.
    asked: bool,
}

#[derive(Debug, Clone, Copy)]
enum Event {
    Touch(usize),
    Survey,
}

/// One client's state while months pass.
pub(super) struct Life<'a> {
    simulation: &'a Simulation,
    detail: Detail,
    chance: Chance,
    say: Chance,
    facts: ClientFacts,
    kindness: f64,
    joined: i32,
    claims: Vec<i32>,
    memory: Vec<Option<Memory>>,
    experience: f64,
}

impl<'a> Life<'a> {
    /// The two streams of chance: what happens, and which words are said.
    pub(super) fn begin(
        simulation: &'a Simulation,
        detail: Detail,
        client: DemoClient,
        kindness: f64,
        joined: i32,
        (chance, say): (Chance, Chance),
    ) -> Life<'a> {
        let facts = ClientFacts {
            client,
            touches: Vec::new(),
            responses: Vec::new(),
            asked: Vec::new(),
        };
        Life {
            simulation,
            detail,
            chance,
            say,
            facts,
            kindness,
            joined,
            claims: Vec::new(),
            memory: vec![None; SPOTS.len()],
            experience: FIRST_IMPRESSION,
        }
    }

    /// From two months before joining to the end, or to leaving.
    pub(super) fn live(mut self) -> ClientFacts {
        for month in (self.joined - 2).max(0)..self.simulation.months.len() as i32 {
            self.month(month);
            if self.facts.client.left.is_some() {
                break;
            }
        }
        let status = if self.facts.client.left.is_some() {
            "left"
        } else {
            "with us"
        };
        self.facts.client.attributes.push(("status", status));
        self.facts.client.experience = self.experience;
        self.facts.touches.sort_by_key(|touch| touch.at);
        self.facts.responses.sort_by_key(|response| response.at);
        self.facts
    }

    fn month(&mut self, month: i32) {
        let start = self.simulation.months[month as usize].from;
        if month >= self.joined && self.chance.happens(CLAIM_RATE) {
            self.claims.push(month);
        }
        let mut events: Vec<(Timestamp, Event)> = Vec::new();
        for spot in 0..SPOTS.len() {
            for _ in 0..self.times(spot, month) {
                let at = self.working_hour(start, 0, 27);
                events.push((at, Event::Touch(spot)));
            }
        }
        let turn =
            (self.facts.client.index as i64 + i64::from(month)).rem_euclid(i64::from(SURVEY_EVERY));
        if month >= self.joined + 2 && turn == 0 {
            let at = self.working_hour(start, 3, 20);
            events.push((at, Event::Survey));
        }
        events.sort_by_key(|(at, _)| *at);
        for (at, event) in events {
            match event {
                Event::Touch(spot) => self.touch(spot, at),
                Event::Survey => self.survey(at),
            }
        }
        if month >= self.joined + 2 && self.chance.happens(hazard(self.experience)) {
            self.leave(start);
        }
    }

    /// How often the client meets the touchpoint in this month.
    fn times(&mut self, spot: usize, month: i32) -> usize {
        let place = &SPOTS[spot];
        let since = month - self.joined;
        match place.trigger {
            Trigger::Never | Trigger::Leaving(_) => 0,
            Trigger::Monthly(rate) => {
                let count = if since >= 0 {
                    self.chance.count(rate)
                } else {
                    0
                };
                let stays_at_home =
                    place.at_branch() && BRANCHES[self.facts.client.branch].key == "online";
                if stays_at_home { 0 } else { count }
            }
            Trigger::Every(months, shift) => {
                usize::from(since > 0 && (since - shift).rem_euclid(months) == 0)
            }
            Trigger::Joining(offset, probability) => {
                usize::from(since == offset && self.chance.happens(probability))
            }
            Trigger::Claim(offset, probability) => {
                let due = self
                    .claims
                    .iter()
                    .filter(|claim| month - **claim == offset)
                    .count();
                (0..due)
                    .filter(|_| self.chance.happens(probability))
                    .count()
            }
        }
    }

    /// A moment between eight and six on a working day, `from..to` days into the month.
    fn working_hour(&mut self, start: Timestamp, from: usize, to: usize) -> Timestamp {
        let day = from + self.chance.below(to - from);
        let noon = start.plus_seconds(day as i64 * DAY + DAY / 2);
        let weekday = (noon.micros().div_euclid(DAY * 1_000_000) + 4).rem_euclid(7);
        let shift = match weekday {
            6 => 2,
            0 => 1,
            _ => 0,
        };
        let second = 8 * 3600 + self.chance.below(10 * 3600) as i64;
        // Two late days in a row must not slip into the next month, where they would belong to other truths.
        let day = if day as i64 + shift > 27 {
            day as i64 - 2
        } else {
            day as i64 + shift
        };
        start.plus_seconds(day * DAY + second)
    }

    fn over(&self, at: Timestamp) -> bool {
        at > self.simulation.size.end
    }

    fn touch(&mut self, spot: usize, at: Timestamp) {
        if self.over(at) {
            return;
        }
        let place = &SPOTS[spot];
        let client = &self.facts.client;
        let branch = if place.at_branch() {
            BRANCHES[client.branch].effect
        } else {
            0.0
        };
        let centre =
            self.simulation.quality(spot, at) + TIERS[client.tier].effect + branch + self.kindness;
        let felt = centre + TOUCH_SPREAD * self.chance.normal();
        self.experience += MEMORY * (felt - self.experience);
        let target = client
            .expectations
            .iter()
            .find(|e| e.spot == spot)
            .map_or(4.0, |e| e.target);
        let against = felt - target;
        let noted = self.chance.unit();
        let perception = (noted < 0.25).then(|| (against * 1.3).round().clamp(-3.0, 3.0) as i8);
        let emotion = (noted < 0.15)
            .then(|| ((against * 1.1 + 2.5).round().max(0.0) as usize).min(EMOTIONS.len() - 1));
        self.facts.touches.push(DemoTouch {
            at,
            spot,
            outbound: place.outbound(),
            planned: place.outbound(),
            perception,
            emotion,
            felt,
        });
        let asked = place.ask.is_some_and(|chance| self.chance.happens(chance));
        self.memory[spot] = Some(Memory {
            at,
            centre,
            felt,
            asked,
        });
        if asked {
            self.ask_about(spot, at, centre, felt);
        }
    }

    /// A short survey about one touch, answered within four days or not at all.
    fn ask_about(&mut self, spot: usize, touched: Timestamp, centre: f64, felt: f64) {
        let at = touched.plus_seconds(3600 + self.chance.below(4 * DAY as usize) as i64);
        let answered = self.answers();
        let score = self.rate(felt, 1, 5);
        let aspect = self.chance.normal();
        let speaks = self.chance.happens(0.6);
        if self.over(at) {
            return;
        }
        self.ask(
            at,
            Subject::Spot(spot),
            centre,
            TOUCH_SPREAD.hypot(ANSWER_SPREAD),
            5,
        );
        if !answered {
            return;
        }
        let mut answers = Vec::new();
        self.answer_about(spot, felt, score, aspect, &mut answers);
        if speaks && let Some(question) = self.simulation.words[spot] {
            answers.push(DemoAnswer {
                question,
                value: DemoValue::Text(self.words(Some(spot), felt)),
            });
        }
        self.respond(at, answers);
    }

    fn answer_about(
        &self,
        spot: usize,
        felt: f64,
        score: i16,
        aspect: f64,
        answers: &mut Vec<DemoAnswer>,
    ) {
        if let Some(question) = self.simulation.rating[spot] {
            answers.push(DemoAnswer {
                question,
                value: DemoValue::Score(score),
            });
        }
        for (index, (_, key, _, _, shift)) in ASPECTS.iter().enumerate() {
            if SPOTS[spot].key == *key {
                let score = (felt + shift + 0.5 * aspect).round().clamp(1.0, 5.0) as i16;
                answers.push(DemoAnswer {
                    question: FIRST_ASPECT + index,
                    value: DemoValue::Score(score),
                });
            }
        }
        if self.simulation.questions[EFFORT].spot == Some(spot) {
            let score = (1.0 + (felt - 1.0) * 1.5 + 0.8 * aspect)
                .round()
                .clamp(1.0, 7.0) as i16;
            answers.push(DemoAnswer {
                question: EFFORT,
                value: DemoValue::Score(score),
            });
        }
    }

    /// The relationship survey: the whole, recommending, what was met in the last half year, and why.
    fn survey(&mut self, sent: Timestamp) {
        let at = sent.plus_seconds(3600 + self.chance.below(6 * DAY as usize) as i64);
        let answered = self.answers();
        let (mut overall, mut recommend) = (OVERALL_BASE + self.kindness, RECOMMEND_BASE);
        recommend += RECOMMEND_KINDNESS * self.kindness;
        let (mut overall_centre, mut recommend_centre) = (overall, recommend);
        let (mut overall_spread, mut recommend_spread) =
            (OVERALL_SPREAD.powi(2), RECOMMEND_SPREAD.powi(2));
        let mut met: Vec<(Timestamp, usize, Memory)> = Vec::new();
        for (spot, memory) in self.memory.iter().enumerate() {
            let Some(memory) =
                memory.filter(|m| sent.micros() - m.at.micros() <= HALF_YEAR * 1_000_000)
            else {
                continue;
            };
            let place = &SPOTS[spot];
            overall += place.overall * (memory.felt - 4.0);
            overall_centre += place.overall * (memory.centre - 4.0);
            overall_spread += (place.overall * TOUCH_SPREAD).powi(2);
            recommend += place.recommend * (memory.felt - 4.0);
            recommend_centre += place.recommend * (memory.centre - 4.0);
            recommend_spread += (place.recommend * TOUCH_SPREAD).powi(2);
            if place.ask.is_some() && !memory.asked {
                met.push((memory.at, spot, memory));
            }
        }
        overall += OVERALL_SPREAD * self.chance.normal();
        recommend += RECOMMEND_SPREAD * self.chance.normal();
        met.sort_by_key(|(at, spot, _)| (std::cmp::Reverse(*at), *spot));
        met.truncate(SURVEY_LENGTH);
        let over = self.over(at);
        let mut answers = vec![
            DemoAnswer {
                question: OVERALL,
                value: DemoValue::Score(overall.round().clamp(1.0, 5.0) as i16),
            },
            DemoAnswer {
                question: RECOMMEND,
                value: DemoValue::Score(recommend.round().clamp(0.0, 10.0) as i16),
            },
        ];
        if !over {
            self.ask(
                at,
                Subject::Overall,
                overall_centre,
                overall_spread.sqrt(),
                5,
            );
            self.ask(
                at,
                Subject::Recommend,
                recommend_centre,
                recommend_spread.sqrt(),
                10,
            );
        }
        for (_, spot, memory) in &met {
            let score = self.rate(memory.felt, 1, 5);
            let aspect = self.chance.normal();
            self.answer_about(*spot, memory.felt, score, aspect, &mut answers);
            if !over {
                self.ask(
                    at,
                    Subject::Spot(*spot),
                    memory.centre,
                    TOUCH_SPREAD.hypot(ANSWER_SPREAD),
                    5,
                );
            }
        }
        let speaks = self.chance.unit();
        if !answered || over {
            return;
        }
        let worst = met
            .iter()
            .min_by(|a, b| a.2.felt.total_cmp(&b.2.felt))
            .copied();
        if speaks < 0.55 {
            // People speak of what moved them: the worst when they are cross, anything when they are pleased.
            let (about, felt) = match worst {
                Some((_, spot, memory)) if overall < 4.2 => (Some(spot), memory.felt.min(overall)),
                _ => (None, overall + 0.3),
            };
            let text = self.words(about, felt);
            answers.push(DemoAnswer {
                question: WHY,
                value: DemoValue::Text(text),
            });
        }
        if speaks > 0.25 {
            let wish = worst
                .filter(|(_, _, memory)| memory.felt < 3.8)
                .and_then(|(_, spot, _)| {
                    WISHES
                        .iter()
                        .position(|(_, _, key)| *key == SPOTS[spot].key)
                })
                .unwrap_or(WISHES.len() - 1);
            answers.push(DemoAnswer {
                question: WISH,
                value: DemoValue::Choice(wish),
            });
        }
        self.respond(at, answers);
    }

    fn answers(&mut self) -> bool {
        let propensity = TIERS[self.facts.client.tier].propensity;
        self.chance.happens(propensity)
    }

    fn rate(&mut self, felt: f64, low: i16, high: i16) -> i16 {
        (felt + ANSWER_SPREAD * self.chance.normal())
            .round()
            .clamp(f64::from(low), f64::from(high)) as i16
    }

    fn words(&mut self, spot: Option<usize>, felt: f64) -> String {
        if self.detail != Detail::Words {
            return String::new();
        }
        comment(
            spot.map(|spot| SPOTS[spot].key),
            felt,
            self.facts.client.tongue,
            &mut self.say,
        )
    }

    fn ask(&mut self, at: Timestamp, subject: Subject, centre: f64, spread: f64, high: i16) {
        if self.detail == Detail::Truth {
            let low = if high == 10 { 0 } else { 1 };
            let expected = Expected::rounded(centre, spread, low, high);
            self.facts.asked.push(Asked {
                at,
                subject,
                expected,
            });
        }
    }

    fn respond(&mut self, at: Timestamp, answers: Vec<DemoAnswer>) {
        let weight = self.simulation.mean_propensity / TIERS[self.facts.client.tier].propensity;
        let email = CHANNELS
            .iter()
            .position(|channel| channel.key == "email")
            .unwrap_or(0);
        self.facts.responses.push(DemoResponse {
            at,
            channel: email,
            weight,
            answers,
        });
    }

    /// The client goes at the end of the month; what still happens belongs to leaving.
    fn leave(&mut self, start: Timestamp) {
        let at = start.plus_seconds(27 * DAY + 17 * 3600);
        if self.over(at) {
            return;
        }
        let cause = self
            .memory
            .iter()
            .enumerate()
            .filter_map(|(spot, memory)| Some((spot, (*memory)?)))
            .filter(|(_, memory)| at.micros() - memory.at.micros() <= HALF_YEAR * 1_000_000)
            .min_by(|a, b| a.1.felt.total_cmp(&b.1.felt))
            .map(|(spot, _)| spot);
        for (spot, place) in SPOTS.iter().enumerate() {
            if let Trigger::Leaving(probability) = place.trigger
                && self.chance.happens(probability)
            {
                self.touch(spot, at);
            }
        }
        self.facts.client.left = Some(DemoDeparture { at, cause });
    }
}
