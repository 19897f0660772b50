use std::collections::BTreeMap;

use domain::design::platform::{Element, Exam, ExamSubject, Standard};
use domain::ids::{ExamId, TouchpointId};
use domain::time::Timestamp;
use serde::Serialize;

use super::rows::{ElementRow, ExamRow, PairRow, StandardRow, pairs};
use super::sql;
use crate::access::read_all;
use crate::db::{Tx, args, json};
use crate::error::{Result, StoreError};
use crate::org::OrgStore;

#[derive(Serialize)]
struct Placed {
    id: String,
    position: usize,
}

#[derive(Serialize)]
struct Said<'p> {
    part: &'p str,
}

fn placed<I: ToString>(ids: &[I]) -> Result<String> {
    let rows: Vec<Placed> = ids
        .iter()
        .enumerate()
        .map(|(position, id)| Placed {
            id: id.to_string(),
            position,
        })
        .collect();
    json(&rows)
}

/// A list of keys or sentences as it lies in one column.
pub(super) fn list(texts: &[String]) -> Result<String> {
    json(texts)
}

impl Tx {
    /// Where the element is met and what it looks like, written anew.
    async fn place_element(
        &mut self,
        tenant: domain::ids::OrganizationId,
        element: &Element,
    ) -> Result<()> {
        let own = || args![tenant, element.id];
        self.run(&sql::delete_element_touchpoints, own()).await?;
        self.run(&sql::delete_element_pictures, own()).await?;
        let touchpoints = args![tenant, element.id, placed(&element.touchpoints)?];
        self.run(&sql::insert_element_touchpoints, touchpoints)
            .await?;
        let pictures = args![tenant, element.id, placed(&element.pictures)?];
        self.run(&sql::insert_element_pictures, pictures).await?;
        Ok(())
    }
}

impl OrgStore {
    /// Every element, also those that were removed, in the order in which they were made.
    pub async fn elements(&self) -> Result<Vec<Element>> {
        let tenant = self.tenant();
        let mut view = self.db.view().await?;
        let rows: Vec<ElementRow> = view.rows(&sql::list_elements, args![tenant]).await?;
        let touchpoints: Vec<PairRow> = view
            .rows(&sql::list_element_touchpoints, args![tenant])
            .await?;
        let pictures: Vec<PairRow> = view
            .rows(&sql::list_element_pictures, args![tenant])
            .await?;
        view.commit().await?;
        let (mut touchpoints, mut pictures) = (pairs(touchpoints), pairs(pictures));
        rows.into_iter()
            .map(|row| row.with(&mut touchpoints, &mut pictures))
            .collect()
    }

    /// Refused where a touchpoint or a picture is not here.
    pub async fn add_element(&self, element: &Element) -> Result<()> {
        let tenant = self.tenant();
        let mut tx = self.db.write().await?;
        let values = args![
            tenant,
            element.id,
            element.label.as_str(),
            element.kind.as_str(),
            element.note.as_str(),
            list(&element.expresses)?,
            element.created_at,
        ];
        tx.run(&sql::insert_element, values).await?;
        tx.place_element(tenant, element).await?;
        tx.commit().await
    }

    /// Makes the element what is given: its words, its places, its pictures, and whether it was removed. False where
    /// there is no such element.
    pub async fn change_element(&self, element: &Element) -> Result<bool> {
        let tenant = self.tenant();
        let mut tx = self.db.write().await?;
        let values = args![
            tenant,
            element.id,
            element.label.as_str(),
            element.kind.as_str(),
            element.note.as_str(),
            list(&element.expresses)?,
            element.removed_at,
        ];
        if tx.run(&sql::update_element, values).await? == 0 {
            return Ok(false);
        }
        tx.place_element(tenant, element).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// Every standard of behaviour, also those that were removed, in the order in which they were made.
    pub async fn standards(&self) -> Result<Vec<Standard>> {
        let rows: Vec<StandardRow> = self
            .db
            .rows(&sql::list_standards, args![self.tenant()])
            .await?;
        read_all(rows)
    }

    pub async fn add_standard(&self, standard: &Standard) -> Result<()> {
        let values = args![
            self.tenant(),
            standard.id,
            standard.kind.as_str(),
            standard.words.as_str(),
            list(&standard.expresses)?,
            standard.example.as_str(),
            standard.counter_example.as_str(),
            standard.created_at,
        ];
        self.db.run(&sql::insert_standard, values).await?;
        Ok(())
    }

    /// False where there is no such standard.
    pub async fn change_standard(&self, standard: &Standard) -> Result<bool> {
        let values = args![
            self.tenant(),
            standard.id,
            standard.kind.as_str(),
            standard.words.as_str(),
            list(&standard.expresses)?,
            standard.example.as_str(),
            standard.counter_example.as_str(),
            standard.removed_at,
        ];
        Ok(self.db.run(&sql::update_standard, values).await? > 0)
    }

    /// Every exam, also withdrawn ones, in the order of time.
    pub async fn exams(&self) -> Result<Vec<Exam>> {
        let rows: Vec<ExamRow> = self.db.rows(&sql::list_exams, args![self.tenant()]).await?;
        read_all(rows)
    }

    /// Refused where the element, the standard or the picture is not here.
    pub async fn add_exam(&self, exam: &Exam) -> Result<()> {
        let (element, standard) = match exam.subject {
            ExamSubject::Element(id) => (Some(id), None),
            ExamSubject::Standard(id) => (None, Some(id)),
        };
        let values = args![
            self.tenant(),
            exam.id,
            element,
            standard,
            exam.score,
            exam.evidence.as_str(),
            exam.picture,
            exam.examined_at,
            exam.examined_by.as_str(),
            exam.created_at,
        ];
        self.db.run(&sql::insert_exam, values).await?;
        Ok(())
    }

    /// Withdraws an exam, or, with `None`, lets it count again. False where there is no such exam.
    pub async fn withdraw_exam(&self, id: ExamId, at: Option<Timestamp>) -> Result<bool> {
        let values = args![self.tenant(), id, at];
        Ok(self.db.run(&sql::withdraw_exam, values).await? > 0)
    }

    /// What was said of touchpoints themselves: the keys of parts of the promise.
    pub async fn touchpoint_expressions(&self) -> Result<BTreeMap<TouchpointId, Vec<String>>> {
        let rows: Vec<PairRow> = self
            .db
            .rows(&sql::list_expressions, args![self.tenant()])
            .await?;
        let mut said: BTreeMap<TouchpointId, Vec<String>> = BTreeMap::new();
        for row in rows {
            let touchpoint = crate::db::read_id(&row.owner_id, "touchpoint_expressions")?;
            said.entry(touchpoint).or_default().push(row.item_id);
        }
        Ok(said)
    }

    /// Says which parts a touchpoint itself expresses. Refused where it is not here.
    pub async fn set_touchpoint_expressions(
        &self,
        touchpoint: TouchpointId,
        parts: &[String],
    ) -> Result<()> {
        let tenant = self.tenant();
        let rows: Vec<Said<'_>> = parts.iter().map(|part| Said { part }).collect();
        let mut tx = self.db.write().await?;
        if tx.design(tenant).await?.touchpoint(touchpoint).is_none() {
            return Err(StoreError::Unknown("the touchpoint"));
        }
        tx.run(&sql::delete_expressions, args![tenant, touchpoint])
            .await?;
        let values = args![tenant, touchpoint, json(&rows)?];
        tx.run(&sql::insert_expressions, values).await?;
        tx.commit().await
    }
}
