//! The service levels that were promised.

use domain::clients::Tier;
use domain::ids::TierId;

use super::sql;
use crate::access::read_all;
use crate::db::{args, read_id};
use crate::error::{Result, StoreError};
use crate::org::OrgStore;

#[derive(sqlx::FromRow)]
struct TierRow {
    id: String,
    key: String,
    label: String,
    attribute: String,
    value: String,
    max_silence_days: Option<i64>,
}

impl TryFrom<TierRow> for Tier {
    type Error = StoreError;

    fn try_from(row: TierRow) -> Result<Self> {
        Ok(Self {
            id: read_id(&row.id, "tiers.id")?,
            key: row.key,
            label: row.label,
            attribute: row.attribute,
            value: row.value,
            max_silence_days: row
                .max_silence_days
                .map(|days| {
                    u16::try_from(days)
                        .map_err(|_| StoreError::Unreadable("tiers.max_silence_days"))
                })
                .transpose()?,
        })
    }
}

impl OrgStore {
    pub async fn tiers(&self) -> Result<Vec<Tier>> {
        let rows: Vec<TierRow> = self.db.rows(&sql::list_tiers, args![self.tenant()]).await?;
        read_all(rows)
    }

    /// Refused where the key is taken.
    pub async fn create_tier(&self, tier: &Tier) -> Result<()> {
        let values = args![
            self.tenant(),
            tier.id,
            tier.key.as_str(),
            tier.label.as_str(),
            tier.attribute.as_str(),
            tier.value.as_str(),
            tier.max_silence_days.map(i64::from),
        ];
        self.db.run(&sql::insert_tier, values).await?;
        Ok(())
    }

    /// Its key stays. False where there is no such tier.
    pub async fn change_tier(&self, tier: &Tier) -> Result<bool> {
        let values = args![
            self.tenant(),
            tier.id,
            tier.label.as_str(),
            tier.attribute.as_str(),
            tier.value.as_str(),
            tier.max_silence_days.map(i64::from),
        ];
        Ok(self.db.run(&sql::update_tier, values).await? > 0)
    }

    /// False where there is no such tier.
    pub async fn delete_tier(&self, id: TierId) -> Result<bool> {
        let values = args![self.tenant(), id];
        Ok(self.db.run(&sql::delete_tier, values).await? > 0)
    }
}
