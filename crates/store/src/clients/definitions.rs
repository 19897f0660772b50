//! What may be known of clients, and when it was used for them.

use domain::clients::definitions::{AttributeDefinition, AttributeKind};
use domain::ids::ClientId;
use domain::time::Timestamp;

use super::sql;
use crate::access::read_all;
use crate::db::{args, json, read_id};
use crate::error::{Result, StoreError};
use crate::org::OrgStore;

/// One use of an attribute for a client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttributeUse {
    pub no: i64,
    pub at: Timestamp,
    /// What was done for the client.
    pub how: String,
    pub by_name: String,
    pub client: ClientId,
    pub client_key: String,
    pub client_name: Option<String>,
}

#[derive(sqlx::FromRow)]
struct DefinitionRow {
    key: String,
    label: String,
    kind: String,
    choices: String,
    benefit_to_client: String,
    last_used_at: Option<i64>,
    uses: i64,
}

impl TryFrom<DefinitionRow> for AttributeDefinition {
    type Error = StoreError;

    fn try_from(row: DefinitionRow) -> Result<Self> {
        let unreadable = StoreError::Unreadable;
        Ok(Self {
            key: row.key,
            label: row.label,
            kind: AttributeKind::parse(&row.kind)
                .ok_or(unreadable("attribute_definitions.kind"))?,
            choices: serde_json::from_str(&row.choices)
                .map_err(|_| unreadable("attribute_definitions.choices"))?,
            benefit_to_client: row.benefit_to_client,
            last_used_at: row.last_used_at.map(Timestamp::from_micros),
            uses: row.uses,
        })
    }
}

#[derive(sqlx::FromRow)]
struct UseRow {
    no: i64,
    at: i64,
    how: String,
    by_name: String,
    client_id: String,
    client_key: String,
    client_name: Option<String>,
}

impl TryFrom<UseRow> for AttributeUse {
    type Error = StoreError;

    fn try_from(row: UseRow) -> Result<Self> {
        Ok(Self {
            no: row.no,
            at: Timestamp::from_micros(row.at),
            how: row.how,
            by_name: row.by_name,
            client: read_id(&row.client_id, "clients.id")?,
            client_key: row.client_key,
            client_name: row.client_name,
        })
    }
}

impl OrgStore {
    /// What may be known of clients, by label.
    pub async fn attribute_definitions(&self) -> Result<Vec<AttributeDefinition>> {
        let rows: Vec<DefinitionRow> = self
            .db
            .rows(&sql::list_definitions, args![self.tenant()])
            .await?;
        read_all(rows)
    }

    /// Refused where the key is taken.
    pub async fn create_attribute(
        &self,
        definition: &AttributeDefinition,
        now: Timestamp,
    ) -> Result<()> {
        let values = args![
            self.tenant(),
            definition.key.as_str(),
            definition.label.as_str(),
            definition.kind.as_str(),
            json(&definition.choices)?,
            definition.benefit_to_client.as_str(),
            now,
        ];
        self.db.run(&sql::insert_definition, values).await?;
        Ok(())
    }

    /// Its key and kind stay. False where there is no such attribute.
    pub async fn change_attribute(&self, definition: &AttributeDefinition) -> Result<bool> {
        let values = args![
            self.tenant(),
            definition.key.as_str(),
            definition.label.as_str(),
            json(&definition.choices)?,
            definition.benefit_to_client.as_str(),
        ];
        Ok(self.db.run(&sql::update_definition, values).await? > 0)
    }

    /// Writes down that an attribute was used for a client. Refused where either is not here.
    pub async fn use_attribute(
        &self,
        key: &str,
        client: i64,
        at: Timestamp,
        how: &str,
        by_name: &str,
    ) -> Result<()> {
        let tenant = self.tenant();
        let mut tx = self.db.write().await?;
        tx.lock(tenant).await?;
        tx.run(
            &sql::insert_use,
            args![tenant, key, client, at, how, by_name],
        )
        .await?;
        tx.run(&sql::update_last_use, args![tenant, key, at])
            .await?;
        tx.commit().await
    }

    /// The latest uses of an attribute, up to `limit` of them.
    pub async fn attribute_uses(&self, key: &str, limit: usize) -> Result<Vec<AttributeUse>> {
        let values = args![self.tenant(), key, limit.clamp(1, 1_000)];
        let rows: Vec<UseRow> = self.db.rows(&sql::list_uses, values).await?;
        read_all(rows)
    }
}
