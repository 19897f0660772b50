//! How well touches are made on purpose, in five figures. Each has its n and its interval.

use std::collections::BTreeMap;

use super::finding::Share;
use super::history::History;
use super::inputs::Inventory;
use super::unanswered_event;
use super::watch::Watch;
use crate::design::Existence;
use crate::signals::CueKind;
use crate::stats::{Interval, LEVEL, z_of_level};
use crate::time::Timestamp;

/// What was counted in the period.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    pub touches: u64,
    /// Touches of which was noted who started them, and with it whether they were planned.
    pub noted: u64,
    pub planned: u64,
    /// Inbound touches whose words chase.
    pub chases: u64,
}

impl Counts {
    pub(super) fn see(&mut self, watch: &Watch, history: &History<'_>) {
        for touch in history
            .touches
            .iter()
            .filter(|touch| watch.in_period(touch.at))
        {
            self.touches += 1;
            self.noted += u64::from(touch.direction.is_some());
            self.planned += u64::from(touch.planned);
        }
        let chases = history
            .cues
            .iter()
            .filter(|cue| cue.kind == CueKind::Chase && cue.of_touch && watch.in_period(cue.at));
        self.chases += chases.count() as u64;
    }

    pub(super) fn merge(&mut self, other: &Counts) {
        self.touches += other.touches;
        self.noted += other.noted;
        self.planned += other.planned;
        self.chases += other.chases;
    }

    /// Planned touches ÷ touches of which it was noted.
    pub fn planned_share(&self) -> Option<Share> {
        Share::of(self.planned, self.noted)
    }

    /// Chasing contacts ÷ touches.
    pub fn chase_ratio(&self) -> Option<Share> {
        Share::of(self.chases.min(self.touches), self.touches)
    }
}

/// Live touchpoints ÷ live and missing ones.
pub fn coverage(inventory: &Inventory) -> Option<Share> {
    let count = |existence: Existence| {
        let of = inventory
            .touchpoints
            .iter()
            .filter(|spot| spot.existence == existence);
        of.count() as u64
    };
    let live = count(Existence::Live);
    Share::of(live, live + count(Existence::Missing))
}

/// Touches that rules and live plans called for and that had not come when window and grace were over ÷ all such.
pub(super) fn missed_touch_rate(
    tallies: &[unanswered_event::Tally],
    promised: &[bool],
) -> Option<Share> {
    let (missed, due) = tallies
        .iter()
        .zip(promised)
        .filter(|(_, promised)| **promised)
        .fold((0, 0), |(missed, due), (tally, _)| {
            (missed + tally.missed, due + tally.overdue)
        });
    Share::of(missed, due)
}

/// A finding that was accepted: how long its touchpoint took to go live.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Course {
    /// When the finding was first raised.
    pub found_at: Timestamp,
    /// When its touchpoint went live; `None`: not yet.
    pub live_at: Option<Timestamp>,
}

/// The median time from finding to live.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DaysToLive {
    /// `None`: fewer than half are live, and nobody knows how long the others will take.
    pub median_days: Option<f64>,
    /// `None` where it does not reach so far; its upper end may be infinite.
    pub interval: Option<Interval>,
    /// Accepted findings.
    pub n: u64,
    /// Of these, live.
    pub live: u64,
}

/// Days from finding to live, by Kaplan and Meier: those not yet live count for as long as they have been waiting. Leaving
/// them out would make a firm look fast that only ever does the easy ones. The interval is that of Brookmeyer and
/// Crowley (1982): all days at which a survival of one half is not refuted, with Greenwood's variance on the log-log scale.
/// `None` without accepted findings.
pub fn days_to_live(courses: &[Course], now: Timestamp) -> Option<DaysToLive> {
    if courses.is_empty() {
        return None;
    }
    // For each time: went live, still waiting.
    let mut at_time: BTreeMap<i64, (u64, u64)> = BTreeMap::new();
    let mut live = 0;
    for course in courses {
        let end = course.live_at.unwrap_or(now);
        let took = (end.micros() - course.found_at.micros()).max(0);
        let entry = at_time.entry(took).or_default();
        match course.live_at {
            Some(_) => {
                entry.0 += 1;
                live += 1;
            }
            None => entry.1 += 1,
        }
    }
    const DAY: f64 = 86_400e6;
    let z = z_of_level(LEVEL);
    let (mut at_risk, mut survival, mut greenwood) = (courses.len() as f64, 1.0_f64, 0.0_f64);
    let (mut median, mut low, mut high) = (None, None, None);
    for (took, (went, waiting)) in at_time {
        let days = took as f64 / DAY;
        if went > 0 {
            let went = went as f64;
            survival *= 1.0 - went / at_risk;
            greenwood += if at_risk > went {
                went / (at_risk * (at_risk - went))
            } else {
                0.0
            };
            if median.is_none() && survival <= 0.5 {
                median = Some(days);
            }
            let (lower, upper) = survival_interval(survival, greenwood, z);
            if low.is_none() && lower <= 0.5 {
                low = Some(days);
            }
            if high.is_none() && upper <= 0.5 {
                high = Some(days);
            }
        }
        at_risk -= (went + waiting) as f64;
    }
    Some(DaysToLive {
        median_days: median,
        interval: low.map(|low| Interval::new(low, high.unwrap_or(f64::INFINITY))),
        n: courses.len() as u64,
        live,
    })
}

/// Lower and upper end of a survival share on the log-log scale.
fn survival_interval(survival: f64, greenwood: f64, z: f64) -> (f64, f64) {
    if survival <= 0.0 {
        return (0.0, 0.0);
    }
    if survival >= 1.0 {
        return (1.0, 1.0);
    }
    let spread = (z * greenwood.sqrt() / survival.ln()).exp();
    let (a, b) = (survival.powf(spread), survival.powf(1.0 / spread));
    (a.min(b), a.max(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: i64 = 86_400;

    fn day(days: i64) -> Timestamp {
        Timestamp::from_micros(days * DAY * 1_000_000)
    }

    fn course(found: i64, live: Option<i64>) -> Course {
        Course {
            found_at: day(found),
            live_at: live.map(day),
        }
    }

    /// The 6-MP arm of Freireich's leukaemia trial (weeks as days), whose median is 23 with 95 % interval 13 to
    /// infinity on the log-log scale (R survival 3.5, `conf.type = "log-log"`).
    #[test]
    fn the_median_is_that_of_the_reference() {
        let events = [6, 6, 6, 7, 10, 13, 16, 22, 23];
        let waiting = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35];
        let now = 100;
        let mut courses: Vec<Course> = events.iter().map(|&it| course(0, Some(it))).collect();
        courses.extend(waiting.iter().map(|&it| course(now - it, None)));
        let found = days_to_live(&courses, day(now)).unwrap();
        assert_eq!((found.n, found.live), (21, 9));
        assert_eq!(found.median_days, Some(23.0));
        let interval = found.interval.unwrap();
        assert_eq!((interval.low, interval.high), (13.0, f64::INFINITY));
    }

    #[test]
    fn without_half_of_them_live_the_median_is_unknown() {
        let courses = [course(0, Some(5)), course(0, None), course(0, None)];
        let found = days_to_live(&courses, day(30)).unwrap();
        assert_eq!((found.median_days, found.n, found.live), (None, 3, 1));
        assert_eq!(days_to_live(&[], day(30)), None);
    }
}
