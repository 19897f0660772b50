//! What clients wrote.

use std::collections::{BTreeMap, BTreeSet};

use domain::clients::Attributes;
use domain::time::{Period, Timestamp};
use serde::Serialize;

use super::sql;
use crate::db::{Value, args, json, narrow, numbered};
use crate::error::{Result, StoreError};
use crate::org::OrgStore;

/// Which comments to show. Everything that is given must hold.
#[derive(Debug, Clone, Default)]
pub struct CommentFilter {
    /// Numbers of questions; `None` = all, an empty list = none.
    pub questions: Option<Vec<i32>>,
    pub period: Option<Period>,
    /// Words that stand in the text, capitals or not.
    pub text: Option<String>,
    pub code: Option<String>,
    /// Number of a source.
    pub source: Option<i32>,
    /// What is known of the client: the name of an attribute and the values of which it has one.
    pub attributes: Vec<(String, Vec<String>)>,
}

/// The place in the list after which the next page starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CommentCursor {
    pub at: Timestamp,
    pub record: i64,
    pub question: i32,
}

/// Words of one client about one thing, or the codes that were noted of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Comment {
    /// Number of the response in the log.
    pub record: i64,
    pub question: i32,
    pub at: Timestamp,
    pub client: i64,
    pub client_attributes: Attributes,
    pub source: i32,
    pub text: Option<String>,
    pub codes: Vec<String>,
    /// How the same response scored the same touchpoint.
    pub score: Option<i64>,
    pub scale: Option<String>,
}

#[derive(Debug, Clone)]
pub struct CommentPage {
    pub items: Vec<Comment>,
    pub next: Option<CommentCursor>,
}

/// How many comments a question has, and of how many clients.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CommentCount {
    pub question: i32,
    pub comments: i64,
    pub clients: i64,
}

#[derive(Serialize)]
struct WantedJson<'a> {
    key: &'a str,
    value: &'a str,
}

#[derive(sqlx::FromRow)]
struct CommentRow {
    seq: i64,
    question_no: i64,
    occurred_at: i64,
    client_no: i64,
    source_no: i64,
    text: Option<String>,
    codes: String,
    score: Option<i64>,
    scale: Option<String>,
    attributes: String,
}

#[derive(sqlx::FromRow)]
struct CountRow {
    question_no: i64,
    comments: i64,
    clients: i64,
}

#[derive(sqlx::FromRow)]
struct CodesRow {
    client_no: i64,
    codes: String,
}

fn read_codes(text: &str) -> Result<Vec<String>> {
    serde_json::from_str(text).map_err(|_| StoreError::Unreadable("comments.codes"))
}

/// Words as a LIKE pattern in which they stand for themselves.
fn pattern(words: &str) -> String {
    let mut pattern = String::from("%");
    for c in words.chars() {
        if matches!(c, '%' | '_' | '!') {
            pattern.push('!');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}

impl CommentFilter {
    /// The eight conditions that the three statements share, in their order.
    fn values(&self) -> Result<Vec<Value>> {
        let questions = self.questions.iter().flatten().copied();
        let questions = numbered(questions.map(i64::from))?;
        let text = match self.text.as_deref().map(str::trim) {
            None | Some("") => String::new(),
            Some(words) => pattern(&words.to_lowercase()),
        };
        let code = match self.code.as_deref() {
            None | Some("") => String::new(),
            // As it stands in the list, with its quotes: 1 must not find 12.
            Some(code) => pattern(&serde_json::Value::from(code).to_string()),
        };
        let mut wanted = Vec::new();
        for (key, values) in &self.attributes {
            if values.is_empty() {
                // No value is allowed, so no client has one of them.
                wanted.push(WantedJson {
                    key,
                    value: "\u{1}",
                });
            }
            wanted.extend(values.iter().map(|value| WantedJson { key, value }));
        }
        let (from, to) = self.period.map_or((i64::MIN, i64::MAX), |period| {
            (period.from.micros(), period.to.micros())
        });
        Ok(args![
            i64::from(self.questions.is_some()),
            questions,
            from,
            to,
            text,
            code,
            self.source.unwrap_or(-1),
            json(&wanted)?,
        ])
    }
}

impl OrgStore {
    /// Newest first. `after` is the `next` of the page before; `limit` is 1 to 200.
    pub async fn comments(
        &self,
        filter: &CommentFilter,
        after: Option<CommentCursor>,
        limit: usize,
    ) -> Result<CommentPage> {
        let limit = limit.clamp(1, 200);
        let (at, record, question) = after.map_or((i64::MAX, 0, 0), |cursor| {
            (
                cursor.at.micros(),
                cursor.record,
                i64::from(cursor.question),
            )
        });
        let mut values = args![self.tenant(), at, record, question];
        values.extend(filter.values()?);
        values.push(Value::from(limit + 1));
        let rows: Vec<CommentRow> = self.db.rows(&sql::list_comments, values).await?;
        let mut items = rows
            .into_iter()
            .map(|row| {
                Ok(Comment {
                    record: row.seq,
                    question: narrow(row.question_no, "comments.question_no")?,
                    at: Timestamp::from_micros(row.occurred_at),
                    client: row.client_no,
                    client_attributes: serde_json::from_str(&row.attributes)
                        .map_err(|_| StoreError::Unreadable("clients.attributes"))?,
                    source: narrow(row.source_no, "comments.source_no")?,
                    text: row.text,
                    codes: read_codes(&row.codes)?,
                    score: row.score,
                    scale: row.scale,
                })
            })
            .collect::<Result<Vec<_>>>()?;
        let more = items.len() > limit;
        items.truncate(limit);
        let next = items.last().filter(|_| more).map(|last| CommentCursor {
            at: last.at,
            record: last.record,
            question: last.question,
        });
        Ok(CommentPage { items, next })
    }

    /// How many comments there are under the filter, by question.
    pub async fn comment_counts(&self, filter: &CommentFilter) -> Result<Vec<CommentCount>> {
        let mut values = args![self.tenant()];
        values.extend(filter.values()?);
        let rows: Vec<CountRow> = self.db.rows(&sql::count_comments, values).await?;
        rows.into_iter()
            .map(|row| {
                Ok(CommentCount {
                    question: narrow(row.question_no, "comments.question_no")?,
                    comments: row.comments,
                    clients: row.clients,
                })
            })
            .collect()
    }

    /// The codes of the comments under the filter, each with the number of clients, the most frequent first.
    pub async fn comment_codes(&self, filter: &CommentFilter) -> Result<Vec<(String, u64)>> {
        let mut values = args![self.tenant()];
        values.extend(filter.values()?);
        let rows: Vec<CodesRow> = self.db.rows(&sql::list_comment_codes, values).await?;
        let mut clients: BTreeMap<String, BTreeSet<i64>> = BTreeMap::new();
        for row in rows {
            for code in read_codes(&row.codes)? {
                clients.entry(code).or_default().insert(row.client_no);
            }
        }
        let mut counts: Vec<(String, u64)> = clients
            .into_iter()
            .map(|(code, clients)| (code, clients.len() as u64))
            .collect();
        counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        Ok(counts)
    }
}
