//! A plan as it is shown: with the names of people and places, its gate, its attention.

use std::collections::HashMap;

use domain::access::Person;
use domain::design::Touchpoint;
use domain::design::plans::{Plan, PlanDocument, Stamp, compare, gate, is_stale, months_late};
use domain::ids::PersonId;
use jiff::civil::Date;
use store::OrgStore;
use store::design::Design;
use store::design::plans::PlanHead;

use crate::App;
use crate::design::plans::door;
use crate::design::plans::views::{
    DraftPlanView, GateView, LivePlanView, PlanDocumentView, PlanPersonView, PlanSummaryView,
    PlanTouchpointView, PlanVersionView, PlanView, StampView, TouchpointPlanView,
};
use crate::design::views::{Named, OwnerView};
use crate::error::{FieldError, Problem};

/// What stands around plans: places, people, the day.
pub(super) struct Room {
    pub design: Design,
    pub people: Vec<Person>,
    pub today: Date,
}

impl Room {
    pub async fn open(app: &App, org: &OrgStore) -> Result<Self, Problem> {
        Ok(Self {
            design: org.design().await?,
            people: org.people().await?,
            today: door::today(app, org).await?,
        })
    }

    fn person(&self, id: PersonId) -> Option<PlanPersonView> {
        let found = self.people.iter().find(|person| person.id == id)?;
        Some(PlanPersonView {
            id,
            name: found.name.clone(),
        })
    }

    pub fn stamp(&self, stamp: Stamp) -> StampView {
        StampView {
            at: stamp.at,
            by: stamp.by.and_then(|id| self.person(id)),
        }
    }

    /// Refuses what can't be kept. That something is still empty is no reason.
    pub fn check(&self, document: &PlanDocument) -> Result<(), Problem> {
        let path = |path: &str| match path {
            "" => "document".to_owned(),
            path => format!("document.{path}"),
        };
        let mut errors: Vec<FieldError> = document
            .faults()
            .into_iter()
            .map(|fault| FieldError::new(path(&fault.path), fault.message))
            .collect();
        if document
            .deputy
            .is_some_and(|id| !self.people.iter().any(|person| person.id == id))
        {
            errors.push(FieldError::new(path("deputy"), "There is no such person."));
        }
        if let Some(key) = &document.channel
            && !self.design.channels.iter().any(|it| it.key == *key)
        {
            let message = format!("There is no channel {key:?}.");
            errors.push(FieldError::new(path("channel"), message));
        }
        Problem::if_any(errors)
    }

    pub fn touchpoint(&self, it: &Touchpoint) -> PlanTouchpointView {
        let stage = it.stage.and_then(|id| self.design.stage(id));
        let channel = it.channel.and_then(|id| self.design.channel(id));
        let owner = it.owner.and_then(|id| self.person(id));
        PlanTouchpointView {
            id: it.id,
            key: it.key.clone(),
            label: it.label.clone(),
            kind: it.kind.into(),
            existence: it.existence.into(),
            stage: stage.map(|stage| Named {
                key: stage.key.clone(),
                label: stage.label.clone(),
            }),
            channel: channel.map(|channel| Named {
                key: channel.key.clone(),
                label: channel.label.clone(),
            }),
            owner: owner.map(|person| OwnerView {
                id: person.id,
                name: person.name,
            }),
        }
    }

    pub fn plan(&self, plan: &Plan) -> Result<PlanView, Problem> {
        Ok(PlanView {
            id: plan.id,
            version: plan.version,
            state: plan.state.as_str().to_owned(),
            document: PlanDocumentView::of(&plan.document)?,
            deputy: plan.document.deputy.and_then(|id| self.person(id)),
            saved: self.stamp(plan.state.saved()),
            reviewed: plan.state.reviewed().map(|stamp| self.stamp(stamp)),
            published: plan.state.published().map(|stamp| self.stamp(stamp)),
            until: plan.state.until(),
            stale_months: months_late(plan.document.review_by, self.today)
                .filter(|_| plan.state.is_live()),
        })
    }

    pub fn version(&self, plan: &Plan, deliveries: &HashMap<i32, i64>) -> PlanVersionView {
        PlanVersionView {
            version: plan.version,
            state: plan.state.as_str().to_owned(),
            saved: self.stamp(plan.state.saved()),
            reviewed: plan.state.reviewed().map(|stamp| self.stamp(stamp)),
            published: plan.state.published().map(|stamp| self.stamp(stamp)),
            until: plan.state.until(),
            deliveries: deliveries.get(&plan.version).copied().unwrap_or_default(),
        }
    }

    /// none, draft, reviewed, live, stale
    fn state(&self, head: Option<&PlanHead>) -> String {
        let live = head.and_then(|head| head.live.as_ref());
        let draft = head.and_then(|head| head.draft.as_ref());
        match (live, draft) {
            (Some(live), _) if is_stale(live.document.review_by, self.today) => "stale",
            (Some(_), _) => "live",
            (None, Some(draft)) => draft.state.as_str(),
            (None, None) => "none",
        }
        .to_owned()
    }

    pub fn summary(&self, touchpoint: &Touchpoint, head: Option<&PlanHead>) -> PlanSummaryView {
        let live = head.and_then(|head| head.live.as_ref());
        let draft = head.and_then(|head| head.draft.as_ref());
        PlanSummaryView {
            touchpoint: self.touchpoint(touchpoint),
            state: self.state(head),
            live: live.map(|plan| LivePlanView {
                version: plan.version,
                review_by: plan.document.review_by,
                stale_months: months_late(plan.document.review_by, self.today),
                published_at: plan.state.published().unwrap_or(plan.state.saved()).at,
            }),
            draft: draft.map(|plan| DraftPlanView {
                version: plan.version,
                state: plan.state.as_str().to_owned(),
                saved: self.stamp(plan.state.saved()),
            }),
            attention: head.and_then(|head| door::attention_of(head, touchpoint, self.today)),
            lacks: draft.map_or(0, |plan| {
                door::gate_of(plan, touchpoint, self.today).lacks.len()
            }),
        }
    }

    pub fn page(
        &self,
        touchpoint: &Touchpoint,
        head: &PlanHead,
    ) -> Result<TouchpointPlanView, Problem> {
        let nothing = PlanDocument::default();
        let shown = head.draft.as_ref().or(head.live.as_ref());
        let document = shown.map_or(&nothing, |plan| &plan.document);
        let changes = match (&head.draft, &head.live) {
            (Some(draft), Some(live)) => compare(&live.document, &draft.document),
            _ => Vec::new(),
        };
        Ok(TouchpointPlanView {
            touchpoint: self.touchpoint(touchpoint),
            state: self.state(Some(head)),
            draft: (head.draft.as_ref())
                .map(|plan| self.plan(plan))
                .transpose()?,
            live: (head.live.as_ref())
                .map(|plan| self.plan(plan))
                .transpose()?,
            gate: GateView::from(&gate(document, &door::setting(touchpoint, self.today))),
            revision: head.revision,
            attention: door::attention_of(head, touchpoint, self.today).unwrap_or_default(),
            changes: changes.into_iter().map(Into::into).collect(),
            saves: if head.draft.is_some() { head.saves } else { 0 },
        })
    }
}
