//! Who asks for a new link, and what is told to a client from what was found.

use domain::ids::{ClientId, ContactId, FindingId, LinkRequestId, PersonId};
use domain::loyalty::portal::LinkRequest;
use domain::time::Timestamp;

use super::sql;
use crate::access::read_all;
use crate::db::{args, read_id};
use crate::error::{Result, StoreError};
use crate::org::OrgStore;

#[derive(sqlx::FromRow)]
struct RequestRow {
    id: String,
    client_id: String,
    contact_id: String,
    asked_at: i64,
}

impl TryFrom<RequestRow> for LinkRequest {
    type Error = StoreError;

    fn try_from(row: RequestRow) -> Result<Self> {
        let contact = Some(row.contact_id).filter(|it| !it.is_empty());
        Ok(Self {
            id: read_id(&row.id, "client_link_requests.id")?,
            client: read_id::<ClientId>(&row.client_id, "clients.id")?,
            contact: contact
                .map(|id| read_id(&id, "client_link_requests.contact_id"))
                .transpose()?,
            asked_at: Timestamp::from_micros(row.asked_at),
        })
    }
}

#[derive(sqlx::FromRow)]
struct FindingIdRow {
    finding_id: String,
}

fn contact_text(contact: Option<ContactId>) -> String {
    contact.map(|id| id.to_string()).unwrap_or_default()
}

impl OrgStore {
    /// Somebody asks for a new link. False where they wait for one already, or there is no such client.
    pub async fn ask_for_link(&self, new: &LinkRequest) -> Result<bool> {
        let values = args![
            self.tenant(),
            new.id,
            new.client,
            contact_text(new.contact),
            new.asked_at
        ];
        Ok(self.db.run(&sql::insert_link_request, values).await? > 0)
    }

    /// Who waits for a new link, the longest first: of the client of this number, or of all; `person`: only of clients for
    /// whom this person or nobody is responsible.
    pub async fn link_requests(
        &self,
        client: Option<i64>,
        person: Option<PersonId>,
        limit: usize,
    ) -> Result<Vec<LinkRequest>> {
        let person = person.map(|id| id.to_string()).unwrap_or_default();
        let values = args![self.tenant(), client.unwrap_or(-1), person, limit];
        let rows: Vec<RequestRow> = self.db.rows(&sql::list_link_requests, values).await?;
        read_all(rows)
    }

    /// One that waits.
    pub async fn link_request(&self, id: LinkRequestId) -> Result<Option<LinkRequest>> {
        let row: Option<RequestRow> = self
            .db
            .row(&sql::find_link_request, args![self.tenant(), id])
            .await?;
        row.map(LinkRequest::try_from).transpose()
    }

    /// They need none, or have one. False where nobody waits by this id.
    pub async fn settle_link_request(
        &self,
        id: LinkRequestId,
        by: Option<PersonId>,
        now: Timestamp,
    ) -> Result<bool> {
        let values = args![self.tenant(), id, now, by];
        Ok(self.db.run(&sql::settle_link_request, values).await? > 0)
    }

    /// A new link was made for the client of this number, or one contact of it: how many waited for that.
    pub async fn settle_link_requests_of(
        &self,
        client: i64,
        contact: Option<ContactId>,
        by: Option<PersonId>,
        now: Timestamp,
    ) -> Result<u64> {
        let values = args![self.tenant(), client, contact_text(contact), now, by];
        self.db.run(&sql::settle_link_requests_of, values).await
    }

    /// What came of a finding is not told to the client of this number.
    pub async fn leave_untold(
        &self,
        client: i64,
        finding: FindingId,
        now: Timestamp,
    ) -> Result<()> {
        let values = args![self.tenant(), client, finding, now];
        self.db.run(&sql::insert_untold_change, values).await?;
        Ok(())
    }

    /// It may be told all the same. False where that was so.
    pub async fn may_be_told(&self, client: i64, finding: FindingId) -> Result<bool> {
        let values = args![self.tenant(), client, finding];
        Ok(self.db.run(&sql::delete_untold_change, values).await? > 0)
    }

    /// Findings of which it was decided for the client of this number: told, or not to be told.
    pub async fn decided_changes(&self, client: i64) -> Result<Vec<FindingId>> {
        let rows: Vec<FindingIdRow> = self
            .db
            .rows(&sql::list_decided_changes, args![self.tenant(), client])
            .await?;
        rows.iter()
            .map(|row| read_id(&row.finding_id, "client_changes.finding_id"))
            .collect()
    }
}
