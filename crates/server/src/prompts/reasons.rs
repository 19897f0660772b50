//! Why a touch is asked for: the care rules and live plans, gathered once for one answer.

use std::collections::HashMap;

use domain::clients::definitions::AttributeDefinition;
use domain::design::Touchpoint;
use domain::design::plans::Plan;
use domain::ids::{CareRuleId, TouchpointId};
use domain::prompts::{AskedBy, CareRule, PlanRule, SetOff};
use domain::signals::EventKind;
use jiff::civil::Date;
use store::OrgStore;
use store::design::Design;
use store::prompts::{KeptRule, plan_rules};

use crate::error::Problem;

/// What can ask for a touch, with its words.
pub struct Reasons {
    /// Also those that were removed: what they asked for stands in the clients' history under their name.
    rules: HashMap<CareRuleId, KeptRule>,
    plans: HashMap<TouchpointId, PlanReason>,
    /// Labels of touchpoints, also of those whose plan holds no more.
    places: HashMap<TouchpointId, String>,
}

/// A live plan and what sets it off, in words.
pub struct PlanReason {
    pub rule: PlanRule,
    /// What its touchpoint is called.
    pub label: String,
    pub set_off: String,
}

impl Reasons {
    pub async fn gather(org: &OrgStore, today: Date) -> Result<Reasons, Problem> {
        let design = org.design().await?;
        let plans = org.live_plans().await?;
        Reasons::with(org, &design, &plans, today).await
    }

    /// The same where design and live plans were read before.
    pub async fn with(
        org: &OrgStore,
        design: &Design,
        plans: &[Plan],
        today: Date,
    ) -> Result<Reasons, Problem> {
        let rules = org.care_rules().await?.into_iter();
        let plans = plan_rules(plans, design, today);
        let sets_off = |wanted: fn(&SetOff) -> bool| plans.iter().any(|it| wanted(&it.set_off));
        let kinds = if sets_off(|it| matches!(it, SetOff::Event { .. })) {
            org.event_kinds().await?
        } else {
            Vec::new()
        };
        let labels = if sets_off(|it| matches!(it, SetOff::Date { .. })) {
            org.attribute_definitions().await?
        } else {
            Vec::new()
        };
        let place = |it: &Touchpoint| (it.id, it.label.clone());
        Ok(Reasons {
            rules: rules.map(|kept| (kept.rule.id, kept)).collect(),
            plans: plans
                .into_iter()
                .map(|rule| {
                    let set_off = words(&rule.set_off, design, &kinds, &labels);
                    let place = design.touchpoint(rule.touchpoint);
                    let label = place.map_or_else(String::new, |it| it.label.clone());
                    let reason = PlanReason {
                        label,
                        set_off,
                        rule,
                    };
                    (reason.rule.touchpoint, reason)
                })
                .collect(),
            places: design.touchpoints.iter().map(place).collect(),
        })
    }

    pub fn rule(&self, asked_by: AskedBy) -> Option<&CareRule> {
        match asked_by {
            AskedBy::Rule(id) => self.rules.get(&id).map(|kept| &kept.rule),
            AskedBy::Plan(_) => None,
        }
    }

    pub fn plan(&self, asked_by: AskedBy) -> Option<&PlanReason> {
        match asked_by {
            AskedBy::Rule(_) => None,
            AskedBy::Plan(touchpoint) => self.plans.get(&touchpoint),
        }
    }

    /// Whether it still asks, also where what follows from a change is not worked out yet.
    pub fn asks(&self, asked_by: AskedBy) -> bool {
        match asked_by {
            AskedBy::Rule(id) => {
                let asks = |kept: &KeptRule| kept.rule.active && kept.removed_at.is_none();
                self.rules.get(&id).is_some_and(asks)
            }
            AskedBy::Plan(touchpoint) => self.plans.contains_key(&touchpoint),
        }
    }

    /// Where the touch is suggested to happen.
    pub fn place(&self, asked_by: AskedBy) -> Option<TouchpointId> {
        match asked_by {
            AskedBy::Rule(_) => self.rule(asked_by)?.touchpoint,
            AskedBy::Plan(touchpoint) => Some(touchpoint),
        }
        .filter(|id| self.places.contains_key(id))
    }

    pub fn label(&self, touchpoint: TouchpointId) -> &str {
        self.places.get(&touchpoint).map_or("", String::as_str)
    }

    /// The name of the rule, or the touchpoint of the plan; empty where it is gone.
    pub fn name(&self, asked_by: AskedBy) -> &str {
        match asked_by {
            AskedBy::Rule(_) => self.rule(asked_by).map_or("", |rule| rule.name.as_str()),
            AskedBy::Plan(touchpoint) => self.label(touchpoint),
        }
    }

    /// Nobody has set a rule or published a plan that asks for anything.
    pub fn is_empty(&self) -> bool {
        self.rules.values().all(|kept| kept.removed_at.is_some()) && self.plans.is_empty()
    }
}

fn words(
    set_off: &SetOff,
    design: &Design,
    kinds: &[EventKind],
    labels: &[AttributeDefinition],
) -> String {
    match set_off {
        SetOff::Event { kind } => {
            let found = kinds.iter().find(|it| it.key == *kind);
            found.map_or_else(|| kind.clone(), |it| it.label.clone())
        }
        SetOff::Touch { touchpoint } => {
            let found = design.touchpoint(*touchpoint);
            found.map_or_else(String::new, |it| it.label.clone())
        }
        SetOff::Date { attribute } => {
            let found = labels.iter().find(|it| it.key == *attribute);
            found.map_or_else(|| attribute.clone(), |it| it.label.clone())
        }
    }
}
