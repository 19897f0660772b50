use std::collections::BTreeSet;

use super::super::firm::spot_index;
use super::super::{DemoSize, Detail, Simulation};
use super::plan::{After, Answered};
use super::*;
use crate::time::Timestamp;

fn simulation(seed: u64) -> Simulation {
    Simulation::new(DemoSize {
        clients: 120,
        months: 24,
        seed,
        end: Timestamp::parse_rfc3339("2026-03-31T20:00:00Z").unwrap(),
    })
}

fn stories(plan: &GapPlan, seed: u64) -> Vec<GapStory> {
    let simulation = simulation(seed);
    simulation
        .clients(Detail::Numbers)
        .map(|facts| GapStory::of(plan, &simulation, &facts))
        .collect()
}

#[test]
fn the_same_seed_tells_the_same_gaps() {
    let plan = GapPlan::of_demo();
    assert_eq!(stories(&plan, 5), stories(&plan, 5));
    assert_ne!(stories(&plan, 5), stories(&plan, 6));
    assert_eq!(GapPlan::drawn(5), GapPlan::drawn(5));
    assert_ne!(GapPlan::drawn(5), GapPlan::drawn(6));
}

#[test]
fn nothing_happens_to_whom_it_cannot() {
    let simulation = simulation(3);
    let plan = GapPlan::of_demo();
    for facts in simulation.clients(Detail::Numbers) {
        let story = GapStory::of(&plan, &simulation, &facts);
        let end = story.forgotten_from.unwrap_or(simulation.size().end);
        for at in story
            .touches
            .iter()
            .map(|touch| touch.at)
            .chain(story.events.iter().map(|event| event.at))
        {
            assert!(at <= end);
        }
        if let Some(left) = facts.client.left {
            assert!(story.touches.iter().all(|touch| touch.at < left.at));
            assert!(story.expectations.is_empty() && story.forgotten_from.is_none());
        }
    }
}

#[test]
fn plans_name_touchpoints_of_the_firm() {
    let plans = (0..20).map(GapPlan::drawn).chain([GapPlan::of_demo()]);
    for plan in plans {
        let keys: BTreeSet<&str> = plan.kinds.iter().map(|kind| kind.key).collect();
        assert_eq!(keys.len(), plan.kinds.len());
        for kind in &plan.kinds {
            let spot = match kind.answered {
                Answered::Rule(spot, _) | Answered::Custom(spot, _) => Some(spot),
                Answered::Template(spot, _) => spot,
                Answered::AnyTouch(_) | Answered::Nothing => None,
            };
            for key in spot.into_iter().chain(match kind.after {
                After::Touch(key) => Some(key),
                After::Monthly(_) | After::Leaving => None,
            }) {
                assert!(spot_index(key).is_some(), "{key}");
            }
        }
        assert!(plan.spots.iter().all(|spot| spot_index(spot.key).is_some()));
    }
}

#[test]
fn events_go_unanswered_about_as_often_as_the_plan_says() {
    let plan = GapPlan::drawn(9);
    let events: Vec<GapEvent> = stories(&plan, 9)
        .into_iter()
        .flat_map(|it| it.events)
        .collect();
    for (at, kind) in plan.kinds.iter().enumerate() {
        let of_kind: Vec<&GapEvent> = events.iter().filter(|event| event.kind == at).collect();
        let n = of_kind.len() as f64;
        let unanswered = of_kind.iter().filter(|event| !event.answered).count() as f64;
        let slack = 4.0 * (kind.unanswered * (1.0 - kind.unanswered) / n.max(1.0)).sqrt() + 0.02;
        assert!(
            n == 0.0 || (unanswered / n - kind.unanswered).abs() <= slack,
            "{}: {unanswered} of {n}, {}",
            kind.key,
            kind.unanswered
        );
    }
}
