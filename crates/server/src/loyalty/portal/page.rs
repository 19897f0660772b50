//! What the holder of a link sees and answers. Every operation begins with the link; it opens one client's page.

use domain::access::{Actor, AuditSubject, Permission};
use domain::clients::contacts::{Consent, ConsentStatus, ContactLimit};
use domain::clients::{Attributes, Client};
use domain::ids::ExpectationId;
use domain::loyalty::expectations::{ChangeKind, LONGEST_WORDS, tidy_words};
use domain::loyalty::portal::{Asking, Wish, for_client, is_as_seen, is_shown, is_told};
use domain::loyalty::{
    Evidence, EvidenceKind, Expectation, ExpectationChange, ExpectationRefusal, HALF_LIFE_DAYS,
    Level, Status,
};
use serde_json::{Value, json};
use store::OrgStore;
use store::access::OpenedLink;
use store::clients::NewClient;
use store::loyalty::{ExpectationWrite, Kept, NewExpectation, Written};

use super::promised::promised;
use super::views::{
    PortalAnswer, PortalAnswerKind, PortalChange, PortalExpectation, PortalNewExpectation,
    PortalPerson, PortalView, PortalWishForm,
};
use crate::App;
use crate::access::{Counted, Visitor, secret};
use crate::error::{Code, Problem, sentence};
use crate::loyalty::expectations::of_client;

/// The longest words about how to keep in touch, in characters.
const LONGEST_WISH: usize = 500;

/// One client's page, opened.
pub struct Page {
    pub link: OpenedLink,
    pub client: Client,
    pub org: OrgStore,
}

/// Opens the page; that a link was opened is recorded nowhere. Whoever guesses is slowed down, and only guesses are
/// counted: a whole office shares one address, and old links that its mail scanner tries shut nobody out.
pub async fn open(app: &App, visitor: &Visitor, text: &str) -> Result<Page, Problem> {
    let now = app.now();
    let gone = || Problem::new(Code::LinkGone);
    let access = app.store().access();
    let found = access.find_client_link(&secret::hash(text), now).await?;
    let Some(link) = found else {
        app.throttle()
            .attempt(&[Counted::link(visitor.ip)], now)
            .map_err(|wait| Problem::new(Code::Throttled).retry_after(wait))?;
        return Err(gone());
    };
    let grant = Actor::system(link.organization).require(Permission::RecordSignals)?;
    let org = app.store().org(&grant);
    let client = org.client(link.client).await?.ok_or_else(gone)?;
    Ok(Page { link, client, org })
}

/// The same to write on it; slowed down where it is written on too much.
async fn open_to_write(app: &App, visitor: &Visitor, text: &str) -> Result<Page, Problem> {
    let page = open(app, visitor, text).await?;
    let throttled = |wait| Problem::new(Code::Throttled).retry_after(wait);
    app.throttle()
        .attempt(&[Counted::Page(page.link.link)], app.now())
        .map_err(throttled)?;
    Ok(page)
}

impl Page {
    fn name(&self) -> String {
        self.client
            .name
            .clone()
            .unwrap_or_else(|| self.client.key.clone())
    }

    /// A line in the audit log, in the client's name.
    async fn note(
        &self,
        app: &App,
        action: &str,
        subject: (&str, String, &str),
        detail: Value,
    ) -> Result<(), Problem> {
        let subject = AuditSubject {
            kind: subject.0.to_owned(),
            id: subject.1,
            label: subject.2.to_owned(),
        };
        let name = self.name();
        self.org
            .append_audit(app.id(), app.now(), &name, action, &subject, &detail)
            .await?;
        Ok(())
    }

    async fn view(&self, app: &App) -> Result<PortalView, Problem> {
        let organization = self.org.organization().await?;
        let organization = organization.ok_or_else(|| Problem::new(Code::LinkGone))?;
        let now = app.now();
        let mut shown = of_client(&self.org, self.client.no).await?;
        let mut changes = self.org.client_changes(self.client.no).await?;
        changes.retain(|it| is_told(it, &shown, self.link.contact));
        shown.retain(|it| is_shown(it, self.client.id, self.link.contact));
        let wish = self
            .org
            .client_wish(self.client.no, self.link.contact)
            .await?;
        let contact = match self.link.contact {
            None => None,
            Some(id) => self.org.contact(id).await?.map(|it| it.details.name),
        };
        let person = match self.client.owner {
            None => None,
            Some(id) => self.org.person(id).await?.filter(|person| person.active),
        };
        Ok(PortalView {
            organization: organization.name,
            time_zone: organization.time_zone.as_str().to_owned(),
            greeting: contact.or_else(|| self.client.name.clone()),
            client: self.client.name.clone(),
            at: now,
            expires_at: self.link.expires_at,
            person: person.map(|person| PortalPerson {
                email: person.email.to_string(),
                name: person.name,
            }),
            expectations: for_client(shown, now)
                .into_iter()
                .map(|it| PortalExpectation::of(it, now))
                .collect(),
            promises: promised(&self.org, self.client.no, self.link.contact).await?,
            changes: changes
                .into_iter()
                .map(|it| PortalChange {
                    words: it.words,
                    said: it.said,
                    at: it.at,
                })
                .collect(),
            wishes: wish.map(Into::into),
        })
    }

    /// What a contact wishes holds for everything that anybody here sends them: it stands in the address book, and
    /// whether they may be asked at all in the book of consents.
    async fn keep_wish(&self, wish: &Wish) -> Result<(), Problem> {
        let (Some(id), Some(asking)) = (wish.contact, wish.asking) else {
            return Ok(());
        };
        let Some(mut contact) = self.org.contact(id).await? else {
            return Ok(());
        };
        contact.details.wishes.limit = match asking {
            Asking::TwiceAYear => Some(ContactLimit {
                messages: 2,
                days: 365,
            }),
            Asking::AfterEachMeeting | Asking::Never => None,
        };
        self.org.change_contact(&contact).await?;
        let consent = Consent {
            no: 0,
            purpose: "survey".to_owned(),
            status: match asking {
                Asking::Never => ConsentStatus::Revoked,
                Asking::AfterEachMeeting | Asking::TwiceAYear => ConsentStatus::Granted,
            },
            at: wish.at,
            source: "portal".to_owned(),
            evidence: wish.words.clone(),
            recorded_at: wish.at,
            by_name: self.name(),
        };
        self.org.add_consent(id, &consent).await?;
        Ok(())
    }

    /// An expectation that this page shows. Of another's it must not even be told that it is there.
    async fn shown(&self, id: ExpectationId, retired: bool) -> Result<Expectation, Problem> {
        let known = self.org.expectation(id).await?;
        let holds = |it: &Expectation| {
            let undone = retired && it.status == Status::Retired;
            let as_if = Expectation {
                status: if undone { Status::Stated } else { it.status },
                ..it.clone()
            };
            is_shown(&as_if, self.client.id, self.link.contact)
        };
        known
            .filter(holds)
            .ok_or_else(|| Problem::not_found("such expectation"))
    }

    async fn write(
        &self,
        app: &App,
        before: &Expectation,
        after: &Expectation,
        kind: ChangeKind,
        undoes: Option<&ExpectationChange>,
    ) -> Result<(), Problem> {
        let by = self.name();
        let write = ExpectationWrite {
            before,
            after,
            kind,
            by: &by,
            by_client: true,
            undoes,
        };
        match self.org.change_expectation(&write, app.now()).await? {
            Written::Done => Ok(()),
            Written::Gone => Err(Problem::not_found("such expectation")),
            Written::Meanwhile => Err(changed_since()),
        }
    }
}

/// The page, for whoever holds its link. Nothing is recorded.
pub async fn show(app: &App, visitor: &Visitor, text: &str) -> Result<PortalView, Problem> {
    open(app, visitor, text).await?.view(app).await
}

fn changed_since() -> Problem {
    Problem::because(
        Code::ChangeInTheWay,
        "This was changed meanwhile; look at it again.",
    )
}

fn words_of(text: Option<&str>, longest: usize) -> Result<Option<String>, Problem> {
    let words = text.and_then(tidy_words);
    if words
        .as_ref()
        .is_some_and(|words| words.chars().count() > longest)
    {
        let said = format!("This has at most {longest} characters.");
        return Err(Problem::field("words", said));
    }
    Ok(words)
}

fn refused(refusal: ExpectationRefusal) -> Problem {
    match refusal {
        ExpectationRefusal::NoWords => Problem::field("words", "Say it in your words."),
        _ => Problem::because(Code::Conflict, sentence(&refusal)),
    }
}

/// The client confirms, corrects or declines what we understood, or takes back their last answer.
pub async fn answer(
    app: &App,
    visitor: &Visitor,
    (text, id): (&str, ExpectationId),
    answer: &PortalAnswer,
) -> Result<PortalView, Problem> {
    let page = open_to_write(app, visitor, text).await?;
    let words = words_of(answer.words.as_deref(), LONGEST_WORDS)?;
    let now = app.now();
    let undo = answer.answer == PortalAnswerKind::Undo;
    let known = page.shown(id, undo).await?;
    match &answer.seen {
        None if answer.answer == PortalAnswerKind::Confirm => {
            return Err(Problem::field("seen", "Say which words are confirmed."));
        }
        // An answer is taken back whatever the words are by now.
        Some(seen) if !undo && !is_as_seen(&known, seen) => return Err(changed_since()),
        _ => {}
    }
    let proof = Evidence {
        kind: EvidenceKind::Portal,
        at: now,
        words: words.clone(),
        reference: None,
    };
    let mut undone = None;
    let (after, kind) = match answer.answer {
        PortalAnswerKind::Confirm => (
            known.clone().confirm(now).map(|it| it.with_evidence(proof)),
            ChangeKind::Confirmed,
        ),
        PortalAnswerKind::Correct => (
            known
                .clone()
                .say_otherwise(words.as_deref().unwrap_or_default(), now)
                .map(|it| it.with_evidence(proof)),
            ChangeKind::Corrected,
        ),
        PortalAnswerKind::NoLonger => (
            known.clone().retire().map(|it| it.with_evidence(proof)),
            ChangeKind::Retired,
        ),
        PortalAnswerKind::Undo => {
            let last = page.org.expectation_changes(id, 1).await?;
            let last = last.into_iter().next();
            // Only their own answer: what we wrote is not theirs to take back.
            let own = last.filter(|it| it.by_client && it.kind != ChangeKind::Undone);
            let own = own.ok_or_else(|| refused(ExpectationRefusal::NothingToUndo))?;
            let after = known.clone().undo(Some(&own));
            undone = Some(own);
            (after, ChangeKind::Undone)
        }
    };
    let after = after.map_err(refused)?;
    page.write(app, &known, &after, kind, undone.as_ref())
        .await?;
    let subject = ("expectation", id.to_string(), after.words.as_str());
    let detail = json!({ "answer": kind.as_str(), "words": words });
    page.note(app, "answer_expectation", subject, detail)
        .await?;
    page.view(app).await
}

/// The client tells us something that we did not know. Written by themselves it is confirmed; how much it matters is for
/// us to find out.
pub async fn add(
    app: &App,
    visitor: &Visitor,
    text: &str,
    new: &PortalNewExpectation,
) -> Result<PortalView, Problem> {
    let page = open_to_write(app, visitor, text).await?;
    let words = words_of(Some(&new.words), LONGEST_WORDS)?
        .ok_or_else(|| refused(ExpectationRefusal::NoWords))?;
    let now = app.now();
    let proof = Evidence {
        kind: EvidenceKind::Portal,
        at: now,
        words: Some(words.clone()),
        reference: None,
    };
    let item = NewExpectation {
        id: app.id(),
        client: NewClient {
            id: app.id(),
            key: page.client.key.clone(),
            name: None,
            attributes: Attributes::new(),
        },
        words: words.clone(),
        level: Level::Should,
        depth: 1,
        status: Status::Confirmed,
        theme: None,
        source: "portal".to_owned(),
        stated_at: now,
        confirmed_at: Some(now),
        half_life_days: HALF_LIFE_DAYS,
        contact: page.link.contact,
        weight: None,
        target: None,
        evidence: vec![proof.clone()],
    };
    let kept = page.org.add_expectations(now, &[item]).await?;
    if let Some(Kept::Unchanged(id)) = kept.first() {
        // The same words again say that it is still so.
        if let Some(known) = page.org.expectation(*id).await? {
            let again = known.clone().confirm(now).map_err(refused)?;
            let again = again.with_evidence(proof);
            page.write(app, &known, &again, ChangeKind::Confirmed, None)
                .await?;
        }
    }
    let id = match kept.first() {
        Some(Kept::Created(id) | Kept::Unchanged(id)) => id.to_string(),
        None => String::new(),
    };
    let subject = ("expectation", id, words.as_str());
    page.note(app, "add_own_expectation", subject, json!({}))
        .await?;
    page.view(app).await
}

/// The client says how often we may ask.
pub async fn wish(
    app: &App,
    visitor: &Visitor,
    text: &str,
    form: &PortalWishForm,
) -> Result<PortalView, Problem> {
    let page = open_to_write(app, visitor, text).await?;
    let wish = Wish {
        contact: page.link.contact,
        asking: form.asking.map(Into::into),
        words: words_of(form.words.as_deref(), LONGEST_WISH)?,
        at: app.now(),
    };
    if wish.asking.is_none() && wish.words.is_none() {
        return Err(Problem::field("asking", "Say how often we may ask."));
    }
    page.org.add_client_wish(&wish, page.client.no).await?;
    page.keep_wish(&wish).await?;
    let name = page.name();
    let subject = ("client", page.client.id.to_string(), name.as_str());
    let detail = json!({ "asking": wish.asking.map(|it| it.as_str()), "words": wish.words });
    page.note(app, "change_wishes", subject, detail).await?;
    page.view(app).await
}
