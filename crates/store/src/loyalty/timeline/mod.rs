//! What stands on a client's timeline of all that is promised, expected and said between a client and us.

use domain::ids::{
    AdvocacyId, DepartureId, DiscoveryId, ExpectationId, GiftId, PromiseId, PulseId,
};
use domain::loyalty::Status;
use domain::loyalty::advocacy::Kind;
use domain::loyalty::expectations::{ChangeKind, ExpectationSnapshot};
use domain::loyalty::facts::Reaction;
use domain::loyalty::promises::{FoundBy, State};
use domain::time::Timestamp;

use crate::db::{args, read_id, statements};
use crate::error::{Result, StoreError};
use crate::org::OrgStore;

statements! { "timeline": line_advocacy line_departures line_discoveries line_errors line_expectations line_gifts line_promises line_pulses }

/// A promise as it stands now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinePromise {
    pub id: PromiseId,
    pub at: Timestamp,
    pub words: String,
    pub state: State,
    pub due_at: Timestamp,
    pub settled_at: Option<Timestamp>,
}

/// An error of ours that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineError {
    pub id: String,
    pub at: Timestamp,
    pub words: String,
    pub found_by: FoundBy,
    pub told_at: Option<Timestamp>,
}

/// A plus-one that was given, or held out on purpose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineGift {
    pub id: GiftId,
    pub at: Timestamp,
    /// What it is.
    pub plus_one: String,
    pub held_out: bool,
    pub reaction: Option<Reaction>,
    /// −3 to +3.
    pub felt: Option<i8>,
    /// What the client said.
    pub words: Option<String>,
}

/// A conversation about expectations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineDiscovery {
    pub id: DiscoveryId,
    pub at: Timestamp,
    pub played_back_at: Option<Timestamp>,
}

/// A pulse that was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinePulse {
    pub id: PulseId,
    pub at: Timestamp,
    /// Questions that were answered.
    pub answered: usize,
}

/// A client spoke for us.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineAdvocacy {
    pub id: AdvocacyId,
    pub at: Timestamp,
    pub kind: Kind,
    pub words: Option<String>,
}

/// A client left us.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineDeparture {
    pub id: DepartureId,
    pub at: Timestamp,
    pub words: Option<String>,
}

/// An expectation as it began.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineExpectation {
    pub id: ExpectationId,
    pub at: Timestamp,
    pub words: String,
    pub status: Status,
    /// In the order in which it was done.
    pub changes: Vec<LineChange>,
}

/// What was done to an expectation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineChange {
    pub seq: i64,
    pub kind: ChangeKind,
    /// When it was done; of a confirmation, when the client gave it.
    pub at: Timestamp,
    /// On the client's own page.
    pub by_client: bool,
    /// What it said from then on.
    pub words: String,
}

#[derive(sqlx::FromRow)]
struct PromiseRow {
    id: String,
    made_at: i64,
    words: String,
    state: String,
    due_at: i64,
    settled_at: Option<i64>,
}

#[derive(sqlx::FromRow)]
struct ErrorRow {
    id: String,
    happened_at: i64,
    words: String,
    found_by: String,
    told_at: Option<i64>,
}

#[derive(sqlx::FromRow)]
struct GiftRow {
    id: String,
    given_at: i64,
    plus_one: String,
    held_out: i64,
    reaction: Option<String>,
    felt: Option<i64>,
    words: Option<String>,
}

#[derive(sqlx::FromRow)]
struct DiscoveryRow {
    id: String,
    held_at: i64,
    played_back_at: Option<i64>,
}

#[derive(sqlx::FromRow)]
struct PulseRow {
    id: String,
    at: i64,
    answers: String,
}

#[derive(sqlx::FromRow)]
struct AdvocacyRow {
    id: String,
    at: i64,
    kind: String,
    words: Option<String>,
}

#[derive(sqlx::FromRow)]
struct DepartureRow {
    id: String,
    at: i64,
    words: Option<String>,
}

#[derive(sqlx::FromRow)]
struct ExpectationRow {
    id: String,
    words: String,
    status: String,
    stated_at: i64,
    seq: Option<i64>,
    kind: Option<String>,
    at: Option<i64>,
    by_client: Option<i64>,
    before_state: Option<String>,
    after_state: Option<String>,
}

fn state_of(text: Option<&str>) -> Result<ExpectationSnapshot> {
    text.and_then(|text| serde_json::from_str(text).ok())
        .ok_or(StoreError::Unreadable("expectation_changes.after_state"))
}

impl OrgStore {
    /// The latest promises to a client up to a moment.
    pub async fn line_promises(
        &self,
        client: i64,
        until: Timestamp,
        limit: usize,
    ) -> Result<Vec<LinePromise>> {
        let values = args![self.tenant(), client, until, limit];
        let rows: Vec<PromiseRow> = self.db.rows(&sql::line_promises, values).await?;
        rows.into_iter()
            .map(|row| {
                Ok(LinePromise {
                    id: read_id(&row.id, "promises.id")?,
                    at: Timestamp::from_micros(row.made_at),
                    words: row.words,
                    state: State::parse(&row.state)
                        .ok_or(StoreError::Unreadable("promises.state"))?,
                    due_at: Timestamp::from_micros(row.due_at),
                    settled_at: row.settled_at.map(Timestamp::from_micros),
                })
            })
            .collect()
    }

    /// The latest errors of ours with a client up to a moment.
    pub async fn line_errors(
        &self,
        client: i64,
        until: Timestamp,
        limit: usize,
    ) -> Result<Vec<LineError>> {
        let values = args![self.tenant(), client, until, limit];
        let rows: Vec<ErrorRow> = self.db.rows(&sql::line_errors, values).await?;
        rows.into_iter()
            .map(|row| {
                Ok(LineError {
                    id: row.id,
                    at: Timestamp::from_micros(row.happened_at),
                    words: row.words,
                    found_by: FoundBy::parse(&row.found_by)
                        .ok_or(StoreError::Unreadable("own_errors.found_by"))?,
                    told_at: row.told_at.map(Timestamp::from_micros),
                })
            })
            .collect()
    }

    /// The latest plus-ones of a client up to a moment, held-out ones among them; what was taken back never was.
    pub async fn line_gifts(
        &self,
        client: i64,
        until: Timestamp,
        limit: usize,
    ) -> Result<Vec<LineGift>> {
        let values = args![self.tenant(), client, until, limit];
        let rows: Vec<GiftRow> = self.db.rows(&sql::line_gifts, values).await?;
        rows.into_iter()
            .map(|row| {
                let reaction = row.reaction.as_deref().map(|text| {
                    Reaction::parse(text).ok_or(StoreError::Unreadable("gifts.reaction"))
                });
                Ok(LineGift {
                    id: read_id(&row.id, "gifts.id")?,
                    at: Timestamp::from_micros(row.given_at),
                    plus_one: row.plus_one,
                    held_out: row.held_out != 0,
                    reaction: reaction.transpose()?,
                    felt: row.felt.and_then(|felt| i8::try_from(felt).ok()),
                    words: row.words,
                })
            })
            .collect()
    }

    /// The latest conversations about expectations with a client that were held up to a moment.
    pub async fn line_discoveries(
        &self,
        client: i64,
        until: Timestamp,
        limit: usize,
    ) -> Result<Vec<LineDiscovery>> {
        let values = args![self.tenant(), client, until, limit];
        let rows: Vec<DiscoveryRow> = self.db.rows(&sql::line_discoveries, values).await?;
        rows.into_iter()
            .map(|row| {
                Ok(LineDiscovery {
                    id: read_id(&row.id, "discovery_sessions.id")?,
                    at: Timestamp::from_micros(row.held_at),
                    played_back_at: row.played_back_at.map(Timestamp::from_micros),
                })
            })
            .collect()
    }

    /// The latest pulses that a client answered up to a moment.
    pub async fn line_pulses(
        &self,
        client: i64,
        until: Timestamp,
        limit: usize,
    ) -> Result<Vec<LinePulse>> {
        let values = args![self.tenant(), client, until, limit];
        let rows: Vec<PulseRow> = self.db.rows(&sql::line_pulses, values).await?;
        rows.into_iter()
            .map(|row| {
                let answers: serde_json::Map<String, serde_json::Value> =
                    serde_json::from_str(&row.answers)
                        .map_err(|_| StoreError::Unreadable("pulse_answers.answers"))?;
                Ok(LinePulse {
                    id: read_id(&row.id, "pulse_answers.id")?,
                    at: Timestamp::from_micros(row.at),
                    answered: answers.len(),
                })
            })
            .collect()
    }

    /// How a client spoke for us, the latest up to a moment.
    pub async fn line_advocacy(
        &self,
        client: i64,
        until: Timestamp,
        limit: usize,
    ) -> Result<Vec<LineAdvocacy>> {
        let values = args![self.tenant(), client, until, limit];
        let rows: Vec<AdvocacyRow> = self.db.rows(&sql::line_advocacy, values).await?;
        rows.into_iter()
            .map(|row| {
                Ok(LineAdvocacy {
                    id: read_id(&row.id, "advocacy.id")?,
                    at: Timestamp::from_micros(row.at),
                    kind: Kind::parse(&row.kind).ok_or(StoreError::Unreadable("advocacy.kind"))?,
                    words: row.words,
                })
            })
            .collect()
    }

    /// When a client left us, the latest up to a moment.
    pub async fn line_departures(
        &self,
        client: i64,
        until: Timestamp,
        limit: usize,
    ) -> Result<Vec<LineDeparture>> {
        let values = args![self.tenant(), client, until, limit];
        let rows: Vec<DepartureRow> = self.db.rows(&sql::line_departures, values).await?;
        rows.into_iter()
            .map(|row| {
                Ok(LineDeparture {
                    id: read_id(&row.id, "departures.id")?,
                    at: Timestamp::from_micros(row.at),
                    words: row.words,
                })
            })
            .collect()
    }

    /// What a client expects that was stated up to a moment, as each began, with all that became of it since.
    pub async fn line_expectations(
        &self,
        client: i64,
        until: Timestamp,
    ) -> Result<Vec<LineExpectation>> {
        let values = args![self.tenant(), client, until];
        let rows: Vec<ExpectationRow> = self.db.rows(&sql::line_expectations, values).await?;
        let mut found: Vec<LineExpectation> = Vec::new();
        for row in rows {
            let id: ExpectationId = read_id(&row.id, "expectations.id")?;
            if found.last().is_none_or(|last| last.id != id) {
                // As it stood before the first thing that was done to it.
                let (words, status) = match row.before_state.as_deref() {
                    Some(text) => {
                        let state = state_of(Some(text))?;
                        (state.words, state.status)
                    }
                    None => {
                        let status = Status::parse(&row.status)
                            .ok_or(StoreError::Unreadable("expectations.status"))?;
                        (row.words.clone(), status)
                    }
                };
                found.push(LineExpectation {
                    id,
                    at: Timestamp::from_micros(row.stated_at),
                    words,
                    status,
                    changes: Vec::new(),
                });
            }
            if let (Some(last), Some(seq), Some(at)) = (found.last_mut(), row.seq, row.at) {
                let kind = row.kind.as_deref().and_then(ChangeKind::parse);
                let kind = kind.ok_or(StoreError::Unreadable("expectation_changes.kind"))?;
                let after = state_of(row.after_state.as_deref())?;
                // A client confirms on a day, which may be long before it is written down.
                let at = match (kind, after.confirmed_at) {
                    (ChangeKind::Confirmed, Some(confirmed)) => confirmed,
                    _ => Timestamp::from_micros(at),
                };
                last.changes.push(LineChange {
                    seq,
                    kind,
                    at,
                    by_client: row.by_client.unwrap_or_default() != 0,
                    words: after.words,
                });
            }
        }
        Ok(found)
    }
}
