//! Clients as they are written down: new, changed, with what other systems call them.

use domain::clients::search::{WORDS_VERSION, sort_name};
use domain::clients::{Attributes, Client};
use domain::ids::{ClientId, OrganizationId, PersonId};
use domain::time::Timestamp;
use serde::Serialize;

use super::{ClientRow, Identity, sql};
use crate::db::{Tx, args, json, without_nul};
use crate::error::{Result, StoreError};
use crate::org::OrgStore;

pub(super) fn write_attributes(attributes: &Attributes) -> Result<String> {
    serde_json::to_string(attributes)
        .map(without_nul)
        .map_err(|_| StoreError::Unreadable("clients.attributes"))
}

#[derive(Serialize)]
pub(super) struct UpsertJson<'a> {
    pub(super) no: i64,
    pub(super) id: ClientId,
    pub(super) key: &'a str,
    pub(super) name: Option<&'a str>,
    pub(super) attributes: String,
    pub(super) kind: &'static str,
    pub(super) owner_id: Option<PersonId>,
    pub(super) sort_name: String,
    pub(super) merged_into: Option<i64>,
}

#[derive(sqlx::FromRow)]
#[expect(dead_code, reason = "that there is one is all that is asked")]
struct PersonIdRow {
    id: String,
}

impl Tx {
    /// All that other systems call a client, in place of what they called it before. Refused where one of them calls another
    /// client so.
    async fn write_identities(
        &mut self,
        tenant: OrganizationId,
        no: i64,
        identities: &[Identity],
    ) -> Result<()> {
        self.run(&sql::delete_identities, args![tenant, no]).await?;
        if !identities.is_empty() {
            let values = args![tenant, no, json(identities)?];
            self.run(&sql::insert_identities, values).await?;
        }
        Ok(())
    }

    /// An owner is somebody of the same organization.
    pub(crate) async fn require_owner(
        &mut self,
        tenant: OrganizationId,
        client: &Client,
    ) -> Result<()> {
        let Some(owner) = client.owner else {
            return Ok(());
        };
        let found: Option<PersonIdRow> = self.row(&sql::find_owner, args![tenant, owner]).await?;
        found.map(|_| ()).ok_or(StoreError::Unknown("the owner"))
    }

    /// Writes clients as they now are, with the words by which they are found.
    pub(crate) async fn write_clients(
        &mut self,
        tenant: OrganizationId,
        new: &[&Client],
        changed: &[&Client],
        import: i32,
        now: Timestamp,
    ) -> Result<()> {
        let rows = new
            .iter()
            .chain(changed)
            .map(|client| {
                Ok(UpsertJson {
                    no: client.no,
                    id: client.id,
                    key: &client.key,
                    name: client.name.as_deref(),
                    attributes: write_attributes(&client.attributes)?,
                    kind: client.kind.as_str(),
                    owner_id: client.owner,
                    sort_name: sort_name(client.name.as_deref(), &client.key),
                    merged_into: client.merged_into,
                })
            })
            .collect::<Result<Vec<_>>>()?;
        if rows.is_empty() {
            return Ok(());
        }
        self.run(
            &sql::upsert_clients,
            args![tenant, json(&rows)?, now, import, WORDS_VERSION],
        )
        .await?;
        self.index_clients(tenant, new, changed).await
    }
}

impl OrgStore {
    /// A client that somebody wrote down by hand. Refused where the key is taken, or the owner is nobody here; its number is
    /// given here and returned.
    pub async fn create_client(
        &self,
        client: &Client,
        identities: &[Identity],
        now: Timestamp,
    ) -> Result<i64> {
        let tenant = self.tenant();
        let mut tx = self.db.write().await?;
        let mut numbers = tx.lock(tenant).await?;
        tx.require_owner(tenant, client).await?;
        numbers.client += 1;
        numbers.attributes_version += 1;
        let client = Client {
            no: numbers.client,
            ..client.clone()
        };
        tx.write_clients(tenant, &[&client], &[], 0, now).await?;
        if !identities.is_empty() {
            tx.write_identities(tenant, client.no, identities).await?;
            tx.reindex(tenant, &[client.no]).await?;
        }
        tx.announce_clients(tenant, now, &[client.no]).await?;
        tx.save(tenant, &numbers).await?;
        tx.commit().await?;
        Ok(client.no)
    }

    /// Writes what is now known of a client: name, kind, owner, attributes, and what others call it where that is said.
    /// False where there is no such client, or it was merged into another.
    pub async fn change_client(
        &self,
        client: &Client,
        identities: Option<&[Identity]>,
        now: Timestamp,
    ) -> Result<bool> {
        let tenant = self.tenant();
        let mut tx = self.db.write().await?;
        let mut numbers = tx.lock(tenant).await?;
        let known: Option<ClientRow> = tx.row(&sql::find_client, args![tenant, client.id]).await?;
        let Some(known) = known.map(Client::try_from).transpose()? else {
            return Ok(false);
        };
        if known.merged_into.is_some() {
            return Ok(false);
        }
        tx.require_owner(tenant, client).await?;
        let client = Client {
            name: client.name.clone(),
            kind: client.kind,
            owner: client.owner,
            attributes: client.attributes.clone(),
            ..known
        };
        numbers.attributes_version += 1;
        if let Some(identities) = identities {
            tx.write_identities(tenant, client.no, identities).await?;
        }
        tx.write_clients(tenant, &[], &[&client], 0, now).await?;
        tx.announce_clients(tenant, now, &[client.no]).await?;
        tx.save(tenant, &numbers).await?;
        tx.commit().await?;
        Ok(true)
    }
}
