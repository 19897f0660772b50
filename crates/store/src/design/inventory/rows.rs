//! Rows as the databases return them, and how they become the domain's words.

use domain::design::intentionality::Comparison;
use domain::design::inventory::{
    Audience, CellPlace, Change, ChangeItem, ChangeKind, EmptyCell, Image,
};
use domain::time::Timestamp;

use super::{ChangeReject, DecidedDiscovery, InboundNote, TouchWay, Unplaced};
use crate::db::{narrow, read_id, read_id_opt};
use crate::error::{Result, StoreError};

#[derive(sqlx::FromRow)]
pub(super) struct UsedRow {
    #[expect(dead_code, reason = "that there is a row says it")]
    used: i64,
}

#[derive(sqlx::FromRow)]
pub(super) struct AudienceRow {
    id: String,
    key: String,
    label: String,
    filter: String,
}

impl TryFrom<AudienceRow> for Audience {
    type Error = StoreError;

    fn try_from(row: AudienceRow) -> Result<Self> {
        Ok(Self {
            id: read_id(&row.id, "audiences.id")?,
            key: row.key,
            label: row.label,
            filter: serde_json::from_str(&row.filter)
                .map_err(|_| StoreError::Unreadable("audiences.filter"))?,
        })
    }
}

#[derive(sqlx::FromRow)]
pub(super) struct EmptyCellRow {
    stage_id: String,
    channel_id: String,
    audience_id: Option<String>,
    reason: String,
    decided_at: i64,
}

impl TryFrom<EmptyCellRow> for EmptyCell {
    type Error = StoreError;

    fn try_from(row: EmptyCellRow) -> Result<Self> {
        Ok(Self {
            place: CellPlace {
                stage: read_id(&row.stage_id, "empty_cells.stage_id")?,
                channel: read_id(&row.channel_id, "empty_cells.channel_id")?,
                audience: read_id_opt(row.audience_id.as_deref(), "empty_cells.audience_id")?,
            },
            reason: row.reason,
            decided_at: Timestamp::from_micros(row.decided_at),
        })
    }
}

#[derive(sqlx::FromRow)]
pub(super) struct ChangeRow {
    id: String,
    at: i64,
    by_name: String,
    kind: String,
    label: String,
    detail: String,
    items: i64,
    rejected: i64,
    undone_at: Option<i64>,
    undoes: Option<String>,
}

impl TryFrom<ChangeRow> for Change {
    type Error = StoreError;

    fn try_from(row: ChangeRow) -> Result<Self> {
        Ok(Self {
            id: read_id(&row.id, "changes.id")?,
            at: Timestamp::from_micros(row.at),
            by_name: row.by_name,
            kind: ChangeKind::parse(&row.kind).ok_or(StoreError::Unreadable("changes.kind"))?,
            label: row.label,
            detail: serde_json::from_str(&row.detail)
                .map_err(|_| StoreError::Unreadable("changes.detail"))?,
            items: row.items,
            rejected: row.rejected,
            undone_at: row.undone_at.map(Timestamp::from_micros),
            undoes: read_id_opt(row.undoes.as_deref(), "changes.undoes")?,
        })
    }
}

#[derive(sqlx::FromRow)]
pub(super) struct ChangeItemRow {
    subject: String,
    image_before: Option<String>,
    image_after: Option<String>,
}

fn image(text: Option<&str>) -> Result<Option<Image>> {
    text.map(|text| {
        serde_json::from_str(text).map_err(|_| StoreError::Unreadable("change_items.image"))
    })
    .transpose()
}

impl TryFrom<ChangeItemRow> for ChangeItem {
    type Error = StoreError;

    fn try_from(row: ChangeItemRow) -> Result<Self> {
        Ok(Self {
            subject: row.subject,
            before: image(row.image_before.as_deref())?,
            after: image(row.image_after.as_deref())?,
        })
    }
}

#[derive(sqlx::FromRow)]
pub(super) struct ChangeRejectRow {
    line: i64,
    reason: String,
    cells: String,
}

impl TryFrom<ChangeRejectRow> for ChangeReject {
    type Error = StoreError;

    fn try_from(row: ChangeRejectRow) -> Result<Self> {
        Ok(Self {
            line: row.line,
            reason: row.reason,
            cells: serde_json::from_str(&row.cells)
                .map_err(|_| StoreError::Unreadable("change_rejects.cells"))?,
        })
    }
}

#[derive(sqlx::FromRow)]
pub(super) struct LaterRow {
    pub subject: String,
    pub id: String,
    pub at: i64,
    pub by_name: String,
}

#[derive(sqlx::FromRow)]
pub(super) struct LabelRow {
    pub label: String,
}

#[derive(sqlx::FromRow)]
pub(super) struct TouchWayRow {
    touchpoint_no: i64,
    channel_no: i64,
    direction: String,
    n: i64,
    clients: i64,
    first_at: i64,
    last_at: i64,
}

impl TryFrom<TouchWayRow> for TouchWay {
    type Error = StoreError;

    fn try_from(row: TouchWayRow) -> Result<Self> {
        Ok(Self {
            touchpoint: narrow(row.touchpoint_no, "touches.touchpoint_no")?,
            channel: narrow(row.channel_no, "touches.channel_no")?,
            inbound: row.direction == "in",
            n: row.n,
            clients: row.clients,
            first: Timestamp::from_micros(row.first_at),
            last: Timestamp::from_micros(row.last_at),
        })
    }
}

#[derive(sqlx::FromRow)]
pub(super) struct InboundNoteRow {
    client_no: i64,
    channel_no: i64,
    occurred_at: i64,
    note: String,
}

impl TryFrom<InboundNoteRow> for InboundNote {
    type Error = StoreError;

    fn try_from(row: InboundNoteRow) -> Result<Self> {
        Ok(Self {
            client: row.client_no,
            channel: narrow(row.channel_no, "touches.channel_no")?,
            at: Timestamp::from_micros(row.occurred_at),
            note: row.note,
        })
    }
}

#[derive(sqlx::FromRow)]
pub(super) struct UnplacedRow {
    id: String,
    n: Option<i64>,
    clients: Option<i64>,
    imports: i64,
    first_at: Option<i64>,
    last_at: Option<i64>,
}

impl TryFrom<UnplacedRow> for Unplaced {
    type Error = StoreError;

    fn try_from(row: UnplacedRow) -> Result<Self> {
        Ok(Self {
            touchpoint: read_id(&row.id, "touchpoints.id")?,
            asked: row.n.unwrap_or_default(),
            // Who answered two files would be counted twice.
            clients: row.clients.filter(|_| row.imports == 1),
            first: row.first_at.map(Timestamp::from_micros),
            last: row.last_at.map(Timestamp::from_micros),
        })
    }
}

#[derive(sqlx::FromRow)]
pub(super) struct DecidedRow {
    ground: String,
    label: String,
    change_id: Option<String>,
    decided_at: i64,
    by_name: String,
}

impl TryFrom<DecidedRow> for DecidedDiscovery {
    type Error = StoreError;

    fn try_from(row: DecidedRow) -> Result<Self> {
        Ok(Self {
            ground: row.ground,
            label: row.label,
            change: read_id_opt(row.change_id.as_deref(), "decided_discoveries.change_id")?,
            at: Timestamp::from_micros(row.decided_at),
            by_name: row.by_name,
        })
    }
}

#[derive(sqlx::FromRow)]
pub(super) struct ComparisonRow {
    id: String,
    touchpoint_id: String,
    who: String,
    attention: i64,
    evidence: String,
    link: Option<String>,
    seen_at: i64,
    created_at: i64,
}

impl TryFrom<ComparisonRow> for Comparison {
    type Error = StoreError;

    fn try_from(row: ComparisonRow) -> Result<Self> {
        Ok(Self {
            id: read_id(&row.id, "comparisons.id")?,
            touchpoint: read_id(&row.touchpoint_id, "comparisons.touchpoint_id")?,
            who: row.who,
            attention: u8::try_from(row.attention)
                .map_err(|_| StoreError::Unreadable("comparisons.attention"))?,
            evidence: row.evidence,
            link: row.link,
            seen_at: Timestamp::from_micros(row.seen_at),
            created_at: Timestamp::from_micros(row.created_at),
        })
    }
}
