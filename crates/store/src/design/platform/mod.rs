//! The versions of the platform, the brand, standards of behaviour, exams, role cards and pictures.

mod brand;
mod cards;
mod pictures;
mod rows;
#[cfg(test)]
mod tests;

use domain::design::platform::{PlatformDocument, PlatformVersion, Touch};
use domain::ids::PlatformId;

use crate::access::read_all;
use crate::db::{Tx, args, statements};
use crate::error::{Result, StoreError};
use crate::org::OrgStore;

pub use cards::{CardEdit, NewCard};
pub use pictures::Picture;

use rows::VersionRow;

statements! { "platform": delete_draft delete_element_pictures delete_element_touchpoints delete_expressions delete_holders delete_picture find_picture insert_card insert_element insert_element_pictures insert_element_touchpoints insert_exam insert_expressions insert_holders insert_picture insert_signature insert_standard insert_version list_cards list_element_pictures list_element_touchpoints list_elements list_exams list_expressions list_holders list_signatures list_standards list_unused_pictures list_versions publish_draft update_card update_draft update_element update_revision update_standard withdraw_exam }

/// What the platform shall be from now on, and over which state of it that was written.
#[derive(Debug, Clone)]
pub struct PlatformSave<'d> {
    /// For a new draft, where there is none.
    pub id: PlatformId,
    /// The revision that was read; 0 where nothing was there.
    pub over: i64,
    pub document: &'d PlatformDocument,
    pub by: Touch,
}

impl Tx {
    /// Every version, newest first.
    async fn platform(
        &mut self,
        tenant: domain::ids::OrganizationId,
    ) -> Result<Vec<PlatformVersion>> {
        let rows: Vec<VersionRow> = self.rows(&sql::list_versions, args![tenant]).await?;
        read_all(rows)
    }
}

/// The revision of the platform as a whole: that of its newest version.
fn revision_of(versions: &[PlatformVersion]) -> i64 {
    versions.first().map_or(0, |newest| newest.revision)
}

/// The newest version, if it is a draft.
fn draft_of(versions: &[PlatformVersion]) -> Option<&PlatformVersion> {
    versions.first().filter(|newest| newest.published.is_none())
}

impl OrgStore {
    /// Every version of the platform, newest first; only the newest can be a draft.
    pub async fn platform(&self) -> Result<Vec<PlatformVersion>> {
        let mut view = self.db.view().await?;
        let versions = view.platform(self.tenant()).await?;
        view.commit().await?;
        Ok(versions)
    }

    /// Saves the draft, or begins one. False where the platform is no longer what was read: nothing is written then.
    pub async fn save_platform(&self, save: &PlatformSave<'_>) -> Result<bool> {
        let tenant = self.tenant();
        let mut tx = self.db.write().await?;
        tx.lock(tenant).await?;
        let versions = tx.platform(tenant).await?;
        if revision_of(&versions) != save.over {
            return Ok(false);
        }
        let document = serde_json::to_string(save.document)
            .map_err(|_| StoreError::Unreadable("the platform"))?;
        let (by, at, next) = (save.by.by.as_str(), save.by.at, save.over + 1);
        if let Some(draft) = draft_of(&versions) {
            let values = args![tenant, draft.id, next, document, by, at];
            tx.run(&sql::update_draft, values).await?;
        } else {
            let version = versions.first().map_or(0, |newest| newest.version) + 1;
            let values = args![tenant, save.id, version, next, document, by, at];
            tx.run(&sql::insert_version, values).await?;
        }
        tx.commit().await?;
        Ok(true)
    }

    /// Puts the draft in force. False where the platform is no longer what was read, or there is no draft.
    pub async fn publish_platform(&self, over: i64, by: &Touch) -> Result<bool> {
        let tenant = self.tenant();
        let mut tx = self.db.write().await?;
        tx.lock(tenant).await?;
        let versions = tx.platform(tenant).await?;
        let Some(draft) = draft_of(&versions).filter(|draft| draft.revision == over) else {
            return Ok(false);
        };
        let values = args![tenant, draft.id, over + 1, by.by.as_str(), by.at];
        let published = tx.run(&sql::publish_draft, values).await? > 0;
        tx.commit().await?;
        Ok(published)
    }

    /// Gives the draft up; the published version before it stays. False where the platform is no longer what was read,
    /// there is no draft, or nothing stands before it.
    pub async fn discard_platform(&self, over: i64) -> Result<bool> {
        let tenant = self.tenant();
        let mut tx = self.db.write().await?;
        tx.lock(tenant).await?;
        let versions = tx.platform(tenant).await?;
        let draft = draft_of(&versions).filter(|draft| draft.revision == over);
        let (Some(draft), Some(before)) = (draft, versions.get(1)) else {
            return Ok(false);
        };
        tx.run(&sql::delete_draft, args![tenant, draft.id]).await?;
        tx.run(&sql::update_revision, args![tenant, before.id, over + 1])
            .await?;
        tx.commit().await?;
        Ok(true)
    }
}
