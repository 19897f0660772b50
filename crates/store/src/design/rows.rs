//! Rows as the databases return them, and how they become the domain's words.

use std::collections::HashMap;

use domain::design::{
    Annotation, Channel, Existence, Profile, Question, QuestionKind, Stage, Touchpoint,
    TouchpointKind,
};
use domain::ids::{AudienceId, TouchpointId};
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
    moment_of_truth: bool,
    importance: i64,
    department: Option<String>,
    our_attention: Option<i64>,
    industry_attention: Option<i64>,
    reason: Option<String>,
    note: Option<String>,
}

/// For whom a touchpoint is.
#[derive(sqlx::FromRow)]
pub(super) struct TouchpointAudienceRow {
    pub touchpoint_id: String,
    pub audience_id: String,
}

fn small(number: i64, column: &'static str) -> Result<u8> {
    u8::try_from(number).map_err(|_| StoreError::Unreadable(column))
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
            profile: Profile {
                moment_of_truth: row.moment_of_truth,
                importance: small(row.importance, "touchpoints.importance")?,
                department: row.department,
                our_attention: row
                    .our_attention
                    .map(|number| small(number, "touchpoints.our_attention"))
                    .transpose()?,
                industry_attention: row
                    .industry_attention
                    .map(|number| small(number, "touchpoints.industry_attention"))
                    .transpose()?,
                // They stand in a table of their own.
                audiences: Vec::new(),
                reason: row.reason,
                note: row.note,
            },
        })
    }
}

/// Says for whom the touchpoints are.
pub(super) fn with_audiences(
    mut touchpoints: Vec<Touchpoint>,
    rows: &[TouchpointAudienceRow],
) -> Result<Vec<Touchpoint>> {
    if rows.is_empty() {
        return Ok(touchpoints);
    }
    let mut by_touchpoint: HashMap<TouchpointId, Vec<AudienceId>> = HashMap::new();
    for row in rows {
        let touchpoint = read_id(&row.touchpoint_id, "touchpoint_audiences.touchpoint_id")?;
        let audience = read_id(&row.audience_id, "touchpoint_audiences.audience_id")?;
        by_touchpoint.entry(touchpoint).or_default().push(audience);
    }
    for touchpoint in &mut touchpoints {
        if let Some(audiences) = by_touchpoint.remove(&touchpoint.id) {
            touchpoint.profile.audiences = audiences;
        }
    }
    Ok(touchpoints)
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
