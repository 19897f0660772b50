//! What can be done about promises.

mod export;
mod steps;

use domain::access::{Actor, Grant, Permission, Who};
use domain::ids::{ClientId, ContactId, PersonId, PromiseId};
use domain::loyalty::promises::rate::{HALF_LIFE_DAYS, Outcome, kept_on_time, kept_on_time_among};
use domain::loyalty::promises::{
    Fact, Happened, Made, Promise, PromiseRefusal, State, made, standing,
};
use domain::time::{Granularity, Period, Timestamp, buckets};
use serde_json::json;
use store::OrgStore;
use store::loyalty::promises::{KeptPromise, NewPromise, PromiseFilter, RUNNING};

use super::views::{ConductView, MonthView, Names, PromiseForm, PromiseParams, PromiseView};
use crate::App;
use crate::access::ops::{Subject, note};
use crate::error::{Code, Fields, Problem, sentence};
use crate::view::Page;
pub use export::export_promises;
pub use steps::{
    break_promise, correct_promise, keep_promise, renegotiate_promise, reopen_promise,
    unmake_promise,
};

/// Promises on one page where nothing else is said.
const PAGE: usize = 50;

/// The person behind a grant.
pub fn person(grant: &Grant) -> Option<PersonId> {
    match grant.who() {
        Who::Person(id) => Some(id),
        Who::Token(_) | Who::System => None,
    }
}

/// A moment that a field gives, or the one that is meant when it says nothing.
pub fn moment(fields: &mut Fields, field: &str, text: Option<&str>, else_: Timestamp) -> Timestamp {
    let Some(text) = text else {
        return else_;
    };
    let wanted = "a moment in RFC 3339 is expected, such as 2026-05-13T09:30:00Z";
    let read = Timestamp::parse_rfc3339(text).map_err(|_| wanted);
    fields.take(field, read).unwrap_or(else_)
}

/// Number of a client that a field names.
pub async fn client_no(org: &OrgStore, id: Option<ClientId>) -> Result<Option<i64>, Problem> {
    match id {
        None => Ok(None),
        Some(id) => match org.client(id).await? {
            Some(client) => Ok(Some(client.no)),
            None => Err(Problem::field("client", "There is no such client.")),
        },
    }
}

/// A cursor of a list that is ordered by a moment and an id.
pub fn cursor<I: std::str::FromStr>(text: Option<&str>) -> Result<Option<(Timestamp, I)>, Problem> {
    let Some(text) = text else {
        return Ok(None);
    };
    let parts = text
        .split_once('_')
        .and_then(|(at, id)| Some((Timestamp::from_micros(at.parse().ok()?), id.parse().ok()?)));
    match parts {
        Some(parts) => Ok(Some(parts)),
        None => Err(Problem::field(
            "after",
            "Send the `next` of the page before.",
        )),
    }
}

/// The cursor behind the last one of a page.
pub fn next_cursor(at: Timestamp, id: impl std::fmt::Display) -> String {
    format!("{}_{id}", at.micros())
}

fn refused(refusal: PromiseRefusal) -> Problem {
    use PromiseRefusal as R;
    let field = match refusal {
        R::InFuture | R::BeforeMade | R::BeforeLastAgreed => "at",
        R::CauseNeeded => "cause",
        R::WhyNeeded => "why",
        R::DueBeforeAgreed | R::DueBeforeMade => "due_at",
        R::WordsNeeded | R::TooManyWords => "words",
        R::Settled | R::TooLateToRenegotiate | R::NothingToTakeBack | R::NoSlip => {
            return Problem::because(Code::Conflict, sentence(&refusal));
        }
    };
    Problem::field(field, sentence(&refusal))
}

pub async fn list_promises(
    app: &App,
    actor: &Actor,
    params: &PromiseParams,
) -> Result<Page<PromiseView>, Problem> {
    let grant = actor.require(Permission::ReadClients)?;
    let org = app.store().org(&grant);
    let limit = params.limit.unwrap_or(PAGE);
    if !(1..=200).contains(&limit) {
        return Err(Problem::field(
            "limit",
            "A number from 1 to 200 is expected.",
        ));
    }
    let filter = filter(&org, &grant, params).await?;
    let mut found = org.promises(&filter, limit + 1).await?;
    let more = found.len() > limit;
    found.truncate(limit);
    let last = found.last().filter(|_| more);
    let next = last.map(|it| next_cursor(it.promise.standing.due_at, it.promise.id));
    let names = Names::of(org.people().await?);
    let now = app.now();
    let items = found
        .into_iter()
        .map(|it| PromiseView::of(it, &names, now))
        .collect();
    Ok(Page { items, next })
}

async fn filter(
    org: &OrgStore,
    grant: &Grant,
    params: &PromiseParams,
) -> Result<PromiseFilter, Problem> {
    let mut fields = Fields::default();
    let state = match params.state.as_deref() {
        None | Some("running") => None,
        Some(text) => {
            let expected = "running, open, renegotiated, kept, kept_late or broken is expected";
            fields.take("state", State::parse(text).ok_or(expected))
        }
    };
    let who = match params.who.as_deref() {
        None => None,
        Some("me") => person(grant),
        Some(text) => {
            let expected = "the id of a person or `me` is expected";
            fields.take("who", text.parse::<PersonId>().map_err(|_| expected))
        }
    };
    let due_before = params.due_before.as_deref();
    let due_before = due_before.map(|text| {
        moment(
            &mut fields,
            "due_before",
            Some(text),
            Timestamp::from_micros(i64::MAX),
        )
    });
    fields.check()?;
    Ok(PromiseFilter {
        client: client_no(org, params.client).await?,
        who,
        state,
        running: params.state.as_deref() == Some("running") || state.is_some_and(State::is_running),
        due_before,
        after: cursor(params.after.as_deref())?,
    })
}

pub async fn show_promise(app: &App, actor: &Actor, id: PromiseId) -> Result<PromiseView, Problem> {
    let grant = actor.require(Permission::ReadClients)?;
    let org = app.store().org(&grant);
    let found = org.promise(id).await?;
    let found = found.ok_or_else(|| Problem::not_found("such promise"))?;
    let names = Names::of(org.people().await?);
    Ok(PromiseView::of(found, &names, app.now()))
}

/// A promise that may be made: nothing of it is written yet.
pub struct Ready {
    pub new: NewPromise,
    contact: Option<(ContactId, String)>,
}

/// Writes a promise down.
pub async fn make_promise(
    app: &App,
    actor: &Actor,
    form: &PromiseForm,
) -> Result<PromiseView, Problem> {
    let grant = actor.require(Permission::RecordSignals)?;
    let org = app.store().org(&grant);
    let ready = may_promise(app, &grant, app.id(), form).await?;
    let kept = keep_made(app, &grant, ready).await?;
    let names = Names::of(org.people().await?);
    Ok(PromiseView::of(kept, &names, app.now()))
}

/// Reads what is to be promised, or says what is wrong with it.
pub async fn may_promise(
    app: &App,
    grant: &Grant,
    id: PromiseId,
    form: &PromiseForm,
) -> Result<Ready, Problem> {
    let org = app.store().org(grant);
    let now = app.now();
    let mut fields = Fields::default();
    let right = Made {
        words: form.words.trim().to_owned(),
        who: form.who.or(person(grant)),
        at: moment(&mut fields, "at", form.at.as_deref(), now),
        due_at: moment(&mut fields, "due_at", Some(&form.due_at), now),
    };
    let client = org.client_who_counts(form.client).await?;
    if client.is_none() {
        fields.refuse("client", "There is no such client.");
    }
    known_person(&org, &mut fields, form.who).await?;
    if let Some(touch) = form.touch
        && !org.has_touch(touch).await?
    {
        fields.refuse("touch", "There is no such touch.");
    }
    let contact = match (form.contact, &client) {
        (Some(id), Some(client)) => {
            let found = org.contact(id).await?;
            let of_client = found.filter(|it| it.client == client.no && it.removed_at.is_none());
            if of_client.is_none() {
                fields.refuse("contact", "The client has no such contact.");
            }
            of_client.map(|it| (it.id, it.details.name))
        }
        _ => None,
    };
    if fields.is_empty()
        && let Err(refusal) = made(&right, now)
    {
        return Err(refused(refusal));
    }
    let Some(client) = client.filter(|_| fields.is_empty()) else {
        return Err(fields.problem());
    };
    let facts = vec![Fact {
        no: 1,
        noted_at: now,
        noted_by: person(grant),
        corrects: None,
        what: Happened::Made(right),
    }];
    let standing = standing(&facts).ok_or_else(|| Problem::internal("a promise was not made"))?;
    let promise = Promise {
        id,
        client: client.id,
        client_key: client.key,
        client_name: client.name,
        standing,
        facts,
    };
    let new = NewPromise {
        promise,
        client_no: client.no,
        contact: contact.as_ref().map(|it| it.0),
        touch: form.touch,
    };
    Ok(Ready { new, contact })
}

/// Writes down what may be promised.
pub async fn keep_made(app: &App, grant: &Grant, ready: Ready) -> Result<KeptPromise, Problem> {
    let Ready { new, contact } = ready;
    let org = app.store().org(grant);
    org.add_promises(app.now(), std::slice::from_ref(&new))
        .await?;
    told(app, grant, "make_promise", &new.promise).await?;
    Ok(KeptPromise {
        promise: new.promise,
        contact,
        touch: new.touch,
        reminded: false,
    })
}

async fn known_person(
    org: &OrgStore,
    fields: &mut Fields,
    id: Option<PersonId>,
) -> Result<(), Problem> {
    if let Some(id) = id
        && org.person(id).await?.is_none()
    {
        fields.refuse("who", "There is no such person here.");
    }
    Ok(())
}

async fn told(app: &App, grant: &Grant, action: &str, promise: &Promise) -> Result<(), Problem> {
    let words = &promise.standing.made.words;
    let label: String = words.chars().take(80).collect();
    let detail = json!({
        "client": promise.client_key,
        "state": promise.standing.state.as_str(),
        "due_at": promise.standing.due_at,
    });
    note(
        app,
        grant,
        action,
        Subject::new("promise", promise.id, label),
        detail,
    )
    .await
}

/// Outcomes older than so many days weigh less than a thousandth and are not read.
const REMEMBERED_DAYS: i64 = 3_650;

/// How promises stand, of one client or of all.
pub async fn show_promise_conduct(
    app: &App,
    actor: &Actor,
    client: Option<ClientId>,
) -> Result<ConductView, Problem> {
    let grant = actor.require(Permission::ReadClients)?;
    let org = app.store().org(&grant);
    let client = client_no(&org, client).await?;
    let now = app.now();
    let since = now.plus_seconds(-REMEMBERED_DAYS * 86_400);
    let outcomes = org.promise_outcomes(client, since).await?;
    let own: Vec<Outcome> = outcomes.iter().map(|(_, it)| *it).collect();
    let rate_at = |at: Timestamp| match client {
        Some(_) => kept_on_time(&own, at, HALF_LIFE_DAYS),
        None => kept_on_time_among(&outcomes, at, HALF_LIFE_DAYS),
    };
    let counts = org.promise_counts(client, now).await?;
    let zone = org
        .organization()
        .await?
        .map(|it| it.time_zone.zone())
        .unwrap_or(jiff::tz::TimeZone::UTC);
    let year = Period {
        from: now.plus_seconds(-335 * 86_400),
        to: now.plus_seconds(1),
    };
    let months = buckets(year, Granularity::Month, &zone);
    let months = months
        .iter()
        .skip(months.len().saturating_sub(12))
        .map(|month| MonthView {
            month: month.label.clone(),
            rate: rate_at(month.to.min(now)).into(),
        })
        .collect();
    Ok(ConductView::of(counts, rate_at(now), months))
}

/// Those still to be done that are due before a moment, of one person or of all, the first due in front.
pub async fn promises_due(
    org: &OrgStore,
    who: Option<PersonId>,
    before: Timestamp,
    limit: usize,
) -> Result<Vec<KeptPromise>, Problem> {
    let filter = PromiseFilter {
        who,
        due_before: Some(before),
        ..RUNNING
    };
    Ok(org.promises(&filter, limit).await?)
}
