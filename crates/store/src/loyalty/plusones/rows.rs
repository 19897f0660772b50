use domain::loyalty::plusones::ratchet::{Move, Step, Why};
use domain::loyalty::plusones::{Card, CostClass, Gift, Reaction, State};
use domain::time::Timestamp;
use serde::Serialize;

use super::{ClientNorm, KeptPlusOne, ReactionCount};
use crate::db::{read_id, read_id_opt};
use crate::error::{Result, StoreError};

#[derive(sqlx::FromRow)]
pub(super) struct PlusOneRow {
    id: String,
    no: i64,
    words: String,
    cost_class: String,
    cost_cents: i64,
    currency: String,
    minutes: i64,
    ask_first: i64,
    hold_out_percent: i64,
    touchpoint_id: Option<String>,
    state: String,
    since: i64,
    given: i64,
    votes: i64,
    sprint_id: Option<String>,
    replaces: Option<String>,
    kept_at: Option<i64>,
    kept_by: Option<String>,
    farewell: Option<String>,
    made_at: i64,
    made_by: Option<String>,
}

pub(super) fn read_state(text: &str) -> Result<State> {
    State::parse(text).ok_or(StoreError::Unreadable("plus_ones.state"))
}

pub(super) fn read_reaction(text: Option<&str>) -> Result<Option<Reaction>> {
    let read = |text| Reaction::parse(text).ok_or(StoreError::Unreadable("gifts.reaction"));
    text.map(read).transpose()
}

pub(super) fn read_felt(felt: Option<i64>) -> Result<Option<i8>> {
    let read = |felt| i8::try_from(felt).map_err(|_| StoreError::Unreadable("gifts.felt"));
    felt.map(read).transpose()
}

impl TryFrom<PlusOneRow> for KeptPlusOne {
    type Error = StoreError;

    fn try_from(row: PlusOneRow) -> Result<Self> {
        let class = CostClass::parse(&row.cost_class);
        Ok(Self {
            id: read_id(&row.id, "plus_ones.id")?,
            no: row.no,
            card: Card {
                words: row.words,
                cost_class: class.ok_or(StoreError::Unreadable("plus_ones.cost_class"))?,
                cost_cents: row.cost_cents,
                currency: row.currency,
                minutes: row.minutes,
                ask_first: row.ask_first != 0,
                hold_out_percent: row.hold_out_percent,
            },
            touchpoint: read_id_opt(row.touchpoint_id.as_deref(), "plus_ones.touchpoint_id")?,
            state: read_state(&row.state)?,
            since: Timestamp::from_micros(row.since),
            given: row.given,
            votes: row.votes,
            sprint: read_id_opt(row.sprint_id.as_deref(), "plus_ones.sprint_id")?,
            replaces: read_id_opt(row.replaces.as_deref(), "plus_ones.replaces")?,
            kept_at: row.kept_at.map(Timestamp::from_micros),
            kept_by: read_id_opt(row.kept_by.as_deref(), "plus_ones.kept_by")?,
            farewell: row.farewell,
            made_at: Timestamp::from_micros(row.made_at),
            made_by: read_id_opt(row.made_by.as_deref(), "plus_ones.made_by")?,
        })
    }
}

#[derive(sqlx::FromRow)]
pub(super) struct MoveRow {
    no: i64,
    moved_at: i64,
    state: String,
}

impl TryFrom<MoveRow> for Move {
    type Error = StoreError;

    fn try_from(row: MoveRow) -> Result<Self> {
        Ok(Self {
            no: row.no.unsigned_abs(),
            at: Timestamp::from_micros(row.moved_at),
            to: read_state(&row.state)?,
        })
    }
}

#[derive(sqlx::FromRow)]
pub(super) struct ReplayRow {
    no: i64,
    given_at: i64,
    client_no: i64,
    held_out: i64,
    reaction: Option<String>,
    felt: Option<i64>,
}

impl TryFrom<ReplayRow> for Gift {
    type Error = StoreError;

    fn try_from(row: ReplayRow) -> Result<Self> {
        Ok(Self {
            no: row.no.unsigned_abs(),
            at: Timestamp::from_micros(row.given_at),
            client: row.client_no,
            held_out: row.held_out != 0,
            reaction: read_reaction(row.reaction.as_deref())?,
            felt: read_felt(row.felt)?,
        })
    }
}

#[derive(sqlx::FromRow)]
pub(super) struct StepRow {
    pub plus_one_no: i64,
    stepped_at: i64,
    from_state: String,
    to_state: String,
    why: String,
    client_no: Option<i64>,
    wows: Option<i64>,
    of_reactions: Option<i64>,
}

impl TryFrom<StepRow> for Step {
    type Error = StoreError;

    fn try_from(row: StepRow) -> Result<Self> {
        let unreadable = StoreError::Unreadable("plus_one_steps.why");
        let count = |n: Option<i64>| n.and_then(|n| u32::try_from(n).ok()).unwrap_or_default();
        let (wows, of) = (count(row.wows), count(row.of_reactions));
        Ok(Self {
            at: Timestamp::from_micros(row.stepped_at),
            from: read_state(&row.from_state)?,
            to: read_state(&row.to_state)?,
            why: match row.why.as_str() {
                "moved" => Why::Moved,
                "first_gift" => Why::FirstGift,
                "still_surprises" => Why::StillSurprises { wows, of },
                "worn_out" => Why::WornOut { wows, of },
                "third_time" => Why::ThirdTime {
                    client: row.client_no.ok_or(unreadable)?,
                },
                _ => return Err(unreadable),
            },
        })
    }
}

#[derive(Serialize)]
pub(super) struct StepJson {
    position: usize,
    stepped_at: i64,
    from_state: &'static str,
    to_state: &'static str,
    why: &'static str,
    client_no: Option<i64>,
    wows: Option<u32>,
    of_reactions: Option<u32>,
}

impl StepJson {
    pub fn of((position, step): (usize, &Step)) -> Self {
        let (wows, of_reactions) = match step.why {
            Why::StillSurprises { wows, of } | Why::WornOut { wows, of } => (Some(wows), Some(of)),
            Why::Moved | Why::FirstGift | Why::ThirdTime { .. } => (None, None),
        };
        Self {
            position,
            stepped_at: step.at.micros(),
            from_state: step.from.as_str(),
            to_state: step.to.as_str(),
            why: step.why.as_str(),
            client_no: match step.why {
                Why::ThirdTime { client } => Some(client),
                _ => None,
            },
            wows,
            of_reactions,
        }
    }
}

#[derive(sqlx::FromRow)]
pub(super) struct ReactionRow {
    plus_one_no: i64,
    held_out: i64,
    reaction: Option<String>,
    count: i64,
    lately: i64,
    felts: i64,
    first_at: i64,
}

impl TryFrom<ReactionRow> for ReactionCount {
    type Error = StoreError;

    fn try_from(row: ReactionRow) -> Result<Self> {
        Ok(Self {
            plus_one: row.plus_one_no,
            held_out: row.held_out != 0,
            reaction: read_reaction(row.reaction.as_deref())?,
            count: row.count,
            lately: row.lately,
            felt: row.felts,
            first_at: Timestamp::from_micros(row.first_at),
        })
    }
}

#[derive(sqlx::FromRow)]
pub(super) struct CountRow {
    pub plus_one_no: i64,
    pub count: i64,
}

#[derive(sqlx::FromRow)]
pub(super) struct NormRow {
    pub client_no: i64,
    pub expectation_id: String,
}

#[derive(sqlx::FromRow)]
pub(super) struct OwnVoteRow {
    pub plus_one_no: i64,
}

#[derive(sqlx::FromRow)]
pub(super) struct ClientNormRow {
    id: String,
    words: String,
    expectation_id: String,
}

impl TryFrom<ClientNormRow> for ClientNorm {
    type Error = StoreError;

    fn try_from(row: ClientNormRow) -> Result<Self> {
        Ok(Self {
            plus_one: read_id(&row.id, "plus_ones.id")?,
            words: row.words,
            expectation: read_id(&row.expectation_id, "plus_one_norms.expectation_id")?,
        })
    }
}
