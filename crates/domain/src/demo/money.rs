//! What the simulated firm earned before its story begins, and who leaves at its end.
//!
//! [`super::bonds`] lets clients pay from the first touch of the story on. Who had been with the firm before paid before, too:
//! without that no year could be laid beside the one before it. And of those who are still there some leave in the last
//! weeks: by the same law that made others leave all along, the worst served first of all. Streams of chance of its own keep
//! the firm's other story as it is.

use super::bonds::{Bonds, End};
use super::chance::Chance;
use super::facts::ClientFacts;
use super::gaps::GapStory;
use super::simulate::Simulation;
use super::truth::hazard;
use crate::time::Timestamp;

/// Streams of chance from here on belong to this story.
const STREAMS: u64 = 1 << 43;

const DAY: i64 = 86_400;

/// So many years before the last day have revenue: this one, and the two before it that a year's growth is told from.
const YEARS: i64 = 3;

/// What a client paid before the story begins, the latest first; nothing where it was not with the firm yet. It grew as it
/// grows within the story.
pub fn paid_before(
    simulation: &Simulation,
    facts: &ClientFacts,
    bonds: &Bonds,
) -> Vec<(Timestamp, i64)> {
    let size = simulation.size();
    let mut chance = Chance::new(size.seed, STREAMS + 2 * facts.client.index);
    let (Some((first, _, cents)), Some(month)) =
        (bonds.revenue.first(), simulation.months().first())
    else {
        return Vec::new();
    };
    // A month of joining before the first one is negative.
    let joined = month
        .from
        .plus_seconds(i64::from(facts.client.joined) * 30 * DAY);
    let since = joined.max(size.end.plus_seconds(-YEARS * 365 * DAY));
    let mut paid = Vec::new();
    let (mut at, mut cents) = (first.plus_seconds(-365 * DAY), *cents as f64);
    while at >= since {
        cents /= 0.97 + 0.1 * chance.unit();
        paid.push((at, cents as i64));
        at = at.plus_seconds(-365 * DAY);
    }
    paid
}

/// Somebody who is still there, as far as it bears on who leaves next.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Staying {
    /// Place of the client's bonds among all.
    pub place: usize,
    pub index: u64,
    /// The running experience at the end.
    pub experience: f64,
    /// What was felt worst in the last half year: an index into the firm's spots.
    pub worst: Option<usize>,
    /// After the last that is known of it.
    pub from: Timestamp,
}

impl Staying {
    /// `None` where it has left already, was hardly met yet, was forgotten long ago, or something of it happens on the last
    /// days.
    pub fn of(
        simulation: &Simulation,
        (place, facts, bonds): (usize, &ClientFacts, &Bonds),
        story: &GapStory,
    ) -> Option<Staying> {
        let end = simulation.size().end;
        if bonds.left.is_some() || facts.touches.len() < 6 {
            return None;
        }
        let ended = bonds.promises.iter().map(|it| match it.end {
            End::Running => it.made_at,
            End::Kept(at) | End::Late(at, _) | End::Broken(at, _) => at,
        });
        let known = facts.touches.iter().map(|it| it.at);
        let known = known.chain(facts.responses.iter().map(|it| it.at));
        let known = known.chain(ended).chain(bonds.pulse.map(|it| it.0));
        let known = known.chain(bonds.acts.iter().map(|it| it.at));
        let known = known.chain(bonds.revenue.iter().map(|it| it.0));
        let known = known.chain(story.touches.iter().map(|it| it.at));
        let from = known.max()?.plus_seconds(DAY);
        let lately = end.plus_seconds(-182 * DAY);
        let felt = facts.touches.iter().filter(|it| it.at > lately);
        let worst = felt.min_by(|a, b| a.felt.total_cmp(&b.felt));
        let recent = end.plus_seconds(-120 * DAY) < from && from.plus_seconds(2 * DAY) < end;
        recent.then_some(Staying {
            place,
            index: facts.client.index,
            experience: facts.client.experience,
            worst: worst.map(|it| it.spot),
            from,
        })
    }
}

/// How many leave at the end of a story of so many clients.
fn count(clients: usize) -> usize {
    (clients / 12).min(5 + clients / 100)
}

/// Lets some of those who are still there leave within the last weeks, of so many clients in all. When each would leave is
/// drawn by the hazard of its experience, as all along; those whose time comes first are let go.
pub fn part(simulation: &Simulation, staying: &[Staying], all: &mut [Bonds]) {
    let size = simulation.size();
    let mut next: Vec<(f64, &Staying, Chance)> = staying
        .iter()
        .map(|it| {
            let mut chance = Chance::new(size.seed, STREAMS + 2 * it.index + 1);
            let months = -(1.0 - chance.unit()).ln() / hazard(it.experience);
            (months, it, chance)
        })
        .collect();
    next.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.index.cmp(&b.1.index)));
    next.truncate(count(all.len()));
    for (_, it, mut chance) in next {
        let days = (size.end.micros() - it.from.micros()) / (DAY * 1_000_000);
        let after = chance.below(days.clamp(1, 40) as usize) as i64;
        if let Some(bonds) = all.get_mut(it.place) {
            let at = it.from.plus_seconds(after * DAY);
            bonds.leave(at, it.worst, &mut chance);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::facts::Detail;
    use super::super::gaps::GapPlan;
    use super::super::simulate::DemoSize;
    use super::*;
    use crate::loyalty::advocacy::blame::blame;

    fn firm(clients: u64, months: u32, seed: u64) -> (Simulation, Vec<ClientFacts>, Vec<Bonds>) {
        let end = Timestamp::parse_rfc3339("2026-11-22T08:00:00Z").unwrap();
        let simulation = Simulation::new(DemoSize {
            clients,
            months,
            seed,
            end,
        });
        let plan = GapPlan::of_demo();
        let (mut all, mut bonds, mut staying) = (Vec::new(), Vec::new(), Vec::new());
        for index in 0..clients {
            let mut facts = simulation.client(index, Detail::Numbers);
            let story = GapStory::of(&plan, &simulation, &facts);
            story.cut(&mut facts);
            let own = Bonds::of(&simulation, &facts);
            staying.extend(Staying::of(&simulation, (all.len(), &facts, &own), &story));
            all.push(facts);
            bonds.push(own);
        }
        part(&simulation, &staying, &mut bonds);
        (simulation, all, bonds)
    }

    #[test]
    fn who_was_there_before_paid_before() {
        let (simulation, all, bonds) = firm(60, 14, 7);
        let end = simulation.size().end;
        let mut early = 0;
        for (facts, bonds) in all.iter().zip(&bonds) {
            let before = paid_before(&simulation, facts, bonds);
            assert!(before.is_empty() || facts.client.joined < 0);
            let mut last = bonds.revenue.first().map(|it| it.0);
            for (at, cents) in &before {
                assert!(Some(*at) < last && *cents > 0);
                assert!(*at >= end.plus_seconds(-YEARS * 365 * DAY));
                last = Some(*at);
            }
            early += before.len();
        }
        assert!(early > 20, "{early}");
    }

    /// By the law that made others leave all along: who is served worse, sooner. Nothing is known of them afterwards, and
    /// each has a cause on our side that blames nobody.
    #[test]
    fn some_leave_at_the_end_and_they_were_served_worse() {
        let (mut left, mut stayed) = ((0.0, 0.0), (0.0, 0.0));
        for seed in 1..=6 {
            let (simulation, all, bonds) = firm(400, 20, seed);
            let end = simulation.size().end;
            let mut gone = 0;
            for (facts, bonds) in all.iter().zip(&bonds) {
                let side = match (&bonds.left, facts.client.left) {
                    (Some(leaving), None) => {
                        gone += 1;
                        assert!(leaving.at < end && end.plus_seconds(-160 * DAY) < leaving.at);
                        assert!(facts.touches.iter().all(|it| it.at < leaving.at));
                        assert!(!leaving.causes.is_empty());
                        for (_, words) in &leaving.causes {
                            assert!(blame(words).is_empty(), "{words}");
                        }
                        &mut left
                    }
                    (None, None) => &mut stayed,
                    _ => continue,
                };
                side.0 += facts.client.experience;
                side.1 += 1.0;
            }
            assert_eq!(gone, count(400));
        }
        let (left, stayed) = (left.0 / left.1, stayed.0 / stayed.1);
        assert!(left < stayed - 0.15, "{left} {stayed}");
    }

    #[test]
    fn the_same_seed_tells_the_same_story_and_small_firms_lose_few() {
        assert_eq!(firm(60, 14, 7).2, firm(60, 14, 7).2);
        assert_eq!([4, 60, 150, 400, 2_000].map(count), [0, 5, 6, 9, 25]);
    }
}
