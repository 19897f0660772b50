//! Human beings on the client's side.

use domain::clients::contacts::{
    Birthday, Consent, ConsentStatus, Contact, ContactDetails, Wishes,
};
use domain::ids::ContactId;
use domain::time::{Timestamp, ZoneName};
use serde::Serialize;

use super::sql;
use crate::access::read_all;
use crate::db::{Tx, args, json, numbered, read_id, without_nul};
use crate::error::{Result, StoreError};
use crate::org::OrgStore;

#[derive(sqlx::FromRow)]
pub(super) struct ContactRow {
    id: String,
    client_no: i64,
    name: String,
    role: Option<String>,
    emails: String,
    phones: String,
    birthday: Option<String>,
    language: Option<String>,
    time_zone: Option<String>,
    wishes: String,
    created_at: i64,
    removed_at: Option<i64>,
}

impl TryFrom<ContactRow> for Contact {
    type Error = StoreError;

    fn try_from(row: ContactRow) -> Result<Self> {
        let unreadable = StoreError::Unreadable;
        let list = |text: &str, column| {
            serde_json::from_str::<Vec<String>>(text).map_err(|_| unreadable(column))
        };
        let zone =
            |text: String| ZoneName::parse(&text).map_err(|_| unreadable("contacts.time_zone"));
        Ok(Self {
            id: read_id(&row.id, "contacts.id")?,
            client: row.client_no,
            created_at: Timestamp::from_micros(row.created_at),
            removed_at: row.removed_at.map(Timestamp::from_micros),
            details: ContactDetails {
                name: row.name,
                role: row.role,
                emails: list(&row.emails, "contacts.emails")?,
                phones: list(&row.phones, "contacts.phones")?,
                birthday: row
                    .birthday
                    .map(|text| Birthday::parse(&text))
                    .transpose()
                    .map_err(|_| unreadable("contacts.birthday"))?,
                language: row.language,
                time_zone: row.time_zone.map(zone).transpose()?,
                wishes: serde_json::from_str::<Wishes>(&row.wishes)
                    .map_err(|_| unreadable("contacts.wishes"))?,
            },
        })
    }
}

#[derive(sqlx::FromRow)]
struct ConsentRow {
    no: i64,
    purpose: String,
    status: String,
    at: i64,
    source: String,
    evidence: Option<String>,
    recorded_at: i64,
    by_name: String,
}

impl TryFrom<ConsentRow> for Consent {
    type Error = StoreError;

    fn try_from(row: ConsentRow) -> Result<Self> {
        Ok(Self {
            no: row.no,
            purpose: row.purpose,
            status: ConsentStatus::parse(&row.status)
                .ok_or(StoreError::Unreadable("consents.status"))?,
            at: Timestamp::from_micros(row.at),
            source: row.source,
            evidence: row.evidence,
            recorded_at: Timestamp::from_micros(row.recorded_at),
            by_name: row.by_name,
        })
    }
}

#[derive(Serialize)]
struct ContactJson<'a> {
    id: ContactId,
    client_no: i64,
    name: &'a str,
    role: Option<&'a str>,
    emails: String,
    phones: String,
    birthday: Option<String>,
    language: Option<&'a str>,
    time_zone: Option<&'a str>,
    wishes: String,
    created_at: i64,
}

fn write_list(list: &[String]) -> Result<String> {
    json(list)
}

fn write_wishes(wishes: &Wishes) -> Result<String> {
    serde_json::to_string(wishes)
        .map(without_nul)
        .map_err(|_| StoreError::Unreadable("contacts.wishes"))
}

impl Tx {
    /// Writes contacts of clients who are there. The caller indexes the clients anew.
    pub(super) async fn insert_contacts(
        &mut self,
        tenant: domain::ids::OrganizationId,
        contacts: &[Contact],
    ) -> Result<()> {
        let rows = contacts
            .iter()
            .map(|contact| {
                let details = &contact.details;
                Ok(ContactJson {
                    id: contact.id,
                    client_no: contact.client,
                    name: &details.name,
                    role: details.role.as_deref(),
                    emails: write_list(&details.emails)?,
                    phones: write_list(&details.phones)?,
                    birthday: details.birthday.map(|day| day.to_string()),
                    language: details.language.as_deref(),
                    time_zone: details.time_zone.as_ref().map(ZoneName::as_str),
                    wishes: write_wishes(&details.wishes)?,
                    created_at: contact.created_at.micros(),
                })
            })
            .collect::<Result<Vec<_>>>()?;
        if !rows.is_empty() {
            self.run(&sql::insert_contacts, args![tenant, json(&rows)?])
                .await?;
        }
        Ok(())
    }
}

/// More clients than this are not named: whoever listens looks at all of them.
const NAMED: usize = 500;

impl Tx {
    /// Notes that something about clients has changed that others work with: their dates, who answers for them.
    pub(super) async fn announce_clients(
        &mut self,
        tenant: domain::ids::OrganizationId,
        at: Timestamp,
        clients: &[i64],
    ) -> Result<()> {
        let named = (clients.len() <= NAMED).then_some(clients);
        let payload = serde_json::json!({ "clients": named });
        self.append_event(tenant, at, "clients_changed", &payload)
            .await
    }
}

impl OrgStore {
    /// The contacts of these clients, in the order in which they were written down; the removed ones only if asked for.
    pub async fn contacts_of(&self, clients: &[i64], removed: bool) -> Result<Vec<Contact>> {
        let values = args![self.tenant(), numbered(clients.iter().copied())?, removed];
        let rows: Vec<ContactRow> = self.db.rows(&sql::list_contacts_of, values).await?;
        read_all(rows)
    }

    /// One contact, also a removed one.
    pub async fn contact(&self, id: ContactId) -> Result<Option<Contact>> {
        let row: Option<ContactRow> = self
            .db
            .row(&sql::find_contact, args![self.tenant(), id])
            .await?;
        row.map(Contact::try_from).transpose()
    }

    /// Adds contacts; refused where a client of theirs is not here.
    pub async fn add_contacts(&self, contacts: &[Contact]) -> Result<()> {
        let tenant = self.tenant();
        let mut tx = self.db.write().await?;
        tx.lock(tenant).await?;
        tx.insert_contacts(tenant, contacts).await?;
        let mut numbers: Vec<i64> = contacts.iter().map(|contact| contact.client).collect();
        numbers.sort_unstable();
        numbers.dedup();
        tx.reindex(tenant, &numbers).await?;
        let at = contacts.iter().map(|contact| contact.created_at).max();
        tx.announce_clients(tenant, at.unwrap_or(Timestamp::EPOCH), &numbers)
            .await?;
        tx.commit().await
    }

    /// Writes what is now known of a contact. False where there is no such one.
    pub async fn change_contact(&self, contact: &Contact) -> Result<bool> {
        let tenant = self.tenant();
        let mut tx = self.db.write().await?;
        tx.lock(tenant).await?;
        if !tx.update_contact(tenant, contact).await? {
            return Ok(false);
        }
        tx.reindex_contact(tenant, contact.id).await?;
        tx.announce_clients(tenant, contact.created_at, &[contact.client])
            .await?;
        tx.commit().await?;
        Ok(true)
    }

    /// Takes a contact out of the address book at a moment, or puts it back. False where there is no such one.
    pub async fn remove_contact(&self, id: ContactId, at: Option<Timestamp>) -> Result<bool> {
        let tenant = self.tenant();
        let mut tx = self.db.write().await?;
        tx.lock(tenant).await?;
        if tx.run(&sql::remove_contact, args![tenant, id, at]).await? == 0 {
            return Ok(false);
        }
        tx.reindex_contact(tenant, id).await?;
        let known: Option<ContactRow> = tx.row(&sql::find_contact, args![tenant, id]).await?;
        if let Some(contact) = known.map(Contact::try_from).transpose()? {
            let when = at.unwrap_or(contact.created_at);
            tx.announce_clients(tenant, when, &[contact.client]).await?;
        }
        tx.commit().await?;
        Ok(true)
    }

    /// The book of a contact's consents, as it was written down.
    pub async fn consents(&self, contact: ContactId) -> Result<Vec<Consent>> {
        let rows: Vec<ConsentRow> = self
            .db
            .rows(&sql::list_consents, args![self.tenant(), contact])
            .await?;
        read_all(rows)
    }

    /// Adds an entry; its number is given here. Refused where there is no such contact.
    pub async fn add_consent(&self, contact: ContactId, consent: &Consent) -> Result<()> {
        let tenant = self.tenant();
        let mut tx = self.db.write().await?;
        // Two entries at once would count the same number.
        tx.lock(tenant).await?;
        let values = args![
            tenant,
            contact,
            consent.purpose.as_str(),
            consent.status.as_str(),
            consent.at,
            consent.source.as_str(),
            consent.evidence.as_deref(),
            consent.recorded_at,
            consent.by_name.as_str(),
        ];
        tx.run(&sql::insert_consent, values).await?;
        tx.commit().await
    }
}

impl Tx {
    /// Writes what is now known of a contact. False where there is no such one. The caller indexes the client anew.
    pub(super) async fn update_contact(
        &mut self,
        tenant: domain::ids::OrganizationId,
        contact: &Contact,
    ) -> Result<bool> {
        let details = &contact.details;
        let values = args![
            tenant,
            contact.id,
            details.name.as_str(),
            details.role.as_deref(),
            write_list(&details.emails)?,
            write_list(&details.phones)?,
            details.birthday.map(|day| day.to_string()),
            details.language.as_deref(),
            details.time_zone.as_ref().map(ZoneName::as_str),
            write_wishes(&details.wishes)?,
        ];
        Ok(self.run(&sql::update_contact, values).await? > 0)
    }

    async fn reindex_contact(
        &mut self,
        tenant: domain::ids::OrganizationId,
        id: ContactId,
    ) -> Result<()> {
        let row: Option<ContactRow> = self.row(&sql::find_contact, args![tenant, id]).await?;
        match row {
            Some(row) => self.reindex(tenant, &[row.client_no]).await,
            None => Ok(()),
        }
    }
}
