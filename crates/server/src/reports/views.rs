//! What the interface says about the programme.

use domain::ids::LinkId;
use domain::reports::programme::{Contribution, Judged, StepState};
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use store::reports::ProgressLink;
use utoipa::ToSchema;

use super::ops::Programme;

/// One condition of a gate.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = GateCheck)]
pub struct CheckView {
    /// `audiences_known`, `platform_published`, `departments_with_role_cards`, `role_cards_signed`, `promise_expressed`,
    /// `elements_express`, `elements_examined`, `truths_planned`, `coverage`, `findings_decided`,
    /// `quarters_with_change` or `truths_renewed`.
    pub key: String,
    pub done: u32,
    pub of: u32,
    /// The share from which on it passes, 0..1.
    pub threshold: f64,
    pub passed: bool,
}

impl From<Judged> for CheckView {
    fn from(it: Judged) -> Self {
        Self {
            key: it.check.as_str().to_owned(),
            done: it.progress.done,
            of: it.progress.of,
            threshold: it.threshold,
            passed: it.passed,
        }
    }
}

/// One of the five steps with its gate.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ProgrammeStep)]
pub struct StepView {
    /// `world`, `platform`, `brand`, `interface` or `innovation`.
    pub key: String,
    /// `not_begun`, `open` or `passed`.
    pub gate: String,
    pub checks: Vec<CheckView>,
}

impl From<StepState> for StepView {
    fn from(it: StepState) -> Self {
        Self {
            key: it.step.as_str().to_owned(),
            gate: it.gate.as_str().to_owned(),
            checks: it.checks.into_iter().map(Into::into).collect(),
        }
    }
}

/// What one department puts in.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Contribution)]
pub struct ContributionView {
    /// Null: touchpoints of which no department was named.
    pub department: Option<String>,
    /// Touchpoints that it owns: live, planned or missing.
    pub owns: u32,
    /// Of these, with a live plan.
    pub planned: u32,
    /// Holders who have signed what their role card says now.
    pub signed: u32,
    /// Holders of its role cards.
    pub holders: u32,
    /// Deliveries with a checklist at its touchpoints within 91 days.
    pub delivers: u32,
}

impl From<Contribution> for ContributionView {
    fn from(it: Contribution) -> Self {
        Self {
            department: it.department,
            owns: it.owns,
            planned: it.planned,
            signed: it.signed.done,
            holders: it.signed.of,
            delivers: it.delivers,
        }
    }
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Programme)]
pub struct ProgrammeView {
    /// The organization's name.
    pub organization: String,
    #[schema(value_type = String, format = "date-time")]
    pub at: Timestamp,
    pub steps: Vec<StepView>,
    pub departments: Vec<ContributionView>,
}

impl From<Programme> for ProgrammeView {
    fn from(it: Programme) -> Self {
        Self {
            organization: it.organization,
            at: it.at,
            steps: it.steps.into_iter().map(Into::into).collect(),
            departments: it.departments.into_iter().map(Into::into).collect(),
        }
    }
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewProgressLink)]
pub struct NewLink {
    /// For whom it is; at most 80 characters.
    pub name: String,
    /// 1 to 365 days; 90 when not said.
    #[serde(default)]
    pub days: Option<u16>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ProgressLink)]
pub struct LinkView {
    #[schema(value_type = String, format = "uuid")]
    pub id: LinkId,
    pub name: String,
    #[schema(value_type = String, format = "date-time")]
    pub created_at: Timestamp,
    #[schema(value_type = String, format = "date-time")]
    pub expires_at: Timestamp,
}

impl From<ProgressLink> for LinkView {
    fn from(it: ProgressLink) -> Self {
        Self {
            id: it.id,
            name: it.name,
            created_at: it.created_at,
            expires_at: it.expires_at,
        }
    }
}

/// A link that was just made.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PublishedProgress)]
pub struct PublishedView {
    #[serde(flatten)]
    pub link: LinkView,
    /// The address of the page; told once.
    pub address: String,
}
