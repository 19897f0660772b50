//! Who did what. Entries are appended and read, nothing else.

use domain::access::AuditEntry;
use domain::access::AuditSubject;
use domain::ids::AuditId;
use domain::time::Timestamp;

use super::rows::{ActionRow, AuditRow, read_all};
use super::sql;
use crate::db::args;
use crate::error::Result;
use crate::org::{OrgStore, write_who};

/// Which entries to show.
#[derive(Debug, Clone, Default)]
pub struct AuditFilter {
    pub action: Option<String>,
    /// The id of a person or of a key.
    pub actor: Option<String>,
}

/// A page of the log and where the next one starts.
#[derive(Debug, Clone)]
pub struct AuditPage {
    pub items: Vec<AuditEntry>,
    pub next: Option<(Timestamp, AuditId)>,
}

impl OrgStore {
    /// Writes down that the grant's actor did something.
    pub async fn append_audit(
        &self,
        id: AuditId,
        at: Timestamp,
        actor_name: &str,
        action: &str,
        subject: &AuditSubject,
        detail: &serde_json::Value,
    ) -> Result<()> {
        let (who, who_id) = write_who(self.who());
        let values = args![
            self.tenant(),
            id,
            at,
            who,
            who_id,
            actor_name,
            action,
            subject.kind.as_str(),
            subject.id.as_str(),
            subject.label.as_str(),
            detail.to_string(),
        ];
        self.db.run(&sql::insert_audit, values).await?;
        Ok(())
    }

    /// Newest first. `before` is the `next` of the page before; `limit` is 1 to 500.
    pub async fn audit(
        &self,
        filter: &AuditFilter,
        before: Option<(Timestamp, AuditId)>,
        limit: usize,
    ) -> Result<AuditPage> {
        let limit = limit.clamp(1, 500);
        let (at, id) = before.map_or((i64::MAX, String::new()), |(at, id)| {
            (at.micros(), id.to_string())
        });
        let values = args![
            self.tenant(),
            at,
            id,
            filter.action.as_deref().unwrap_or_default(),
            filter.actor.as_deref().unwrap_or_default(),
            limit + 1,
        ];
        let mut items: Vec<AuditEntry> =
            read_all(self.db.rows::<AuditRow>(&sql::list_audit, values).await?)?;
        let more = items.len() > limit;
        items.truncate(limit);
        let next = if more {
            items.last().map(|entry| (entry.at, entry.id))
        } else {
            None
        };
        Ok(AuditPage { items, next })
    }

    /// The actions that occur, for a filter.
    pub async fn audit_actions(&self) -> Result<Vec<String>> {
        let rows: Vec<ActionRow> = self
            .db
            .rows(&sql::list_audit_actions, args![self.tenant()])
            .await?;
        Ok(rows.into_iter().map(|row| row.action).collect())
    }
}
