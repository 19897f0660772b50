//! Intentionality: our attention against the industry's, touchpoint by touchpoint, both 0–5.
//!
//! - *ours* is 5 × the attention that the touchpoint's plan earns, where there is a plan; else somebody's estimate.
//! - *the industry's* is the mean of the comparisons of the last two years; where nobody was compared, what the template
//!   assumes, and marked as assumed.
//! - *over-manage* = importance × (ours − industry): where we do more than others on purpose (or by habit).
//! - *ignored by others* = importance × (3 − industry): where others do little, so that care would stand out.
//!
//! Source: DESIGN §2.1. What is not known is left open; it is never taken for zero.

use super::{Existence, Touchpoint};
use crate::ids::{ComparisonId, TouchpointId};
use crate::time::Timestamp;

/// Older evidence says how somebody was, not how they are: 24 months of 30.44 days.
pub const FRESH_SECONDS: i64 = 63_115_200;
/// The middle of the scale: who gives less ignores a touchpoint.
const CARED_FOR: f64 = 3.0;

/// What attention somebody else gives a touchpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    pub id: ComparisonId,
    pub touchpoint: TouchpointId,
    /// Who was looked at.
    pub who: String,
    /// 0 (none) to 5 (nothing left to chance).
    pub attention: u8,
    /// What was seen.
    pub evidence: String,
    pub link: Option<String>,
    pub seen_at: Timestamp,
    pub created_at: Timestamp,
}

/// Where our attention is known from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Ours {
    /// 5 × the plan's attention, 0..=5.
    Plan(f64),
    /// Somebody's estimate.
    Estimate(f64),
    Unknown,
}

impl Ours {
    pub fn value(self) -> Option<f64> {
        match self {
            Self::Plan(value) | Self::Estimate(value) => Some(value),
            Self::Unknown => None,
        }
    }
}

/// Where the industry's attention is known from.
#[derive(Debug, Clone, PartialEq)]
pub enum Industry {
    /// The mean of n comparisons of the last 24 months.
    Compared {
        value: f64,
        n: usize,
        oldest: Timestamp,
        newest: Timestamp,
    },
    /// What the template assumes.
    Assumed(f64),
    Unknown,
}

impl Industry {
    pub fn value(&self) -> Option<f64> {
        match self {
            Self::Compared { value, .. } | Self::Assumed(value) => Some(*value),
            Self::Unknown => None,
        }
    }
}

/// One touchpoint, compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Intention {
    pub touchpoint: TouchpointId,
    pub importance: u8,
    pub ours: Ours,
    pub industry: Industry,
    /// Comparisons that are too old to count.
    pub outdated: usize,
    /// importance × (ours − industry), −25..=25; `None` where one of them is unknown.
    pub over_manage: Option<f64>,
    /// importance × (3 − industry), −10..=15; `None` where the industry's is unknown.
    pub ignored: Option<f64>,
}

/// Compares the touchpoints that are or should be there, in the given order. `attention` is what a touchpoint's plan
/// earns, 0..=1; `None` where it has no plan.
pub fn compare(
    touchpoints: &[Touchpoint],
    comparisons: &[Comparison],
    attention: impl Fn(TouchpointId) -> Option<f64>,
    now: Timestamp,
) -> Vec<Intention> {
    let there = touchpoints.iter().filter(|touchpoint| {
        !matches!(
            touchpoint.existence,
            Existence::Retired | Existence::NotApplicable
        )
    });
    there
        .map(|touchpoint| {
            let profile = &touchpoint.profile;
            let ours = match (attention(touchpoint.id), profile.our_attention) {
                (Some(share), _) => Ours::Plan(5.0 * share.clamp(0.0, 1.0)),
                (None, Some(estimate)) => Ours::Estimate(f64::from(estimate)),
                (None, None) => Ours::Unknown,
            };
            let of_it = || {
                comparisons
                    .iter()
                    .filter(|it| it.touchpoint == touchpoint.id)
            };
            let (industry, outdated) = industry(of_it(), profile.industry_attention, now);
            let weight = f64::from(profile.importance);
            let over_manage = ours
                .value()
                .zip(industry.value())
                .map(|(ours, theirs)| weight * (ours - theirs));
            let ignored = industry.value().map(|theirs| weight * (CARED_FOR - theirs));
            Intention {
                touchpoint: touchpoint.id,
                importance: profile.importance,
                ours,
                industry,
                outdated,
                over_manage,
                ignored,
            }
        })
        .collect()
}

fn industry<'c>(
    comparisons: impl Iterator<Item = &'c Comparison>,
    assumed: Option<u8>,
    now: Timestamp,
) -> (Industry, usize) {
    let since = now.plus_seconds(-FRESH_SECONDS);
    let (fresh, old): (Vec<_>, Vec<_>) = comparisons.partition(|it| it.seen_at >= since);
    let dates = || fresh.iter().map(|it| it.seen_at);
    let found = match (dates().min(), dates().max(), assumed) {
        (Some(oldest), Some(newest), _) => Industry::Compared {
            value: fresh.iter().map(|it| f64::from(it.attention)).sum::<f64>() / fresh.len() as f64,
            n: fresh.len(),
            oldest,
            newest,
        },
        (_, _, Some(assumed)) => Industry::Assumed(f64::from(assumed)),
        _ => Industry::Unknown,
    };
    (found, old.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::{Profile, TouchpointKind};
    use uuid::Uuid;

    fn at(text: &str) -> Timestamp {
        Timestamp::parse_rfc3339(text).unwrap()
    }

    fn touchpoint(profile: Profile) -> Touchpoint {
        Touchpoint {
            id: Uuid::from_u128(1).into(),
            no: 1,
            key: "a".into(),
            label: "A".into(),
            kind: TouchpointKind::Dynamic,
            existence: Existence::Live,
            stage: None,
            channel: None,
            owner: None,
            position: 1,
            profile,
        }
    }

    fn seen(attention: u8, when: &str) -> Comparison {
        Comparison {
            id: Uuid::from_u128(9).into(),
            touchpoint: Uuid::from_u128(1).into(),
            who: "Other".into(),
            attention,
            evidence: "seen".into(),
            link: None,
            seen_at: at(when),
            created_at: at(when),
        }
    }

    fn one(profile: Profile, seen: &[Comparison], plan: Option<f64>) -> Intention {
        let now = at("2026-11-01T00:00:00Z");
        compare(&[touchpoint(profile)], seen, |_| plan, now).remove(0)
    }

    fn profile(importance: u8, ours: Option<u8>, industry: Option<u8>) -> Profile {
        Profile {
            importance,
            our_attention: ours,
            industry_attention: industry,
            ..Profile::default()
        }
    }

    #[test]
    fn a_plan_goes_before_an_estimate_and_evidence_before_an_assumption() {
        let it = one(profile(4, Some(2), Some(5)), &[], None);
        assert_eq!((it.over_manage, it.ignored), (Some(-12.0), Some(-8.0)));
        assert_eq!(it.industry, Industry::Assumed(5.0));
        let others = [
            seen(1, "2026-01-01T00:00:00Z"),
            seen(2, "2026-06-01T00:00:00Z"),
        ];
        let it = one(profile(4, Some(2), Some(5)), &others, Some(0.8));
        assert_eq!(it.ours, Ours::Plan(4.0));
        assert_eq!((it.over_manage, it.ignored), (Some(10.0), Some(6.0)));
    }

    #[test]
    fn old_evidence_is_counted_apart() {
        let others = [
            seen(0, "2024-10-01T00:00:00Z"),
            seen(4, "2024-12-01T00:00:00Z"),
        ];
        let it = one(profile(3, None, Some(1)), &others, None);
        assert_eq!(it.outdated, 1);
        assert!(matches!(it.industry, Industry::Compared { value, n: 1, .. } if value == 4.0));
        let it = one(profile(3, None, Some(1)), &others[..1], None);
        assert_eq!((it.industry, it.outdated), (Industry::Assumed(1.0), 1));
    }

    #[test]
    fn what_is_unknown_stays_open() {
        let it = one(profile(5, None, Some(1)), &[], None);
        assert_eq!((it.over_manage, it.ignored), (None, Some(10.0)));
        let it = one(profile(5, Some(5), None), &[], None);
        assert_eq!((it.over_manage, it.ignored), (None, None));
    }

    #[test]
    fn what_is_not_there_on_purpose_is_left_out() {
        let gone = Touchpoint {
            existence: Existence::Retired,
            ..touchpoint(Profile::default())
        };
        assert!(compare(&[gone], &[], |_| None, at("2026-11-01T00:00:00Z")).is_empty());
    }
}
