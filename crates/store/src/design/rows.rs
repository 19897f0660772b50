//! Rows as the databases return them, and how they become the domain's words.

use domain::design::{
    Annotation, Channel, Existence, Question, QuestionKind, Stage, Touchpoint, TouchpointKind,
};
use domain::time::Timestamp;

use super::SignalSource;
use crate::db::{narrow, read_id, read_id_opt};
use crate::error::{Result, StoreError};

/// A stage or a channel: they look alike.
#[derive(sqlx::FromRow)]
pub(super) struct StepRow {
    id: String,
    no: i64,
    key: String,
    label: String,
    position: i64,
}

impl TryFrom<StepRow> for Stage {
    type Error = StoreError;

    fn try_from(row: StepRow) -> Result<Self> {
        Ok(Self {
            id: read_id(&row.id, "stages.id")?,
            no: narrow(row.no, "stages.no")?,
            key: row.key,
            label: row.label,
            position: narrow(row.position, "stages.position")?,
        })
    }
}

impl TryFrom<StepRow> for Channel {
    type Error = StoreError;

    fn try_from(row: StepRow) -> Result<Self> {
        Ok(Self {
            id: read_id(&row.id, "channels.id")?,
            no: narrow(row.no, "channels.no")?,
            key: row.key,
            label: row.label,
            position: narrow(row.position, "channels.position")?,
        })
    }
}

#[derive(sqlx::FromRow)]
pub(super) struct SourceRow {
    no: i64,
    key: String,
}

impl TryFrom<SourceRow> for SignalSource {
    type Error = StoreError;

    fn try_from(row: SourceRow) -> Result<Self> {
        Ok(Self {
            no: narrow(row.no, "sources.no")?,
            key: row.key,
        })
    }
}

#[derive(sqlx::FromRow)]
pub(super) struct LabelRow {
    pub key: String,
    pub label: String,
}

#[derive(sqlx::FromRow)]
pub(super) struct TouchpointRow {
    id: String,
    no: i64,
    key: String,
    label: String,
    kind: String,
    existence: String,
    stage_id: Option<String>,
    channel_id: Option<String>,
    owner_id: Option<String>,
    position: i64,
}

impl TryFrom<TouchpointRow> for Touchpoint {
    type Error = StoreError;

    fn try_from(row: TouchpointRow) -> Result<Self> {
        Ok(Self {
            id: read_id(&row.id, "touchpoints.id")?,
            no: narrow(row.no, "touchpoints.no")?,
            key: row.key,
            label: row.label,
            kind: TouchpointKind::parse(&row.kind)
                .ok_or(StoreError::Unreadable("touchpoints.kind"))?,
            existence: Existence::parse(&row.existence)
                .ok_or(StoreError::Unreadable("touchpoints.existence"))?,
            stage: read_id_opt(row.stage_id.as_deref(), "touchpoints.stage_id")?,
            channel: read_id_opt(row.channel_id.as_deref(), "touchpoints.channel_id")?,
            owner: read_id_opt(row.owner_id.as_deref(), "touchpoints.owner_id")?,
            position: narrow(row.position, "touchpoints.position")?,
        })
    }
}

#[derive(sqlx::FromRow)]
pub(super) struct QuestionRow {
    id: String,
    no: i64,
    key: String,
    label: String,
    kind: String,
    scale: Option<String>,
    touchpoint_id: Option<String>,
    aspect: Option<String>,
    is_primary: bool,
}

impl TryFrom<QuestionRow> for Question {
    type Error = StoreError;

    fn try_from(row: QuestionRow) -> Result<Self> {
        Ok(Self {
            id: read_id(&row.id, "questions.id")?,
            no: narrow(row.no, "questions.no")?,
            key: row.key,
            label: row.label,
            kind: QuestionKind::of_name(&row.kind)
                .ok_or(StoreError::Unreadable("questions.kind"))?,
            scale: row.scale,
            touchpoint: read_id_opt(row.touchpoint_id.as_deref(), "questions.touchpoint_id")?,
            aspect: row.aspect,
            primary: row.is_primary,
        })
    }
}

#[derive(sqlx::FromRow)]
pub(super) struct AnnotationRow {
    id: String,
    at: i64,
    label: String,
    touchpoint_id: Option<String>,
    created_by: Option<String>,
}

impl TryFrom<AnnotationRow> for Annotation {
    type Error = StoreError;

    fn try_from(row: AnnotationRow) -> Result<Self> {
        Ok(Self {
            id: read_id(&row.id, "annotations.id")?,
            at: Timestamp::from_micros(row.at),
            label: row.label,
            touchpoint: read_id_opt(row.touchpoint_id.as_deref(), "annotations.touchpoint_id")?,
            created_by: read_id_opt(row.created_by.as_deref(), "annotations.created_by")?,
        })
    }
}
