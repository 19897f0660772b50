//! Touch plans: their versions, and every step with what was written then.

mod rows;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use domain::design::plans::{Plan, PlanDocument, Stamp};
use domain::ids::TouchpointId;
use domain::time::Timestamp;

use crate::access::read_all;
use crate::db::{Tx, args, read_id_opt, statements};
use crate::error::{Result, StoreError};
use crate::org::OrgStore;

use rows::PlanRow;

statements! { "plans": delete_draft delete_old_revisions find_revision insert_revision last_revision list_open_plans list_plan_versions make_touchpoint_live put_plan }

/// So many revisions of a plan are kept: as many as two people writing at the same time can need.
const KEPT: i64 = 60;

/// The plan of one touchpoint as it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanHead {
    pub touchpoint: TouchpointId,
    /// Grows with every step; 0 while there is no plan.
    pub revision: i64,
    /// How often the version in the newest revision was saved.
    pub saves: i64,
    /// Who took the newest step.
    pub last: Option<Stamp>,
    pub live: Option<Plan>,
    /// What is being written, draft or reviewed.
    pub draft: Option<Plan>,
}

/// A step that was decided on from one revision.
#[derive(Debug, Clone)]
pub struct PlanStep {
    pub touchpoint: TouchpointId,
    /// The revision that the decision was made on.
    pub revision: i64,
    /// save, review, reopen, publish, discard
    pub name: &'static str,
    pub stamp: Stamp,
    /// Versions as they are from now on.
    pub put: Vec<Plan>,
    /// The version of a draft to be thrown away.
    pub discard: Option<i32>,
    /// The version that people see from now on, and what stands in it.
    pub shown: (i32, PlanDocument),
    pub make_touchpoint_live: bool,
}

/// What became of a step.
#[derive(Debug, Clone, PartialEq)]
pub enum Stepped {
    /// Its revision.
    Done(i64),
    /// Somebody else was first; nothing was written.
    Changed,
    /// The touchpoint is not here.
    Gone,
}

#[derive(sqlx::FromRow)]
struct RevisionRow {
    revision: i64,
    saves: i64,
    at: i64,
    by_person: Option<String>,
}

#[derive(sqlx::FromRow)]
struct DocumentRow {
    document: String,
}

/// The newest step of a plan.
#[derive(Default)]
struct Newest {
    revision: i64,
    saves: i64,
    stamp: Option<Stamp>,
}

impl Tx {
    async fn newest_step(&mut self, org: &OrgStore, touchpoint: TouchpointId) -> Result<Newest> {
        let row: Option<RevisionRow> = self
            .row(&sql::last_revision, args![org.tenant(), touchpoint])
            .await?;
        let Some(row) = row else {
            return Ok(Newest::default());
        };
        Ok(Newest {
            revision: row.revision,
            saves: row.saves,
            stamp: Some(Stamp {
                by: read_id_opt(row.by_person.as_deref(), "plan_revisions.by_person")?,
                at: Timestamp::from_micros(row.at),
            }),
        })
    }
}

fn head(touchpoint: TouchpointId, newest: Newest, plans: Vec<Plan>) -> PlanHead {
    let mut head = PlanHead {
        touchpoint,
        revision: newest.revision,
        saves: newest.saves,
        last: newest.stamp,
        live: None,
        draft: None,
    };
    for plan in plans {
        if plan.state.is_live() {
            head.live = Some(plan);
        } else if plan.state.is_open() {
            head.draft = Some(plan);
        }
    }
    head
}

impl OrgStore {
    /// Every plan that is live or being written, by touchpoint; without their newest steps.
    pub async fn plans(&self) -> Result<BTreeMap<TouchpointId, PlanHead>> {
        let rows: Vec<PlanRow> = self
            .db
            .rows(&sql::list_open_plans, args![self.tenant()])
            .await?;
        let mut by_touchpoint: BTreeMap<TouchpointId, Vec<Plan>> = BTreeMap::new();
        for plan in read_all::<_, Plan>(rows)? {
            by_touchpoint.entry(plan.touchpoint).or_default().push(plan);
        }
        Ok(by_touchpoint
            .into_iter()
            .map(|(touchpoint, plans)| (touchpoint, head(touchpoint, Newest::default(), plans)))
            .collect())
    }

    /// The plans that hold now, stale ones too: what each sets off by, serves, expresses and wants.
    pub async fn live_plans(&self) -> Result<Vec<Plan>> {
        let plans = self.plans().await?;
        Ok(plans.into_values().filter_map(|head| head.live).collect())
    }

    /// The plan of one touchpoint; an empty head where there is none yet.
    pub async fn plan(&self, touchpoint: TouchpointId) -> Result<PlanHead> {
        let mut view = self.db.view().await?;
        let newest = view.newest_step(self, touchpoint).await?;
        let rows: Vec<PlanRow> = view
            .rows(&sql::list_plan_versions, args![self.tenant(), touchpoint])
            .await?;
        view.commit().await?;
        Ok(head(touchpoint, newest, read_all(rows)?))
    }

    /// All versions, the newest first.
    pub async fn plan_versions(&self, touchpoint: TouchpointId) -> Result<Vec<Plan>> {
        let rows: Vec<PlanRow> = self
            .db
            .rows(&sql::list_plan_versions, args![self.tenant(), touchpoint])
            .await?;
        read_all(rows)
    }

    /// What stood in a plan at one revision; `None` where that is too long ago.
    pub async fn plan_at(
        &self,
        touchpoint: TouchpointId,
        revision: i64,
    ) -> Result<Option<PlanDocument>> {
        let row: Option<DocumentRow> = self
            .db
            .row(
                &sql::find_revision,
                args![self.tenant(), touchpoint, revision],
            )
            .await?;
        row.map(|row| rows::read_document(&row.document))
            .transpose()
    }

    /// Takes a step, unless somebody else has taken one since the revision it was decided on.
    pub async fn step_plan(&self, step: &PlanStep) -> Result<Stepped> {
        let tenant = self.tenant();
        let mut tx = self.db.write().await?;
        let mut numbers = tx.lock(tenant).await?;
        let revision = tx.newest_step(self, step.touchpoint).await?.revision;
        if revision != step.revision {
            return Ok(Stepped::Changed);
        }
        if tx
            .design(tenant)
            .await?
            .touchpoint(step.touchpoint)
            .is_none()
        {
            return Ok(Stepped::Gone);
        }
        for plan in &step.put {
            tx.run(&sql::put_plan, rows::write(tenant, plan)).await?;
        }
        if let Some(version) = step.discard {
            let values = args![tenant, step.touchpoint, version];
            if tx.run(&sql::delete_draft, values).await? == 0 {
                return Err(StoreError::WrongState("the plan"));
            }
        }
        let (version, document) = &step.shown;
        let revision = revision + 1;
        let values = args![
            tenant,
            step.touchpoint,
            revision,
            *version,
            step.name,
            document.write(),
            step.stamp.at,
            step.stamp.by,
        ];
        tx.run(&sql::insert_revision, values).await?;
        let values = args![tenant, step.touchpoint, revision - KEPT];
        tx.run(&sql::delete_old_revisions, values).await?;
        if step.make_touchpoint_live {
            let values = args![tenant, step.touchpoint];
            if tx.run(&sql::make_touchpoint_live, values).await? > 0 {
                numbers.design_version += 1;
                tx.save(tenant, &numbers).await?;
            }
        }
        if step.name == "publish" {
            let told = serde_json::json!({ "touchpoint": step.touchpoint });
            tx.append_event(tenant, step.stamp.at, "plan_published", &told)
                .await?;
        }
        tx.commit().await?;
        Ok(Stepped::Done(revision))
    }
}
