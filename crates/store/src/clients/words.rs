//! The words by which clients are found and the marks by which twins are, kept in the transaction that writes the clients.

use std::collections::HashMap;

use domain::clients::Client;
use domain::clients::contacts::Contact;
use domain::clients::duplicates::{Human, Profile, marks};
use domain::clients::search::{WORDS_VERSION, Words};
use domain::ids::OrganizationId;
use domain::time::Timestamp;
use serde::Serialize;

use super::contacts::ContactRow;
use super::{ClientRow, sql};
use crate::Store;
use crate::access::read_all;
use crate::db::{Tx, args, json, numbered};
use crate::error::Result;

/// Clients that are indexed in one transaction after an update of the program.
const PAGE: usize = 2_000;

#[derive(Serialize)]
struct WordJson {
    word: String,
    no: i64,
}

#[derive(Serialize)]
struct MarkJson {
    mark: String,
    no: i64,
}

/// Another key of a client: that of somebody who was found to be this one.
#[derive(sqlx::FromRow)]
struct FormerRow {
    client_no: i64,
    key: String,
}

#[derive(sqlx::FromRow)]
pub(super) struct IdentityRow {
    pub client_no: i64,
    pub system: String,
    pub key: String,
}

/// What of a client is compared with others.
pub fn profile_of(client: &Client, contacts: &[Contact]) -> Profile {
    Profile {
        name: client.name.clone(),
        humans: contacts
            .iter()
            .map(|contact| Human {
                name: contact.details.name.clone(),
                emails: contact.details.emails.clone(),
                phones: contact.details.phones.clone(),
                birthday: contact.details.birthday,
            })
            .collect(),
    }
}

impl Tx {
    /// Makes the words and marks of clients: of new ones, of whom nothing else is known yet, and of others, of whom there
    /// may be contacts, identities and older words.
    pub(super) async fn index_clients(
        &mut self,
        tenant: OrganizationId,
        new: &[&Client],
        known: &[&Client],
    ) -> Result<()> {
        let mut contacts: HashMap<i64, Vec<Contact>> = HashMap::new();
        let mut keys: HashMap<i64, Vec<String>> = HashMap::new();
        if !known.is_empty() {
            let numbers: Vec<i64> = known.iter().map(|client| client.no).collect();
            let numbers = numbered(numbers.iter().copied())?;
            let values = args![tenant, numbers.as_str(), false];
            let rows: Vec<ContactRow> = self.rows(&sql::list_contacts_of, values).await?;
            for contact in read_all::<_, Contact>(rows)? {
                contacts.entry(contact.client).or_default().push(contact);
            }
            let values = args![tenant, numbers.as_str()];
            let rows: Vec<IdentityRow> = self.rows(&sql::list_identities_of, values).await?;
            for row in rows {
                keys.entry(row.client_no).or_default().push(row.key);
            }
            let values = args![tenant, numbers.as_str()];
            let rows: Vec<FormerRow> = self.rows(&sql::list_former_keys, values).await?;
            for row in rows {
                keys.entry(row.client_no).or_default().push(row.key);
            }
            for statement in [&sql::delete_client_words, &sql::delete_client_marks] {
                self.run(statement, args![tenant, numbers.as_str()]).await?;
            }
        }
        let (mut of_words, mut of_marks) = (Vec::new(), Vec::new());
        for client in new.iter().chain(known) {
            // Who was found to be another is found as that one.
            if client.merged_into.is_some() {
                continue;
            }
            let no = client.no;
            let contacts = contacts.get(&no).map_or(&[][..], Vec::as_slice);
            let keys = keys.get(&no).map_or(&[][..], Vec::as_slice);
            let words = words_of(client, contacts, keys);
            of_words.extend(words.into_iter().map(|word| WordJson { word, no }));
            let marks = marks(&profile_of(client, contacts));
            of_marks.extend(marks.into_iter().map(|mark| MarkJson { mark, no }));
        }
        // In the order of the index, which is then written from one end to the other.
        of_words.sort_unstable_by(|a, b| (&a.word, a.no).cmp(&(&b.word, b.no)));
        if !of_words.is_empty() {
            self.run(&sql::insert_client_words, args![tenant, json(&of_words)?])
                .await?;
        }
        if !of_marks.is_empty() {
            self.run(&sql::insert_client_marks, args![tenant, json(&of_marks)?])
                .await?;
        }
        Ok(())
    }

    /// Makes words and marks anew, after contacts or identities of these clients have changed.
    pub(super) async fn reindex(&mut self, tenant: OrganizationId, numbers: &[i64]) -> Result<()> {
        let values = args![tenant, numbered(numbers.iter().copied())?];
        let rows: Vec<ClientRow> = self.rows(&sql::list_clients_by_no, values).await?;
        let clients: Vec<Client> = read_all(rows)?;
        let known: Vec<&Client> = clients.iter().collect();
        self.index_clients(tenant, &[], &known).await
    }

    /// Notes when the last touch of these clients took place.
    pub(crate) async fn note_touches(
        &mut self,
        tenant: OrganizationId,
        numbers: &[i64],
    ) -> Result<()> {
        self.run(
            &sql::touch_clients,
            args![tenant, numbered(numbers.iter().copied())?],
        )
        .await?;
        Ok(())
    }

    /// Notes when the last touch took place without those of an import, before they go.
    pub(crate) async fn forget_touches(
        &mut self,
        tenant: OrganizationId,
        import: i32,
    ) -> Result<()> {
        self.run(&sql::forget_import_touches, args![tenant, import])
            .await?;
        Ok(())
    }
}

fn words_of(
    client: &Client,
    contacts: &[Contact],
    other_keys: &[String],
) -> std::collections::BTreeSet<String> {
    // The surest first: a client has only so many words.
    let mut words = Words::default();
    if let Some(name) = &client.name {
        words.text(name);
    }
    words.text(&client.key);
    for contact in contacts {
        let details = &contact.details;
        words.text(&details.name);
        details.emails.iter().for_each(|email| words.email(email));
        details.phones.iter().for_each(|phone| words.phone(phone));
    }
    other_keys.iter().for_each(|key| words.text(key));
    words.attributes(&client.attributes);
    words.finish()
}

impl Store {
    /// Makes the words of clients who have none, or older ones. Takes its time after an update, and none else.
    pub(crate) async fn index_all_clients(&self) -> Result<()> {
        for organization in self.access().organizations().await? {
            let tenant = organization.id;
            loop {
                let mut tx = self.db.write().await?;
                tx.lock(tenant).await?;
                let values = args![tenant, WORDS_VERSION, PAGE];
                let rows: Vec<ClientRow> = tx.rows(&sql::list_unindexed, values).await?;
                let clients: Vec<Client> = read_all(rows)?;
                if clients.is_empty() {
                    break;
                }
                let known: Vec<&Client> = clients.iter().collect();
                // What stands in the row is written as it is; only its words are new.
                tx.write_clients(tenant, &[], &known, 0, Timestamp::EPOCH)
                    .await?;
                tx.commit().await?;
            }
        }
        Ok(())
    }
}
