//! Where the engine's log comes from: segments, tail and names, read from the store under one consistent view and kept
//! until they change.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use domain::access::{Actor, Grant, Permission};
use domain::design::Annotation;
use domain::ids::OrganizationId;
use insight::{
    AttributeColumn, AttributeValue, Dimensions, Engine, InsightError, QuestionTerm, SegmentInfo,
    Snapshot, Tail, Term, TouchpointTerm,
};
use jiff::tz::TimeZone;
use store::OrgStore;
use store::design::Design;
use store::signals::{LogSnapshot, Segment};

use super::natural;
use crate::App;
use crate::error::Problem;

/// The engine with what is kept of each organization's log.
#[derive(Debug)]
pub struct Log {
    engine: Arc<Engine>,
    kept: Mutex<HashMap<OrganizationId, Slot>>,
}

/// What is kept of one organization. Whoever finds it being brought up to date waits, and reads it then.
type Slot = Arc<tokio::sync::Mutex<Option<Kept>>>;

#[derive(Debug)]
struct Kept {
    design: Arc<Design>,
    tail: Tail,
    sealed_seq: i64,
    last_seq: i64,
    attributes: Attributes,
    dimensions: Arc<Dimensions>,
}

impl Log {
    /// Over segments in this folder, which is made if it is not there.
    pub fn open(folder: &Path) -> Result<Self, InsightError> {
        Ok(Self {
            engine: Arc::new(Engine::new(folder)?),
            kept: Mutex::default(),
        })
    }

    pub fn engine(&self) -> &Arc<Engine> {
        &self.engine
    }

    fn slot(&self, organization: OrganizationId) -> Slot {
        self.kept
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .entry(organization)
            .or_default()
            .clone()
    }
}

/// One consistent moment of an organization's log, with the design that names it.
#[derive(Clone, Debug)]
pub struct Moment {
    pub snapshot: Snapshot,
    pub design: Arc<Design>,
}

/// Reads the log as it is now: only what came since the last reading is fetched.
pub async fn read(app: &App, grant: &Grant) -> Result<Moment, Problem> {
    let org = app.store().org(grant);
    let slot = app.log().slot(org.organization_id());
    let mut kept = slot.lock().await;
    let mut read = org
        .log_snapshot(kept.as_ref().map_or(0, |kept| kept.last_seq))
        .await?;
    // Rows that were read before clients were merged, or parted again, carry the numbers of then.
    let same_clients = kept
        .as_ref()
        .is_none_or(|kept| kept.dimensions.merged[..] == read.head.merged[..]);
    if !same_clients {
        read = org.log_snapshot(0).await?;
    }
    let design = match kept
        .as_ref()
        .filter(|kept| kept.design.version == read.head.design_version)
    {
        Some(kept) => kept.design.clone(),
        None => {
            // Rows carry the stage and channel that their touchpoint had when they were read.
            if kept.is_some() {
                *kept = None;
                read = org.log_snapshot(0).await?;
            }
            Arc::new(org.design().await?)
        }
    };
    let before = kept.take();
    let tail = tail(before.as_ref().filter(|_| same_clients), &read);
    let (attributes, attributes_changed) = Attributes::read(
        &org,
        before.as_ref().map(|kept| &kept.attributes),
        read.head.attributes_version,
    )
    .await?;
    // Moving to another time zone changes no version, and every day and month.
    let zone = org
        .organization()
        .await?
        .map_or(TimeZone::UTC, |organization| organization.time_zone.zone());
    let dimensions = match &before {
        Some(before)
            if !attributes_changed
                && same_clients
                && before.design.version == design.version
                && before.dimensions.time_zone.as_ref() == Some(&zone) =>
        {
            before.dimensions.clone()
        }
        _ => Arc::new(Dimensions {
            merged: read.head.merged.clone().into(),
            ..dimensions(&design, &attributes, zone)
        }),
    };
    let snapshot = Snapshot {
        segments: read.head.segments.iter().map(segment_info).collect(),
        tail: tail.clone(),
        retracted: read.head.retracted.iter().copied().collect(),
        dimensions: dimensions.clone(),
    };
    *kept = Some(Kept {
        design: design.clone(),
        tail,
        sealed_seq: read.head.sealed_seq,
        last_seq: read.head.last_seq,
        attributes,
        dimensions,
    });
    Ok(Moment { snapshot, design })
}

/// The kept rows that are still unsealed, and those that came since.
fn tail(before: Option<&Kept>, read: &LogSnapshot) -> Tail {
    let Some(before) = before else {
        return Tail::of(read.tail.clone());
    };
    if read.tail.is_empty() && before.sealed_seq == read.head.sealed_seq {
        return before.tail.clone();
    }
    let mut rows: Vec<_> = before
        .tail
        .rows()
        .iter()
        .filter(|row| row.record > read.head.sealed_seq)
        .copied()
        .collect();
    rows.extend_from_slice(&read.tail);
    Tail::of(rows)
}

pub(super) fn segment_info(segment: &Segment) -> SegmentInfo {
    SegmentInfo {
        id: segment.id.to_string(),
        path: segment.path.clone(),
        rows: segment.rows,
        from: segment.time_from,
        to: segment.time_to,
    }
}

/// What is known of clients, by attribute.
#[derive(Debug, Clone)]
struct Attributes {
    /// The store's, which grows with every client.
    version: i64,
    /// Another one when a code that was given out means something else; see [`Dimensions::attributes_version`].
    meaning: u64,
    read_at: Instant,
    /// Clients up to this number have been read.
    up_to: i64,
    columns: Arc<BTreeMap<String, AttributeColumn>>,
}

/// Up to so many clients everything is read again after every change; with more, what changed about known clients may
/// wait for [`PATIENCE`], while new clients are added at once.
const FEW: i64 = 50_000;
const PATIENCE: Duration = Duration::from_secs(30);
const PAGE: usize = 10_000;

impl Attributes {
    async fn read(
        org: &OrgStore,
        before: Option<&Self>,
        version: i64,
    ) -> Result<(Self, bool), Problem> {
        match before {
            Some(before) if before.version == version => Ok((before.clone(), false)),
            Some(before) if before.up_to > FEW && before.read_at.elapsed() < PATIENCE => {
                let mut columns = BTreeMap::clone(&before.columns);
                let up_to = extend(org, &mut columns, before.up_to).await?;
                // The version stays behind, so that the next reading after the wait looks at everybody.
                Ok((
                    Self {
                        up_to,
                        columns: Arc::new(columns),
                        ..before.clone()
                    },
                    true,
                ))
            }
            before => {
                let mut columns = BTreeMap::new();
                let up_to = extend(org, &mut columns, 0).await?;
                columns.values_mut().for_each(put_in_order);
                let same = before.is_some_and(|before| is_extension(&before.columns, &columns));
                let meaning = before
                    .filter(|_| same)
                    .map_or_else(|| fingerprint(&columns), |before| before.meaning);
                let columns = Arc::new(columns);
                Ok((
                    Self {
                        version,
                        meaning,
                        read_at: Instant::now(),
                        up_to,
                        columns,
                    },
                    true,
                ))
            }
        }
    }
}

/// Adds the clients after a number; the number of the last one.
async fn extend(
    org: &OrgStore,
    columns: &mut BTreeMap<String, AttributeColumn>,
    after: i64,
) -> Result<i64, Problem> {
    let mut codes: HashMap<String, HashMap<String, i32>> = columns
        .iter()
        .map(|(key, column)| {
            let values = column
                .values
                .iter()
                .enumerate()
                .map(|(code, value)| (value.key.clone(), code as i32));
            (key.clone(), values.collect())
        })
        .collect();
    let mut last = after;
    loop {
        let page = org.client_attributes(last, PAGE).await?;
        for (no, attributes) in &page {
            last = *no;
            let Ok(at) = usize::try_from(*no) else {
                continue;
            };
            for (key, value) in attributes {
                let column = columns
                    .entry(key.clone())
                    .or_insert_with(|| AttributeColumn {
                        label: natural::label_of_key(key),
                        ..AttributeColumn::default()
                    });
                let known = codes.entry(key.clone()).or_default();
                let code = *known.entry(value.clone()).or_insert_with(|| {
                    column.values.push(AttributeValue {
                        key: value.clone(),
                        label: value.clone(),
                    });
                    column.values.len() as i32 - 1
                });
                if column.code_of_client.len() <= at {
                    column.code_of_client.resize(at + 1, -1);
                }
                column.code_of_client[at] = code;
            }
        }
        if page.len() < PAGE {
            return Ok(last);
        }
    }
}

/// Values as people order them: numbers by size, words by the alphabet.
fn put_in_order(column: &mut AttributeColumn) {
    let mut order: Vec<usize> = (0..column.values.len()).collect();
    order.sort_by(|a, b| natural::compare(&column.values[*a].label, &column.values[*b].label));
    let mut place = vec![0; order.len()];
    for (new, old) in order.iter().enumerate() {
        place[*old] = new as i32;
    }
    column.values = order
        .iter()
        .map(|old| column.values[*old].clone())
        .collect();
    for code in &mut column.code_of_client {
        if let Ok(old) = usize::try_from(*code) {
            *code = place[old];
        }
    }
}

/// Whether everything that was said before still holds, code by code.
fn is_extension(
    before: &BTreeMap<String, AttributeColumn>,
    after: &BTreeMap<String, AttributeColumn>,
) -> bool {
    before.iter().all(|(key, old)| {
        after.get(key).is_some_and(|new| {
            new.values.starts_with(&old.values)
                && new.code_of_client.starts_with(&old.code_of_client)
        })
    })
}

/// The same for the same codes, in every program: states are kept on disk under it, where the next start and the command
/// line find them. A number that each program counts by itself would let them read states whose codes mean other values.
fn fingerprint(columns: &BTreeMap<String, AttributeColumn>) -> u64 {
    use std::hash::{DefaultHasher, Hash as _, Hasher as _};
    let mut hasher = DefaultHasher::new();
    for (key, column) in columns {
        key.hash(&mut hasher);
        for value in &column.values {
            value.key.hash(&mut hasher);
        }
        column.code_of_client.hash(&mut hasher);
    }
    hasher.finish()
}

/// The attributes under the names that somebody gave them.
fn named(
    columns: &BTreeMap<String, AttributeColumn>,
    design: &Design,
) -> BTreeMap<String, AttributeColumn> {
    let mut columns = columns.clone();
    for (key, label) in &design.attribute_labels {
        if let Some(column) = columns.get_mut(key) {
            column.label.clone_from(label);
        }
    }
    columns
}

fn dimensions(design: &Design, attributes: &Attributes, zone: TimeZone) -> Dimensions {
    let stage_no = |id| design.stage(id).map(|stage| stage.no);
    let channel_no = |id| design.channel(id).map(|channel| channel.no);
    let touchpoint_no = |id| design.touchpoint(id).map(|touchpoint| touchpoint.no);
    let mut touchpoints: Vec<_> = design.touchpoints.iter().collect();
    touchpoints.sort_by_key(|touchpoint| {
        let stage = touchpoint.stage.and_then(|id| design.stage(id));
        (
            stage.map_or(i32::MAX, |stage| stage.position),
            touchpoint.position,
        )
    });
    let mut stages: Vec<_> = design.stages.iter().collect();
    stages.sort_by_key(|stage| stage.position);
    let mut channels: Vec<_> = design.channels.iter().collect();
    channels.sort_by_key(|channel| channel.position);
    let term = |no: i32, key: &str, label: &str| Term {
        no,
        key: key.to_owned(),
        label: label.to_owned(),
    };
    Dimensions {
        touchpoints: touchpoints
            .iter()
            .map(|touchpoint| TouchpointTerm {
                no: touchpoint.no,
                key: touchpoint.key.clone(),
                label: touchpoint.label.clone(),
                stage: touchpoint.stage.and_then(stage_no),
                channel: touchpoint.channel.and_then(channel_no),
            })
            .collect(),
        questions: design
            .questions
            .iter()
            .map(|question| QuestionTerm {
                no: question.no,
                key: question.key.clone(),
                label: question.label.clone(),
                kind: question.kind,
                scale: question
                    .scale
                    .as_deref()
                    .and_then(|scale| scale.parse().ok()),
                touchpoint: question.touchpoint.and_then(touchpoint_no),
                aspect: question.aspect.clone(),
                primary: question.primary,
            })
            .collect(),
        stages: stages
            .iter()
            .map(|stage| term(stage.no, &stage.key, &stage.label))
            .collect(),
        channels: channels
            .iter()
            .map(|channel| term(channel.no, &channel.key, &channel.label))
            .collect(),
        sources: design
            .sources
            .iter()
            .map(|source| term(source.no, &source.key, &source.key))
            .collect(),
        attributes: named(&attributes.columns, design),
        attributes_version: attributes.meaning,
        merged: Arc::default(),
        time_zone: Some(zone),
    }
}

/// The remarks on the charts, in the order of time.
pub async fn annotations(app: &App, actor: &Actor) -> Result<Vec<Annotation>, Problem> {
    let grant = actor.require(Permission::ReadInsight)?;
    Ok(app.store().org(&grant).annotations().await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(values: &[&str], codes: &[i32]) -> BTreeMap<String, AttributeColumn> {
        let values = values.iter().map(|it| AttributeValue {
            key: (*it).to_owned(),
            label: (*it).to_owned(),
        });
        let column = AttributeColumn {
            label: "Region".to_owned(),
            values: values.collect(),
            code_of_client: codes.to_vec(),
        };
        BTreeMap::from([("region".to_owned(), column)])
    }

    #[test]
    fn codes_that_mean_other_values_have_another_fingerprint() {
        let before = fingerprint(&columns(&["mid", "zeta"], &[-1, 0, 1]));
        assert_eq!(before, fingerprint(&columns(&["mid", "zeta"], &[-1, 0, 1])));
        // A value that sorts first moves all codes: a state kept under the old ones must not be found.
        assert_ne!(
            before,
            fingerprint(&columns(&["alpha", "mid", "zeta"], &[-1, 1, 2, 0]))
        );
        assert_ne!(before, fingerprint(&columns(&["mid", "zeta"], &[-1, 1, 1])));
    }
}
