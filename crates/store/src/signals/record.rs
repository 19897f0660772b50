//! Writing responses, each exactly once, and what touches share with them.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use domain::design::{Question, QuestionKind};
use domain::ids::{ClientId, OrganizationId, ResponseId};
use domain::signals::Scale;
use domain::signals::record::{AnswerValue, ContentHash, ResponseRecord};
use domain::time::Timestamp;
use serde::Serialize;

use super::records::{AnswerJson, AnswersJson};
use super::sql;
use crate::clients::{NewClient, attributes_of};
use crate::db::{Tx, args, json, narrow, numbered, read_id, without_nul};
use crate::design::{Design, SignalSource};
use crate::error::{Result, StoreError};
use crate::numbers::Numbers;
use crate::org::OrgStore;

/// A response to be kept, with the ids that it and its client get if they are new.
#[derive(Debug, Clone)]
pub struct NewResponse {
    pub id: ResponseId,
    pub client_id: ClientId,
    /// Within which the external id is unique.
    pub source: Arc<str>,
    pub record: ResponseRecord,
}

/// What became of one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recorded<I> {
    Created {
        id: I,
        seq: i64,
    },
    /// It was here already and says the same. `import` is the one that brought it: an import that goes on after
    /// it was killed finds its own rows so.
    Unchanged {
        id: I,
        import: i32,
    },
    /// Its external id was here already with other values. The first stays.
    Conflict {
        id: I,
        import: i32,
    },
    /// It names a question, touchpoint or channel that is not in the design.
    Unknown {
        what: &'static str,
        key: String,
    },
}

/// What became of many records, in the order in which they came.
#[derive(Debug, Clone)]
pub struct RecordedBatch<I> {
    pub results: Vec<Recorded<I>>,
    pub created: usize,
    pub clients_created: usize,
}

#[derive(Serialize)]
struct KeyJson<'a> {
    source_no: i32,
    external_id: &'a str,
}

#[derive(sqlx::FromRow)]
struct KnownRow {
    id: String,
    source_no: i64,
    external_id: String,
    content_hash: String,
    import_no: i64,
}

#[derive(sqlx::FromRow)]
struct StateRow {
    state: String,
}

#[derive(Serialize)]
struct ResponseJson<'a> {
    seq: i64,
    id: ResponseId,
    source_no: i32,
    external_id: &'a str,
    content_hash: &'a str,
    client_no: i64,
    channel_no: i32,
    occurred_at: i64,
    answers: String,
}

#[derive(Serialize)]
struct CommentJson<'a> {
    seq: i64,
    question_no: i32,
    occurred_at: i64,
    client_no: i64,
    source_no: i32,
    text: Option<&'a str>,
    folded: Option<String>,
    codes: String,
    score: Option<i64>,
    scale: Option<&'a str>,
}

pub(super) fn hex(hash: ContentHash) -> String {
    use std::fmt::Write as _;
    hash.iter()
        .fold(String::with_capacity(32), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
}

/// What is common to both: who is known, who is new, who comes twice in one batch.
pub(super) struct Sorting<I> {
    known: HashMap<(i32, String), (I, String, i32)>,
}

impl<I: std::str::FromStr + Copy> Sorting<I> {
    pub(super) async fn new(
        tx: &mut Tx,
        statement: &crate::Statement,
        tenant: OrganizationId,
        keys: &[(i32, &str)],
    ) -> Result<Self> {
        let lookup: Vec<KeyJson<'_>> = keys
            .iter()
            .map(|&(source_no, external_id)| KeyJson {
                source_no,
                external_id,
            })
            .collect();
        let rows: Vec<KnownRow> = tx.rows(statement, args![tenant, json(&lookup)?]).await?;
        let mut known = HashMap::with_capacity(rows.len());
        for row in rows {
            let source = narrow(row.source_no, "source_no")?;
            let import = narrow(row.import_no, "import_no")?;
            known.insert(
                (source, row.external_id),
                (read_id(&row.id, "a record's id")?, row.content_hash, import),
            );
        }
        Ok(Self { known })
    }

    /// What is known of this key, or `None` after having noted that it comes now.
    pub(super) fn meet(
        &mut self,
        key: (i32, &str),
        id: I,
        hash: &str,
        import: i32,
    ) -> Option<Recorded<I>> {
        match self.known.entry((key.0, key.1.to_owned())) {
            std::collections::hash_map::Entry::Occupied(entry) => {
                let (id, known_hash, import) = entry.get();
                Some(if known_hash == hash {
                    Recorded::Unchanged {
                        id: *id,
                        import: *import,
                    }
                } else {
                    Recorded::Conflict {
                        id: *id,
                        import: *import,
                    }
                })
            }
            std::collections::hash_map::Entry::Vacant(entry) => {
                entry.insert((id, hash.to_owned(), import));
                None
            }
        }
    }
}

/// The text as both databases keep it.
pub(super) fn tidy(text: &str) -> std::borrow::Cow<'_, str> {
    if text.contains('\0') {
        text.replace('\0', "").into()
    } else {
        text.into()
    }
}

impl Tx {
    /// The number of each source, giving one to those that are new.
    pub(super) async fn ensure_sources(
        &mut self,
        tenant: OrganizationId,
        numbers: &mut Numbers,
        design: &mut Design,
        keys: &BTreeSet<Arc<str>>,
    ) -> Result<HashMap<Arc<str>, i32>> {
        let mut numbered = HashMap::new();
        for key in keys {
            if let Some(source) = design.sources.iter().find(|source| *source.key == **key) {
                numbered.insert(key.clone(), source.no);
                continue;
            }
            numbers.source += 1;
            numbers.design_version += 1;
            let no = narrow(numbers.source, "numbers.source")?;
            self.run(&sql::insert_source, args![tenant, no, &**key])
                .await?;
            design.sources.push(SignalSource {
                no,
                key: key.to_string(),
            });
            numbered.insert(key.clone(), no);
        }
        Ok(numbered)
    }

    /// Nothing more comes in by an import that is over.
    pub(super) async fn require_running(
        &mut self,
        tenant: OrganizationId,
        import: i32,
    ) -> Result<()> {
        if import == 0 {
            return Ok(());
        }
        let row: Option<StateRow> = self.row(&sql::import_state, args![tenant, import]).await?;
        match row {
            Some(row) if row.state == "running" => Ok(()),
            Some(_) => Err(StoreError::WrongState("the import")),
            None => Err(StoreError::Unknown("the import")),
        }
    }

    pub(super) async fn announce(
        &mut self,
        tenant: OrganizationId,
        now: Timestamp,
        what: &str,
        count: usize,
        up_to: i64,
        import: i32,
    ) -> Result<()> {
        let payload = serde_json::json!({ "what": what, "count": count, "up_to_seq": up_to, "import": import });
        self.append_event(tenant, now, "signals_recorded", &payload)
            .await
    }
}

/// A question with its scale read: a thousand rows ask for it a thousand times.
type Asked<'q> = (&'q Question, Option<Scale>);

/// The questions by their keys, with what the log needs of each.
fn questions_by_key(design: &Design) -> HashMap<&str, Asked<'_>> {
    design
        .questions
        .iter()
        .map(|question| {
            let scale = question.scale.as_deref().and_then(|text| text.parse().ok());
            (question.key.as_str(), (question, scale))
        })
        .collect()
}

pub(super) fn channel_no(design: &Design, key: Option<&str>) -> Result<i32, String> {
    match key {
        None => Ok(-1),
        Some(key) => design
            .channels
            .iter()
            .find(|channel| channel.key == key)
            .map(|channel| channel.no)
            .ok_or_else(|| key.to_owned()),
    }
}

/// How the same response scored what the comment is about: its touchpoint's primary question, else another of
/// that touchpoint; for a comment on the whole experience, the recommendation or the overall rating.
fn score_beside<'q>(
    about: &Question,
    record: &ResponseRecord,
    questions: &HashMap<&str, Asked<'q>>,
) -> Option<(i64, &'q str)> {
    record
        .answers
        .iter()
        .filter_map(|answer| {
            let (question, _) = questions.get(&*answer.question)?;
            match answer.value {
                AnswerValue::Score(score) if question.touchpoint == about.touchpoint => {
                    let rank = (question.primary, question.kind == QuestionKind::Rating);
                    Some((rank, score as i64, question.scale.as_deref()?))
                }
                _ => None,
            }
        })
        .max_by_key(|(rank, _, _)| *rank)
        .map(|(_, score, scale)| (score, scale))
}

impl OrgStore {
    /// Keeps responses, each exactly once by (source, external id); the order of the results is that of the items.
    /// `import` is the number of a running import, or 0 for the API. About a thousand at a time is a good number.
    pub async fn record_responses(
        &self,
        import: i32,
        now: Timestamp,
        items: &[NewResponse],
    ) -> Result<RecordedBatch<ResponseId>> {
        let tenant = self.tenant();
        let mut tx = self.db.write().await?;
        let mut numbers = tx.lock(tenant).await?;
        tx.require_running(tenant, import).await?;
        let mut design = tx.design(tenant).await?;
        let sources: BTreeSet<Arc<str>> = items.iter().map(|item| item.source.clone()).collect();
        let sources = tx
            .ensure_sources(tenant, &mut numbers, &mut design, &sources)
            .await?;
        let questions = questions_by_key(&design);

        let externals: Vec<_> = items
            .iter()
            .map(|item| tidy(&item.record.external_id))
            .collect();
        let keys: Vec<(i32, &str)> = items
            .iter()
            .zip(&externals)
            .map(|(item, external)| (sources[&item.source], &**external))
            .collect();
        let mut sorting =
            Sorting::<ResponseId>::new(&mut tx, &sql::list_known_responses, tenant, &keys).await?;
        let mut results: Vec<Option<Recorded<ResponseId>>> = vec![None; items.len()];
        let mut fresh: Vec<(usize, i32, String)> = Vec::new();
        for (at, item) in items.iter().enumerate() {
            let unknown = item
                .record
                .answers
                .iter()
                .find(|answer| !questions.contains_key(&*answer.question));
            if let Some(answer) = unknown {
                results[at] = Some(Recorded::Unknown {
                    what: "question",
                    key: answer.question.to_string(),
                });
                continue;
            }
            let channel = match channel_no(&design, item.record.channel.as_deref()) {
                Ok(no) => no,
                Err(key) => {
                    results[at] = Some(Recorded::Unknown {
                        what: "channel",
                        key,
                    });
                    continue;
                }
            };
            let hash = hex(item.record.content_hash());
            results[at] = sorting.meet(keys[at], item.id, &hash, import);
            if results[at].is_none() {
                fresh.push((at, channel, hash));
            }
        }

        let asked: Vec<NewClient> = fresh
            .iter()
            .map(|(at, _, _)| NewClient {
                id: items[*at].client_id,
                key: items[*at].record.client.key.clone(),
                name: items[*at].record.client.name.clone(),
                attributes: attributes_of(&items[*at].record.client),
            })
            .collect();
        let clients = tx
            .ensure_clients(tenant, &mut numbers, &asked, import, now)
            .await?;

        let mut rows = Vec::with_capacity(fresh.len());
        let mut comments = Vec::new();
        let mut used = BTreeSet::new();
        for ((at, channel, hash), (_, client_no)) in fresh.iter().zip(&clients.clients) {
            let item = &items[*at];
            numbers.seq += 1;
            let seq = numbers.seq;
            let mut answers = Vec::with_capacity(item.record.answers.len());
            for answer in &item.record.answers {
                let (question, scale) = questions[&*answer.question];
                used.insert(question.no);
                answers.push(AnswerJson::new(question, scale, &answer.value));
                let (text, codes): (Option<&str>, &[Arc<str>]) = match &answer.value {
                    AnswerValue::Text(text) => (Some(text), &[]),
                    AnswerValue::Codes(codes) if question.kind == QuestionKind::Comment => {
                        (None, codes)
                    }
                    _ => continue,
                };
                let beside = score_beside(question, &item.record, &questions);
                comments.push(CommentJson {
                    seq,
                    question_no: question.no,
                    occurred_at: item.record.occurred_at.micros(),
                    client_no: *client_no,
                    source_no: keys[*at].0,
                    text,
                    folded: text.map(str::to_lowercase),
                    codes: json(&codes.iter().map(|code| &**code).collect::<Vec<&str>>())?,
                    score: beside.map(|(score, _)| score),
                    scale: beside.map(|(_, scale)| scale),
                });
            }
            let answers = AnswersJson {
                w: item.record.weight.to_string(),
                a: answers,
            };
            rows.push(ResponseJson {
                seq,
                id: item.id,
                source_no: keys[*at].0,
                external_id: keys[*at].1,
                content_hash: hash,
                client_no: *client_no,
                channel_no: *channel,
                occurred_at: item.record.occurred_at.micros(),
                answers: without_nul(
                    serde_json::to_string(&answers)
                        .map_err(|_| StoreError::Unreadable("an answer"))?,
                ),
            });
            results[*at] = Some(Recorded::Created { id: item.id, seq });
        }
        if !rows.is_empty() {
            tx.run(
                &sql::insert_responses,
                args![tenant, json(&rows)?, now, import],
            )
            .await?;
            if !comments.is_empty() {
                tx.run(
                    &sql::insert_comments,
                    args![tenant, json(&comments)?, import],
                )
                .await?;
            }
            let uses = numbered(used.into_iter().map(i64::from))?;
            tx.run(&sql::insert_question_uses, args![tenant, uses, import])
                .await?;
            tx.announce(tenant, now, "responses", rows.len(), numbers.seq, import)
                .await?;
        }
        let created = rows.len();
        tx.save(tenant, &numbers).await?;
        tx.commit().await?;
        Ok(RecordedBatch {
            results: results.into_iter().flatten().collect(),
            created,
            clients_created: clients.created,
        })
    }
}
