//! What can be done about errors of ours.

use domain::access::{Actor, Permission};
use domain::ids::PromiseId;
use domain::loyalty::promises::OwnError;
use domain::time::Timestamp;
use serde_json::json;

use super::ops::{client_no, cursor, moment, next_cursor, person};
use super::views::{Names, OwnErrorChange, OwnErrorForm, OwnErrorParams, OwnErrorView};
use crate::App;
use crate::access::ops::{Subject, note};
use crate::error::{Fields, Problem};
use crate::view::Page;

/// Errors on one page.
const PAGE: usize = 100;

pub async fn list_own_errors(
    app: &App,
    actor: &Actor,
    params: &OwnErrorParams,
) -> Result<Page<OwnErrorView>, Problem> {
    let grant = actor.require(Permission::ReadClients)?;
    let org = app.store().org(&grant);
    let client = client_no(&org, params.client).await?;
    let after = cursor(params.after.as_deref())?;
    let limit = params.limit.unwrap_or(PAGE);
    if !(1..=200).contains(&limit) {
        return Err(Problem::field(
            "limit",
            "A number from 1 to 200 is expected.",
        ));
    }
    let mut found = org.own_errors(client, after, limit + 1).await?;
    let more = found.len() > limit;
    found.truncate(limit);
    let last = found.last().filter(|_| more);
    let next = last.map(|it| next_cursor(it.at, it.id));
    let names = Names::of(org.people().await?);
    let items = found
        .into_iter()
        .map(|it| OwnErrorView::of(it, &names))
        .collect();
    Ok(Page { items, next })
}

fn subject(it: &OwnError) -> Subject {
    let label: String = it.words.chars().take(80).collect();
    Subject::new("own_error", it.id, label)
}

fn check(it: &OwnError, mut fields: Fields, now: Timestamp) -> Result<(), Problem> {
    for (field, message) in it.faults(now) {
        fields.refuse(field, message);
    }
    fields.check()
}

/// Writes an error of ours down.
pub async fn note_own_error(
    app: &App,
    actor: &Actor,
    form: &OwnErrorForm,
) -> Result<OwnErrorView, Problem> {
    let grant = actor.require(Permission::RecordSignals)?;
    let org = app.store().org(&grant);
    let now = app.now();
    let mut fields = Fields::default();
    let found = org.client_who_counts(form.client).await?;
    let client = found.ok_or_else(|| Problem::field("client", "There is no such client."))?;
    let told = form.told_at.as_deref();
    let new = OwnError {
        id: app.id(),
        client: client.id,
        client_key: client.key,
        client_name: client.name,
        words: form.words.trim().to_owned(),
        at: moment(&mut fields, "at", form.at.as_deref(), now),
        found_by: form.found_by.into(),
        told_at: told.map(|text| moment(&mut fields, "told_at", Some(text), now)),
        noted_at: now,
        noted_by: person(&grant),
        withdrawn: false,
    };
    check(&new, fields, now)?;
    org.add_own_error(&new, client.no).await?;
    let detail = json!({ "client": new.client_key, "found_by": new.found_by.as_str() });
    note(app, &grant, "note_own_error", subject(&new), detail).await?;
    let names = Names::of(org.people().await?);
    Ok(OwnErrorView::of(new, &names))
}

/// Says that the client was told, corrects it, withdraws it or puts it back.
pub async fn change_own_error(
    app: &App,
    actor: &Actor,
    id: PromiseId,
    form: &OwnErrorChange,
) -> Result<OwnErrorView, Problem> {
    let grant = actor.require(Permission::RecordSignals)?;
    let org = app.store().org(&grant);
    let gone = || Problem::not_found("such error");
    let before = org.own_error(id).await?.ok_or_else(gone)?;
    let now = app.now();
    let mut fields = Fields::default();
    let words = form.words.as_deref().map(str::trim);
    let changed = OwnError {
        words: words.unwrap_or(&before.words).to_owned(),
        at: moment(&mut fields, "at", form.at.as_deref(), before.at),
        found_by: form.found_by.map_or(before.found_by, Into::into),
        told_at: match &form.told_at {
            None => before.told_at,
            Some(None) => None,
            Some(Some(text)) => Some(moment(&mut fields, "told_at", Some(text), now)),
        },
        withdrawn: form.withdrawn.unwrap_or(before.withdrawn),
        ..before.clone()
    };
    check(&changed, fields, now)?;
    if !org.change_own_error(&changed).await? {
        return Err(gone());
    }
    let detail = json!({
        "client": changed.client_key,
        "told": changed.told_at.is_some(),
        "withdrawn": changed.withdrawn,
    });
    note(app, &grant, "change_own_error", subject(&changed), detail).await?;
    let names = Names::of(org.people().await?);
    Ok(OwnErrorView::of(changed, &names))
}
