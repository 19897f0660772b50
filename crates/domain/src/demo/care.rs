//! When the invented firm wants its clients to be touched.

use crate::ids::{CareRuleId, TierId, TouchpointId};
use crate::prompts::{CareRule, Counts, Except, When};

/// One care rule; tier and place by their keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DemoRule {
    pub name: &'static str,
    /// `None`: all clients.
    pub tier: Option<&'static str>,
    pub every_days: u16,
    /// Only touches there count.
    pub counts_there: bool,
    pub place: &'static str,
    pub grace_days: u16,
}

/// What was promised to more is asked for more often; the review is due to everybody once a year.
pub const RULES: &[DemoRule] = &[
    DemoRule {
        name: "Keep in touch, Premier",
        tier: Some("premier"),
        every_days: 30,
        counts_there: false,
        place: "branch_visit",
        grace_days: 5,
    },
    DemoRule {
        name: "Keep in touch, Plus",
        tier: Some("plus"),
        every_days: 45,
        counts_there: false,
        place: "service_line",
        grace_days: 7,
    },
    DemoRule {
        name: "A word every quarter",
        tier: Some("essential"),
        every_days: 90,
        counts_there: false,
        place: "service_line",
        grace_days: 14,
    },
    DemoRule {
        name: "Yearly review",
        tier: None,
        every_days: 365,
        counts_there: true,
        place: "annual_review",
        grace_days: 30,
    },
];

impl DemoRule {
    /// As a rule of the organization; who has left is left alone.
    pub fn rule(
        &self,
        id: CareRuleId,
        tier: Option<TierId>,
        touchpoint: Option<TouchpointId>,
    ) -> CareRule {
        CareRule {
            id,
            name: self.name.to_owned(),
            tier,
            except: Some(Except {
                attribute: "status".to_owned(),
                value: "left".to_owned(),
            }),
            when: When::Rhythm {
                every_days: self.every_days,
                counts: if self.counts_there {
                    Counts::SameTouchpoint
                } else {
                    Counts::AnyEncounter
                },
            },
            touchpoint,
            grace_days: self.grace_days,
            active: true,
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::demo::firm::{SPOTS, TIERS};
    use crate::design::TouchpointKind;

    #[test]
    fn every_rule_is_in_order_and_suggests_a_place_where_people_meet() {
        for one in RULES {
            let spot = SPOTS.iter().find(|spot| spot.key == one.place);
            assert_eq!(spot.unwrap().kind, TouchpointKind::Dynamic, "{}", one.name);
            assert!(
                one.tier
                    .is_none_or(|key| TIERS.iter().any(|it| it.key == key))
            );
            let nil = Uuid::nil();
            let rule = one.rule(nil.into(), None, Some(nil.into()));
            assert_eq!(rule.faults(), []);
        }
    }
}
