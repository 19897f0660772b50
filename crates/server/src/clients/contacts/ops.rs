//! What can be done with contacts and their consents.

use domain::access::{Actor, Permission};
use domain::clients::contacts::{
    Birthday, Consent, Contact, ContactDetails, ContactRefusal, LONGEST, Wishes, read_emails,
    read_language, read_name, read_phones,
};
use domain::design::Key;
use domain::ids::{ClientId, ContactId};
use domain::time::{Timestamp, ZoneName};
use serde_json::json;
use store::OrgStore;

use super::views::{ConsentView, ContactChange, ContactView, NewConsent, NewContact};
use crate::App;
use crate::access::ops::{Subject, name_of, note};
use crate::clients::directory::ops::{find, standing};
use crate::error::{Fields, Problem};

/// Contacts of one client.
const MOST: usize = 100;

pub async fn list_contacts(
    app: &App,
    actor: &Actor,
    client: ClientId,
) -> Result<Vec<ContactView>, Problem> {
    let grant = actor.require(Permission::ReadClients)?;
    let org = app.store().org(&grant);
    let client = find(&org, client).await?;
    let mut views = Vec::new();
    for contact in org.contacts_of(&[client.no], false).await? {
        let consents = org.consents(contact.id).await?;
        views.push(ContactView::of(contact, client.id, &consents));
    }
    Ok(views)
}

async fn known(org: &OrgStore, id: ContactId) -> Result<Contact, Problem> {
    let contact = org.contact(id).await?;
    contact.ok_or_else(|| Problem::not_found("such contact"))
}

async fn view(org: &OrgStore, id: ContactId) -> Result<ContactView, Problem> {
    let contact = known(org, id).await?;
    let client = org.clients_by_no(&[contact.client]).await?;
    let client = client.first().map(|client| client.id);
    let client = client.ok_or_else(|| Problem::not_found("such client"))?;
    let consents = org.consents(id).await?;
    Ok(ContactView::of(contact, client, &consents))
}

fn read_role(text: &str) -> Result<Option<String>, ContactRefusal> {
    let role = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match role.chars().count() {
        0 => Ok(None),
        1..=LONGEST => Ok(Some(role)),
        _ => Err(ContactRefusal::TooLong(LONGEST)),
    }
}

/// What an empty text means: nothing.
fn said(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}

/// Reads parts of a contact one by one; what is wrong is told of all of them.
struct Reading {
    fields: Fields,
    details: ContactDetails,
}

impl Reading {
    fn name(&mut self, text: &str) {
        if let Some(name) = self.fields.take("name", read_name(text)) {
            self.details.name = name;
        }
    }

    fn role(&mut self, text: Option<&str>) {
        let read = read_role(text.unwrap_or_default());
        if let Some(role) = self.fields.take("role", read) {
            self.details.role = role;
        }
    }

    fn emails(&mut self, texts: &[String]) {
        if let Some(emails) = self.fields.take("emails", read_emails(texts)) {
            self.details.emails = emails;
        }
    }

    fn phones(&mut self, texts: &[String]) {
        if let Some(phones) = self.fields.take("phones", read_phones(texts)) {
            self.details.phones = phones;
        }
    }

    fn birthday(&mut self, text: Option<&str>) {
        let read = said(text).map(Birthday::parse).transpose();
        if let Some(birthday) = self.fields.take("birthday", read) {
            self.details.birthday = birthday;
        }
    }

    fn language(&mut self, text: Option<&str>) {
        let read = said(text).map(read_language).transpose();
        if let Some(language) = self.fields.take("language", read) {
            self.details.language = language;
        }
    }

    fn time_zone(&mut self, text: Option<&str>) {
        let read = said(text).map(ZoneName::parse).transpose();
        if let Some(zone) = self.fields.take("time_zone", read) {
            self.details.time_zone = zone;
        }
    }

    async fn wishes(&mut self, org: &OrgStore, wishes: Wishes) -> Result<(), Problem> {
        if self.fields.take("wishes", wishes.check()).is_none() {
            return Ok(());
        }
        if !wishes.unwanted_channels.is_empty() {
            let design = org.design().await?;
            for key in &wishes.unwanted_channels {
                if !design.channels.iter().any(|channel| channel.key == *key) {
                    let message = format!("There is no channel `{key}`.");
                    self.fields.refuse("wishes.unwanted_channels", &message);
                }
            }
        }
        self.details.wishes = wishes;
        Ok(())
    }
}

pub async fn create_contact(
    app: &App,
    actor: &Actor,
    client: ClientId,
    form: NewContact,
) -> Result<ContactView, Problem> {
    let grant = actor.require(Permission::EditClients)?;
    let org = app.store().org(&grant);
    let client = standing(find(&org, client).await?)?;
    let mut reading = Reading {
        fields: Fields::default(),
        details: ContactDetails::default(),
    };
    reading.name(&form.name);
    reading.role(form.role.as_deref());
    reading.emails(&form.emails);
    reading.phones(&form.phones);
    reading.birthday(form.birthday.as_deref());
    reading.language(form.language.as_deref());
    reading.time_zone(form.time_zone.as_deref());
    reading.wishes(&org, form.wishes.into()).await?;
    if org.contacts_of(&[client.no], false).await?.len() >= MOST {
        let message = format!("A client has at most {MOST} contacts.");
        reading.fields.refuse("", &message);
    }
    reading.fields.check()?;
    let contact = Contact {
        id: app.id(),
        client: client.no,
        created_at: app.now(),
        removed_at: None,
        details: reading.details,
    };
    org.add_contacts(std::slice::from_ref(&contact)).await?;
    let subject = Subject::new("contact", contact.id, &contact.details.name);
    let detail = json!({ "client": client.id, "client_name": client.label() });
    note(app, &grant, "create_contact", subject, detail).await?;
    view(&org, contact.id).await
}

pub async fn change_contact(
    app: &App,
    actor: &Actor,
    id: ContactId,
    change: ContactChange,
) -> Result<ContactView, Problem> {
    let grant = actor.require(Permission::EditClients)?;
    let org = app.store().org(&grant);
    let contact = known(&org, id).await?;
    let mut reading = Reading {
        fields: Fields::default(),
        details: contact.details.clone(),
    };
    if let Some(name) = &change.name {
        reading.name(name);
    }
    if let Some(role) = &change.role {
        reading.role(role.as_deref());
    }
    if let Some(emails) = &change.emails {
        reading.emails(emails);
    }
    if let Some(phones) = &change.phones {
        reading.phones(phones);
    }
    if let Some(birthday) = &change.birthday {
        reading.birthday(birthday.as_deref());
    }
    if let Some(language) = &change.language {
        reading.language(language.as_deref());
    }
    if let Some(zone) = &change.time_zone {
        reading.time_zone(zone.as_deref());
    }
    if let Some(wishes) = change.wishes {
        reading.wishes(&org, wishes.into()).await?;
    }
    reading.fields.check()?;
    let changed = Contact {
        details: reading.details,
        ..contact
    };
    if !org.change_contact(&changed).await? {
        return Err(Problem::not_found("such contact"));
    }
    let subject = Subject::new("contact", id, &changed.details.name);
    note(app, &grant, "change_contact", subject, json!({})).await?;
    view(&org, id).await
}

/// Takes a contact out of the address book. What they said and allowed stays, and [`restore_contact`] puts them back.
pub async fn remove_contact(app: &App, actor: &Actor, id: ContactId) -> Result<(), Problem> {
    let grant = actor.require(Permission::EditClients)?;
    let org = app.store().org(&grant);
    let contact = known(&org, id).await?;
    if contact.removed_at.is_some() || !org.remove_contact(id, Some(app.now())).await? {
        return Err(Problem::not_found("such contact"));
    }
    let subject = Subject::new("contact", id, &contact.details.name);
    note(app, &grant, "remove_contact", subject, json!({})).await
}

pub async fn restore_contact(
    app: &App,
    actor: &Actor,
    id: ContactId,
) -> Result<ContactView, Problem> {
    let grant = actor.require(Permission::EditClients)?;
    let org = app.store().org(&grant);
    let contact = known(&org, id).await?;
    if contact.removed_at.is_some() {
        org.remove_contact(id, None).await?;
        let subject = Subject::new("contact", id, &contact.details.name);
        note(app, &grant, "restore_contact", subject, json!({})).await?;
    }
    view(&org, id).await
}

/// The whole book of a contact's consents, the latest entry first.
pub async fn list_consents(
    app: &App,
    actor: &Actor,
    id: ContactId,
) -> Result<Vec<ConsentView>, Problem> {
    let grant = actor.require(Permission::ReadClients)?;
    let org = app.store().org(&grant);
    known(&org, id).await?;
    let entries = org.consents(id).await?;
    Ok(entries.into_iter().rev().map(Into::into).collect())
}

/// What a contact said about a purpose; whoever meets clients may write it down.
pub async fn record_consent(
    app: &App,
    actor: &Actor,
    id: ContactId,
    form: &NewConsent,
) -> Result<Vec<ConsentView>, Problem> {
    let grant = actor.require(Permission::RecordSignals)?;
    let org = app.store().org(&grant);
    let contact = known(&org, id).await?;
    let now = app.now();
    let mut fields = Fields::default();
    let purpose = fields.take("purpose", Key::parse(&form.purpose));
    let at = match form.at.as_deref().map(Timestamp::parse_rfc3339) {
        None => Some(now),
        Some(Ok(at)) if at > now => {
            fields.refuse("at", "This is in the future.");
            None
        }
        Some(read) => fields.take("at", read),
    };
    let source = match form.source.trim() {
        "" => Err("say where it was said: form, call, letter"),
        text if text.chars().count() > LONGEST => Err("this has at most 200 characters"),
        text => Ok(text.to_owned()),
    };
    let source = fields.take("source", source);
    let evidence = said(form.evidence.as_deref());
    if evidence.is_some_and(|text| text.chars().count() > 1_000) {
        fields.refuse("evidence", "This has at most 1,000 characters.");
    }
    let (Some(purpose), Some(at), Some(source), true) = (purpose, at, source, fields.is_empty())
    else {
        return Err(fields.problem());
    };
    let consent = Consent {
        no: 0,
        purpose: purpose.as_str().to_owned(),
        status: form.status.into(),
        at,
        source,
        evidence: evidence.map(str::to_owned),
        recorded_at: now,
        by_name: name_of(app, &grant).await?,
    };
    org.add_consent(id, &consent).await?;
    let subject = Subject::new("contact", id, &contact.details.name);
    let detail = json!({ "purpose": consent.purpose, "status": consent.status.as_str() });
    note(app, &grant, "record_consent", subject, detail).await?;
    let entries = org.consents(id).await?;
    Ok(entries.into_iter().rev().map(Into::into).collect())
}
