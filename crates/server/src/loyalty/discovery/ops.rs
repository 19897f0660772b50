//! What can be done about discovery sessions.

use std::collections::HashMap;

use domain::access::{Actor, Grant, Permission, Person};
use domain::clients::Attributes;
use domain::design::Key;
use domain::ids::{ClientId, DiscoveryId, ExpectationId};
use domain::loyalty::discovery::wording::{self, Language};
use domain::loyalty::discovery::{
    BANK, Discovery, DiscoveryNotes, DiscoveryRefusal, LONGEST_NOTE, Outcome, Statement, Written,
    suggest_depth,
};
use domain::loyalty::expectations::{ChangeKind, LONGEST_WORDS};
use domain::loyalty::{Evidence, EvidenceKind, Expectation, HALF_LIFE_DAYS, Status};
use serde_json::json;
use store::OrgStore;
use store::clients::NewClient;
use store::loyalty::{ExpectationWrite, Kept, NewExpectation};

use super::views::{
    DiscoveriesView, DiscoveryChange, DiscoveryView, FlagView, NewDiscovery, PlayBack,
    PlayedBackView, QuestionView, StatementForm, StatementView, Wording,
};
use crate::App;
use crate::access::ops::{Subject, name_of, note};
use crate::design::views::OwnerView;
use crate::error::{Code, Fields, Problem, sentence};
use crate::loyalty::about::{client_of, contact_of, moment, person_of};
use crate::loyalty::portal::ops::{days, make_link};
use crate::loyalty::trust::ops::standing_of;
use crate::signals::events::views::ClientNameView;

/// The longest text whose wording is looked at, in characters.
const LONGEST_TEXT: usize = 5_000;
/// Questions that one session holds at most.
const MOST_QUESTIONS: usize = 200;
/// The longest question of our own, in characters.
const LONGEST_QUESTION: usize = 500;

/// The question bank, of one depth or all.
pub fn list_questions(actor: &Actor, depth: Option<u8>) -> Result<Vec<QuestionView>, Problem> {
    actor.require(Permission::ReadClients)?;
    let wanted = BANK
        .iter()
        .filter(|it| depth.is_none_or(|depth| it.depth == depth));
    Ok(wanted.map(Into::into).collect())
}

/// What is pointed out in a wording.
pub fn check_wording(actor: &Actor, wording: &Wording) -> Result<Vec<FlagView>, Problem> {
    actor.require(Permission::ReadClients)?;
    if wording.text.chars().count() > LONGEST_TEXT {
        let said = format!("This has at most {LONGEST_TEXT} characters.");
        return Err(Problem::field("text", said));
    }
    let language = match wording.language.as_deref() {
        None => None,
        Some("en") => Some(Language::English),
        Some("de") => Some(Language::German),
        Some(_) => return Err(Problem::field("language", "A language is en or de.")),
    };
    let flags = wording::check(&wording.text, language);
    Ok(flags.into_iter().map(Into::into).collect())
}

/// The sessions with one client, and how deep to ask next.
pub async fn list_discoveries(
    app: &App,
    actor: &Actor,
    client: ClientId,
) -> Result<DiscoveriesView, Problem> {
    let grant = actor.require(Permission::ReadClients)?;
    let org = app.store().org(&grant);
    let client = client_of(&org, client).await?;
    let sessions = org.discoveries(client.no).await?;
    let known = crate::loyalty::expectations::of_client(&org, client.no).await?;
    let now = app.now();
    let fresh = |depth: u8| {
        let alike = known
            .iter()
            .filter(|it| it.depth == depth && it.is_fresh(now));
        alike.count() as u64
    };
    // Its lower end: one good impression is not enough to ask a client to open up.
    let weakest = standing_of(&org, client.no, now).await?.weakest_low();
    Ok(DiscoveriesView {
        suggested: suggest_depth([fresh(1), fresh(2)], weakest).into(),
        items: shown(&org, sessions).await?,
    })
}

async fn shown(org: &OrgStore, sessions: Vec<Discovery>) -> Result<Vec<DiscoveryView>, Problem> {
    let ids: Vec<ExpectationId> = sessions
        .iter()
        .flat_map(Discovery::played)
        .filter_map(|it| it.expectation)
        .collect();
    let known: HashMap<ExpectationId, Expectation> = org
        .expectations_by_id(&ids)
        .await?
        .into_iter()
        .map(|it| (it.id, it))
        .collect();
    let people = org.people().await?;
    let sessions = sessions.into_iter();
    Ok(sessions.map(|it| view(it, &known, &people)).collect())
}

fn view(
    it: Discovery,
    known: &HashMap<ExpectationId, Expectation>,
    people: &[Person],
) -> DiscoveryView {
    let now = |statement: &Statement| known.get(&statement.expectation?);
    let statements = it.notes.statements.iter();
    let outcomes: Vec<Outcome> = statements.map(|one| one.outcome(now(one))).collect();
    let state = it.state(&outcomes).into();
    let by = it
        .held_by
        .and_then(|id| people.iter().find(|one| one.id == id));
    let statements = it.notes.statements.iter().zip(&outcomes);
    let statements = statements.map(|(one, outcome)| StatementView {
        words: one.words.clone(),
        level: one.level.into(),
        depth: one.depth,
        theme: one.theme.clone(),
        expectation: one.expectation,
        outcome: (*outcome).into(),
        corrected_to: now(one)
            .filter(|_| *outcome == Outcome::Corrected)
            .map(|now| now.words.clone()),
    });
    DiscoveryView {
        id: it.id,
        contact: it.contact,
        held_by: by.map(|person| OwnerView {
            id: person.id,
            name: person.name.clone(),
        }),
        held_at: it.held_at,
        statements: statements.collect(),
        state,
        played_back_at: it.played_back_at,
        link: it.link,
        client: ClientNameView {
            id: it.client,
            key: it.client_key,
            name: it.client_name,
        },
        questions: it.notes.questions,
        note: it.notes.note,
    }
}

async fn one(org: &OrgStore, it: Discovery) -> Result<DiscoveryView, Problem> {
    let mut views = shown(org, vec![it]).await?;
    views.pop().ok_or_else(|| Problem::new(Code::Internal))
}

async fn found(org: &OrgStore, id: DiscoveryId) -> Result<Discovery, Problem> {
    let known = org.discovery(id).await?;
    known.ok_or_else(|| Problem::not_found("such session"))
}

pub async fn show_discovery(
    app: &App,
    actor: &Actor,
    id: DiscoveryId,
) -> Result<DiscoveryView, Problem> {
    let grant = actor.require(Permission::ReadClients)?;
    let org = app.store().org(&grant);
    let known = found(&org, id).await?;
    one(&org, known).await
}

/// A session begins.
pub async fn begin_discovery(
    app: &App,
    actor: &Actor,
    client: ClientId,
    new: &NewDiscovery,
) -> Result<DiscoveryView, Problem> {
    let grant = actor.require(Permission::RecordSignals)?;
    let org = app.store().org(&grant);
    let client = client_of(&org, client).await?;
    let mut fields = Fields::default();
    let notes = DiscoveryNotes {
        questions: questions(&mut fields, &new.questions),
        statements: statements(&mut fields, &new.statements),
        note: noted(&mut fields, &new.note),
        written: written_now(app, &grant),
    };
    fields.check()?;
    let begun = Discovery {
        id: app.id(),
        client: client.id,
        client_key: client.key.clone(),
        client_name: client.name.clone(),
        contact: contact_of(&org, client.no, new.contact).await?,
        held_by: person_of(&grant),
        held_at: moment(app, "held_at", new.held_at.as_deref())?,
        notes: DiscoveryNotes::default(),
        played_back_at: None,
        link: None,
    };
    let begun = begun.rewrite(notes).map_err(refused)?;
    org.add_discovery(&begun, client.no, app.now()).await?;
    let detail = json!({ "statements": begun.notes.statements.len() });
    note(app, &grant, "begin_discovery", subject(&begun), detail).await?;
    one(&org, begun).await
}

fn subject(it: &Discovery) -> Subject {
    let label = it.client_name.clone().unwrap_or(it.client_key.clone());
    Subject::new("discovery", it.id, label)
}

fn refused(refusal: DiscoveryRefusal) -> Problem {
    match refusal {
        DiscoveryRefusal::TooMany | DiscoveryRefusal::NothingToPlayBack => {
            Problem::field("statements", sentence(&refusal))
        }
        DiscoveryRefusal::PlayedBack | DiscoveryRefusal::NotOpen => {
            Problem::because(Code::Conflict, sentence(&refusal))
        }
    }
}

fn meanwhile() -> Problem {
    Problem::because(
        Code::ChangeInTheWay,
        "Somebody else has written in this session meanwhile; look at it again.",
    )
}

fn questions(fields: &mut Fields, asked: &[String]) -> Vec<String> {
    if asked.len() > MOST_QUESTIONS {
        let said = format!("At most {MOST_QUESTIONS} questions.");
        fields.refuse("questions", &said);
    }
    let asked = asked.iter().enumerate().filter_map(|(at, text)| {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.chars().count() > LONGEST_QUESTION {
            let said = format!("A question has at most {LONGEST_QUESTION} characters.");
            fields.refuse(&format!("questions[{at}]"), &said);
        }
        (!text.is_empty()).then_some(text)
    });
    asked.collect()
}

fn statements(fields: &mut Fields, forms: &[StatementForm]) -> Vec<Statement> {
    let forms = forms.iter().enumerate();
    let read = forms.map(|(at, form)| {
        let words = form.words.split_whitespace().collect::<Vec<_>>().join(" ");
        let place = |name: &str| format!("statements[{at}].{name}");
        match words.chars().count() {
            0 => fields.refuse(&place("words"), "Write down what the client said."),
            1..=LONGEST_WORDS => {}
            _ => {
                let said = format!("This has at most {LONGEST_WORDS} characters.");
                fields.refuse(&place("words"), &said);
            }
        }
        if !(1..=3).contains(&form.depth) {
            let said = "The depth is 1 (stated), 2 (probed) or 3 (unspoken).";
            fields.refuse(&place("depth"), said);
        }
        let theme = form.theme.as_deref().filter(|text| !text.trim().is_empty());
        let theme = theme.and_then(|text| fields.take(&place("theme"), Key::parse(text)));
        Statement {
            words,
            level: form.level.into(),
            depth: form.depth,
            theme: theme.map(|key| key.as_str().to_owned()),
            expectation: form.expectation,
        }
    });
    read.collect()
}

fn noted(fields: &mut Fields, text: &str) -> String {
    if text.chars().count() > LONGEST_NOTE {
        let said = format!("A note has at most {LONGEST_NOTE} characters.");
        fields.refuse("note", &said);
    }
    text.trim().to_owned()
}

fn written_now(app: &App, grant: &Grant) -> Option<Written> {
    Some(Written {
        by: person_of(grant),
        at: app.now().micros(),
    })
}

/// Writes on in a session.
pub async fn change_discovery(
    app: &App,
    actor: &Actor,
    id: DiscoveryId,
    change: &DiscoveryChange,
) -> Result<DiscoveryView, Problem> {
    let grant = actor.require(Permission::RecordSignals)?;
    let org = app.store().org(&grant);
    let known = found(&org, id).await?;
    let before = known.notes.clone();
    // The page saves at every pause: one sitting is one line of the audit log.
    let goes_on = known.is_one_sitting(person_of(&grant), app.now());
    let mut fields = Fields::default();
    let mut notes = DiscoveryNotes {
        written: written_now(app, &grant),
        ..before.clone()
    };
    if let Some(asked) = &change.questions {
        notes.questions = questions(&mut fields, asked);
    }
    if let Some(said) = &change.statements {
        notes.statements = statements(&mut fields, said);
    }
    if let Some(text) = &change.note {
        notes.note = noted(&mut fields, text);
    }
    fields.check()?;
    let mut changed = known.rewrite(notes).map_err(refused)?;
    if let Some(at) = &change.held_at {
        changed.held_at = moment(app, "held_at", Some(at))?;
    }
    if let Some(contact) = change.contact {
        let client = client_of(&org, changed.client).await?;
        changed.contact = contact_of(&org, client.no, contact).await?;
    }
    if !org.change_discovery(&changed, &before).await? {
        return Err(meanwhile());
    }
    if !goes_on {
        let detail = json!({ "statements": changed.notes.statements.len() });
        note(app, &grant, "change_discovery", subject(&changed), detail).await?;
    }
    one(&org, changed).await
}

/// Throws away a session that was never played back.
pub async fn delete_discovery(app: &App, actor: &Actor, id: DiscoveryId) -> Result<(), Problem> {
    let grant = actor.require(Permission::RecordSignals)?;
    let org = app.store().org(&grant);
    let known = found(&org, id).await?;
    if !org.delete_discovery(id).await? {
        return Err(refused(DiscoveryRefusal::NotOpen));
    }
    let detail = json!({ "statements": known.notes.statements.len() });
    note(app, &grant, "delete_discovery", subject(&known), detail).await
}

/// The client gets to see what was understood: the statements go into the ledger as stated by the client, and a link to
/// the client's own page is made.
pub async fn play_back(
    app: &App,
    actor: &Actor,
    id: DiscoveryId,
    form: &PlayBack,
) -> Result<PlayedBackView, Problem> {
    let grant = actor.require(Permission::RecordSignals)?;
    let org = app.store().org(&grant);
    let known = found(&org, id).await?;
    if known.notes.statements.is_empty() {
        return Err(refused(DiscoveryRefusal::NothingToPlayBack));
    }
    let expires_at = days(app, form.days)?;
    let client = client_of(&org, known.client).await?;
    let items = known
        .unplayed()
        .map(|it| stated(app, &known, it))
        .collect::<Vec<_>>();
    let kept = org.add_expectations(app.now(), &items).await?;
    let mut became = Vec::with_capacity(kept.len());
    for (kept, new) in kept.iter().zip(&items) {
        match kept {
            Kept::Created(id) => became.push(*id),
            Kept::Unchanged(id) => {
                became.push(*id);
                said(app, &org, &grant, *id, new).await?;
            }
        }
    }
    let (link, secret) = make_link(app, &grant, &client, known.contact, expires_at).await?;
    let before = known.notes.clone();
    let played = known.play_back(link.id, app.now(), &became);
    let played = played.map_err(refused)?;
    if !org.change_discovery(&played, &before).await? {
        // The link was told to nobody.
        org.revoke_client_link(link.id, app.now()).await?;
        return Err(meanwhile());
    }
    let detail = json!({ "statements": played.notes.statements.len() });
    note(app, &grant, "play_back_discovery", subject(&played), detail).await?;
    Ok(PlayedBackView {
        discovery: one(&org, played).await?,
        link: link.into(),
        address: format!("/c/{secret}"),
    })
}

fn evidence(session: &Discovery, it: &Statement) -> Evidence {
    Evidence {
        kind: EvidenceKind::Session,
        at: session.held_at,
        words: Some(it.words.clone()),
        reference: Some(session.id.to_string()),
    }
}

fn stated(app: &App, session: &Discovery, it: &Statement) -> NewExpectation {
    NewExpectation {
        id: app.id(),
        client: NewClient {
            id: app.id(),
            key: session.client_key.clone(),
            name: None,
            attributes: Attributes::new(),
        },
        words: it.words.clone(),
        level: it.level,
        depth: it.depth,
        status: Status::Stated,
        theme: it.theme.clone(),
        source: "discovery".to_owned(),
        stated_at: session.held_at,
        confirmed_at: None,
        half_life_days: HALF_LIFE_DAYS,
        contact: session.contact,
        weight: None,
        target: None,
        evidence: vec![evidence(session, it)],
    }
}

/// The client said what was in the ledger already, word for word: a guess of ours is stated from now on.
async fn said(
    app: &App,
    org: &OrgStore,
    grant: &Grant,
    id: ExpectationId,
    new: &NewExpectation,
) -> Result<(), Problem> {
    let Some(before) = org.expectation(id).await? else {
        return Ok(());
    };
    let rests_on = new.evidence.iter().cloned();
    let after = rests_on.fold(before.clone().say(), Expectation::with_evidence);
    if after == before {
        return Ok(());
    }
    let by = name_of(app, grant).await?;
    let write = ExpectationWrite {
        before: &before,
        after: &after,
        kind: ChangeKind::Stated,
        by: &by,
        by_client: false,
        undoes: None,
    };
    org.change_expectation(&write, app.now()).await?;
    Ok(())
}
