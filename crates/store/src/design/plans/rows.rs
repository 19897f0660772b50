//! Rows as the databases return them, and how they become versions of plans.

use domain::design::plans::{Plan, PlanDocument, PlanState, Stamp};
use domain::ids::OrganizationId;
use domain::time::Timestamp;

use crate::db::{Value, args, narrow, read_id, read_id_opt};
use crate::error::{Result, StoreError};

#[derive(sqlx::FromRow)]
pub(super) struct PlanRow {
    id: String,
    touchpoint_id: String,
    version: i64,
    state: String,
    document: String,
    saved_at: i64,
    saved_by: Option<String>,
    reviewed_at: Option<i64>,
    reviewed_by: Option<String>,
    published_at: Option<i64>,
    published_by: Option<String>,
    superseded_at: Option<i64>,
}

fn stamp(at: i64, by: Option<&str>, column: &'static str) -> Result<Stamp> {
    Ok(Stamp {
        by: read_id_opt(by, column)?,
        at: Timestamp::from_micros(at),
    })
}

/// A document that this program wrote.
pub(super) fn read_document(text: &str) -> Result<PlanDocument> {
    PlanDocument::read(text).map_err(|_| StoreError::Unreadable("plans.document"))
}

impl TryFrom<PlanRow> for Plan {
    type Error = StoreError;

    fn try_from(row: PlanRow) -> Result<Self> {
        let unreadable = || StoreError::Unreadable("plans.state");
        let saved = stamp(row.saved_at, row.saved_by.as_deref(), "plans.saved_by")?;
        let later = |at: Option<i64>, by: Option<&str>| {
            stamp(at.ok_or_else(unreadable)?, by, "plans.reviewed_by")
        };
        let reviewed = || later(row.reviewed_at, row.reviewed_by.as_deref());
        let published = || later(row.published_at, row.published_by.as_deref());
        let state = match row.state.as_str() {
            "draft" => PlanState::Draft { saved },
            "reviewed" => PlanState::Reviewed {
                saved,
                reviewed: reviewed()?,
            },
            "live" => PlanState::Live {
                saved,
                reviewed: reviewed()?,
                published: published()?,
            },
            "superseded" => PlanState::Superseded {
                saved,
                reviewed: reviewed()?,
                published: published()?,
                until: Timestamp::from_micros(row.superseded_at.ok_or_else(unreadable)?),
            },
            _ => return Err(unreadable()),
        };
        Ok(Plan {
            id: read_id(&row.id, "plans.id")?,
            touchpoint: read_id(&row.touchpoint_id, "plans.touchpoint_id")?,
            version: narrow(row.version, "plans.version")?,
            document: read_document(&row.document)?,
            state,
        })
    }
}

pub(super) fn write(tenant: OrganizationId, plan: &Plan) -> Vec<Value> {
    let (saved, reviewed, published) = (
        plan.state.saved(),
        plan.state.reviewed(),
        plan.state.published(),
    );
    args![
        tenant,
        plan.id,
        plan.touchpoint,
        plan.version,
        plan.state.as_str(),
        plan.document.write(),
        saved.at,
        saved.by,
        reviewed.map(|stamp| stamp.at),
        reviewed.and_then(|stamp| stamp.by),
        published.map(|stamp| stamp.at),
        published.and_then(|stamp| stamp.by),
        plan.state.until(),
    ]
}
