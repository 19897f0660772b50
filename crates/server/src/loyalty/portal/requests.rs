//! Asking for a new link where the old one no longer works.

use domain::access::{Actor, AuditSubject, Permission};
use domain::ids::{ClientId, LinkRequestId};
use domain::loyalty::portal::LinkRequest;
use serde_json::json;

use super::views::LinkRequestView;
use crate::App;
use crate::access::ops::{Subject, note};
use crate::access::{Counted, Visitor, secret};
use crate::error::{Code, Problem};
use crate::loyalty::about::{client_of, person_of};

/// Requests of one client that are read.
const MOST: usize = 20;

/// Whoever has an old link asks for a new one. The answer is the same whether the link ever was one: it says nothing of
/// anybody. Nothing is sent to whoever asks; somebody here reads it and sends a link to the address they know.
pub async fn ask_for_link(app: &App, visitor: &Visitor, text: &str) -> Result<(), Problem> {
    let throttled = |wait| Problem::new(Code::Throttled).retry_after(wait);
    app.throttle()
        .attempt(&[Counted::link(visitor.ip)], app.now())
        .map_err(throttled)?;
    let access = app.store().access();
    let found = access.find_any_client_link(&secret::hash(text)).await?;
    let Some(link) = found else {
        return Ok(());
    };
    let grant = Actor::system(link.organization).require(Permission::RecordSignals)?;
    let org = app.store().org(&grant);
    let Some(client) = org.client(link.client).await? else {
        return Ok(());
    };
    let request = LinkRequest {
        id: app.id(),
        client: client.id,
        contact: link.contact,
        asked_at: app.now(),
    };
    if org.ask_for_link(&request).await? {
        let name = client.name.clone().unwrap_or_else(|| client.key.clone());
        let subject = AuditSubject {
            kind: "client".to_owned(),
            id: client.id.to_string(),
            label: name.clone(),
        };
        org.append_audit(
            app.id(),
            app.now(),
            &name,
            "ask_for_link",
            &subject,
            &json!({}),
        )
        .await?;
    }
    Ok(())
}

/// Who of a client waits for a new link.
pub async fn list_requests(
    app: &App,
    actor: &Actor,
    client: ClientId,
) -> Result<Vec<LinkRequestView>, Problem> {
    let grant = actor.require(Permission::ReadClients)?;
    let org = app.store().org(&grant);
    let client = client_of(&org, client).await?;
    let waiting = org.link_requests(Some(client.no), None, MOST).await?;
    let contacts = org.contacts_of(&[client.no], true).await?;
    let name = |request: &LinkRequest| {
        let id = request.contact?;
        let found = contacts.iter().find(|it| it.id == id)?;
        Some(found.details.name.clone())
    };
    Ok(waiting
        .into_iter()
        .map(|it| LinkRequestView {
            contact_name: name(&it),
            id: it.id,
            client: it.client,
            contact: it.contact,
            asked_at: it.asked_at,
        })
        .collect())
}

/// They need none, or got one in another way.
pub async fn settle_request(app: &App, actor: &Actor, id: LinkRequestId) -> Result<(), Problem> {
    let grant = actor.require(Permission::RecordSignals)?;
    let org = app.store().org(&grant);
    let gone = || Problem::not_found("such request");
    let known = org.link_request(id).await?.ok_or_else(gone)?;
    let client = client_of(&org, known.client).await?;
    let settled = org.settle_link_request(id, person_of(&grant), app.now());
    if !settled.await? {
        return Err(gone());
    }
    let label = client.name.unwrap_or(client.key);
    let subject = Subject::new("client", client.id, label);
    note(app, &grant, "settle_link_request", subject, json!({})).await
}
