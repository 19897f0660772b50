//! The simulated firm: its months, its clients, and what is true of them.

use super::chance::Chance;
use super::facts::{ClientFacts, DemoClient, DemoExpectation, Detail, Level};
use super::firm::{
    BRANCHES, CLIENT_SPREAD, DemoQuestion, INTERVENTIONS, SPOTS, Spot, TIERS, TIME_ZONE, Trigger,
    questions, spot_index,
};
use super::life::Life;
use super::truth::{TrueIntervention, Truth};
use super::words::Tongue;
use crate::time::{Bucket, Granularity, Period, Timestamp, ZoneName, buckets};

const DAY: i64 = 86_400;

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
    pub(super) size: DemoSize,
    pub(super) months: Vec<Bucket>,
    pub(super) questions: Vec<DemoQuestion>,
    pub(super) rating: Vec<Option<usize>>,
    pub(super) words: Vec<Option<usize>>,
    lifts: Vec<(usize, Timestamp, f64)>,
    pub(super) mean_propensity: f64,
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
        let say = Chance::new(self.size.seed, index * 2 + 1);
        Life::begin(self, detail, client, kindness, joined, (chance, say)).live()
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
            let spot = expected_spot(chance.unit());
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
            joined,
            experience: 0.0,
            left: None,
        }
    }
}

/// At which touchpoint somebody expects something, by a lot from 0 to 1: three in four times at one that is met every year,
/// else at any.
fn expected_spot(lot: f64) -> usize {
    const OFTEN: f64 = 0.75;
    if lot >= OFTEN {
        return ((lot - OFTEN) / (1.0 - OFTEN) * SPOTS.len() as f64) as usize;
    }
    let often = |spot: &Spot| match spot.trigger {
        Trigger::Monthly(rate) => rate >= 0.14,
        Trigger::Every(..) => true,
        _ => false,
    };
    let count = SPOTS.iter().filter(|spot| often(spot)).count();
    let place = (lot / OFTEN * count as f64) as usize;
    let mut places = SPOTS.iter().enumerate().filter(|(_, spot)| often(spot));
    places.nth(place).map_or(0, |(spot, _)| spot)
}
