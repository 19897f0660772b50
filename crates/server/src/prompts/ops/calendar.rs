//! What a person is to do, for their own calendar, by a link that opens nothing else.

use std::collections::BTreeMap;

use domain::access::{Actor, Permission};
use domain::ids::{LinkId, PersonId, PromptId};
use domain::loyalty::promises::remind_at;
use domain::prompts::{AskedBy, SetOff};
use domain::time::Timestamp;
use jiff::ToSpan as _;
use jiff::civil::Date;
use serde_json::json;
use store::OrgStore;
use store::loyalty::promises::{KeptPromise, PromiseFilter, RUNNING};
use store::prompts::{CalendarLink, KeptPrompt, Wanted};

use super::person_of;
use crate::App;
use crate::access::ops::{Subject, note};
use crate::access::secret;
use crate::error::{Code, Problem};
use crate::prompts::feed::{Entry, Feed, PromiseEntry, written};
use crate::prompts::reasons::Reasons;

/// Links that one person can hold at a time.
const LINKS: usize = 10;
/// The calendar reaches back and ahead by so many days.
const BACK: i64 = 30;
const AHEAD: i64 = 60;
/// Entries of one calendar, one's own first.
const ENTRIES: usize = 400;
/// Promises in one calendar, the first due in front.
const PROMISES: usize = 200;

fn own(grant: &domain::access::Grant) -> Result<PersonId, Problem> {
    person_of(grant).ok_or_else(|| {
        Problem::because(
            Code::Forbidden,
            "Only people have a calendar; a key of the API has none.",
        )
    })
}

pub async fn list_calendar_links(app: &App, actor: &Actor) -> Result<Vec<CalendarLink>, Problem> {
    let grant = actor.require(Permission::ReadClients)?;
    let person = own(&grant)?;
    Ok(app.store().org(&grant).calendar_links(person).await?)
}

/// A further link to one's own calendar. Its secret is told once and kept nowhere.
pub async fn create_calendar_link(
    app: &App,
    actor: &Actor,
) -> Result<(CalendarLink, String), Problem> {
    let grant = actor.require(Permission::ReadClients)?;
    let org = app.store().org(&grant);
    let person = own(&grant)?;
    if org.calendar_links(person).await?.len() >= LINKS {
        return Err(Problem::because(
            Code::Conflict,
            format!("You hold {LINKS} links already. Withdraw one that you no longer use."),
        ));
    }
    let link = CalendarLink {
        id: app.id(),
        person,
        created_at: app.now(),
    };
    let text = secret::new(app);
    org.add_calendar_link(&link, &secret::hash(&text)).await?;
    let subject = Subject::new("calendar_link", link.id, "");
    note(app, &grant, "create_calendar_link", subject, json!({})).await?;
    let address = format!("{}/v1/calendar/{text}.ics", app.address());
    Ok((link, address))
}

pub async fn revoke_calendar_link(app: &App, actor: &Actor, id: LinkId) -> Result<(), Problem> {
    let grant = actor.require(Permission::ReadClients)?;
    let person = own(&grant)?;
    let org = app.store().org(&grant);
    if !org.revoke_calendar_link(id, person, app.now()).await? {
        return Err(Problem::not_found("such link"));
    }
    let subject = Subject::new("calendar_link", id, "");
    note(app, &grant, "revoke_calendar_link", subject, json!({})).await
}

/// The calendar of whoever the link belongs to, as iCalendar. What the person may no longer read is no longer in it.
pub async fn read_calendar(app: &App, text: &str) -> Result<String, Problem> {
    let gone = || Problem::not_found("such calendar; the link was withdrawn");
    let holder = app.store().access();
    let holder = holder.find_calendar_link(&secret::hash(text)).await?;
    let (organization, person, role) = holder.ok_or_else(gone)?;
    let grant = Actor::person(organization, person, role)
        .require(Permission::ReadClients)
        .map_err(|_| gone())?;
    let org = app.store().org(&grant);
    let organization = org.organization().await?.ok_or_else(gone)?;
    let now = app.now();
    let zone = organization.time_zone.zone();
    let today = now.date(&zone);
    let kept = prompts(&org, person, today).await?;
    let filter = PromiseFilter {
        who: Some(person),
        ..RUNNING
    };
    let promised = org.promises(&filter, PROMISES).await?;
    let numbers: Vec<i64> = kept.iter().map(|it| it.prompt.client).collect();
    let clients = org.clients_by_no(&numbers).await?;
    let reasons = Reasons::gather(&org, today).await?;
    let address = app.address();
    let entries = kept.iter().filter_map(|it| {
        let client = clients
            .iter()
            .find(|client| client.no == it.prompt.client)?;
        let asked_by = it.prompt.asked_by;
        let place = reasons.place(asked_by);
        Some(Entry {
            kept: it,
            client: client.label(),
            reason: reason(&reasons, asked_by),
            place: place.map(|id| reasons.label(id)),
            address: format!("{address}/clients/{}", client.id),
        })
    });
    let promises = promised.iter().map(|it| {
        let due_at = it.promise.standing.due_at;
        PromiseEntry {
            promise: &it.promise,
            overdue: (due_at < now).then_some(today),
            remind_at: reminder(it),
            address: format!("{address}/clients/{}", it.promise.client),
        }
    });
    Ok(written(&Feed {
        organization: &organization.name,
        today,
        entries: entries.collect(),
        promises: promises.collect(),
    }))
}

/// When a promise calls for attention: counted from when its moment was agreed.
fn reminder(kept: &KeptPromise) -> Timestamp {
    let standing = &kept.promise.standing;
    let agreed = standing.renegotiations.last().map(|it| it.at);
    remind_at(agreed.unwrap_or(standing.made.at), standing.due_at)
}

/// What stands in a person's calendar: all that is waiting, however late, and what comes, came and was withdrawn.
async fn prompts(
    org: &OrgStore,
    person: PersonId,
    today: Date,
) -> Result<Vec<KeptPrompt>, Problem> {
    let from = today.checked_sub(BACK.days()).unwrap_or(today);
    let to = today.checked_add(AHEAD.days()).unwrap_or(today);
    let yesterday = today.yesterday().unwrap_or(today);
    let mut kept: BTreeMap<PromptId, KeptPrompt> = BTreeMap::new();
    // One's own first, of it what is waiting and what is still ahead: what nobody has taken on must not crowd it out.
    for owner in [Some(person), None] {
        let waiting = Wanted {
            owner,
            from: Date::constant(1, 1, 1),
            to: today,
            today,
            limit: ENTRIES.saturating_sub(kept.len()).max(1),
        };
        let mut found = org.prompts_of(&waiting).await?;
        for (from, to) in [(today, to), (from, yesterday)] {
            found.extend(org.prompts_of_calendar(owner, from, to, ENTRIES).await?);
        }
        for prompt in found {
            if kept.len() < ENTRIES {
                kept.insert(prompt.prompt.id, prompt);
            }
        }
    }
    let mut kept: Vec<KeptPrompt> = kept.into_values().collect();
    kept.sort_by_key(|it| (it.prompt.due.due, it.prompt.id));
    Ok(kept)
}

/// In English, as everything that this program writes of its own into a calendar.
fn reason(reasons: &Reasons, asked_by: AskedBy) -> String {
    let Some(plan) = reasons.plan(asked_by) else {
        return reasons.name(asked_by).to_owned();
    };
    let rule = &plan.rule;
    let days = |days: i32| match days.abs() {
        1 => "1 day".to_owned(),
        n => format!("{n} days"),
    };
    let window = match (rule.from_days, rule.to_days) {
        (0, 0) => "on the same day".to_owned(),
        (0, to) => format!("within {}", days(to)),
        (from, to) if to < 0 => format!("{} to {} before", -from, days(to)),
        (from, to) if from < 0 => format!("{} before to {} after", days(from), days(to)),
        (from, to) if from == to => format!("{} later", days(to)),
        (from, to) => format!("{from} to {} later", days(to)),
    };
    let what = match rule.set_off {
        SetOff::Date { .. } => "For",
        SetOff::Event { .. } | SetOff::Touch { .. } => "After",
    };
    format!(
        "{what} “{}”, {window} (plan v{})",
        plan.set_off, rule.version
    )
}
