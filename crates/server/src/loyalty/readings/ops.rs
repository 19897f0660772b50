//! Readings that were said directly.

use domain::access::{Actor, Permission};
use domain::ids::ExpectationId;
use domain::loyalty::facts::{ReadingSource, What};
use domain::time::Timestamp;
use serde_json::json;
use store::OrgStore;
use store::loyalty::facts::NewFact;
use store::loyalty::ladder::ReadingOf;

use super::views::{ReadingForm, ReadingView};
use crate::App;
use crate::access::ops::{Subject, note};
use crate::error::{Fields, Problem};

/// The number of an expectation and of the client who has it.
async fn numbers(org: &OrgStore, id: ExpectationId) -> Result<(i64, i64), Problem> {
    let found = org.expectation_numbers(&[id]).await?;
    found
        .get(&id)
        .copied()
        .ok_or_else(|| Problem::not_found("such expectation"))
}

/// Readings of an expectation that stand, the newest first.
pub async fn list_readings(
    app: &App,
    actor: &Actor,
    id: ExpectationId,
) -> Result<Vec<ReadingView>, Problem> {
    let grant = actor.require(Permission::ReadClients)?;
    let org = app.store().org(&grant);
    let (no, _) = numbers(&org, id).await?;
    let mut readings = org.readings_of(&[no]).await?;
    readings.sort_by_key(|it| std::cmp::Reverse((it.at, it.seq)));
    Ok(readings.into_iter().map(|it| view(id, it)).collect())
}

fn view(id: ExpectationId, it: ReadingOf) -> ReadingView {
    ReadingView {
        id: it.seq,
        expectation: id,
        delta: it.delta,
        at: it.at,
        words: it
            .detail
            .as_ref()
            .and_then(|detail| detail.get("words")?.as_str())
            .map(str::to_owned),
    }
}

/// A moment that was given as text: not in the future, now where nothing was said.
pub(super) fn moment(app: &App, text: Option<&str>, fields: &mut Fields) -> Timestamp {
    let now = app.now();
    match text.map(Timestamp::parse_rfc3339) {
        None => now,
        Some(Ok(at)) if at <= now => at,
        Some(Ok(_)) => {
            fields.refuse("at", "This is in the future.");
            now
        }
        Some(Err(_)) => {
            fields.refuse(
                "at",
                "A moment in RFC 3339 is expected, such as 2026-05-13T09:30:00Z.",
            );
            now
        }
    }
}

/// The client said how an expectation is met.
pub async fn add_reading(
    app: &App,
    actor: &Actor,
    id: ExpectationId,
    form: &ReadingForm,
) -> Result<ReadingView, Problem> {
    let grant = actor.require(Permission::RecordSignals)?;
    let org = app.store().org(&grant);
    let (no, client) = numbers(&org, id).await?;
    let mut fields = Fields::default();
    if !(-3.0..=3.0).contains(&form.delta) {
        fields.refuse("delta", "This goes from −3 (far short) to 3 (far beyond).");
    }
    let at = moment(app, form.at.as_deref(), &mut fields);
    let source = match form.source.as_deref() {
        None => ReadingSource::Said,
        Some(text) => match ReadingSource::parse(text) {
            // Readings from touches follow from the touches themselves.
            Some(ReadingSource::Touch) | None => {
                fields.refuse("source", "This is said, survey or portal.");
                ReadingSource::Said
            }
            Some(source) => source,
        },
    };
    let words = form
        .words
        .as_deref()
        .map(str::trim)
        .filter(|it| !it.is_empty());
    if words.is_some_and(|it| it.chars().count() > 2_000) {
        fields.refuse("words", "This has at most 2,000 characters.");
    }
    if let Some(wrong) = form.corrects {
        let known = org.readings_of(&[no]).await?;
        if known.iter().all(|it| it.seq != wrong) {
            fields.refuse("corrects", "This expectation has no such reading.");
        }
    }
    fields.check()?;
    let delta = form.delta;
    let fact = NewFact {
        corrects: form.corrects,
        detail: words.map(|words| json!({ "words": words })),
        ..NewFact::of(client, at, no, What::Reading { delta, source })
    };
    let seqs = org.append_facts(app.now(), &[fact]).await?;
    let subject = Subject::new("expectation", id, "");
    let detail = json!({ "delta": delta, "source": source.as_str(), "corrects": form.corrects });
    note(app, &grant, "add_reading", subject, detail).await?;
    Ok(ReadingView {
        id: seqs.first().copied().unwrap_or_default(),
        expectation: id,
        delta,
        at,
        words: words.map(str::to_owned),
    })
}

/// Takes a reading back: it was not so. What came of it is told anew.
pub async fn withdraw_reading(app: &App, actor: &Actor, seq: i64) -> Result<(), Problem> {
    let grant = actor.require(Permission::RecordSignals)?;
    let org = app.store().org(&grant);
    let gone = || Problem::not_found("such reading");
    let (id, client) = org.standing_reading(seq).await?.ok_or_else(gone)?;
    let now = app.now();
    org.append_facts(now, &[NewFact::withdrawing(client, now, seq)])
        .await?;
    let subject = Subject::new("expectation", id, "");
    note(
        app,
        &grant,
        "withdraw_reading",
        subject,
        json!({ "reading": seq }),
    )
    .await
}
