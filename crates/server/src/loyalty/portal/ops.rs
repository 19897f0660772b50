//! What can be done about links to clients' own pages, and what changed because of clients.

use domain::access::{Actor, Grant, Permission};
use domain::clients::Client;
use domain::ids::{ChangeId, ClientId, ContactId, LinkId};
use domain::loyalty::portal::{ClientLink, Ground, LINK_DAYS, LONGEST_LINK, MadeChange};
use domain::time::Timestamp;
use serde_json::json;

use super::proposals;
use super::views::{NewChangeForClient, NewClientLink};
use crate::App;
use crate::access::ops::{Subject, note};
use crate::access::secret;
use crate::error::{Code, Fields, Problem};
use crate::loyalty::about::{client_of, contact_of, moment, person_of};

const DAY: i64 = 86_400;
/// The longest words of a change, in characters.
const LONGEST_WORDS: usize = 1_000;

/// When a link for so many days stops working.
pub fn days(app: &App, days: Option<u16>) -> Result<Timestamp, Problem> {
    let days = days.unwrap_or(LINK_DAYS);
    if !(1..=LONGEST_LINK).contains(&days) {
        let said = format!("A link works for 1 to {LONGEST_LINK} days.");
        return Err(Problem::field("days", said));
    }
    Ok(app.now().plus_seconds(i64::from(days) * DAY))
}

pub async fn list_links(
    app: &App,
    actor: &Actor,
    client: ClientId,
) -> Result<Vec<ClientLink>, Problem> {
    let grant = actor.require(Permission::ReadClients)?;
    let org = app.store().org(&grant);
    let client = client_of(&org, client).await?;
    Ok(org.client_links(client.no).await?)
}

/// A further link. Its secret is told once and kept nowhere.
pub async fn create_link(
    app: &App,
    actor: &Actor,
    client: ClientId,
    new: &NewClientLink,
) -> Result<(ClientLink, String), Problem> {
    let grant = actor.require(Permission::RecordSignals)?;
    let org = app.store().org(&grant);
    let client = client_of(&org, client).await?;
    let contact = contact_of(&org, client.no, new.contact).await?;
    let expires_at = match &new.expires_at {
        None => days(app, None)?,
        Some(text) => {
            let refuse = |message: String| Problem::field("expires_at", message);
            let at = Timestamp::parse_rfc3339(text).map_err(|_| {
                refuse("A moment in RFC 3339 is expected, such as 2026-05-13T09:30:00Z.".to_owned())
            })?;
            let last = app.now().plus_seconds(i64::from(LONGEST_LINK) * DAY);
            if at <= app.now() {
                return Err(refuse("This is in the past.".to_owned()));
            }
            if at > last {
                return Err(refuse(format!(
                    "A link works for at most {LONGEST_LINK} days."
                )));
            }
            at
        }
    };
    make_link(app, &grant, &client, contact, expires_at).await
}

/// Makes a link for who may, with its note.
pub async fn make_link(
    app: &App,
    grant: &Grant,
    client: &Client,
    contact: Option<ContactId>,
    expires_at: Timestamp,
) -> Result<(ClientLink, String), Problem> {
    let link = ClientLink {
        id: app.id(),
        client: client.id,
        contact,
        made_by: person_of(grant),
        created_at: app.now(),
        expires_at,
    };
    let text = secret::new(app);
    let org = app.store().org(grant);
    org.add_client_link(&link, client.no, &secret::hash(&text))
        .await?;
    org.settle_link_requests_of(client.no, contact, person_of(grant), app.now())
        .await?;
    let detail = json!({ "expires_at": expires_at });
    note(
        app,
        grant,
        "create_client_link",
        subject(client, link.id),
        detail,
    )
    .await?;
    Ok((link, text))
}

fn subject(client: &Client, id: impl ToString) -> Subject {
    let label = client.name.clone().unwrap_or(client.key.clone());
    Subject::new("client", id, label)
}

pub async fn revoke_link(app: &App, actor: &Actor, id: LinkId) -> Result<(), Problem> {
    let grant = actor.require(Permission::RecordSignals)?;
    let org = app.store().org(&grant);
    let gone = || Problem::not_found("such link");
    let link = org.client_link(id).await?.ok_or_else(gone)?;
    let client = client_of(&org, link.client).await?;
    if !org.revoke_client_link(id, app.now()).await? {
        return Err(gone());
    }
    note(
        app,
        &grant,
        "revoke_client_link",
        subject(&client, id),
        json!({}),
    )
    .await
}

pub async fn list_changes(
    app: &App,
    actor: &Actor,
    client: ClientId,
) -> Result<Vec<MadeChange>, Problem> {
    let grant = actor.require(Permission::ReadClients)?;
    let org = app.store().org(&grant);
    let client = client_of(&org, client).await?;
    Ok(org.client_changes(client.no).await?)
}

/// Something is different because a client spoke up; the client reads it on their page.
pub async fn add_change(
    app: &App,
    actor: &Actor,
    client: ClientId,
    new: &NewChangeForClient,
) -> Result<MadeChange, Problem> {
    let grant = actor.require(Permission::RecordSignals)?;
    let org = app.store().org(&grant);
    let client = client_of(&org, client).await?;
    let mut fields = Fields::default();
    let words = new.words.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.is_empty() {
        fields.refuse("words", "Say what is different now.");
    }
    let said = new.said.as_deref().map(str::trim);
    let said = said.filter(|text| !text.is_empty()).map(str::to_owned);
    for (field, text) in [("words", Some(&words)), ("said", said.as_ref())] {
        if text.is_some_and(|text| text.chars().count() > LONGEST_WORDS) {
            let message = format!("This has at most {LONGEST_WORDS} characters.");
            fields.refuse(field, &message);
        }
    }
    if let Some(id) = new.because_of {
        let known = org.expectation(id).await?;
        if known.is_none_or(|it| it.client != client.id) {
            fields.refuse("because_of", "This client has no such expectation.");
        }
    }
    let mut because_of = new.because_of;
    if let Some(finding) = new.finding {
        let known = proposals::of(&org, &client).await?;
        let proposed = known.iter().find(|it| it.finding == finding);
        // Whose words it stands on decides who of the client reads it: it is known even where it is not said.
        if let Some(Ground::Expectation(id)) = proposed.map(|it| &it.ground) {
            because_of = because_of.or(Some(*id));
        }
        if proposed.is_none() {
            fields.refuse("finding", "Nothing of this can be told to this client.");
        } else if org.decided_changes(client.no).await?.contains(&finding) {
            return Err(Problem::because(
                Code::Conflict,
                "It was decided before whether this client is told of it.",
            ));
        }
    }
    fields.check()?;
    let change = MadeChange {
        id: app.id(),
        client: client.id,
        words,
        said,
        at: moment(app, "at", new.at.as_deref())?,
        because_of,
        finding: new.finding,
        made_by: person_of(&grant),
    };
    org.add_client_change(&change, client.no, app.now()).await?;
    let detail = json!({ "words": change.words });
    note(
        app,
        &grant,
        "add_client_change",
        subject(&client, change.id),
        detail,
    )
    .await?;
    Ok(change)
}

pub async fn delete_change(app: &App, actor: &Actor, id: ChangeId) -> Result<(), Problem> {
    let grant = actor.require(Permission::RecordSignals)?;
    let org = app.store().org(&grant);
    let gone = || Problem::not_found("such change");
    let known = org.client_change(id).await?.ok_or_else(gone)?;
    let client = client_of(&org, known.client).await?;
    if !org.delete_client_change(id).await? {
        return Err(gone());
    }
    let detail = json!({ "words": known.words });
    note(
        app,
        &grant,
        "delete_client_change",
        subject(&client, id),
        detail,
    )
    .await
}
