//! What can be done about findings.

use domain::access::{Actor, Permission, Person};
use domain::design::findings::{
    Acceptance as Decision, FindingRefusal, FindingState, KnownFinding,
};
use domain::design::gaps::Detector;
use domain::design::{Existence, TouchpointKind};
use domain::ids::{FindingId, TouchpointId};
use domain::time::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::{Value, json};
use store::OrgStore;
use store::design::Design;

pub use super::evidence::list_evidence;
use super::views::{
    Acceptance, DecisionView, DetectorView, GapView, PlannedView, ShareView, StateView,
    SuggestionView,
};
use crate::App;
use crate::access::ops::{Subject, name_of, note};
use crate::design::inventory::ops::{change_touchpoint, create_touchpoint};
use crate::design::views::{NewTouchpoint, OwnerView, TouchpointChange};
use crate::error::{Code, FieldError, Problem, sentence};

/// A finding is new for so many seconds.
const NEW: i64 = 7 * 86_400;

/// What findings are read beside.
struct Frame {
    design: Design,
    people: Vec<Person>,
    now: Timestamp,
    today: Date,
}

impl Frame {
    async fn read(app: &App, org: &OrgStore) -> Result<Self, Problem> {
        let zone = org
            .organization()
            .await?
            .map_or(TimeZone::UTC, |organization| organization.time_zone.zone());
        let now = app.now();
        Ok(Self {
            design: org.design().await?,
            people: org.people().await?,
            now,
            today: now.date(&zone),
        })
    }

    fn owner(&self, id: domain::ids::PersonId) -> Option<OwnerView> {
        let found = self.people.iter().find(|person| person.id == id);
        found.map(|person| OwnerView {
            id: person.id,
            name: person.name.clone(),
        })
    }

    fn decision(&self, state: FindingState) -> (StateView, DecisionView) {
        match state {
            FindingState::Open => (StateView::Open, DecisionView::default()),
            FindingState::Accepted(it) => (
                StateView::Accepted,
                DecisionView {
                    owner: self.owner(it.owner),
                    review_by: Some(it.review_by),
                    touchpoint: self.design.touchpoint(it.touchpoint).map(|touchpoint| {
                        PlannedView {
                            id: touchpoint.id,
                            key: touchpoint.key.clone(),
                            label: touchpoint.label.clone(),
                            existence: touchpoint.existence.into(),
                        }
                    }),
                    at: Some(it.at),
                    by: Some(it.by),
                    live_at: it.live_at,
                    ..DecisionView::default()
                },
            ),
            FindingState::Dismissed { reason, at, by } => (
                StateView::Dismissed,
                DecisionView {
                    reason: Some(reason),
                    at: Some(at),
                    by: Some(by),
                    ..DecisionView::default()
                },
            ),
            FindingState::Snoozed { until, at, by } => (
                StateView::Snoozed,
                DecisionView {
                    until: Some(until),
                    at: Some(at),
                    by: Some(by),
                    ..DecisionView::default()
                },
            ),
            FindingState::Closed { at } => (
                StateView::Closed,
                DecisionView {
                    at: Some(at),
                    ..DecisionView::default()
                },
            ),
        }
    }

    fn view(&self, known: KnownFinding) -> GapView {
        let (state, decision) = self.decision(known.state.on(self.today));
        let found = known.found;
        let wanted = found.suggestion;
        let stage = wanted
            .stage
            .and_then(|key| self.design.stages.iter().find(|stage| stage.key == key));
        let channel = wanted
            .channel
            .and_then(|key| self.design.channels.iter().find(|it| it.key == key));
        let existing = wanted
            .existing
            .and_then(|key| self.design.touchpoint_by_key(&key));
        let named = |key: &str, label: &str| crate::design::views::Named {
            key: key.to_owned(),
            label: label.to_owned(),
        };
        GapView {
            id: known.id,
            no: known.no,
            detector: detector_view(found.detector),
            state,
            confidence: found.confidence,
            suggestion: SuggestionView {
                label: wanted.label,
                label_de: wanted.label_de,
                stage: stage.map(|it| named(&it.key, &it.label)),
                channel: channel.map(|it| named(&it.key, &it.label)),
                kind: wanted.kind.into(),
                existing: existing.map(|it| named(&it.key, &it.label)),
            },
            about: found.about.into(),
            share: found.share.map(|share| ShareView {
                hits: share.hits,
                n: share.n,
                value: share.value,
                low: share.low,
                high: share.high,
            }),
            evidence: found.items_total,
            first_seen_at: known.first_seen_at,
            last_seen_at: known.last_seen_at,
            new: known.first_seen_at.plus_seconds(NEW) > self.now,
            decision,
        }
    }
}

fn detector_view(detector: Detector) -> DetectorView {
    match detector {
        Detector::Template => DetectorView::Template,
        Detector::UnansweredEvent => DetectorView::UnansweredEvent,
        Detector::Silence => DetectorView::Silence,
        Detector::EmptyCell => DetectorView::EmptyCell,
        Detector::UnservedExpectation => DetectorView::UnservedExpectation,
        Detector::Chase => DetectorView::Chase,
        Detector::Wish => DetectorView::Wish,
    }
}

/// Findings, the surest first; in one state and of one detector, or all.
pub async fn list_findings(
    app: &App,
    actor: &Actor,
    state: Option<StateView>,
    detector: Option<DetectorView>,
) -> Result<Vec<GapView>, Problem> {
    let grant = actor.require(Permission::ReadDesign)?;
    let org = app.store().org(&grant);
    let frame = Frame::read(app, &org).await?;
    let mut views: Vec<GapView> = org
        .findings()
        .await?
        .into_iter()
        .map(|known| frame.view(known))
        .filter(|view| state.is_none_or(|state| view.state == state))
        .filter(|view| detector.is_none_or(|detector| view.detector == detector))
        .collect();
    views.sort_by(|a, b| {
        let surest = b.confidence.total_cmp(&a.confidence);
        // Of equally sure ones what concerns more comes first.
        surest
            .then(b.evidence.cmp(&a.evidence))
            .then(a.no.cmp(&b.no))
    });
    Ok(views)
}

pub async fn show_finding(app: &App, actor: &Actor, id: FindingId) -> Result<GapView, Problem> {
    let grant = actor.require(Permission::ReadDesign)?;
    let org = app.store().org(&grant);
    let known = org.finding(id).await?.ok_or_else(gone)?;
    Ok(Frame::read(app, &org).await?.view(known))
}

fn gone() -> Problem {
    Problem::not_found("such finding")
}

fn refused(refusal: FindingRefusal) -> Problem {
    match refusal {
        FindingRefusal::NoReason | FindingRefusal::LongReason => {
            Problem::field("reason", sentence(&refusal))
        }
        FindingRefusal::Past => Problem::field("until", sentence(&refusal)),
        FindingRefusal::Decided | FindingRefusal::Closed | FindingRefusal::Open => {
            Problem::because(Code::Conflict, sentence(&refusal))
        }
    }
}

/// Writes a decision, notes it, and shows what became of the finding.
async fn decide(
    app: &App,
    actor: &Actor,
    known: KnownFinding,
    after: FindingState,
    action: &str,
    detail: Value,
) -> Result<GapView, Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let org = app.store().org(&grant);
    if !org.decide_finding(known.id, &known.state, &after).await? {
        return Err(Problem::because(
            Code::Conflict,
            "Somebody has decided this meanwhile. Look at it again.",
        ));
    }
    let frame = Frame::read(app, &org).await?;
    let view = frame.view(KnownFinding {
        state: after,
        ..known
    });
    let label = label_of(&view);
    let subject = Subject::new("finding", view.id, label);
    note(app, &grant, action, subject, detail).await?;
    Ok(view)
}

/// What a finding is called in the log of who did what.
fn label_of(view: &GapView) -> String {
    let planned = view.decision.touchpoint.as_ref().map(|it| it.label.clone());
    let existing = view.suggestion.existing.as_ref();
    planned
        .or_else(|| view.suggestion.label.clone())
        .or_else(|| existing.map(|it| it.label.clone()))
        .unwrap_or_else(|| format!("#{}", view.no))
}

/// Plans a touchpoint for a finding, or has the one that is there used.
pub async fn accept_finding(
    app: &App,
    actor: &Actor,
    id: FindingId,
    form: &Acceptance,
) -> Result<GapView, Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let org = app.store().org(&grant);
    let known = org.finding(id).await?.ok_or_else(gone)?;
    let frame = Frame::read(app, &org).await?;
    known.state.require_open(frame.today).map_err(refused)?;
    let mut errors = Vec::new();
    if frame.owner(form.owner).is_none() {
        errors.push(FieldError::new("owner", "There is no such person."));
    }
    if form.review_by < frame.today {
        errors.push(FieldError::new("review_by", "A day to come is needed."));
    }
    let wanted = &known.found.suggestion;
    let existing = wanted
        .existing
        .as_deref()
        .and_then(|key| frame.design.touchpoint_by_key(key))
        .map(|touchpoint| (touchpoint.id, touchpoint.owner));
    let label = form.label.clone().or_else(|| wanted.label.clone());
    if existing.is_none() && label.is_none() {
        errors.push(FieldError::new(
            "label",
            "Say what the touchpoint is called.",
        ));
    }
    Problem::if_any(errors)?;
    let (touchpoint, made) = match existing {
        Some((id, owner)) => {
            if owner.is_none() {
                let change = TouchpointChange {
                    owner: Some(Some(form.owner)),
                    ..TouchpointChange::default()
                };
                change_touchpoint(app, actor, id, &change).await?;
            }
            (id, false)
        }
        None => {
            let kind = form.kind.unwrap_or_else(|| wanted.kind.into());
            let new = planned(
                label.unwrap_or_default(),
                kind.into(),
                form.stage.clone().or_else(|| wanted.stage.clone()),
                form.channel.clone().or_else(|| wanted.channel.clone()),
                form.owner,
            );
            (create_touchpoint(app, actor, &new).await?.id, true)
        }
    };
    let decision = Decision {
        owner: form.owner,
        review_by: form.review_by,
        touchpoint,
        made,
        at: app.now(),
        by: name_of(app, &grant).await?,
        live_at: None,
    };
    let after = known
        .state
        .clone()
        .accept(decision, frame.today)
        .map_err(refused)?;
    let detail = json!({ "review_by": form.review_by });
    let accepted = decide(app, actor, known, after, "accept_finding", detail).await;
    if accepted.is_err() && made {
        org.remove_planned_touchpoint(touchpoint).await?;
    }
    accepted
}

fn planned(
    label: String,
    kind: TouchpointKind,
    stage: Option<String>,
    channel: Option<String>,
    owner: domain::ids::PersonId,
) -> NewTouchpoint {
    NewTouchpoint {
        label,
        kind: kind.into(),
        existence: Existence::Planned.into(),
        stage,
        channel,
        owner: Some(owner),
        moment_of_truth: false,
        importance: None,
        department: None,
        our_attention: None,
        industry_attention: None,
        audiences: Vec::new(),
        reason: None,
        note: None,
    }
}

/// Says that this is no gap; its ground is never raised again.
pub async fn dismiss_finding(
    app: &App,
    actor: &Actor,
    id: FindingId,
    reason: &str,
) -> Result<GapView, Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let org = app.store().org(&grant);
    let known = org.finding(id).await?.ok_or_else(gone)?;
    let today = Frame::read(app, &org).await?.today;
    let by = name_of(app, &grant).await?;
    let after = known
        .state
        .clone()
        .dismiss(reason, by, app.now(), today)
        .map_err(refused)?;
    let detail = json!({ "reason": reason });
    decide(app, actor, known, after, "dismiss_finding", detail).await
}

/// Puts a finding off until a day.
pub async fn snooze_finding(
    app: &App,
    actor: &Actor,
    id: FindingId,
    until: Date,
) -> Result<GapView, Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let org = app.store().org(&grant);
    let known = org.finding(id).await?.ok_or_else(gone)?;
    let today = Frame::read(app, &org).await?.today;
    let by = name_of(app, &grant).await?;
    let after = known
        .state
        .clone()
        .snooze(until, by, app.now(), today)
        .map_err(refused)?;
    let detail = json!({ "until": until });
    decide(app, actor, known, after, "snooze_finding", detail).await
}

/// Takes a decision back. A touchpoint that was planned for it goes, unless something came of it already.
pub async fn reopen_finding(app: &App, actor: &Actor, id: FindingId) -> Result<GapView, Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let org = app.store().org(&grant);
    let known = org.finding(id).await?.ok_or_else(gone)?;
    let after = known.state.clone().reopen().map_err(refused)?;
    let made: Option<TouchpointId> = match &known.state {
        FindingState::Accepted(it) if it.made => Some(it.touchpoint),
        _ => None,
    };
    let view = decide(app, actor, known, after, "reopen_finding", json!({})).await?;
    if let Some(touchpoint) = made {
        org.remove_planned_touchpoint(touchpoint).await?;
    }
    Ok(view)
}
