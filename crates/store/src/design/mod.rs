//! Stages, channels, touchpoints, questions, annotations.

mod ensure;
pub mod findings;
pub mod inventory;
pub mod journeys;
pub mod plans;
pub mod platform;
mod rows;
#[cfg(test)]
mod tests;
pub mod world;

use std::collections::BTreeMap;

use domain::design::{
    Annotation, Channel, Existence, Profile, Question, QuestionKind, Stage, Touchpoint,
    TouchpointKind,
};
use domain::ids::{AnnotationId, ChannelId, PersonId, QuestionId, StageId, TouchpointId};

use crate::access::read_all;
use crate::db::{Tx, args, statements};
use crate::error::{Result, StoreError};
use crate::org::OrgStore;

use rows::{
    AnnotationRow, LabelRow, QuestionRow, SourceRow, StepRow, TouchpointAudienceRow, TouchpointRow,
};

statements! { "design": delete_annotation delete_touchpoint_audiences insert_annotation insert_channel insert_question insert_stage insert_touchpoint insert_touchpoint_audience list_annotations list_attribute_labels list_channels list_questions list_sources list_stages list_touchpoint_audiences list_touchpoints update_channel update_question_scale update_stage update_touchpoint upsert_attribute_label  }

/// Where signals come from: a survey's year, a system that uses the API. External ids are unique within it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignalSource {
    pub no: i32,
    pub key: String,
}

/// All that is designed, at one moment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Design {
    /// Grows with every change, so that what was computed from it can be kept until then.
    pub version: i64,
    pub stages: Vec<Stage>,
    pub channels: Vec<Channel>,
    pub touchpoints: Vec<Touchpoint>,
    pub questions: Vec<Question>,
    pub sources: Vec<SignalSource>,
    /// What people call the attributes of clients, by key: those that somebody has named.
    pub attribute_labels: BTreeMap<String, String>,
}

impl Design {
    pub fn touchpoint(&self, id: TouchpointId) -> Option<&Touchpoint> {
        self.touchpoints
            .iter()
            .find(|touchpoint| touchpoint.id == id)
    }

    pub fn touchpoint_by_key(&self, key: &str) -> Option<&Touchpoint> {
        self.touchpoints
            .iter()
            .find(|touchpoint| touchpoint.key == key)
    }

    pub fn stage(&self, id: StageId) -> Option<&Stage> {
        self.stages.iter().find(|stage| stage.id == id)
    }

    pub fn channel(&self, id: ChannelId) -> Option<&Channel> {
        self.channels.iter().find(|channel| channel.id == id)
    }

    pub fn question_by_key(&self, key: &str) -> Option<&Question> {
        self.questions.iter().find(|question| question.key == key)
    }
}

/// A stage that should be there.
#[derive(Debug, Clone)]
pub struct NewStage {
    pub id: StageId,
    pub key: String,
    pub label: String,
}

/// A channel that should be there.
#[derive(Debug, Clone)]
pub struct NewChannel {
    pub id: ChannelId,
    pub key: String,
    pub label: String,
}

/// A touchpoint that should be there; stage and channel by their keys.
#[derive(Debug, Clone)]
pub struct NewTouchpoint {
    pub id: TouchpointId,
    pub key: String,
    pub label: String,
    pub kind: TouchpointKind,
    pub existence: Existence,
    pub stage: Option<String>,
    pub channel: Option<String>,
    pub owner: Option<PersonId>,
    pub profile: Profile,
}

/// A question that should be there; touchpoint by its key.
#[derive(Debug, Clone)]
pub struct NewQuestion {
    pub id: QuestionId,
    pub key: String,
    pub label: String,
    pub kind: QuestionKind,
    pub scale: Option<String>,
    pub touchpoint: Option<String>,
    pub aspect: Option<String>,
    pub primary: bool,
}

/// What a file, a template or the API needs to find in the design. What is there by its key is left as it
/// is; the rest is made, with the given ids.
#[derive(Debug, Clone, Default)]
pub struct Needed {
    pub stages: Vec<NewStage>,
    pub channels: Vec<NewChannel>,
    pub touchpoints: Vec<NewTouchpoint>,
    pub questions: Vec<NewQuestion>,
    /// Keys of clients' attributes and what they are called. The latest name wins.
    pub attribute_labels: Vec<(String, String)>,
    /// The import that needs it, so that undoing it can take it away again; 0 = none.
    pub import: i32,
}

/// The design after [`OrgStore::ensure_design`], and how much of it is new.
#[derive(Debug, Clone)]
pub struct Ensured {
    pub design: Design,
    pub touchpoints_created: usize,
    pub questions_created: usize,
}

/// What a touchpoint shall be from now on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TouchpointEdit {
    pub label: String,
    pub kind: TouchpointKind,
    pub existence: Existence,
    pub stage: Option<StageId>,
    pub channel: Option<ChannelId>,
    pub owner: Option<PersonId>,
    pub position: i32,
    pub profile: Profile,
}

impl Tx {
    pub(crate) async fn design(&mut self, tenant: domain::ids::OrganizationId) -> Result<Design> {
        let stages: Vec<StepRow> = self.rows(&sql::list_stages, args![tenant]).await?;
        let channels: Vec<StepRow> = self.rows(&sql::list_channels, args![tenant]).await?;
        let touchpoints: Vec<TouchpointRow> =
            self.rows(&sql::list_touchpoints, args![tenant]).await?;
        let audiences: Vec<TouchpointAudienceRow> = self
            .rows(&sql::list_touchpoint_audiences, args![tenant])
            .await?;
        let questions: Vec<QuestionRow> = self.rows(&sql::list_questions, args![tenant]).await?;
        let sources: Vec<SourceRow> = self.rows(&sql::list_sources, args![tenant]).await?;
        let labels: Vec<LabelRow> = self
            .rows(&sql::list_attribute_labels, args![tenant])
            .await?;
        Ok(Design {
            version: self.numbers(tenant).await?.design_version,
            stages: read_all(stages)?,
            channels: read_all(channels)?,
            touchpoints: rows::with_audiences(read_all(touchpoints)?, &audiences)?,
            questions: read_all(questions)?,
            sources: read_all(sources)?,
            attribute_labels: labels.into_iter().map(|row| (row.key, row.label)).collect(),
        })
    }
}

impl OrgStore {
    /// The whole design in one consistent view.
    pub async fn design(&self) -> Result<Design> {
        let mut view = self.db.view().await?;
        let design = view.design(self.tenant()).await?;
        view.commit().await?;
        Ok(design)
    }

    pub async fn touchpoint(&self, id: TouchpointId) -> Result<Option<Touchpoint>> {
        Ok(self.design().await?.touchpoint(id).cloned())
    }

    /// Makes a touchpoint. Refused where the key is taken, or stage, channel or owner are not here.
    pub async fn create_touchpoint(&self, new: &NewTouchpoint) -> Result<Touchpoint> {
        let mut tx = self.db.write().await?;
        let tenant = self.tenant();
        let mut numbers = tx.lock(tenant).await?;
        let design = tx.design(tenant).await?;
        if design.touchpoint_by_key(&new.key).is_some() {
            return Err(StoreError::Taken("this touchpoint's key"));
        }
        let touchpoint =
            ensure::insert_touchpoint(&mut tx, tenant, &mut numbers, &design, new, 0).await?;
        numbers.design_version += 1;
        tx.save(tenant, &numbers).await?;
        tx.commit().await?;
        Ok(touchpoint)
    }

    /// False where there is no such touchpoint; refused where stage, channel, owner or audiences are not here.
    pub async fn change_touchpoint(&self, id: TouchpointId, edit: &TouchpointEdit) -> Result<bool> {
        let tenant = self.tenant();
        let profile = &edit.profile;
        let values = args![
            tenant,
            id,
            edit.label.as_str(),
            edit.kind.as_str(),
            edit.existence.as_str(),
            edit.stage,
            edit.channel,
            edit.owner,
            edit.position,
            profile.moment_of_truth,
            i32::from(profile.importance),
            profile.department.clone(),
            profile.our_attention.map(i64::from),
            profile.industry_attention.map(i64::from),
            profile.reason.clone(),
            profile.note.clone(),
        ];
        let mut tx = self.db.write().await?;
        let mut numbers = tx.lock(tenant).await?;
        let changed = tx.run(&sql::update_touchpoint, values).await? > 0;
        if changed {
            tx.run(&sql::delete_touchpoint_audiences, args![tenant, id])
                .await?;
            for audience in &profile.audiences {
                tx.run(
                    &sql::insert_touchpoint_audience,
                    args![tenant, id, *audience],
                )
                .await?;
            }
            numbers.design_version += 1;
            tx.save(tenant, &numbers).await?;
        }
        tx.commit().await?;
        Ok(changed)
    }

    pub async fn change_stage(&self, id: StageId, label: &str, position: i32) -> Result<bool> {
        self.change_design(
            &sql::update_stage,
            args![self.tenant(), id, label, position],
        )
        .await
    }

    pub async fn change_channel(&self, id: ChannelId, label: &str, position: i32) -> Result<bool> {
        self.change_design(
            &sql::update_channel,
            args![self.tenant(), id, label, position],
        )
        .await
    }

    async fn change_design(
        &self,
        statement: &crate::Statement,
        values: Vec<crate::db::Value>,
    ) -> Result<bool> {
        let mut tx = self.db.write().await?;
        let mut numbers = tx.lock(self.tenant()).await?;
        let changed = tx.run(statement, values).await? > 0;
        if changed {
            numbers.design_version += 1;
            tx.save(self.tenant(), &numbers).await?;
        }
        tx.commit().await?;
        Ok(changed)
    }

    /// The remarks on the charts, in the order of time.
    pub async fn annotations(&self) -> Result<Vec<Annotation>> {
        read_all(
            self.db
                .rows::<AnnotationRow>(&sql::list_annotations, args![self.tenant()])
                .await?,
        )
    }

    pub async fn add_annotation(&self, new: &Annotation) -> Result<()> {
        let values = args![
            self.tenant(),
            new.id,
            new.at,
            new.label.as_str(),
            new.touchpoint,
            new.created_by
        ];
        self.db.run(&sql::insert_annotation, values).await?;
        Ok(())
    }

    pub async fn delete_annotation(&self, id: AnnotationId) -> Result<bool> {
        Ok(self
            .db
            .run(&sql::delete_annotation, args![self.tenant(), id])
            .await?
            > 0)
    }
}
