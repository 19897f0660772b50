use domain::design::platform::{RoleCard, Signature};
use domain::ids::{OrganizationId, PersonId, RoleCardId};
use domain::time::Timestamp;
use serde::Serialize;

use super::brand::list;
use super::rows::{CardRow, PairRow, SignatureRow, pairs};
use super::sql;
use crate::db::{Tx, args, json};
use crate::error::Result;
use crate::org::OrgStore;

/// A card to be made.
#[derive(Debug, Clone)]
pub struct NewCard {
    pub id: RoleCardId,
    pub job: String,
    pub department: String,
    pub means: Vec<String>,
    pub holders: Vec<PersonId>,
    pub at: Timestamp,
}

/// What a card shall be from now on.
#[derive(Debug, Clone)]
pub struct CardEdit {
    /// The wording that was read.
    pub over: i64,
    pub job: String,
    pub department: String,
    pub means: Vec<String>,
    pub holders: Vec<PersonId>,
    /// It says something else, so that everybody is asked again.
    pub new_wording: bool,
    pub at: Timestamp,
    pub removed_at: Option<Timestamp>,
}

#[derive(Serialize)]
struct Holder {
    id: PersonId,
}

impl Tx {
    async fn give_to(
        &mut self,
        tenant: OrganizationId,
        card: RoleCardId,
        holders: &[PersonId],
    ) -> Result<()> {
        self.run(&sql::delete_holders, args![tenant, card]).await?;
        let rows: Vec<Holder> = holders.iter().map(|id| Holder { id: *id }).collect();
        self.run(&sql::insert_holders, args![tenant, card, json(&rows)?])
            .await?;
        Ok(())
    }
}

impl OrgStore {
    /// Every role card with its holders and signatures, also those that were removed, by department and job.
    pub async fn role_cards(&self) -> Result<Vec<RoleCard>> {
        let tenant = self.tenant();
        let mut view = self.db.view().await?;
        let rows: Vec<CardRow> = view.rows(&sql::list_cards, args![tenant]).await?;
        let holders: Vec<PairRow> = view.rows(&sql::list_holders, args![tenant]).await?;
        let signatures: Vec<SignatureRow> = view.rows(&sql::list_signatures, args![tenant]).await?;
        view.commit().await?;
        let mut holders = pairs(holders);
        rows.into_iter()
            .map(|row| row.with(&mut holders, &signatures))
            .collect()
    }

    /// Refused where a holder is not here.
    pub async fn add_role_card(&self, new: &NewCard) -> Result<()> {
        let tenant = self.tenant();
        let mut tx = self.db.write().await?;
        let values = args![
            tenant,
            new.id,
            new.job.as_str(),
            new.department.as_str(),
            list(&new.means)?,
            1_i64,
            new.at,
        ];
        tx.run(&sql::insert_card, values).await?;
        tx.give_to(tenant, new.id, &new.holders).await?;
        tx.commit().await
    }

    /// False where there is no such card, or it says something else than what was read.
    pub async fn change_role_card(&self, id: RoleCardId, edit: &CardEdit) -> Result<bool> {
        let tenant = self.tenant();
        let mut tx = self.db.write().await?;
        let wording = edit.over + i64::from(edit.new_wording);
        let values = args![
            tenant,
            id,
            edit.over,
            edit.job.as_str(),
            edit.department.as_str(),
            list(&edit.means)?,
            wording,
            edit.at,
            edit.removed_at,
        ];
        if tx.run(&sql::update_card, values).await? == 0 {
            return Ok(false);
        }
        tx.give_to(tenant, id, &edit.holders).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// False where there is no such card, or it says something else by now.
    pub async fn sign_role_card(&self, id: RoleCardId, signature: &Signature) -> Result<bool> {
        let values = args![
            self.tenant(),
            id,
            signature.person,
            signature.wording,
            signature.at,
        ];
        Ok(self.db.run(&sql::insert_signature, values).await? > 0)
    }
}
