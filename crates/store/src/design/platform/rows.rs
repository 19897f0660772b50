//! Rows as the databases return them, and how they become the domain's words.

use std::collections::HashMap;
use std::str::FromStr;

use domain::design::platform::{
    BehaviourKind, Element, ElementKind, Exam, ExamSubject, PlatformVersion, RoleCard, Signature,
    Standard, Touch,
};
use domain::time::Timestamp;

use super::Picture;
use crate::db::{narrow, read_id, read_id_opt};
use crate::error::{Result, StoreError};

#[derive(sqlx::FromRow)]
pub(super) struct VersionRow {
    id: String,
    version: i64,
    revision: i64,
    document: String,
    changed_by: String,
    changed_at: i64,
    published_by: Option<String>,
    published_at: Option<i64>,
}

impl TryFrom<VersionRow> for PlatformVersion {
    type Error = StoreError;

    fn try_from(row: VersionRow) -> Result<Self> {
        Ok(Self {
            id: read_id(&row.id, "platform_versions.id")?,
            version: narrow(row.version, "platform_versions.version")?,
            revision: row.revision,
            document: serde_json::from_str(&row.document)
                .map_err(|_| StoreError::Unreadable("platform_versions.document"))?,
            changed: Touch {
                by: row.changed_by,
                at: Timestamp::from_micros(row.changed_at),
            },
            published: row.published_at.map(|at| Touch {
                by: row.published_by.unwrap_or_default(),
                at: Timestamp::from_micros(at),
            }),
        })
    }
}

/// Something that belongs to something: a touchpoint to an element, a holder to a card.
#[derive(sqlx::FromRow)]
pub(super) struct PairRow {
    pub owner_id: String,
    pub item_id: String,
}

pub(super) type Pairs = HashMap<String, Vec<String>>;

/// What belongs to each, in the order of the rows.
pub(super) fn pairs(rows: Vec<PairRow>) -> Pairs {
    let mut all = Pairs::new();
    for row in rows {
        all.entry(row.owner_id).or_default().push(row.item_id);
    }
    all
}

fn items<I: FromStr>(of: &mut Pairs, owner: &str, column: &'static str) -> Result<Vec<I>> {
    let found = of.remove(owner).unwrap_or_default();
    found.iter().map(|text| read_id(text, column)).collect()
}

fn texts(column: &str, name: &'static str) -> Result<Vec<String>> {
    serde_json::from_str(column).map_err(|_| StoreError::Unreadable(name))
}

#[derive(sqlx::FromRow)]
pub(super) struct ElementRow {
    id: String,
    label: String,
    kind: String,
    note: String,
    expresses: String,
    created_at: i64,
    removed_at: Option<i64>,
}

impl ElementRow {
    pub(super) fn with(self, touchpoints: &mut Pairs, pictures: &mut Pairs) -> Result<Element> {
        Ok(Element {
            id: read_id(&self.id, "brand_elements.id")?,
            kind: ElementKind::parse(&self.kind)
                .ok_or(StoreError::Unreadable("brand_elements.kind"))?,
            expresses: texts(&self.expresses, "brand_elements.expresses")?,
            touchpoints: items(touchpoints, &self.id, "brand_element_touchpoints")?,
            pictures: items(pictures, &self.id, "brand_element_pictures")?,
            label: self.label,
            note: self.note,
            created_at: Timestamp::from_micros(self.created_at),
            removed_at: self.removed_at.map(Timestamp::from_micros),
        })
    }
}

#[derive(sqlx::FromRow)]
pub(super) struct StandardRow {
    id: String,
    kind: String,
    words: String,
    expresses: String,
    example: String,
    counter_example: String,
    created_at: i64,
    removed_at: Option<i64>,
}

impl TryFrom<StandardRow> for Standard {
    type Error = StoreError;

    fn try_from(row: StandardRow) -> Result<Self> {
        Ok(Self {
            id: read_id(&row.id, "behaviour_standards.id")?,
            kind: BehaviourKind::parse(&row.kind)
                .ok_or(StoreError::Unreadable("behaviour_standards.kind"))?,
            words: row.words,
            expresses: texts(&row.expresses, "behaviour_standards.expresses")?,
            example: row.example,
            counter_example: row.counter_example,
            created_at: Timestamp::from_micros(row.created_at),
            removed_at: row.removed_at.map(Timestamp::from_micros),
        })
    }
}

#[derive(sqlx::FromRow)]
pub(super) struct ExamRow {
    id: String,
    element_id: Option<String>,
    standard_id: Option<String>,
    score: i64,
    evidence: String,
    picture_id: Option<String>,
    examined_at: i64,
    examined_by: String,
    created_at: i64,
    withdrawn_at: Option<i64>,
}

impl TryFrom<ExamRow> for Exam {
    type Error = StoreError;

    fn try_from(row: ExamRow) -> Result<Self> {
        let element = read_id_opt(row.element_id.as_deref(), "exams.element_id")?;
        let standard = read_id_opt(row.standard_id.as_deref(), "exams.standard_id")?;
        Ok(Self {
            id: read_id(&row.id, "exams.id")?,
            subject: match (element, standard) {
                (Some(id), None) => ExamSubject::Element(id),
                (None, Some(id)) => ExamSubject::Standard(id),
                _ => return Err(StoreError::Unreadable("exams.element_id")),
            },
            score: narrow(row.score, "exams.score")?,
            evidence: row.evidence,
            picture: read_id_opt(row.picture_id.as_deref(), "exams.picture_id")?,
            examined_at: Timestamp::from_micros(row.examined_at),
            examined_by: row.examined_by,
            created_at: Timestamp::from_micros(row.created_at),
            withdrawn_at: row.withdrawn_at.map(Timestamp::from_micros),
        })
    }
}

#[derive(sqlx::FromRow)]
pub(super) struct CardRow {
    id: String,
    job: String,
    department: String,
    means: String,
    wording: i64,
    changed_at: i64,
    removed_at: Option<i64>,
}

#[derive(sqlx::FromRow)]
pub(super) struct SignatureRow {
    card_id: String,
    person_id: String,
    wording: i64,
    signed_at: i64,
}

impl CardRow {
    pub(super) fn with(self, holders: &mut Pairs, signatures: &[SignatureRow]) -> Result<RoleCard> {
        let own = signatures.iter().filter(|row| row.card_id == self.id);
        let signatures: Result<Vec<Signature>> = own
            .map(|row| {
                Ok(Signature {
                    person: read_id(&row.person_id, "role_card_signatures.person_id")?,
                    wording: row.wording,
                    at: Timestamp::from_micros(row.signed_at),
                })
            })
            .collect();
        Ok(RoleCard {
            id: read_id(&self.id, "role_cards.id")?,
            means: texts(&self.means, "role_cards.means")?,
            holders: items(holders, &self.id, "role_card_holders")?,
            signatures: signatures?,
            job: self.job,
            department: self.department,
            wording: self.wording,
            changed_at: Timestamp::from_micros(self.changed_at),
            removed_at: self.removed_at.map(Timestamp::from_micros),
        })
    }
}

#[derive(sqlx::FromRow)]
pub(super) struct PictureRow {
    id: String,
    name: String,
    format: String,
    width: i64,
    height: i64,
    bytes: i64,
    created_at: i64,
}

impl TryFrom<PictureRow> for Picture {
    type Error = StoreError;

    fn try_from(row: PictureRow) -> Result<Self> {
        let size =
            |number: i64, column| u32::try_from(number).map_err(|_| StoreError::Unreadable(column));
        Ok(Self {
            id: read_id(&row.id, "pictures.id")?,
            name: row.name,
            format: row.format,
            width: size(row.width, "pictures.width")?,
            height: size(row.height, "pictures.height")?,
            bytes: u64::try_from(row.bytes)
                .map_err(|_| StoreError::Unreadable("pictures.bytes"))?,
            created_at: Timestamp::from_micros(row.created_at),
        })
    }
}
