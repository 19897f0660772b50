//! What other parts of the product ask of plans: may a touchpoint go live, and how much attention does each get.

use std::collections::BTreeMap;

use domain::design::plans::{Gate, Plan, Setting, attention, gate};
use domain::design::{Existence, Touchpoint};
use domain::ids::TouchpointId;
use jiff::civil::Date;
use store::OrgStore;
use store::design::plans::PlanHead;

use crate::App;
use crate::error::{Code, FieldError, Problem};

/// Today in the organization's time zone: plans go stale by days.
pub async fn today(app: &App, org: &OrgStore) -> Result<Date, Problem> {
    let organization = org.organization().await?;
    let zone = organization.map_or(jiff::tz::TimeZone::UTC, |it| it.time_zone.zone());
    Ok(app.now().date(&zone))
}

pub fn setting(touchpoint: &Touchpoint, today: Date) -> Setting {
    Setting {
        kind: touchpoint.kind,
        owner: touchpoint.owner,
        today,
    }
}

/// What a plan of this touchpoint lacks.
pub fn gate_of(plan: &Plan, touchpoint: &Touchpoint, today: Date) -> Gate {
    gate(&plan.document, &setting(touchpoint, today))
}

/// 0..=1: of the live version; of the draft while there is none; `None` without any plan.
pub fn attention_of(head: &PlanHead, touchpoint: &Touchpoint, today: Date) -> Option<f64> {
    let plan = head.live.as_ref().or(head.draft.as_ref())?;
    // That the review is late shows in freshness; counted as a lack, too, it would count twice.
    let punctual = plan.document.review_by.map_or(today, |day| day.min(today));
    let filled = gate_of(plan, touchpoint, punctual).share();
    Some(attention(filled, plan.document.review_by, today))
}

/// The attention of every touchpoint that has a plan, 0..=1.
pub async fn attentions(app: &App, org: &OrgStore) -> Result<BTreeMap<TouchpointId, f64>, Problem> {
    let (plans, design, today) = (
        org.plans().await?,
        org.design().await?,
        today(app, org).await?,
    );
    Ok(plans
        .iter()
        .filter_map(|(id, head)| {
            let touchpoint = design.touchpoint(*id)?;
            Some((*id, attention_of(head, touchpoint, today)?))
        })
        .collect())
}

/// The plans that are being written, which keep their touchpoints from going live until they are complete. A touchpoint
/// without any plan may be live: that a touch happens is a fact whether somebody has planned it or not, and the screens
/// say "no plan".
pub struct Drafts {
    plans: BTreeMap<TouchpointId, PlanHead>,
    today: Date,
}

impl Drafts {
    pub async fn read(app: &App, org: &OrgStore) -> Result<Drafts, Problem> {
        Ok(Drafts {
            plans: org.plans().await?,
            today: today(app, org).await?,
        })
    }

    /// What keeps this touchpoint, as it shall be, from going live.
    pub fn hold(&self, touchpoint: &Touchpoint) -> Option<Gate> {
        let head = self.plans.get(&touchpoint.id)?;
        if head.live.is_some() {
            return None;
        }
        let gate = gate_of(head.draft.as_ref()?, touchpoint, self.today);
        (!gate.is_open()).then_some(gate)
    }

    /// Why a row of a file may not make this touchpoint live.
    pub fn objection(&self, before: &Touchpoint, after: Existence) -> Option<String> {
        if after != Existence::Live || before.existence == Existence::Live {
            return None;
        }
        let lacks = match self.hold(before)?.lacks.len() {
            1 => "one thing".to_owned(),
            n => format!("{n} things"),
        };
        Some(format!(
            "the plan of “{}” lacks {lacks}; complete it first, or leave the touchpoint {}",
            before.label,
            before.existence.as_str(),
        ))
    }
}

/// Refuses when one of these touchpoints, as they shall be, may not go live yet.
pub async fn check_going_live(
    app: &App,
    org: &OrgStore,
    after: &[&Touchpoint],
) -> Result<(), Problem> {
    if after.is_empty() {
        return Ok(());
    }
    let drafts = Drafts::read(app, org).await?;
    for touchpoint in after {
        if let Some(gate) = drafts.hold(touchpoint) {
            return Err(incomplete(&gate, Some(&touchpoint.label)));
        }
    }
    Ok(())
}

/// The refusal, with every lack and where it is.
pub fn incomplete(gate: &Gate, label: Option<&str>) -> Problem {
    let of = label.map_or_else(String::new, |label| format!(" of {label}"));
    let detail = match gate.lacks.len() {
        1 => format!("One thing keeps the plan{of} from going live."),
        n => format!("{n} things keep the plan{of} from going live."),
    };
    let errors = gate
        .lacks
        .iter()
        .map(|lack| {
            let field = match &lack.item {
                Some(item) => format!("{}[{item}]", lack.field.as_str()),
                None => lack.field.as_str().to_owned(),
            };
            FieldError::new(field, lack.sentence())
        })
        .collect();
    Problem::because(Code::PlanIncomplete, detail).with_errors(errors)
}
