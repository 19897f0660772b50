//! What attention others give our touchpoints.

use domain::design::intentionality::Comparison;
use domain::ids::ComparisonId;

use super::rows::ComparisonRow;
use super::sql;
use crate::access::read_all;
use crate::db::args;
use crate::error::Result;
use crate::org::OrgStore;

impl OrgStore {
    /// The newest evidence first.
    pub async fn comparisons(&self) -> Result<Vec<Comparison>> {
        read_all(
            self.db
                .rows::<ComparisonRow>(&sql::list_comparisons, args![self.tenant()])
                .await?,
        )
    }

    /// Refused where the touchpoint is not here.
    pub async fn add_comparison(&self, new: &Comparison) -> Result<()> {
        let values = args![
            self.tenant(),
            new.id,
            new.touchpoint,
            new.who.as_str(),
            i32::from(new.attention),
            new.evidence.as_str(),
            new.link.clone(),
            new.seen_at,
            new.created_at,
        ];
        self.db.run(&sql::insert_comparison, values).await?;
        Ok(())
    }

    /// Writes it as it is now; its touchpoint stays. False where there is no such comparison.
    pub async fn change_comparison(&self, it: &Comparison) -> Result<bool> {
        let values = args![
            self.tenant(),
            it.id,
            it.who.as_str(),
            i32::from(it.attention),
            it.evidence.as_str(),
            it.link.clone(),
            it.seen_at,
        ];
        Ok(self.db.run(&sql::update_comparison, values).await? > 0)
    }

    pub async fn delete_comparison(&self, id: ComparisonId) -> Result<bool> {
        let values = args![self.tenant(), id];
        Ok(self.db.run(&sql::delete_comparison, values).await? > 0)
    }
}
