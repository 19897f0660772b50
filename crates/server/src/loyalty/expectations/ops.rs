//! What can be done about expectations.

use std::cmp::Reverse;

use domain::access::{Actor, Permission};
use domain::ids::{ClientId, ExpectationId};
use domain::loyalty::expectations::asking::AskPlace;
use domain::loyalty::expectations::{ChangeKind, same_words};
use domain::loyalty::{
    Evidence, EvidenceKind, Expectation, ExpectationChange, ExpectationRefusal, Level, Status,
};
use domain::time::Timestamp;
use serde_json::{Value, json};
use store::OrgStore;
use store::loyalty::{ExpectationFilter, ExpectationWrite, Kept, NewExpectation, Written};
use store::signals::{Recorded, RecordedBatch};

use super::read::{read_edit, read_expectation};
use super::views::{Confirmation, EditForm, ExpectationForm, ExpectationView, HistoryView};
use crate::App;
use crate::access::ops::{Subject, name_of, note};
use crate::error::{Code, Problem, sentence};
use crate::loyalty::about::{Serving, client_of, contact_of, contact_of_key, moment};
use crate::signals::record::sent::{Tally, read, sent};
use crate::signals::views::RecordedListView;
use crate::view::{Page, harmless};

/// Expectations on one page when nothing is said, and at most.
pub const PAGE: usize = 200;
/// Lines of history that are shown.
const HISTORY: usize = 200;
/// Days that the re-ask queue may look ahead.
const LOOK_AHEAD: u16 = 366;

/// Which expectations are wanted.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    pub client: Option<ClientId>,
    pub theme: Option<String>,
    pub status: Option<Status>,
    pub level: Option<Level>,
    pub depth: Option<u8>,
    /// Only what is to be asked again by now.
    pub due: bool,
    /// Only what is confirmed and served by no live plan.
    pub orphans: bool,
    pub after: Option<ExpectationId>,
}

/// A page of expectations and the cursor of the next one.
pub async fn list_expectations(
    app: &App,
    actor: &Actor,
    wanted: Wanted,
    limit: Option<usize>,
) -> Result<Page<ExpectationView>, Problem> {
    let grant = actor.require(Permission::ReadClients)?;
    let limit = page_of(limit)?;
    let org = app.store().org(&grant);
    let serving = Serving::of(&org).await?;
    let filter = filter(app, &org, wanted, &serving).await?;
    // One more than is shown: whether there is a next page is known, not guessed.
    let mut items = org.expectations(&filter, limit + 1).await?;
    let more = items.len() > limit;
    items.truncate(limit);
    let last = items.last().filter(|_| more);
    let next = last.map(|last| last.id.to_string());
    Ok(Page {
        items: shown(items, &serving, app.now()),
        next,
    })
}

fn page_of(limit: Option<usize>) -> Result<usize, Problem> {
    let limit = limit.unwrap_or(PAGE);
    if (1..=PAGE).contains(&limit) {
        return Ok(limit);
    }
    let said = format!("A number from 1 to {PAGE} is expected.");
    Err(Problem::field("limit", said))
}

fn shown(items: Vec<Expectation>, serving: &Serving, now: Timestamp) -> Vec<ExpectationView> {
    let views = items.into_iter();
    views
        .map(|it| ExpectationView::of(it, serving, now))
        .collect()
}

async fn filter(
    app: &App,
    org: &OrgStore,
    wanted: Wanted,
    serving: &Serving,
) -> Result<ExpectationFilter, Problem> {
    let client = match wanted.client {
        None => None,
        Some(id) => {
            let found = org.client(id).await?;
            let found =
                found.ok_or_else(|| Problem::field("client", "There is no such client."))?;
            Some(found.no)
        }
    };
    if wanted.depth.is_some_and(|depth| !(1..=3).contains(&depth)) {
        let said = "The depth is 1 (stated), 2 (probed) or 3 (unspoken).";
        return Err(Problem::field("depth", said));
    }
    Ok(ExpectationFilter {
        client,
        theme: wanted.theme,
        status: wanted.status,
        depth: wanted.depth,
        level: wanted.level,
        due_before: wanted.due.then(|| app.now()),
        unserved: wanted
            .orphans
            .then(|| serving.words().into_iter().map(str::to_owned).collect()),
        after: wanted.after,
    })
}

/// One expectation with what became of it.
pub async fn show_expectation(
    app: &App,
    actor: &Actor,
    id: ExpectationId,
) -> Result<HistoryView, Problem> {
    let grant = actor.require(Permission::ReadClients)?;
    let org = app.store().org(&grant);
    let known = found(&org, id).await?;
    let history = org.expectation_changes(id, HISTORY).await?;
    let serving = Serving::of(&org).await?;
    Ok(HistoryView {
        expectation: ExpectationView::of(known, &serving, app.now()),
        history: history.into_iter().map(Into::into).collect(),
    })
}

/// What clients are to be asked again, in the order of [`AskPlace`]: what weighs most first, of equals what waits longest.
/// `ahead`: what will be due within so many days as well.
pub async fn list_due_expectations(
    app: &App,
    actor: &Actor,
    ahead: Option<u16>,
    cursor: Option<&str>,
    limit: Option<usize>,
) -> Result<Page<ExpectationView>, Problem> {
    let grant = actor.require(Permission::ReadClients)?;
    let limit = page_of(limit)?;
    let ahead = ahead.unwrap_or_default();
    if ahead > LOOK_AHEAD {
        let said = format!("At most {LOOK_AHEAD} days ahead.");
        return Err(Problem::field("within_days", said));
    }
    let unread = || Problem::field("cursor", "This is not a cursor.");
    let after = cursor.map(|text| read_place(text).ok_or_else(unread));
    let after = after.transpose()?;
    let org = app.store().org(&grant);
    let before = app.now().plus_seconds(i64::from(ahead) * 86_400);
    let mut items = org.due_expectations(before, after, limit + 1).await?;
    let more = items.len() > limit;
    items.truncate(limit);
    let last = items.last().filter(|_| more);
    let next = last.and_then(Expectation::ask_place).map(write_place);
    let serving = Serving::of(&org).await?;
    Ok(Page {
        items: shown(items, &serving, app.now()),
        next,
    })
}

fn write_place(it: AskPlace) -> String {
    format!("{}.{}.{}", it.weight.0, it.due_at.micros(), it.id)
}

fn read_place(text: &str) -> Option<AskPlace> {
    let mut parts = text.splitn(3, '.');
    Some(AskPlace {
        weight: Reverse(parts.next()?.parse().ok()?),
        due_at: Timestamp::from_micros(parts.next()?.parse().ok()?),
        id: parts.next()?.parse().ok()?,
    })
}

/// The ledger as a file: every expectation that holds or held.
pub async fn export_expectations(
    app: &App,
    actor: &Actor,
    wanted: Wanted,
) -> Result<Vec<u8>, Problem> {
    let grant = actor.require(Permission::ReadClients)?;
    let org = app.store().org(&grant);
    let serving = Serving::of(&org).await?;
    let mut filter = filter(app, &org, wanted, &serving).await?;
    let mut writer = csv::Writer::from_writer(Vec::new());
    let head = [
        "client_key",
        "client",
        "words",
        "level",
        "depth",
        "status",
        "known",
        "theme",
        "weight",
        "target",
        "source",
        "stated_at",
        "confirmed_at",
        "half_life_days",
        "ask_again_at",
        "served_by",
    ];
    writer.write_record(head).map_err(Problem::internal)?;
    loop {
        let items = org.expectations(&filter, 1_000).await?;
        let last = items
            .last()
            .filter(|_| items.len() == 1_000)
            .map(|it| it.id);
        for it in items {
            let by = serving.by(it.id, it.theme.as_deref());
            let by: Vec<String> = by.into_iter().map(|by| by.key).collect();
            let known = it.is_fresh(app.now());
            let moment = |at: Option<Timestamp>| at.map(|at| at.to_string()).unwrap_or_default();
            let cells = [
                it.client_key.clone(),
                it.client_name.clone().unwrap_or_default(),
                it.words.clone(),
                it.level.as_str().to_owned(),
                it.depth.to_string(),
                it.status.as_str().to_owned(),
                if known { "yes" } else { "no" }.to_owned(),
                it.theme.clone().unwrap_or_default(),
                it.weight.to_string(),
                it.target.clone().unwrap_or_default(),
                it.source.clone(),
                moment(Some(it.stated_at)),
                moment(it.confirmed_at),
                it.half_life_days.to_string(),
                moment(it.due_at()),
                by.join(" "),
            ];
            writer
                .write_record(cells.iter().map(|cell| harmless(cell).into_owned()))
                .map_err(Problem::internal)?;
        }
        match last {
            None => break,
            Some(last) => filter.after = Some(last),
        }
    }
    writer
        .into_inner()
        .map_err(|error| Problem::internal(error.to_string()))
}

/// Keeps what clients expect, one or many at a time.
pub async fn add_expectations(
    app: &App,
    actor: &Actor,
    body: Value,
) -> Result<RecordedListView, Problem> {
    let grant = actor.require(Permission::RecordSignals)?;
    let org = app.store().org(&grant);
    let sent = sent(body)?;
    let mut tally = Tally::new(&sent);
    let mut good = Vec::new();
    for (at, item) in sent.items.into_iter().enumerate() {
        match read::<ExpectationForm>(item).and_then(|form| read_expectation(app, &form)) {
            Ok(new) => match contact_of_key(&org, &new.client.key, new.contact).await {
                Ok(()) => good.push((at, new)),
                Err(problem) => tally.refuse(at, problem.errors),
            },
            Err(errors) => tally.refuse(at, errors),
        }
    }
    let (places, items): (Vec<usize>, Vec<NewExpectation>) = good.into_iter().unzip();
    if let Some(first) = items.first() {
        let kept = org.add_expectations(app.now(), &items).await?;
        let created = kept
            .iter()
            .filter(|kept| matches!(kept, Kept::Created(_)))
            .count();
        let results = kept.iter().map(|kept| match kept {
            Kept::Created(id) => Recorded::Created { id: *id, seq: 0 },
            Kept::Unchanged(id) => Recorded::Unchanged { id: *id, import: 0 },
        });
        let batch = RecordedBatch {
            results: results.collect(),
            created,
            clients_created: 0,
        };
        tally.take(&places, batch);
        if created > 0 {
            let subject = Subject::new("expectation", first.id, &first.words);
            let detail = json!({ "count": created });
            note(app, &grant, "add_expectations", subject, detail).await?;
        }
    }
    tally.answer()
}

/// The client says that it is so, perhaps in other words.
pub async fn confirm_expectation(
    app: &App,
    actor: &Actor,
    id: ExpectationId,
    confirmation: &Confirmation,
) -> Result<ExpectationView, Problem> {
    let at = moment(app, "at", confirmation.at.as_deref())?;
    let said = confirmation.words.as_deref().map(str::trim);
    let said = said.filter(|words| !words.is_empty());
    let decide = |known: Expectation| -> Result<Expectation, ExpectationRefusal> {
        let other = said.filter(|words| !same_words(words, &known.words));
        let confirmed = match other {
            None => known.confirm(at)?,
            Some(words) => known.say_otherwise(words, at)?,
        };
        Ok(confirmed.with_evidence(Evidence {
            kind: EvidenceKind::Said,
            at,
            words: said.map(str::to_owned),
            reference: None,
        }))
    };
    let action = ("confirm_expectation", ChangeKind::Confirmed);
    change(app, actor, id, action, decide).await
}

/// It holds no longer.
pub async fn retire_expectation(
    app: &App,
    actor: &Actor,
    id: ExpectationId,
) -> Result<ExpectationView, Problem> {
    let action = ("retire_expectation", ChangeKind::Retired);
    change(app, actor, id, action, Expectation::retire).await
}

/// We correct what we wrote down.
pub async fn change_expectation(
    app: &App,
    actor: &Actor,
    id: ExpectationId,
    form: &EditForm,
) -> Result<ExpectationView, Problem> {
    let grant = actor.require(Permission::RecordSignals)?;
    let org = app.store().org(&grant);
    let known = found(&org, id).await?;
    let edit = read_edit(app, form, &known.evidence).map_err(Problem::fields)?;
    let client = client_of(&org, known.client).await?;
    contact_of(&org, client.no, edit.contact.flatten()).await?;
    let action = ("change_expectation", ChangeKind::Corrected);
    change(app, actor, id, action, |known| known.correct(edit)).await
}

/// Takes back what was last done to it; what was only just written down is retired.
pub async fn undo_expectation(
    app: &App,
    actor: &Actor,
    id: ExpectationId,
) -> Result<ExpectationView, Problem> {
    let grant = actor.require(Permission::RecordSignals)?;
    let org = app.store().org(&grant);
    let known = found(&org, id).await?;
    let last = org.expectation_changes(id, 1).await?.into_iter().next();
    let changed = known.clone().undo(last.as_ref()).map_err(refused)?;
    let by = name_of(app, &grant).await?;
    write(
        app,
        &org,
        &known,
        &changed,
        (ChangeKind::Undone, by.as_str()),
        last.as_ref(),
    )
    .await?;
    let subject = Subject::new("expectation", id, &changed.words);
    let detail = json!({ "client": changed.client_key });
    note(app, &grant, "undo_expectation", subject, detail).await?;
    let serving = Serving::of(&org).await?;
    Ok(ExpectationView::of(changed, &serving, app.now()))
}

async fn found(org: &OrgStore, id: ExpectationId) -> Result<Expectation, Problem> {
    let known = org.expectation(id).await?;
    known.ok_or_else(|| Problem::not_found("such expectation"))
}

fn refused(refusal: ExpectationRefusal) -> Problem {
    match refusal {
        ExpectationRefusal::NoWords => Problem::field("words", sentence(&refusal)),
        _ => Problem::because(Code::Conflict, sentence(&refusal)),
    }
}

/// Writes a change that one of us made, and says what stood in the way.
async fn write(
    app: &App,
    org: &OrgStore,
    before: &Expectation,
    after: &Expectation,
    (kind, by): (ChangeKind, &str),
    undoes: Option<&ExpectationChange>,
) -> Result<(), Problem> {
    let write = ExpectationWrite {
        before,
        after,
        kind,
        by,
        by_client: false,
        undoes,
    };
    match org.change_expectation(&write, app.now()).await? {
        Written::Done => Ok(()),
        Written::Gone => Err(Problem::not_found("such expectation")),
        Written::Meanwhile => Err(Problem::because(
            Code::ChangeInTheWay,
            "Somebody else has changed this expectation meanwhile; look at it again.",
        )),
    }
}

async fn change(
    app: &App,
    actor: &Actor,
    id: ExpectationId,
    (action, kind): (&str, ChangeKind),
    decide: impl FnOnce(Expectation) -> Result<Expectation, ExpectationRefusal>,
) -> Result<ExpectationView, Problem> {
    let grant = actor.require(Permission::RecordSignals)?;
    let org = app.store().org(&grant);
    let known = found(&org, id).await?;
    let changed = decide(known.clone()).map_err(refused)?;
    let by = name_of(app, &grant).await?;
    write(app, &org, &known, &changed, (kind, by.as_str()), None).await?;
    let subject = Subject::new("expectation", id, &changed.words);
    let detail = json!({ "client": changed.client_key });
    note(app, &grant, action, subject, detail).await?;
    let serving = Serving::of(&org).await?;
    Ok(ExpectationView::of(changed, &serving, app.now()))
}

/// A status as a parameter names it.
pub fn read_status(text: &str) -> Result<Status, Problem> {
    Status::parse(text).ok_or_else(|| {
        Problem::field(
            "status",
            "A status is assumed, stated, confirmed or retired.",
        )
    })
}

/// A level as a parameter names it.
pub fn read_level(text: &str) -> Result<Level, Problem> {
    Level::parse(text).ok_or_else(|| Problem::field("level", "A level is must, should or delight."))
}
