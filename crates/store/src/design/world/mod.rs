//! What is known of the customer's world.

#[cfg(test)]
pub(crate) mod tests;

use domain::design::plans::ServedLevel;
use domain::design::world::{Assumption, Evidence, Facet, WorldInsight};
use domain::ids::InsightId;
use domain::time::Timestamp;

use crate::access::read_all;
use crate::db::{Value, args, read_id, read_id_opt, statements};
use crate::error::{Result, StoreError};
use crate::org::OrgStore;

statements! { "world": insert_world_insight list_world_insights update_world_insight }

#[derive(sqlx::FromRow)]
struct InsightRow {
    id: String,
    audience: Option<String>,
    facet: String,
    words: String,
    quote: Option<String>,
    evidence: String,
    source: Option<String>,
    seen_at: i64,
    half_life_days: i64,
    assumes_theme: Option<String>,
    assumes_level: Option<String>,
    withdrawn_at: Option<i64>,
    noted_by: Option<String>,
}

impl TryFrom<InsightRow> for WorldInsight {
    type Error = StoreError;

    fn try_from(row: InsightRow) -> Result<Self> {
        let unreadable = StoreError::Unreadable;
        let level =
            |text: &str| ServedLevel::parse(text).ok_or(unreadable("world_insights.assumes_level"));
        Ok(Self {
            id: read_id(&row.id, "world_insights.id")?,
            audience: row.audience,
            facet: Facet::parse(&row.facet).ok_or(unreadable("world_insights.facet"))?,
            words: row.words,
            quote: row.quote,
            evidence: Evidence::parse(&row.evidence)
                .ok_or(unreadable("world_insights.evidence"))?,
            source: row.source,
            seen_at: Timestamp::from_micros(row.seen_at),
            half_life_days: u16::try_from(row.half_life_days)
                .map_err(|_| unreadable("world_insights.half_life_days"))?,
            assumes: match (row.assumes_theme, row.assumes_level) {
                (Some(theme), Some(text)) => Some(Assumption {
                    theme,
                    level: level(&text)?,
                }),
                _ => None,
            },
            withdrawn_at: row.withdrawn_at.map(Timestamp::from_micros),
            noted_by: read_id_opt(row.noted_by.as_deref(), "world_insights.noted_by")?,
        })
    }
}

impl OrgStore {
    /// The newest first, the withdrawn ones among them.
    pub async fn world(&self) -> Result<Vec<WorldInsight>> {
        let rows: Vec<InsightRow> = self
            .db
            .rows(&sql::list_world_insights, args![self.tenant()])
            .await?;
        read_all(rows)
    }

    pub async fn world_insight(&self, id: InsightId) -> Result<Option<WorldInsight>> {
        Ok(self.world().await?.into_iter().find(|it| it.id == id))
    }

    pub async fn add_world_insight(&self, new: &WorldInsight) -> Result<()> {
        let mut values = self.values(new);
        values.extend(args![new.noted_by]);
        self.db.run(&sql::insert_world_insight, values).await?;
        Ok(())
    }

    /// False where there is no such insight.
    pub async fn change_world_insight(&self, it: &WorldInsight) -> Result<bool> {
        let mut values = self.values(it);
        values.extend(args![it.withdrawn_at]);
        Ok(self.db.run(&sql::update_world_insight, values).await? > 0)
    }

    /// What both statements begin with.
    fn values(&self, it: &WorldInsight) -> Vec<Value> {
        let assumes = it.assumes.as_ref();
        args![
            self.tenant(),
            it.id,
            it.audience.as_deref(),
            it.facet.as_str(),
            it.words.as_str(),
            it.quote.as_deref(),
            it.evidence.as_str(),
            it.source.as_deref(),
            it.seen_at,
            i64::from(it.half_life_days),
            assumes.map(|it| it.theme.as_str()),
            assumes.map(|it| it.level.as_str()),
        ]
    }
}
