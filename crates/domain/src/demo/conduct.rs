//! How the simulated firm plans its touches and keeps to its plans, and what is true of that.
//!
//! What goes wrong at a touch depends on how it was truly felt: of two deliveries at the same touchpoint the one that the
//! client felt worse has more standards missed. The staff score themselves by the same feeling, and kinder. Chance comes
//! from streams of their own, so that everything else in the demo stays as it was.

use std::sync::LazyLock;

use serde::Deserialize;

use super::chance::Chance;
use super::facts::{ClientFacts, DemoTouch, Expected};
use super::firm::{SPOTS, Spot};
use super::simulate::Simulation;
use crate::design::plans::PlanDocument;
use crate::signals::deliveries::{Check, Defect, DeliveryRecord};
use crate::time::Timestamp;

/// How often a touch with a live plan is logged with its checklist.
const LOGGED: f64 = 0.8;
/// How often the staff score themselves then.
const SCORED: f64 = 0.9;
/// How much likelier a standard is met for one point more of what was truly felt, in the logarithm of the odds.
const SLOPE: f64 = 0.9;
/// How often what went wrong is made good on the spot.
const RECOVERED: f64 = 0.6;
/// Points of perception for one point of experience, as in what clients say of a touch.
const STRETCH: f64 = 1.3;
/// Spread of the staff's own score.
const OWN_SPREAD: f64 = 0.8;
/// Keeps these streams apart from the clients' own.
const STREAM: u64 = 0x636f_6e64_7563_7400;

/// The plan of one touchpoint, with what is true of how it is kept.
#[derive(Debug, Clone, Deserialize)]
pub struct DemoPlan {
    /// Key of the touchpoint.
    pub touchpoint: String,
    /// The touchpoint whose owner stands in.
    pub deputy_of: Option<String>,
    /// When it should be looked at again, counted from the last day; negative: it is stale.
    pub review_in_days: i64,
    /// How long it has been live on the last day; `None`: it is a draft.
    pub live_for_days: Option<i64>,
    /// How much better the staff think it goes than it is felt, in points.
    flatters: f64,
    /// The chance that each standard is met at a touch truly felt as 4 of 5.
    kept: Vec<f64>,
    /// The chance of each failure at such a touch.
    goes_wrong: Vec<f64>,
    /// Without deputy, channel and review-by day, which depend on the organization.
    pub document: PlanDocument,
}

static PLANS: LazyLock<Vec<DemoPlan>> = LazyLock::new(|| {
    serde_json::from_str(include_str!("plans.json")).expect("the demo's plans are JSON")
});

/// The live plan of each touchpoint, by its index.
static LIVE: LazyLock<Vec<Option<&'static DemoPlan>>> = LazyLock::new(|| {
    let plan_of = |spot: &Spot| {
        let mut live = plans().iter().filter(|plan| plan.live_for_days.is_some());
        live.find(|plan| plan.touchpoint == spot.key)
    };
    SPOTS.iter().map(plan_of).collect()
});

/// All plans of the demo.
pub fn plans() -> &'static [DemoPlan] {
    &PLANS
}

/// A chance moved by what was felt: at 4 it is itself.
fn moved(chance: f64, felt: f64, slope: f64) -> f64 {
    let odds = (chance / (1.0 - chance)).ln() + slope * (felt - 4.0);
    1.0 / (1.0 + (-odds).exp())
}

impl DemoPlan {
    /// When it went live, in a demo that ends at this moment.
    pub fn live_since(&self, end: Timestamp) -> Option<Timestamp> {
        Some(end.plus_seconds(-self.live_for_days? * 86_400))
    }

    /// The chance that each standard is met at a touch felt so.
    fn keeps(&self, felt: f64) -> impl Iterator<Item = f64> + '_ {
        self.kept.iter().map(move |&kept| moved(kept, felt, SLOPE))
    }

    fn fails(&self, felt: f64) -> impl Iterator<Item = f64> + '_ {
        let chances = self.goes_wrong.iter();
        chances.map(move |&wrong| moved(wrong, felt, -SLOPE))
    }

    fn own(&self, felt: f64) -> f64 {
        (felt - 4.0) * STRETCH + self.flatters
    }
}

/// What is true of the conduct at one touchpoint, over all touches under its plan, logged or not.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct TrueConduct {
    pub touches: u64,
    perfection: f64,
    missed: f64,
    gap: f64,
}

impl TrueConduct {
    fn per_touch(&self, sum: f64) -> Option<f64> {
        (self.touches > 0).then(|| sum / self.touches as f64)
    }

    /// True share of touches at which nothing goes wrong, 0..=1.
    pub fn perfection(&self) -> Option<f64> {
        self.per_touch(self.perfection)
    }

    /// True share of standards that are not met, 0..=1.
    pub fn say_do_gap(&self) -> Option<f64> {
        self.per_touch(self.missed)
    }

    /// True mean of the staff's own score − what the client felt, had everybody been asked.
    pub fn do_feel_gap(&self) -> Option<f64> {
        self.per_touch(self.gap)
    }
}

impl Simulation {
    /// How each of a client's touches was delivered, in their order; `None` where there was no plan or nobody logged it.
    pub fn deliveries(&self, facts: &ClientFacts) -> Vec<Option<DeliveryRecord>> {
        let mut chance = Chance::new(self.size.seed ^ STREAM, facts.client.index);
        let touches = facts.touches.iter();
        touches
            .map(|touch| {
                let plan = self.plan_of(touch)?;
                let logged = chance.happens(LOGGED);
                let record = deliver(plan, touch.felt, &mut chance);
                logged.then_some(record)
            })
            .collect()
    }

    fn plan_of(&self, touch: &DemoTouch) -> Option<&'static DemoPlan> {
        LIVE.get(touch.spot)
            .copied()
            .flatten()
            .filter(|plan| (plan.live_since(self.size.end)).is_some_and(|since| since <= touch.at))
    }

    /// What is true of the conduct at a touchpoint; goes through all clients once.
    pub fn true_conduct(&self, touchpoint: &str) -> TrueConduct {
        let mut truth = TrueConduct::default();
        for facts in self.clients(super::Detail::Numbers) {
            for touch in &facts.touches {
                let plan = self.plan_of(touch);
                if let Some(plan) = plan.filter(|plan| plan.touchpoint == touchpoint) {
                    let target = (facts.client.expectations.iter())
                        .find(|expected| expected.spot == touch.spot)
                        .map_or(4.0, |expected| expected.target);
                    truth.add(plan, touch.felt, target);
                }
            }
        }
        truth
    }
}

impl TrueConduct {
    fn add(&mut self, plan: &DemoPlan, felt: f64, target: f64) {
        self.touches += 1;
        let nothing_missed: f64 = plan.keeps(felt).product();
        let nothing_wrong: f64 = plan.fails(felt).map(|wrong| 1.0 - wrong).product();
        self.perfection += nothing_missed * nothing_wrong;
        let missed: f64 = plan.keeps(felt).map(|kept| 1.0 - kept).sum();
        self.missed += missed / plan.kept.len() as f64;
        let said = ((felt - target) * STRETCH).round().clamp(-3.0, 3.0);
        self.gap += Expected::rounded(plan.own(felt), OWN_SPREAD, -3, 3).mean - said;
    }
}

fn deliver(plan: &DemoPlan, felt: f64, chance: &mut Chance) -> DeliveryRecord {
    let standards = plan.document.standards.iter();
    let checks = standards
        .zip(plan.keeps(felt))
        .map(|(standard, kept)| Check {
            id: standard.id.clone(),
            met: chance.happens(kept),
        })
        .collect();
    let mut defects = Vec::new();
    for (failure, wrong) in plan.document.failures.iter().zip(plan.fails(felt)) {
        let (happened, recovered) = (chance.happens(wrong), chance.happens(RECOVERED));
        if happened {
            defects.push(Defect {
                failure: Some(failure.id.clone()),
                words: String::new(),
                recovered,
            });
        }
    }
    let own = plan.own(felt) + OWN_SPREAD * chance.normal();
    let scored = chance.happens(SCORED);
    DeliveryRecord {
        checks,
        defects,
        self_score: scored.then(|| own.round().clamp(-3.0, 3.0) as i8),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use jiff::civil::date;

    use super::*;
    use crate::demo::colleagues::COLLEAGUES;
    use crate::demo::firm::spot_index;
    use crate::demo::{DemoSize, Detail};
    use crate::design::plans::{Setting, gate};
    use crate::ids::PersonId;

    fn owner_of(spot: &str) -> Option<PersonId> {
        let at = COLLEAGUES.iter().position(|it| it.owns.contains(&spot))?;
        Some(uuid::Uuid::from_u128(at as u128 + 1).into())
    }

    #[test]
    fn live_plans_are_complete_and_drafts_lack_something() {
        let mut seen = BTreeSet::new();
        for plan in plans() {
            assert!(
                seen.insert(&plan.touchpoint),
                "{} has two plans",
                plan.touchpoint
            );
            let spot = spot_index(&plan.touchpoint).expect("a touchpoint of the firm");
            let mut document = plan.document.clone();
            document.deputy = plan.deputy_of.as_deref().and_then(owner_of);
            document.channel = Some(SPOTS[spot].channel.to_owned());
            document.review_by = Some(date(2030, 1, 1));
            let setting = Setting {
                kind: SPOTS[spot].kind,
                owner: owner_of(&plan.touchpoint),
                today: date(2026, 1, 1),
            };
            let gate = gate(&document, &setting);
            assert!(
                document.faults().is_empty(),
                "{}: {:?}",
                plan.touchpoint,
                document.faults()
            );
            let told: Vec<String> = gate.lacks.iter().map(|lack| lack.sentence()).collect();
            assert_eq!(
                gate.is_open(),
                plan.live_for_days.is_some(),
                "{}: {told:?}",
                plan.touchpoint
            );
            assert_eq!(
                document.clone().tidied(String::new),
                document,
                "{}",
                plan.touchpoint
            );
            if plan.live_for_days.is_some() {
                assert_eq!(
                    plan.kept.len(),
                    document.standards.len(),
                    "{}",
                    plan.touchpoint
                );
                assert_eq!(plan.goes_wrong.len(), document.failures.len());
            }
        }
        let live = plans().iter().filter(|plan| plan.live_for_days.is_some());
        assert!(live.clone().count() >= 12);
        assert!(
            live.filter(|plan| plan.review_in_days < 0).count() >= 2,
            "some are stale"
        );
    }

    #[test]
    fn deliveries_follow_their_chances_and_are_the_same_every_time() {
        let size = DemoSize {
            clients: 300,
            months: 20,
            seed: 5,
            end: Timestamp::parse_rfc3339("2026-03-02T08:00:00Z").expect("a moment"),
        };
        let simulation = Simulation::new(size);
        let (mut logged, mut under_plan, mut perfect) = (0.0, 0.0, 0.0);
        for facts in simulation.clients(Detail::Numbers) {
            let deliveries = simulation.deliveries(&facts);
            assert_eq!(deliveries, simulation.deliveries(&facts));
            for (touch, delivery) in facts.touches.iter().zip(deliveries) {
                if SPOTS[touch.spot].key != "service_line" || simulation.plan_of(touch).is_none() {
                    continue;
                }
                under_plan += 1.0;
                if let Some(record) = delivery {
                    logged += 1.0;
                    perfect += f64::from(u8::from(record.is_perfect() == Some(true)));
                }
            }
        }
        let truth = simulation.true_conduct("service_line");
        assert_eq!(truth.touches as f64, under_plan);
        assert!(
            (logged / under_plan - LOGGED).abs() < 0.03,
            "{logged} of {under_plan}"
        );
        let found: f64 = perfect / logged;
        let error = (found * (1.0 - found) / logged).sqrt();
        let true_share = truth.perfection().expect("a share");
        assert!(
            (found - true_share).abs() < 4.0 * error,
            "{found} instead of {true_share}"
        );
    }
}
