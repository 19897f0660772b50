//! One touch that is asked for, and why.

use domain::ids::{CareRuleId, PromptId, TouchpointId};
use domain::prompts::{AskedBy, PromptState, SetOff, When};
use domain::time::Timestamp;
use serde::Serialize;
use store::prompts::KeptPrompt;
use utoipa::ToSchema;

use crate::prompts::reasons::{PlanReason, Reasons};
use crate::view::told;

told! {
    /// Where a prompt stands.
    PromptStateView as PromptState = PromptState {
        Open
        Done
        /// Somebody said why not.
        NotNeeded
        /// Its date went by.
        Lapsed
        /// Nothing asks for it any more.
        Withdrawn
    }
}

/// What asks for a touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PromptKind)]
pub enum PromptKindView {
    Rhythm,
    Birthday,
    Anniversary,
    Renewal,
    /// A live plan.
    Plan,
    /// A rule that is gone.
    #[serde(rename = "")]
    Gone,
}

impl From<&When> for PromptKindView {
    fn from(when: &When) -> Self {
        match when {
            When::Rhythm { .. } => Self::Rhythm,
            When::Birthday { .. } => Self::Birthday,
            When::Anniversary { .. } => Self::Anniversary,
            When::Renewal { .. } => Self::Renewal,
        }
    }
}

told! {
    /// What set off a touch of a plan.
    SetOffView as PromptSetOff = SetOff { Event Touch Date }
}

/// One touch that a care rule or a live plan asks for.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Prompt)]
pub struct PromptView {
    #[schema(value_type = String, format = "uuid")]
    pub id: PromptId,
    pub state: PromptStateView,
    /// The name of the rule, or what the plan's touchpoint is called; empty where it is gone.
    pub rule: String,
    /// Null: a plan asks for it.
    #[schema(value_type = Option<String>, format = "uuid")]
    pub rule_id: Option<CareRuleId>,
    /// Empty where the rule is gone.
    pub kind: PromptKindView,
    /// The plan that asks for it; null: a rule does, or the plan holds no more.
    pub plan: Option<PromptPlanView>,
    /// Of a rhythm.
    pub every_days: Option<u16>,
    /// `YYYY-MM-DD`, like every day here.
    pub due: String,
    /// The last day that is still in order.
    pub in_time: String,
    /// The day of the client's own to which it belongs.
    pub occasion: Option<String>,
    /// The first day on which it is shown: the due day, or the one until which it was put off.
    pub shows_from: String,
    pub snooze: Option<SnoozeView>,
    /// When it was settled.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub closed_at: Option<Timestamp>,
    /// Why it was not needed.
    pub reason: Option<String>,
    /// Somebody said what became of it, or put it off: that can be taken back.
    pub can_undo: bool,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Snooze)]
pub struct SnoozeView {
    pub until: String,
    pub reason: String,
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
}

impl PromptView {
    pub fn of(kept: &KeptPrompt, reasons: &Reasons) -> Self {
        let prompt = &kept.prompt;
        let rule = reasons.rule(prompt.asked_by);
        let rule_id = match prompt.asked_by {
            AskedBy::Rule(id) => Some(id),
            AskedBy::Plan(_) => None,
        };
        let every_days = match rule.map(|rule| &rule.when) {
            Some(When::Rhythm { every_days, .. }) => Some(*every_days),
            _ => None,
        };
        let (closed_at, reason) = match &prompt.state {
            PromptState::Open => (None, None),
            PromptState::Done { at, .. }
            | PromptState::Lapsed { at }
            | PromptState::Withdrawn { at } => (Some(*at), None),
            PromptState::NotNeeded { at, reason, .. } => (Some(*at), Some(reason.clone())),
        };
        Self {
            id: prompt.id,
            state: (&prompt.state).into(),
            rule: reasons.name(prompt.asked_by).to_owned(),
            rule_id,
            kind: match rule_id {
                None => PromptKindView::Plan,
                Some(_) => rule.map_or(PromptKindView::Gone, |rule| (&rule.when).into()),
            },
            plan: reasons.plan(prompt.asked_by).map(PromptPlanView::of),
            every_days,
            due: prompt.due.due.to_string(),
            in_time: prompt.due.in_time.to_string(),
            occasion: prompt.due.occasion.map(|day| day.to_string()),
            shows_from: prompt.shows_from().to_string(),
            snooze: prompt.snooze.as_ref().map(|it| SnoozeView {
                until: it.until.to_string(),
                reason: it.reason.clone(),
                at: it.at,
            }),
            closed_at,
            reason,
            can_undo: prompt.can_undo(),
        }
    }
}

/// The live plan that asks for a touch, and what set it off.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = PromptPlan)]
pub struct PromptPlanView {
    #[schema(value_type = String, format = "uuid")]
    pub touchpoint: TouchpointId,
    pub label: String,
    /// Of the plan that is live.
    pub version: i32,
    pub set_off_by: SetOffView,
    /// What the event, the other touchpoint or the client's date is called.
    pub set_off: String,
    /// The window, in days after it; negative: before.
    pub from_days: i32,
    pub to_days: i32,
}

impl PromptPlanView {
    fn of(plan: &PlanReason) -> Self {
        let rule = &plan.rule;
        Self {
            touchpoint: rule.touchpoint,
            label: plan.label.clone(),
            version: rule.version,
            set_off_by: (&rule.set_off).into(),
            set_off: plan.set_off.clone(),
            from_days: rule.from_days,
            to_days: rule.to_days,
        }
    }
}
