//! Links to clients' own pages, what changed because of them, and how often they may be asked.

mod requests;
#[cfg(test)]
pub(crate) mod tests;

use domain::ids::{ChangeId, ClientId, ContactId, LinkId};
use domain::loyalty::portal::{Asking, ClientLink, MadeChange, Wish};
use domain::time::Timestamp;

use crate::access::read_all;
use crate::db::{args, read_id, read_id_opt, statements};
use crate::error::{Result, StoreError};
use crate::org::OrgStore;

statements! { "portal": delete_client_change delete_untold_change find_client_change find_client_link find_link_request insert_client_change insert_client_link insert_client_wish insert_link_request insert_untold_change last_client_wish list_client_changes list_client_links list_decided_changes list_link_requests revoke_client_link settle_link_request settle_link_requests_of }

#[derive(sqlx::FromRow)]
struct LinkRow {
    id: String,
    client_id: String,
    contact_id: Option<String>,
    made_by: Option<String>,
    created_at: i64,
    expires_at: i64,
}

impl TryFrom<LinkRow> for ClientLink {
    type Error = StoreError;

    fn try_from(row: LinkRow) -> Result<Self> {
        Ok(Self {
            id: read_id(&row.id, "client_links.id")?,
            client: read_id::<ClientId>(&row.client_id, "clients.id")?,
            contact: read_id_opt(row.contact_id.as_deref(), "client_links.contact_id")?,
            made_by: read_id_opt(row.made_by.as_deref(), "client_links.made_by")?,
            created_at: Timestamp::from_micros(row.created_at),
            expires_at: Timestamp::from_micros(row.expires_at),
        })
    }
}

#[derive(sqlx::FromRow)]
struct ChangeRow {
    id: String,
    client_id: String,
    words: String,
    said: Option<String>,
    at: i64,
    expectation_id: Option<String>,
    finding_id: Option<String>,
    made_by: Option<String>,
}

impl TryFrom<ChangeRow> for MadeChange {
    type Error = StoreError;

    fn try_from(row: ChangeRow) -> Result<Self> {
        Ok(Self {
            id: read_id(&row.id, "client_changes.id")?,
            client: read_id::<ClientId>(&row.client_id, "clients.id")?,
            words: row.words,
            said: row.said,
            at: Timestamp::from_micros(row.at),
            because_of: read_id_opt(
                row.expectation_id.as_deref(),
                "client_changes.expectation_id",
            )?,
            finding: read_id_opt(row.finding_id.as_deref(), "client_changes.finding_id")?,
            made_by: read_id_opt(row.made_by.as_deref(), "client_changes.made_by")?,
        })
    }
}

#[derive(sqlx::FromRow)]
struct WishRow {
    contact_id: Option<String>,
    asking: Option<String>,
    words: Option<String>,
    at: i64,
}

impl OrgStore {
    /// A further link to the page of the client of this number.
    pub async fn add_client_link(
        &self,
        new: &ClientLink,
        client: i64,
        secret_hash: &str,
    ) -> Result<()> {
        let values = args![
            self.tenant(),
            new.id,
            client,
            new.contact,
            secret_hash,
            new.made_by,
            new.created_at,
            new.expires_at
        ];
        self.db.run(&sql::insert_client_link, values).await?;
        Ok(())
    }

    /// Those of the client of this number that were not revoked, expired ones too; the newest first.
    pub async fn client_links(&self, client: i64) -> Result<Vec<ClientLink>> {
        let rows: Vec<LinkRow> = self
            .db
            .rows(&sql::list_client_links, args![self.tenant(), client])
            .await?;
        read_all(rows)
    }

    /// A link that was not revoked.
    pub async fn client_link(&self, id: LinkId) -> Result<Option<ClientLink>> {
        let row: Option<LinkRow> = self
            .db
            .row(&sql::find_client_link, args![self.tenant(), id])
            .await?;
        row.map(ClientLink::try_from).transpose()
    }

    /// False where there is no such link, or it was revoked before.
    pub async fn revoke_client_link(&self, id: LinkId, now: Timestamp) -> Result<bool> {
        let values = args![self.tenant(), id, now];
        Ok(self.db.run(&sql::revoke_client_link, values).await? > 0)
    }

    /// Something is different because the client of this number spoke up.
    pub async fn add_client_change(
        &self,
        new: &MadeChange,
        client: i64,
        now: Timestamp,
    ) -> Result<()> {
        let values = args![
            self.tenant(),
            new.id,
            client,
            new.words.as_str(),
            new.said.as_deref(),
            new.at,
            new.because_of,
            new.made_by,
            now,
            new.finding
        ];
        self.db.run(&sql::insert_client_change, values).await?;
        Ok(())
    }

    /// What is different because of the client of this number, the newest first; up to 200.
    pub async fn client_changes(&self, client: i64) -> Result<Vec<MadeChange>> {
        let rows: Vec<ChangeRow> = self
            .db
            .rows(&sql::list_client_changes, args![self.tenant(), client])
            .await?;
        read_all(rows)
    }

    pub async fn client_change(&self, id: ChangeId) -> Result<Option<MadeChange>> {
        let row: Option<ChangeRow> = self
            .db
            .row(&sql::find_client_change, args![self.tenant(), id])
            .await?;
        row.map(MadeChange::try_from).transpose()
    }

    /// False where there is none.
    pub async fn delete_client_change(&self, id: ChangeId) -> Result<bool> {
        let values = args![self.tenant(), id];
        Ok(self.db.run(&sql::delete_client_change, values).await? > 0)
    }

    /// The client of this number, or one contact of it, says how often it may be asked.
    pub async fn add_client_wish(&self, new: &Wish, client: i64) -> Result<()> {
        let values = args![
            self.tenant(),
            client,
            new.contact,
            new.asking.map(Asking::as_str),
            new.words.as_deref(),
            new.at
        ];
        // Numbered by how many there are: under the organization's turn, so that two never get one number.
        let mut tx = self.db.write().await?;
        tx.lock(self.tenant()).await?;
        tx.run(&sql::insert_client_wish, values).await?;
        tx.commit().await?;
        Ok(())
    }

    /// The newest word on it of the client of this number: of this contact, or of the client as a whole.
    pub async fn client_wish(
        &self,
        client: i64,
        contact: Option<ContactId>,
    ) -> Result<Option<Wish>> {
        let contact = contact.map(|id| id.to_string()).unwrap_or_default();
        let row: Option<WishRow> = self
            .db
            .row(
                &sql::last_client_wish,
                args![self.tenant(), client, contact],
            )
            .await?;
        row.map(|row| {
            Ok(Wish {
                contact: read_id_opt(row.contact_id.as_deref(), "client_wishes.contact_id")?,
                asking: row
                    .asking
                    .map(|text| {
                        Asking::parse(&text).ok_or(StoreError::Unreadable("client_wishes.asking"))
                    })
                    .transpose()?,
                words: row.words,
                at: Timestamp::from_micros(row.at),
            })
        })
        .transpose()
    }
}
