//! Undoing an import.

use domain::ids::ImportId;
use domain::time::Timestamp;

use super::{Import, deliveries, sql};
use crate::db::args;
use crate::error::{Result, StoreError};
use crate::org::OrgStore;

/// What undoing an import took away.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Undone {
    pub responses: u64,
    pub touches: u64,
    pub events: u64,
    pub questions: u64,
    pub touchpoints: u64,
    pub clients: u64,
}

impl OrgStore {
    /// Takes back all that an import brought: its responses, touches, events and words go, so that the same file can come
    /// again; its number joins the batches that every fold leaves out, because its rows may be sealed. Questions,
    /// clients and (unedited) touchpoints that only undone imports had brought and used go with it.
    ///
    /// What is known of clients who stay is left as it is: a later fact has replaced the earlier one.
    ///
    /// `None` where there is no such import; refused where it is not over, or was undone before.
    pub async fn undo_import(&self, id: ImportId, now: Timestamp) -> Result<Option<Undone>> {
        let tenant = self.tenant();
        let import: Option<Import> = self.import(id).await?;
        let Some(import) = import else {
            return Ok(None);
        };
        let mut tx = self.db.write().await?;
        let mut numbers = tx.lock(tenant).await?;
        if tx.run(&sql::undo_import, args![tenant, id]).await? == 0 {
            return Err(StoreError::WrongState("the import"));
        }
        let no = import.no;
        tx.run(&sql::insert_retracted, args![tenant, no, now])
            .await?;
        tx.run(&sql::delete_import_comments, args![tenant, no])
            .await?;
        for statement in [
            &deliveries::sql::delete_import_felts,
            &deliveries::sql::delete_import_deliveries,
        ] {
            tx.run(statement, args![tenant, no]).await?;
        }
        tx.forget_touches(tenant, no).await?;
        let undone = Undone {
            responses: tx
                .run(&sql::delete_import_responses, args![tenant, no])
                .await?,
            touches: tx
                .run(&sql::delete_import_touches, args![tenant, no])
                .await?,
            events: tx
                .run(&sql::delete_import_events, args![tenant, no])
                .await?,
            questions: {
                tx.run(&sql::delete_import_uses, args![tenant, no]).await?;
                tx.run(&sql::delete_orphan_questions, args![tenant]).await?
            },
            touchpoints: tx
                .run(&sql::delete_orphan_touchpoints, args![tenant])
                .await?,
            clients: tx.run(&sql::delete_orphan_clients, args![tenant]).await?,
        };
        numbers.design_version += 1;
        numbers.attributes_version += 1;
        tx.save(tenant, &numbers).await?;
        let payload = serde_json::json!({ "import": id, "no": no });
        tx.append_event(tenant, now, "import_undone", &payload)
            .await?;
        tx.commit().await?;
        Ok(Some(undone))
    }
}
