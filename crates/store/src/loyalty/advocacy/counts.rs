//! How many spoke for us, and how many left.

use domain::loyalty::advocacy::Kind;

use super::sql;
use crate::db::args;
use crate::error::Result;
use crate::org::OrgStore;

/// So many, of so many clients.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counted {
    pub count: u64,
    pub clients: u64,
}

/// What stands: what was withdrawn is not counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct AdvocacyCounts {
    pub referrals: Counted,
    pub reviews: Counted,
    pub references: Counted,
    /// Of all kinds; a client who did two things is one client.
    pub acts: Counted,
    pub departures: Counted,
}

#[derive(sqlx::FromRow)]
struct CountedRow {
    kind: String,
    count: i64,
    clients: i64,
}

impl OrgStore {
    pub async fn advocacy_counts(&self) -> Result<AdvocacyCounts> {
        let values = args![self.tenant()];
        let rows: Vec<CountedRow> = self.db.rows(&sql::count_advocacy, values).await?;
        let mut counts = AdvocacyCounts::default();
        for row in rows {
            let place = match (row.kind.as_str(), Kind::parse(&row.kind)) {
                (_, Some(Kind::Referral)) => &mut counts.referrals,
                (_, Some(Kind::Review)) => &mut counts.reviews,
                (_, Some(Kind::Reference)) => &mut counts.references,
                ("departure", _) => &mut counts.departures,
                _ => &mut counts.acts,
            };
            *place = Counted {
                count: row.count.unsigned_abs(),
                clients: row.clients.unsigned_abs(),
            };
        }
        Ok(counts)
    }
}
