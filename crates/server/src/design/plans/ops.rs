//! What can be done about plans.

mod show;

use domain::access::{Actor, Grant, Permission, Who};
use domain::design::plans::{
    FieldChange, Gate, Plan, PlanDocument, PlanRefusal, PlanState, Stamp, compare, merge,
};
use domain::design::{Existence, Touchpoint};
use domain::ids::{PlanId, TouchpointId};
use serde_json::json;
use store::OrgStore;
use store::design::plans::{PlanHead, PlanStep, Stepped};

use super::door::{self, incomplete};
use super::views::{
    PlanChangedView, PlanComparisonView, PlanDocumentView, PlanForm, PlanSummaryView,
    PlanVersionView, PlanView, TouchpointPlanView, read_document,
};
use crate::App;
use crate::access::ops::{Subject, note};
use crate::error::{Code, FieldError, Problem};
use show::Room;

fn gone() -> Problem {
    Problem::not_found("such touchpoint")
}

fn who(grant: &Grant) -> Option<domain::ids::PersonId> {
    match grant.who() {
        Who::Person(id) => Some(id),
        Who::Token(_) | Who::System => None,
    }
}

/// Every touchpoint, in its order, with where its plan stands.
pub async fn list_plans(app: &App, actor: &Actor) -> Result<Vec<PlanSummaryView>, Problem> {
    let grant = actor.require(Permission::ReadDesign)?;
    let org = app.store().org(&grant);
    let (room, plans) = (Room::open(app, &org).await?, org.plans().await?);
    Ok(room
        .design
        .touchpoints
        .iter()
        .map(|touchpoint| room.summary(touchpoint, plans.get(&touchpoint.id)))
        .collect())
}

pub async fn show_plan(
    app: &App,
    actor: &Actor,
    id: TouchpointId,
) -> Result<TouchpointPlanView, Problem> {
    let grant = actor.require(Permission::ReadDesign)?;
    let desk = Desk::open(app, &grant, id).await?;
    desk.room.page(&desk.touchpoint, &desk.head)
}

/// One plan with all that a decision about it needs.
struct Desk<'a> {
    app: &'a App,
    grant: &'a Grant,
    org: OrgStore,
    room: Room,
    touchpoint: Touchpoint,
    head: PlanHead,
}

impl<'a> Desk<'a> {
    async fn open(app: &'a App, grant: &'a Grant, id: TouchpointId) -> Result<Self, Problem> {
        let org = app.store().org(grant);
        let room = Room::open(app, &org).await?;
        let touchpoint = room.design.touchpoint(id).cloned().ok_or_else(gone)?;
        let head = org.plan(id).await?;
        Ok(Self {
            app,
            grant,
            org,
            room,
            touchpoint,
            head,
        })
    }

    fn stamp(&self) -> Stamp {
        Stamp {
            by: who(self.grant),
            at: self.app.now(),
        }
    }

    fn gate(&self, plan: &Plan) -> Gate {
        door::gate_of(plan, &self.touchpoint, self.room.today)
    }

    fn draft(&self) -> Result<Plan, Problem> {
        let none = || {
            let detail = "Nobody is writing a plan for this touchpoint.";
            Problem::because(Code::Conflict, detail)
        };
        self.head.draft.clone().ok_or_else(none)
    }

    /// Whoever decided on an earlier revision is told what stands there now.
    async fn check(&self, revision: i64) -> Result<(), Problem> {
        if revision == self.head.revision {
            return Ok(());
        }
        Err(self.changed(revision, None).await?)
    }

    /// Somebody else was first. `mine` is what was to be kept.
    async fn changed(
        &self,
        revision: i64,
        mine: Option<&PlanDocument>,
    ) -> Result<Problem, Problem> {
        let head = self.org.plan(self.touchpoint.id).await?;
        let shown = head.draft.as_ref().or(head.live.as_ref());
        let theirs = shown.map(|plan| plan.document.clone()).unwrap_or_default();
        let base = match revision {
            0 => Some(PlanDocument::default()),
            _ => self.org.plan_at(self.touchpoint.id, revision).await?,
        };
        let merged = (base.as_ref().zip(mine)).map(|(base, mine)| merge(base, mine, &theirs));
        let fields =
            |pick: fn(&domain::design::plans::Merge) -> &[domain::design::plans::PlanField]| {
                let list = merged.as_ref().map(pick).unwrap_or_default();
                list.iter().map(|field| field.as_str().to_owned()).collect()
            };
        let last = head.last.unwrap_or(Stamp {
            by: None,
            at: self.app.now(),
        });
        let saved = self.room.stamp(last);
        let name = saved.by.as_ref().map_or("Somebody else", |by| &*by.name);
        let detail =
            format!("{name} has changed this plan since you opened it. Nothing of yours is lost.");
        let current = PlanChangedView {
            revision: head.revision,
            document: PlanDocumentView::of(&theirs)?,
            base: base.as_ref().map(PlanDocumentView::of).transpose()?,
            merged: (merged.as_ref())
                .map(|merged| PlanDocumentView::of(&merged.document))
                .transpose()?,
            mine: fields(|merged| &merged.mine),
            theirs: fields(|merged| &merged.theirs),
            conflicts: fields(|merged| &merged.conflicts),
            saved,
        };
        Ok(Problem::because(Code::PlanChanged, detail).with_current(&current))
    }

    /// Takes the step, notes it, and shows the plan after it.
    async fn take(
        self,
        step: PlanStep,
        action: &str,
        mine: Option<&PlanDocument>,
    ) -> Result<TouchpointPlanView, Problem> {
        match self.org.step_plan(&step).await? {
            Stepped::Done(_) => {}
            Stepped::Changed => return Err(self.changed(step.revision, mine).await?),
            Stepped::Gone => return Err(gone()),
        }
        let touchpoint = &self.touchpoint;
        let mut detail = json!({ "version": step.shown.0 });
        if let Some(before) = &self.head.draft.as_ref().or(self.head.live.as_ref())
            && step.name == "save"
        {
            let changes = compare(&before.document, &step.shown.1);
            let name = |change: &FieldChange| change.field.as_str();
            detail["fields"] = json!(changes.iter().map(name).collect::<Vec<_>>());
        }
        if let Some(version) = step.discard {
            detail["version"] = json!(version);
        }
        let subject = Subject::new("touchpoint", touchpoint.id, &touchpoint.label);
        note(self.app, self.grant, action, subject, detail).await?;
        let after = Desk::open(self.app, self.grant, touchpoint.id).await?;
        after.room.page(&after.touchpoint, &after.head)
    }

    fn step(&self, name: &'static str, put: Vec<Plan>) -> PlanStep {
        let shown = put.last().map(|plan| (plan.version, plan.document.clone()));
        PlanStep {
            touchpoint: self.touchpoint.id,
            revision: self.head.revision,
            name,
            stamp: self.stamp(),
            shown: shown.unwrap_or_default(),
            put,
            discard: None,
            make_touchpoint_live: false,
        }
    }
}

fn refused(refusal: PlanRefusal, gate: &Gate) -> Problem {
    match refusal {
        PlanRefusal::Incomplete(_) => incomplete(gate, None),
        PlanRefusal::NotReviewed => Problem::because(
            Code::PlanNotReviewed,
            "Somebody has to read this plan whole and mark it as reviewed first.",
        ),
        other => Problem::because(Code::Conflict, crate::error::sentence(&other)),
    }
}

/// Keeps what somebody wrote; where nobody was writing, the next version begins.
pub async fn save_plan(
    app: &App,
    actor: &Actor,
    id: TouchpointId,
    form: &PlanForm,
) -> Result<TouchpointPlanView, Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let desk = Desk::open(app, &grant, id).await?;
    let document = read_document(&form.document)?.tidied(|| app.id::<PlanId>().to_string());
    desk.room.check(&document)?;
    if form.revision != desk.head.revision {
        return Err(desk.changed(form.revision, Some(&document)).await?);
    }
    let stamp = desk.stamp();
    let next = match (&desk.head.draft, &desk.head.live) {
        (Some(draft), _) => draft
            .clone()
            .save(document.clone(), stamp)
            .map_err(|refusal| refused(refusal, &desk.gate(draft)))?,
        (None, Some(live)) if live.document == document => {
            return desk.room.page(&desk.touchpoint, &desk.head);
        }
        (None, live) => Plan {
            id: app.id(),
            touchpoint: id,
            version: live.as_ref().map_or(1, |live| live.version + 1),
            document: document.clone(),
            state: PlanState::Draft { saved: stamp },
        },
    };
    let step = desk.step("save", vec![next]);
    desk.take(step, "save_plan", Some(&document)).await
}

pub async fn review_plan(
    app: &App,
    actor: &Actor,
    id: TouchpointId,
    revision: i64,
) -> Result<TouchpointPlanView, Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let desk = Desk::open(app, &grant, id).await?;
    desk.check(revision).await?;
    let draft = desk.draft()?;
    let gate = desk.gate(&draft);
    let reviewed = (draft.review(&gate, desk.stamp())).map_err(|it| refused(it, &gate))?;
    let step = desk.step("review", vec![reviewed]);
    desk.take(step, "review_plan", None).await
}

/// What was reviewed becomes a draft again; where nobody is writing, the next version begins with what is live.
pub async fn reopen_plan(
    app: &App,
    actor: &Actor,
    id: TouchpointId,
    revision: i64,
) -> Result<TouchpointPlanView, Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let desk = Desk::open(app, &grant, id).await?;
    desk.check(revision).await?;
    let draft = match (&desk.head.draft, &desk.head.live) {
        (None, Some(live)) => Plan {
            id: app.id(),
            version: live.version + 1,
            state: PlanState::Draft {
                saved: desk.stamp(),
            },
            ..live.clone()
        },
        _ => {
            let draft = desk.draft()?;
            let gate = desk.gate(&draft);
            draft.reopen().map_err(|refusal| refused(refusal, &gate))?
        }
    };
    let step = desk.step("reopen", vec![draft]);
    desk.take(step, "reopen_plan", None).await
}

/// From now on the reviewed version holds, and its touchpoint is live.
pub async fn publish_plan(
    app: &App,
    actor: &Actor,
    id: TouchpointId,
    revision: i64,
) -> Result<TouchpointPlanView, Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let desk = Desk::open(app, &grant, id).await?;
    desk.check(revision).await?;
    if matches!(
        desk.touchpoint.existence,
        Existence::Retired | Existence::NotApplicable
    ) {
        return Err(Problem::because(
            Code::Conflict,
            "This touchpoint is retired or does not apply. Make it planned first.",
        ));
    }
    let draft = desk.draft()?;
    let (gate, stamp) = (desk.gate(&draft), desk.stamp());
    let live = (draft.publish(&gate, stamp)).map_err(|it| refused(it, &gate))?;
    let mut put = Vec::new();
    if let Some(before) = desk.head.live.clone() {
        put.push(
            before
                .supersede(stamp.at)
                .map_err(|it| refused(it, &gate))?,
        );
    }
    put.push(live);
    let step = PlanStep {
        make_touchpoint_live: true,
        ..desk.step("publish", put)
    };
    desk.take(step, "publish_plan", None).await
}

/// Throws the draft away; what is live stays.
pub async fn discard_plan(
    app: &App,
    actor: &Actor,
    id: TouchpointId,
    revision: i64,
) -> Result<TouchpointPlanView, Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let desk = Desk::open(app, &grant, id).await?;
    desk.check(revision).await?;
    let draft = desk.draft()?;
    let shown = desk.head.live.as_ref();
    let step = PlanStep {
        discard: Some(draft.version),
        shown: shown.map_or_else(Default::default, |live| {
            (live.version, live.document.clone())
        }),
        ..desk.step("discard", Vec::new())
    };
    desk.take(step, "discard_plan", None).await
}

pub async fn list_plan_versions(
    app: &App,
    actor: &Actor,
    id: TouchpointId,
) -> Result<Vec<PlanVersionView>, Problem> {
    let grant = actor.require(Permission::ReadDesign)?;
    let org = app.store().org(&grant);
    let room = Room::open(app, &org).await?;
    let touchpoint = room.design.touchpoint(id).ok_or_else(gone)?;
    let deliveries = org.deliveries_by_version(touchpoint.no).await?;
    Ok(org
        .plan_versions(id)
        .await?
        .iter()
        .map(|plan| room.version(plan, &deliveries))
        .collect())
}

pub async fn show_plan_version(
    app: &App,
    actor: &Actor,
    id: TouchpointId,
    version: i32,
) -> Result<PlanView, Problem> {
    let grant = actor.require(Permission::ReadDesign)?;
    let org = app.store().org(&grant);
    let room = Room::open(app, &org).await?;
    let versions = org.plan_versions(id).await?;
    let plan = versions.iter().find(|plan| plan.version == version);
    room.plan(plan.ok_or_else(|| Problem::not_found("such version of this plan"))?)
}

/// In what a later version differs from an earlier one.
pub async fn compare_plans(
    app: &App,
    actor: &Actor,
    id: TouchpointId,
    a: Option<i32>,
    b: Option<i32>,
) -> Result<PlanComparisonView, Problem> {
    let grant = actor.require(Permission::ReadDesign)?;
    let org = app.store().org(&grant);
    let room = Room::open(app, &org).await?;
    let touchpoint = room.design.touchpoint(id).ok_or_else(gone)?;
    let versions = org.plan_versions(id).await?;
    let find = |field: &str, version: Option<i32>, otherwise: Option<&Plan>| {
        let found = match version {
            Some(version) => versions.iter().find(|plan| plan.version == version),
            None => versions.iter().find(|plan| Some(*plan) == otherwise),
        };
        let none = || Problem::fields(vec![FieldError::new(field, "There is no such version.")]);
        found.cloned().ok_or_else(none)
    };
    let b = find("b", b, versions.first())?;
    let live = versions.iter().find(|plan| plan.state.is_live());
    let before = versions.iter().find(|plan| plan.version < b.version);
    let a = find("a", a, live.filter(|live| **live != b).or(before))?;
    let deliveries = org.deliveries_by_version(touchpoint.no).await?;
    Ok(PlanComparisonView {
        a: room.version(&a, &deliveries),
        b: room.version(&b, &deliveries),
        changes: compare(&a.document, &b.document)
            .into_iter()
            .map(Into::into)
            .collect(),
    })
}
