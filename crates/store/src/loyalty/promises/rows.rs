//! Promises and their facts as the tables hold them.

use domain::ids::{PersonId, PromiseId};
use domain::loyalty::promises::{Fact, Happened, Made, State};
use domain::time::Timestamp;
use serde::Serialize;

use crate::db::read_id_opt;
use crate::error::{Result, StoreError};

#[derive(sqlx::FromRow)]
pub(super) struct PromiseRow {
    pub id: String,
    pub client_id: String,
    pub client_key: String,
    pub client_name: Option<String>,
    pub contact_id: Option<String>,
    pub contact_name: Option<String>,
    pub touch_id: Option<String>,
    pub state: String,
    pub due_at: i64,
    pub reminded_for: Option<i64>,
}

#[derive(sqlx::FromRow)]
pub(super) struct FactRow {
    pub promise_id: String,
    no: i64,
    noted_at: i64,
    noted_by: Option<String>,
    corrects: Option<i64>,
    kind: String,
    at: Option<i64>,
    due_at: Option<i64>,
    words: Option<String>,
    who: Option<String>,
}

impl TryFrom<FactRow> for Fact {
    type Error = StoreError;

    fn try_from(row: FactRow) -> Result<Self> {
        const UNREADABLE: StoreError = StoreError::Unreadable("promise_facts");
        let moment = |micros: Option<i64>| micros.map(Timestamp::from_micros).ok_or(UNREADABLE);
        let number = |no: i64| u32::try_from(no).map_err(|_| UNREADABLE);
        let said = row.words.clone().ok_or(UNREADABLE);
        let what = match row.kind.as_str() {
            "made" => Happened::Made(Made {
                words: said?,
                who: read_id_opt(row.who.as_deref(), "promise_facts.who")?,
                at: moment(row.at)?,
                due_at: moment(row.due_at)?,
            }),
            "kept" => Happened::Kept {
                at: moment(row.at)?,
                cause: row.words,
            },
            "renegotiated" => Happened::Renegotiated {
                at: moment(row.at)?,
                due_at: moment(row.due_at)?,
                why: said?,
            },
            "broken" => Happened::Broken {
                at: moment(row.at)?,
                cause: said?,
            },
            "taken_back" => Happened::TakenBack,
            _ => return Err(UNREADABLE),
        };
        Ok(Self {
            no: number(row.no)?,
            noted_at: Timestamp::from_micros(row.noted_at),
            noted_by: read_id_opt(row.noted_by.as_deref(), "promise_facts.noted_by")?,
            corrects: row.corrects.map(number).transpose()?,
            what,
        })
    }
}

#[derive(sqlx::FromRow)]
pub(super) struct EndRow {
    pub client_no: i64,
    pub state: String,
    pub settled_at: i64,
}

#[derive(sqlx::FromRow)]
pub(super) struct CountRow {
    pub state: String,
    pub count: i64,
    pub overdue: i64,
}

#[derive(sqlx::FromRow)]
pub(super) struct RunningRow {
    pub client_no: i64,
    pub count: i64,
}

#[derive(sqlx::FromRow)]
pub(super) struct SeqRow {
    #[allow(dead_code, reason = "that there is a row is all that is asked")]
    seq: i64,
}

#[derive(sqlx::FromRow)]
pub(super) struct NamedRow {
    pub no: i64,
    pub id: String,
    pub key: String,
    pub name: Option<String>,
}

#[derive(Serialize)]
pub(super) struct IdJson<'a> {
    pub id: &'a str,
}

#[derive(Serialize)]
pub(super) struct WordJson<'a> {
    pub word: &'a str,
}

#[derive(Serialize)]
pub(super) struct FactJson<'a> {
    promise_id: PromiseId,
    no: u32,
    noted_at: i64,
    noted_by: Option<PersonId>,
    corrects: Option<u32>,
    kind: &'static str,
    at: Option<i64>,
    due_at: Option<i64>,
    words: Option<&'a str>,
    who: Option<PersonId>,
}

impl<'a> FactJson<'a> {
    pub fn of(promise_id: PromiseId, fact: &'a Fact) -> Self {
        let (at, due_at, words, who) = match &fact.what {
            Happened::Made(made) => (
                Some(made.at),
                Some(made.due_at),
                Some(made.words.as_str()),
                made.who,
            ),
            Happened::Kept { at, cause } => (Some(*at), None, cause.as_deref(), None),
            Happened::Renegotiated { at, due_at, why } => {
                (Some(*at), Some(*due_at), Some(why.as_str()), None)
            }
            Happened::Broken { at, cause } => (Some(*at), None, Some(cause.as_str()), None),
            Happened::TakenBack => (None, None, None, None),
        };
        Self {
            promise_id,
            no: fact.no,
            noted_at: fact.noted_at.micros(),
            noted_by: fact.noted_by,
            corrects: fact.corrects,
            kind: fact.what.kind(),
            at: at.map(Timestamp::micros),
            due_at: due_at.map(Timestamp::micros),
            words,
            who,
        }
    }
}

pub(super) fn read_state(text: &str) -> Result<State> {
    State::parse(text).ok_or(StoreError::Unreadable("promises.state"))
}
