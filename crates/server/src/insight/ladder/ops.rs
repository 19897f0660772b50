//! What can be asked of the ladder.

use std::collections::HashMap;

use domain::access::{Actor, Permission};
use domain::clients::Client;
use domain::ids::ClientId;
use domain::loyalty::ladder::asymmetry::{BySign, Slopes, slopes, stayed_by_sign};
use domain::loyalty::ladder::proof::Calibration;
use domain::loyalty::ladder::{
    Basis, Course, Rules, Settings, Standing, TOLERANCES, Transition, WINDOWS, flows::Flows,
};
use domain::time::{Bucket, Granularity, Period, Timestamp, buckets};
use insight::Ladder;
use serde_json::json;
use store::OrgStore;
use store::loyalty::ladder::ExpectationName;

use super::gather::Ground;
use super::jobs;
use super::run::Reach;
use super::views::{LadderParams, RulesForm, WhatIfForm};
use super::whom::Whom;
use crate::App;
use crate::access::ops::{Subject, note};
use crate::error::{Fields, Problem};
use crate::insight::source::{self, Moment};

/// Where one client stands, with what its numbers stand for.
pub struct Shown {
    pub standing: Standing,
    pub transitions: Vec<Transition>,
    pub names: HashMap<i64, ExpectationName>,
    pub rules: Rules,
    pub due: Option<Timestamp>,
    pub left: Option<Timestamp>,
}

async fn one(org: &OrgStore, id: ClientId) -> Result<Client, Problem> {
    let client = org.client(id).await?;
    client.ok_or_else(|| Problem::not_found("such client"))
}

async fn names(org: &OrgStore, client: i64) -> Result<HashMap<i64, ExpectationName>, Problem> {
    let names = org.expectation_names(client).await?;
    Ok(names.into_iter().map(|it| (it.no, it)).collect())
}

/// Where a client stands now, by all that is known this moment.
pub async fn show_standing(app: &App, actor: &Actor, id: ClientId) -> Result<Shown, Problem> {
    let grant = actor.require(Permission::ReadClients)?;
    let org = app.store().org(&grant);
    let client = one(&org, id).await?;
    let moment = source::read(app, &grant).await?;
    let ground = Ground::read(&org, &moment.design).await?;
    let inputs = ground.inputs(&moment.snapshot.dimensions, app.now());
    let (engine, snapshot, no) = (app.engine().clone(), moment.snapshot, client.no);
    let work = tokio::task::spawn_blocking(move || engine.place(&snapshot, &inputs, &[no]));
    let placed = work
        .await
        .map_err(Problem::internal)?
        .map_err(Problem::internal)?;
    let placed = (placed.into_iter().next()).ok_or_else(|| Problem::not_found("such client"))?;
    Ok(Shown {
        standing: placed.standing,
        transitions: placed.transitions,
        names: names(&org, client.no).await?,
        rules: ground.rules,
        due: placed.due,
        left: placed.left,
    })
}

/// Where a client would stand if some of its expectations were met so, or a plus-one were felt now. Nothing is kept.
pub async fn suppose_standing(
    app: &App,
    actor: &Actor,
    id: ClientId,
    form: &WhatIfForm,
) -> Result<Shown, Problem> {
    let grant = actor.require(Permission::ReadClients)?;
    let org = app.store().org(&grant);
    let client = one(&org, id).await?;
    let names = names(&org, client.no).await?;
    let mut fields = Fields::default();
    let mut met = Vec::new();
    for (place, it) in form.met.iter().enumerate() {
        match names.values().find(|name| name.id == it.expectation) {
            None => fields.refuse(
                &format!("met[{place}].expectation"),
                "This client has no such expectation.",
            ),
            Some(_) if !(-3.0..=3.0).contains(&it.delta) => fields.refuse(
                &format!("met[{place}].delta"),
                "This goes from −3 (far short) to 3 (far beyond).",
            ),
            Some(name) => met.push((name.no, it.delta)),
        }
    }
    fields.check()?;
    let moment = source::read(app, &grant).await?;
    let ground = Ground::read(&org, &moment.design).await?;
    let (engine, snapshot, no) = (app.engine().clone(), moment.snapshot, client.no);
    let work = tokio::task::spawn_blocking(move || engine.evidence_of(&snapshot, no));
    let evidence = work
        .await
        .map_err(Problem::internal)?
        .map_err(Problem::internal)?;
    let course = Course::of(evidence, &ground.serving);
    let now = app.now();
    Ok(Shown {
        standing: course.what_if(&ground.rules, now, &met, form.plus_one),
        transitions: Vec::new(),
        names,
        rules: ground.rules,
        due: None,
        left: course.left(now),
    })
}

/// The ladder of the whole organization, or of some of its clients.
pub struct Whole {
    pub flows: Flows,
    /// The stretches of time at whose ends clients are looked at; the last one ends now.
    pub stretches: Vec<Bucket>,
    pub rules: Rules,
    pub settings: Settings,
    pub calibration: Calibration,
    pub slopes: Option<Slopes>,
    pub by_sign: Option<BySign>,
    pub clients: u64,
    /// Clients in the address book of whom the log knows nothing.
    pub never_met: u64,
    pub computed_at: Timestamp,
}

/// Stretches that one may look back.
const STRETCHES: std::ops::RangeInclusive<u8> = 2..=12;

pub async fn show_ladder(
    app: &App,
    actor: &Actor,
    params: &LadderParams,
) -> Result<Whole, Problem> {
    let grant = actor.require(Permission::ReadInsight)?;
    let org = app.store().org(&grant);
    let mut fields = Fields::default();
    let count = params.stretches.unwrap_or(4);
    if !STRETCHES.contains(&count) {
        fields.refuse("stretches", "This is 2 to 12.");
    }
    let unit = match params.unit.as_deref().unwrap_or("quarter") {
        "month" => Granularity::Month,
        "quarter" => Granularity::Quarter,
        "year" => Granularity::Year,
        _ => {
            fields.refuse("unit", "This is month, quarter or year.");
            Granularity::Quarter
        }
    };
    fields.check()?;
    let moment = source::read(app, &grant).await?;
    let dimensions = &moment.snapshot.dimensions;
    let whom = Whom::read(app, (actor, &grant), dimensions, &params.whom()).await?;
    let ground = Ground::read(&org, &moment.design).await?;
    let now = app.now();
    let stretches = stretches(&moment, unit, usize::from(count), now);
    let moments: Vec<Timestamp> = stretches.iter().map(|it| it.to).collect();
    let inputs = ground.inputs(&moment.snapshot.dimensions, now);
    let (engine, snapshot) = (app.engine().clone(), moment.snapshot);
    let looked_at = whom.clone();
    let work = tokio::task::spawn_blocking(move || {
        let counts = |client: i64| looked_at.counts(client);
        engine.ladder(&snapshot, &inputs, &moments, &counts)
    });
    let Ladder {
        flows,
        trials,
        clients,
    } = work
        .await
        .map_err(Problem::internal)?
        .map_err(Problem::internal)?;
    whom.check_size(clients)?;
    let known = if whom.is_everybody() {
        org.count_clients().await?.unsigned_abs()
    } else {
        clients
    };
    Ok(Whole {
        calibration: trials.calibrate(),
        slopes: slopes(&trials),
        by_sign: stayed_by_sign(&trials),
        flows,
        stretches,
        rules: ground.rules,
        settings: ground.settings,
        clients,
        never_met: known.saturating_sub(clients),
        computed_at: now,
    })
}

/// The last stretches of time, the newest ending now.
fn stretches(moment: &Moment, unit: Granularity, count: usize, now: Timestamp) -> Vec<Bucket> {
    let zone = moment.snapshot.dimensions.zone();
    let days = match unit {
        Granularity::Month => 32,
        Granularity::Quarter => 93,
        _ => 367,
    };
    let back = i64::try_from(count).unwrap_or_default() * days * 86_400;
    let period = Period {
        from: now.plus_seconds(-back),
        to: now,
    };
    let mut all = buckets(period, unit, &zone);
    all.drain(..all.len().saturating_sub(count));
    if let Some(last) = all.last_mut() {
        last.to = now;
    }
    all
}

/// What is set, and on what standings rest now.
pub async fn show_ladder_rules(app: &App, actor: &Actor) -> Result<(Settings, Basis), Problem> {
    let grant = actor.require(Permission::ReadInsight)?;
    let org = app.store().org(&grant);
    let basis = if org.knows_expectations().await? {
        Basis::Expectations
    } else {
        Basis::Scores
    };
    Ok((org.ladder_settings().await?.unwrap_or_default(), basis))
}

/// Sets the rules; every client is placed anew by them.
pub async fn set_ladder_rules(
    app: &App,
    actor: &Actor,
    form: &RulesForm,
) -> Result<(Settings, Basis), Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let org = app.store().org(&grant);
    let mut fields = Fields::default();
    if !TOLERANCES.contains(&form.tolerance) {
        fields.refuse("tolerance", "The tolerance is 0 to 2 steps.");
    }
    let mut days = |field: &str, days: u32| {
        let found = u16::try_from(days).ok().filter(|it| WINDOWS.contains(it));
        if found.is_none() {
            fields.refuse(field, "A window has 30 to 1,825 days.");
        }
        found.unwrap_or_default()
    };
    let (reading_days, plus_one_days) = (
        days("reading_days", form.reading_days),
        days("plus_one_days", form.plus_one_days),
    );
    fields.check()?;
    let named = |text: &Option<String>| {
        let text = text.as_deref().map(str::trim).filter(|it| !it.is_empty());
        text.map(str::to_owned)
    };
    let settings = Settings {
        tolerance: form.tolerance,
        reading_days,
        plus_one_days,
        revenue_attribute: named(&form.revenue_attribute),
        alternatives_attribute: named(&form.alternatives_attribute),
    };
    let before = org.ladder_settings().await?.unwrap_or_default();
    org.save_ladder_settings(&settings).await?;
    let detail = json!({
        "tolerance": { "from": before.tolerance, "to": settings.tolerance },
        "reading_days": { "from": before.reading_days, "to": settings.reading_days },
        "plus_one_days": { "from": before.plus_one_days, "to": settings.plus_one_days },
    });
    let subject = Subject::new("ladder", org.organization_id(), "");
    note(app, &grant, "set_ladder_rules", subject, detail).await?;
    jobs::order(app, org.organization_id(), &Reach::Nobody, 0).await?;
    let basis = if org.knows_expectations().await? {
        Basis::Expectations
    } else {
        Basis::Scores
    };
    Ok((settings, basis))
}
