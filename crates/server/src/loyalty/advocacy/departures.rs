//! What can be done about departures.

use domain::access::{Actor, Permission};
use domain::clients::tier_of;
use domain::ids::DepartureId;
use domain::loyalty::advocacy::blame::blame;
use domain::loyalty::advocacy::departures::{
    Cause, Departure, SILENCE_DAYS, Sign, SignalKind, WINDOW_DAYS, missed, silences,
};
use serde_json::json;
use store::OrgStore;
use store::clients::ClientRange;

use super::ops::limit;
use super::views::{
    BlameForm, BlameView, CauseView, DepartureForm, DepartureView, ListParams, MissedView,
};
use crate::App;
use crate::access::ops::{Subject, note};
use crate::error::{Fields, Problem};
use crate::insight::export::Sheet;
use crate::loyalty::promises::ops::{client_no, cursor, moment, next_cursor, person};
use crate::signals::events::views::ClientNameView;
use crate::view::Page;

/// Who left, the newest first, each with the earliest sign that we missed.
pub async fn list_departures(
    app: &App,
    actor: &Actor,
    params: &ListParams,
) -> Result<Page<DepartureView>, Problem> {
    let grant = actor.require(Permission::ReadClients)?;
    let org = app.store().org(&grant);
    let limit = limit(params)?;
    let client = client_no(&org, params.client).await?;
    let after = cursor(params.after.as_deref())?;
    let mut found = org.departures(client, after, limit + 1).await?;
    let more = found.len() > limit;
    found.truncate(limit);
    let last = found.last().filter(|_| more);
    let next = last.map(|(_, it)| next_cursor(it.at, it.id));
    let mut items = Vec::with_capacity(found.len());
    for (client, departure) in found {
        items.push(shown(&org, client, departure).await?);
    }
    Ok(Page { items, next })
}

async fn shown(org: &OrgStore, client: i64, it: Departure) -> Result<DepartureView, Problem> {
    // A gap that ends in the window may begin a good while before it.
    let from = it.at.plus_seconds(-2 * WINDOW_DAYS * 86_400);
    let seen = org.signs_of(client, from, it.at).await?;
    let attributes = org.clients_by_no(&[client]).await?.pop();
    let attributes = attributes.map(|it| it.attributes).unwrap_or_default();
    let tiers = org.tiers().await?;
    let promised = tier_of(&tiers, &attributes).and_then(|tier| tier.max_silence_days);
    let days = promised.map_or(SILENCE_DAYS, i64::from);
    let mut signs: Vec<Sign> = seen.signs.iter().map(|(sign, _)| *sign).collect();
    signs.extend(silences(&seen.touches, it.at, days));
    let renewed = org.decisions(ClientRange::one(client)).await?;
    let renewed = renewed
        .iter()
        .filter(|decided| decided.stayed && decided.at < it.at)
        .map(|decided| decided.at)
        .max();
    let found = missed(&signs, it.at, renewed);
    Ok(DepartureView {
        id: it.id,
        client: ClientNameView {
            id: it.client,
            key: it.client_key,
            name: it.client_name,
        },
        at: it.at,
        causes: it
            .causes
            .into_iter()
            .map(|cause| CauseView {
                ours: cause.ours,
                code: cause.code.into(),
                words: cause.words,
            })
            .collect(),
        words: it.words,
        revenue_cents: it.revenue_cents,
        warning_days: found.map(|it| it.warning_days),
        missed: found.map(|it| MissedView {
            at: it.sign.at,
            kind: it.sign.kind.into(),
            words: seen
                .signs
                .iter()
                .find(|(sign, _)| *sign == it.sign)
                .and_then(|(_, words)| words.clone()),
            signs: it.signs,
        }),
    })
}

/// Writes down that a client left, and why, on our side.
pub async fn note_departure(
    app: &App,
    actor: &Actor,
    form: &DepartureForm,
) -> Result<DepartureView, Problem> {
    let grant = actor.require(Permission::RecordSignals)?;
    let org = app.store().org(&grant);
    let now = app.now();
    let mut fields = Fields::default();
    let found = org.client_who_counts(form.client).await?;
    let client = found.ok_or_else(|| Problem::field("client", "There is no such client."))?;
    let words = form.words.as_deref().map(str::trim);
    let departure = Departure {
        id: app.id(),
        client: client.id,
        client_key: client.key.clone(),
        client_name: client.name.clone(),
        at: moment(&mut fields, "at", form.at.as_deref(), now),
        causes: form
            .causes
            .iter()
            .map(|cause| Cause {
                ours: cause.ours,
                code: cause.code.into(),
                words: cause.words.trim().to_owned(),
            })
            .collect(),
        words: words.filter(|it| !it.is_empty()).map(str::to_owned),
        revenue_cents: form.revenue_cents,
        noted_at: now,
        noted_by: person(&grant),
        withdrawn: false,
    };
    for (field, message) in departure.faults(now) {
        let field = if field == "revenue" {
            "revenue_cents"
        } else {
            &field
        };
        fields.refuse(field, &message);
    }
    fields.check()?;
    org.add_departures(now, &[(departure.clone(), client.no)])
        .await?;
    let label = client.name.unwrap_or(client.key);
    let causes: Vec<&str> = departure.causes.iter().map(|it| it.code.as_str()).collect();
    let detail = json!({ "causes": causes });
    note(
        app,
        &grant,
        "note_departure",
        Subject::new("departure", departure.id, label),
        detail,
    )
    .await?;
    shown(&org, client.no, departure).await
}

/// The client came back, or never left.
pub async fn withdraw_departure(app: &App, actor: &Actor, id: DepartureId) -> Result<(), Problem> {
    let grant = actor.require(Permission::RecordSignals)?;
    let org = app.store().org(&grant);
    if !org.withdraw_departure(id, app.now()).await? {
        return Err(Problem::not_found("such departure"));
    }
    let detail = json!({ "withdrawn": true });
    note(
        app,
        &grant,
        "change_departure",
        Subject::new("departure", id, ""),
        detail,
    )
    .await
}

/// The client has left after all.
pub async fn restore_departure(app: &App, actor: &Actor, id: DepartureId) -> Result<(), Problem> {
    let grant = actor.require(Permission::RecordSignals)?;
    let org = app.store().org(&grant);
    if !org.restore_departure(id, app.now()).await? {
        return Err(Problem::not_found("such departure that was taken back"));
    }
    let subject = Subject::new("departure", id, "");
    note(app, &grant, "restore_departure", subject, json!({})).await
}

/// The most departures in one file.
const MOST_ROWS: usize = 100_000;

/// Who left and why, as a table.
pub async fn export_departures(app: &App, actor: &Actor) -> Result<Vec<u8>, Problem> {
    let grant = actor.require(Permission::ReadClients)?;
    let org = app.store().org(&grant);
    let mut rows = Vec::new();
    let mut after = None;
    while rows.len() < MOST_ROWS {
        let found = org.departures(None, after, 200).await?;
        let more = found.len() == 200;
        for (client, departure) in found {
            after = Some((departure.at, departure.id));
            let it = shown(&org, client, departure).await?;
            let causes = |ours: bool| {
                let of_side = it.causes.iter().filter(|cause| cause.ours == ours);
                let words: Vec<&str> = of_side.map(|cause| cause.words.as_str()).collect();
                words.join("; ")
            };
            rows.push(vec![
                it.client.key.clone().into(),
                it.client.name.clone().into(),
                it.at.to_string().into(),
                causes(true).into(),
                causes(false).into(),
                it.words.clone().into(),
                it.revenue_cents.map(|cents| cents as f64).into(),
                it.missed.as_ref().map(|it| it.at.to_string()).into(),
                it.missed
                    .as_ref()
                    .map(|it| SignalKind::from(it.kind).as_str().to_owned())
                    .into(),
                it.warning_days.map(|days| days as f64).into(),
            ]);
        }
        if !more {
            break;
        }
    }
    let columns = [
        "client",
        "name",
        "at",
        "our_causes",
        "circumstances",
        "words",
        "revenue_cents",
        "first_missed_at",
        "first_missed",
        "warning_days",
    ];
    let sheet = Sheet {
        name: "Departures",
        columns: columns.map(str::to_owned).to_vec(),
        rows,
    };
    sheet.to_csv()
}

/// Points out words that blame the client.
pub fn check_departure_words(actor: &Actor, form: &BlameForm) -> Result<Vec<BlameView>, Problem> {
    actor.require(Permission::ReadClients)?;
    let text = &form.text;
    if text.chars().count() > 2_000 {
        return Err(Problem::field("text", "This has at most 2,000 characters."));
    }
    let units = |byte: usize| text[..byte].encode_utf16().count();
    let flags = blame(text).into_iter().map(|flag| BlameView {
        from: units(flag.at.start),
        to: units(flag.at.end),
        why: flag.kind.into(),
    });
    Ok(flags.collect())
}
