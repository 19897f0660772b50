//! The life of simulated clients, month by month.

use super::chance::Chance;
use super::facts::{
    Asked, ClientFacts, DemoAnswer, DemoClient, DemoDeparture, DemoExpectation, DemoResponse,
    DemoTouch, DemoValue, Detail, EMOTIONS, Expected, Level, Subject,
};
use super::firm::{
    ANSWER_SPREAD, ASPECTS, BRANCHES, CHANNELS, CLAIM_RATE, CLIENT_SPREAD, DemoQuestion, EFFORT,
    FIRST_ASPECT, INTERVENTIONS, MEMORY, OVERALL, OVERALL_BASE, OVERALL_SPREAD, RECOMMEND,
    RECOMMEND_BASE, RECOMMEND_KINDNESS, RECOMMEND_SPREAD, SPOTS, SURVEY_EVERY, SURVEY_LENGTH,
    TIERS, TIME_ZONE, TOUCH_SPREAD, Trigger, WHY, WISH, WISHES, questions, spot_index,
};
use super::truth::{TrueIntervention, Truth, hazard};
use super::words::{Tongue, comment};
use crate::time::{Bucket, Granularity, Period, Timestamp, ZoneName, buckets};

const DAY: i64 = 86_400;
const HALF_YEAR: i64 = 183 * DAY;

/// How big the demo is, and where it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DemoSize {
    pub clients: u64,
    pub months: u32,
    pub seed: u64,
    /// The last moment; nothing happens after it.
    pub end: Timestamp,
}

impl DemoSize {
    /// The demo that a newcomer sees.
    pub fn usual(end: Timestamp) -> DemoSize {
        DemoSize {
            clients: 400,
            months: 30,
            seed: 7,
            end,
        }
    }
}

/// The simulated firm over its months. The same size and seed give the same story on every machine.
#[derive(Debug, Clone)]
pub struct Simulation {
    size: DemoSize,
    months: Vec<Bucket>,
    questions: Vec<DemoQuestion>,
    rating: Vec<Option<usize>>,
    words: Vec<Option<usize>>,
    lifts: Vec<(usize, Timestamp, f64)>,
    mean_propensity: f64,
}

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
struct Life<'a> {
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

impl Simulation {
    pub fn new(size: DemoSize) -> Simulation {
        let zone = ZoneName::parse(TIME_ZONE)
            .unwrap_or_else(|_| ZoneName::utc())
            .zone();
        let months = size.months.clamp(1, 600);
        let last = size.end.date(&zone).first_of_month();
        let first = last.saturating_sub(jiff::Span::new().months(i64::from(months) - 1));
        let period = Period {
            from: Timestamp::start_of(first, &zone),
            to: size.end.plus_seconds(1),
        };
        let questions = questions();
        let of_spot = |wanted: fn(&DemoQuestion) -> bool| -> Vec<Option<usize>> {
            (0..SPOTS.len())
                .map(|spot| {
                    questions
                        .iter()
                        .position(|q| q.spot == Some(spot) && wanted(q))
                })
                .collect()
        };
        let rating = of_spot(|q| q.primary && q.kind == crate::design::QuestionKind::Rating);
        let words = of_spot(|q| q.kind == crate::design::QuestionKind::Comment);
        let lifts = INTERVENTIONS
            .iter()
            .filter_map(|i| {
                Some((
                    spot_index(i.touchpoint)?,
                    size.end.plus_seconds(-i.days_before_end * DAY),
                    i.lift,
                ))
            })
            .collect();
        Simulation {
            size,
            months: buckets(period, Granularity::Month, &zone),
            questions,
            rating,
            words,
            lifts,
            mean_propensity: TIERS.iter().map(|tier| tier.share * tier.propensity).sum(),
        }
    }

    pub fn size(&self) -> DemoSize {
        self.size
    }

    pub fn months(&self) -> &[Bucket] {
        &self.months
    }

    pub fn questions(&self) -> &[DemoQuestion] {
        &self.questions
    }

    /// What was done and when; those before the first month are left out.
    pub fn interventions(&self) -> Vec<TrueIntervention> {
        INTERVENTIONS
            .iter()
            .map(|i| TrueIntervention {
                touchpoint: i.touchpoint,
                label: i.label,
                at: self.size.end.plus_seconds(-i.days_before_end * DAY),
                lift: i.lift,
            })
            .filter(|i| self.months.first().is_some_and(|month| month.from <= i.at))
            .collect()
    }

    /// True quality of a touchpoint at a moment, for a client and branch that change nothing.
    pub fn quality(&self, spot: usize, at: Timestamp) -> f64 {
        let start = self.months.first().map_or(at, |month| month.from);
        let years = (at.micros() - start.micros()) as f64 / (365.25 * 86_400e6);
        let lift: f64 = self
            .lifts
            .iter()
            .filter(|(lifted, since, _)| *lifted == spot && *since <= at)
            .map(|(_, _, l)| l)
            .sum();
        SPOTS[spot].quality + SPOTS[spot].drift * years + lift
    }

    /// All clients, one at a time; nothing else is held.
    pub fn clients(&self, detail: Detail) -> impl Iterator<Item = ClientFacts> + '_ {
        (0..self.size.clients).map(move |index| self.client(index, detail))
    }

    /// The truth about this run; goes through all clients once.
    pub fn truth(&self) -> Truth {
        Truth::of(self)
    }

    /// One client; independent of all others.
    pub fn client(&self, index: u64, detail: Detail) -> ClientFacts {
        let mut chance = Chance::new(self.size.seed, index * 2);
        let joined = self.joined(&mut chance);
        let client = self.introduce(index, joined, &mut chance);
        let kindness = CLIENT_SPREAD * chance.normal();
        let mut life = Life {
            simulation: self,
            detail,
            chance,
            say: Chance::new(self.size.seed, index * 2 + 1),
            facts: ClientFacts {
                client,
                touches: Vec::new(),
                responses: Vec::new(),
                asked: Vec::new(),
            },
            kindness,
            joined,
            claims: Vec::new(),
            memory: vec![None; SPOTS.len()],
            experience: 4.1,
        };
        for month in (joined - 2).max(0)..self.months.len() as i32 {
            life.month(month);
            if life.facts.client.left.is_some() {
                break;
            }
        }
        let status = if life.facts.client.left.is_some() {
            "left"
        } else {
            "with us"
        };
        life.facts.client.attributes.push(("status", status));
        life.facts.touches.sort_by_key(|touch| touch.at);
        life.facts.responses.sort_by_key(|response| response.at);
        life.facts
    }

    /// The month of joining, counted from the first month; negative: was there before.
    fn joined(&self, chance: &mut Chance) -> i32 {
        if chance.happens(0.45) {
            let months = -(1.0 - chance.unit()).ln() * 60.0;
            -1 - (months as i32).min(300)
        } else {
            chance.below(self.months.len()) as i32
        }
    }

    fn introduce(&self, index: u64, joined: i32, chance: &mut Chance) -> DemoClient {
        let tier = chance.share(TIERS.iter().map(|tier| tier.share));
        let branch = chance.share(BRANCHES.iter().map(|branch| branch.share));
        let tongue = if chance.happens(0.25) {
            Tongue::German
        } else {
            Tongue::English
        };
        let household = chance.happens(0.8);
        let years = (self.months.len() as i32 - joined) / 12;
        let mut expectations = Vec::new();
        for _ in 0..3 + chance.below(4) {
            let spot = chance.below(SPOTS.len());
            let level = *chance.pick(&[Level::Must, Level::Should, Level::Should, Level::Delight]);
            let depth = 1 + chance.below(3) as u8;
            let target = 3.6 + 0.9 * chance.unit();
            if SPOTS[spot].ask.is_some()
                && expectations
                    .iter()
                    .all(|e: &DemoExpectation| e.spot != spot)
            {
                expectations.push(DemoExpectation {
                    spot,
                    level,
                    depth,
                    target,
                });
            }
        }
        DemoClient {
            index,
            key: format!("{}-{:05}", if household { "H" } else { "C" }, index + 1),
            name: format!(
                "{} {}",
                if household { "Household" } else { "Company" },
                index + 1
            ),
            tongue,
            tier,
            branch,
            attributes: vec![
                ("kind", if household { "Household" } else { "Company" }),
                ("tier", TIERS[tier].label),
                ("branch", BRANCHES[branch].label),
                ("region", BRANCHES[branch].region),
                (
                    "language",
                    if tongue == Tongue::German {
                        "German"
                    } else {
                        "English"
                    },
                ),
                (
                    "tenure",
                    match years {
                        0 => "under 1 year",
                        1 | 2 => "1 to 3 years",
                        3..=9 => "3 to 10 years",
                        _ => "over 10 years",
                    },
                ),
            ],
            expectations,
            left: None,
        }
    }
}

impl Life<'_> {
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
