//! Plus-ones: what they are, where they stand, who got them.
//!
//! Where a plus-one stands is a fold over its moves and gifts ([`domain::loyalty::plusones::ratchet`]). Whoever adds,
//! changes or takes back one of these settles the plus-one in the same transaction, so that the board never says
//! something else than the facts.

mod gifts;
mod rows;
#[cfg(test)]
pub(crate) mod tests;

use domain::ids::{ExpectationId, OrganizationId, PersonId, PlusOneId, SprintId, TouchpointId};
use domain::loyalty::plusones::ratchet::{Life, Move, Step, life};
use domain::loyalty::plusones::{Card, Gift, Reaction, State};
use domain::time::Timestamp;
use serde::Serialize;

use crate::access::read_all;
use crate::db::{Tx, args, json, read_id, statements};
use crate::error::Result;
use crate::org::OrgStore;

pub use gifts::{GiftPage, Given, KeptGift, NewGift, Taking};
use rows::{
    ClientNormRow, CountRow, MoveRow, NormRow, OwnVoteRow, PlusOneRow, ReactionRow, ReplayRow,
    StepJson, StepRow,
};

statements! { "plusones": count_norms count_reactions count_telling delete_norms delete_steps delete_vote find_gift find_plus_one find_same_gift insert_gift insert_gifts insert_move insert_norms insert_plus_one insert_steps insert_vote list_client_gifts list_client_norms list_gifts list_gifts_of_clients list_moves list_norms list_own_votes list_plus_ones list_replay list_steps settle_plus_one take_back_move update_gift update_plus_one }

/// A plus-one that somebody thought of.
#[derive(Debug, Clone)]
pub struct NewPlusOne {
    pub id: PlusOneId,
    pub card: Card,
    pub touchpoint: Option<TouchpointId>,
    /// Votes that it brings along from its sprint.
    pub votes: i64,
    pub sprint: Option<SprintId>,
    /// The norm whose place it takes.
    pub replaces: Option<PlusOneId>,
    pub made_at: Timestamp,
    pub made_by: Option<PersonId>,
}

/// A plus-one as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptPlusOne {
    pub id: PlusOneId,
    /// Its number among facts.
    pub no: i64,
    pub card: Card,
    pub touchpoint: Option<TouchpointId>,
    pub state: State,
    pub since: Timestamp,
    /// How often it was given.
    pub given: i64,
    pub votes: i64,
    pub sprint: Option<SprintId>,
    pub replaces: Option<PlusOneId>,
    /// Somebody decided to keep the norm, and who.
    pub kept_at: Option<Timestamp>,
    pub kept_by: Option<PersonId>,
    /// What was said to clients when it was withdrawn.
    pub farewell: Option<String>,
    pub made_at: Timestamp,
    pub made_by: Option<PersonId>,
}

/// Gifts of one plus-one with one reaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReactionCount {
    /// Number of the plus-one.
    pub plus_one: i64,
    pub held_out: bool,
    pub reaction: Option<Reaction>,
    pub count: i64,
    /// Of these, since the day that was asked for.
    pub lately: i64,
    /// Of these, with a felt score.
    pub felt: i64,
    pub first_at: Timestamp,
}

/// What became of a plus-one by a write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    pub before: State,
    pub life: Life,
}

impl Settled {
    /// Whether this write made it a norm.
    pub fn became_norm(&self) -> bool {
        self.before != State::Norm && self.life.state == State::Norm
    }
}

#[derive(Serialize)]
struct NormJson {
    client_no: i64,
    expectation_id: ExpectationId,
}

#[derive(Serialize)]
struct ClientJson {
    client_no: i64,
}

/// A norm in one client's ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientNorm {
    pub plus_one: PlusOneId,
    pub words: String,
    pub expectation: ExpectationId,
}

impl Tx {
    async fn plus_one_facts(
        &mut self,
        tenant: OrganizationId,
        no: i64,
    ) -> Result<(Vec<Move>, Vec<Gift>)> {
        let moves: Vec<MoveRow> = self.rows(&sql::list_moves, args![tenant, no]).await?;
        let gifts: Vec<ReplayRow> = self.rows(&sql::list_replay, args![tenant, no]).await?;
        Ok((read_all(moves)?, read_all(gifts)?))
    }

    /// Writes down where it stands by its moves and gifts.
    pub(crate) async fn settle_plus_one(
        &mut self,
        tenant: OrganizationId,
        kept: &KeptPlusOne,
    ) -> Result<Settled> {
        let (moves, gifts) = self.plus_one_facts(tenant, kept.no).await?;
        let life = life(&moves, &gifts);
        let given = gifts.iter().filter(|gift| gift.given()).count();
        let values = args![
            tenant,
            kept.no,
            life.state.as_str(),
            life.since.unwrap_or(kept.made_at),
            given
        ];
        self.run(&sql::settle_plus_one, values).await?;
        self.run(&sql::delete_steps, args![tenant, kept.no]).await?;
        let steps: Vec<StepJson> = life.steps.iter().enumerate().map(StepJson::of).collect();
        if !steps.is_empty() {
            self.run(&sql::insert_steps, args![tenant, json(&steps)?, kept.no])
                .await?;
        }
        Ok(Settled {
            before: kept.state,
            life,
        })
    }

    pub(crate) async fn plus_one(
        &mut self,
        tenant: OrganizationId,
        id: PlusOneId,
    ) -> Result<Option<KeptPlusOne>> {
        let row: Option<PlusOneRow> = self.row(&sql::find_plus_one, args![tenant, id]).await?;
        row.map(KeptPlusOne::try_from).transpose()
    }

    pub(crate) async fn insert_plus_one(
        &mut self,
        tenant: OrganizationId,
        no: i64,
        new: &NewPlusOne,
    ) -> Result<()> {
        let card = &new.card;
        let values = args![
            tenant,
            new.id,
            no,
            card.words.as_str(),
            card.cost_class.as_str(),
            card.cost_cents,
            card.currency.as_str(),
            card.minutes,
            i64::from(card.ask_first),
            card.hold_out_percent,
            new.touchpoint,
            new.made_at,
            new.votes,
            new.sprint,
            new.replaces,
            new.made_by,
        ];
        self.run(&sql::insert_plus_one, values).await?;
        Ok(())
    }
}

impl OrgStore {
    /// Puts a new one on the board, as an idea.
    pub async fn add_plus_one(&self, new: &NewPlusOne) -> Result<()> {
        let tenant = self.tenant();
        let mut tx = self.db.write().await?;
        let mut numbers = tx.lock(tenant).await?;
        numbers.seq += 1;
        tx.insert_plus_one(tenant, numbers.seq, new).await?;
        tx.save(tenant, &numbers).await?;
        tx.commit().await
    }

    /// The whole board, in the order in which they were thought of.
    pub async fn plus_ones(&self) -> Result<Vec<KeptPlusOne>> {
        let rows: Vec<PlusOneRow> = self
            .db
            .rows(&sql::list_plus_ones, args![self.tenant()])
            .await?;
        read_all(rows)
    }

    pub async fn plus_one(&self, id: PlusOneId) -> Result<Option<KeptPlusOne>> {
        let row: Option<PlusOneRow> = self
            .db
            .row(&sql::find_plus_one, args![self.tenant(), id])
            .await?;
        row.map(KeptPlusOne::try_from).transpose()
    }

    /// Writes what people say of it; where it stands is left alone. False where there is no such one.
    pub async fn change_plus_one(&self, changed: &KeptPlusOne) -> Result<bool> {
        let card = &changed.card;
        let values = args![
            self.tenant(),
            changed.id,
            card.words.as_str(),
            card.cost_class.as_str(),
            card.cost_cents,
            card.currency.as_str(),
            card.minutes,
            i64::from(card.ask_first),
            card.hold_out_percent,
            changed.touchpoint,
            changed.replaces,
            changed.kept_at,
            changed.kept_by,
            changed.farewell.as_deref(),
        ];
        Ok(self.db.run(&sql::update_plus_one, values).await? > 0)
    }

    /// Somebody moves it. `None` where there is no such one.
    pub async fn move_plus_one(
        &self,
        id: PlusOneId,
        to: State,
        at: Timestamp,
        by: Option<PersonId>,
    ) -> Result<Option<Settled>> {
        let tenant = self.tenant();
        let mut tx = self.db.write().await?;
        let mut numbers = tx.lock(tenant).await?;
        let Some(kept) = tx.plus_one(tenant, id).await? else {
            return Ok(None);
        };
        numbers.seq += 1;
        let values = args![tenant, numbers.seq, kept.no, at, to.as_str(), by];
        tx.run(&sql::insert_move, values).await?;
        let settled = tx.settle_plus_one(tenant, &kept).await?;
        tx.save(tenant, &numbers).await?;
        tx.commit().await?;
        Ok(Some(settled))
    }

    /// Takes back the last move by hand. `None` where there is no such plus-one, or nobody moved it.
    pub async fn take_back_move(&self, id: PlusOneId, now: Timestamp) -> Result<Option<Settled>> {
        let tenant = self.tenant();
        let mut tx = self.db.write().await?;
        tx.lock(tenant).await?;
        let Some(kept) = tx.plus_one(tenant, id).await? else {
            return Ok(None);
        };
        if tx
            .run(&sql::take_back_move, args![tenant, kept.no, now])
            .await?
            == 0
        {
            return Ok(None);
        }
        let settled = tx.settle_plus_one(tenant, &kept).await?;
        tx.commit().await?;
        Ok(Some(settled))
    }

    /// Everything that the ratchet and the fits are reckoned from, in the order of time.
    pub async fn plus_one_gifts(&self, no: i64) -> Result<Vec<Gift>> {
        let rows: Vec<ReplayRow> = self
            .db
            .rows(&sql::list_replay, args![self.tenant(), no])
            .await?;
        read_all(rows)
    }

    /// Where it stands by its moves and gifts, and who expects it.
    pub async fn plus_one_life(&self, no: i64) -> Result<Life> {
        let mut view = self.db.view().await?;
        let (moves, gifts) = view.plus_one_facts(self.tenant(), no).await?;
        view.commit().await?;
        Ok(life(&moves, &gifts))
    }

    /// The steps of all of them, by their numbers, each one's in the order of time.
    pub async fn plus_one_steps(&self) -> Result<Vec<(i64, Step)>> {
        let rows: Vec<StepRow> = self.db.rows(&sql::list_steps, args![self.tenant()]).await?;
        rows.into_iter()
            .map(|row| Ok((row.plus_one_no, row.try_into()?)))
            .collect()
    }

    /// How clients took them.
    pub async fn plus_one_reactions(&self, since: Timestamp) -> Result<Vec<ReactionCount>> {
        let rows: Vec<ReactionRow> = self
            .db
            .rows(&sql::count_reactions, args![self.tenant(), since])
            .await?;
        read_all(rows)
    }

    /// The clients of whom it is an expectation already, with that expectation.
    pub async fn plus_one_norms(&self, no: i64) -> Result<Vec<(i64, ExpectationId)>> {
        let rows: Vec<NormRow> = self
            .db
            .rows(&sql::list_norms, args![self.tenant(), no])
            .await?;
        rows.into_iter()
            .map(|row| {
                let id = read_id(&row.expectation_id, "plus_one_norms.expectation_id")?;
                Ok((row.client_no, id))
            })
            .collect()
    }

    /// It is an expectation of these clients no more.
    pub async fn unlink_plus_one_norms(&self, no: i64, clients: &[i64]) -> Result<()> {
        let rows: Vec<ClientJson> = clients
            .iter()
            .map(|&client_no| ClientJson { client_no })
            .collect();
        let values = args![self.tenant(), no, json(&rows)?];
        self.db.run(&sql::delete_norms, values).await?;
        Ok(())
    }

    /// The norms that one client expects.
    pub async fn client_norms(&self, client: i64) -> Result<Vec<ClientNorm>> {
        let rows: Vec<ClientNormRow> = self
            .db
            .rows(&sql::list_client_norms, args![self.tenant(), client])
            .await?;
        read_all(rows)
    }

    /// Clients with three measured deliveries or more, by the numbers of plus-ones.
    pub async fn plus_one_telling(&self) -> Result<Vec<(i64, i64)>> {
        let rows: Vec<CountRow> = self
            .db
            .rows(&sql::count_telling, args![self.tenant()])
            .await?;
        Ok(rows
            .into_iter()
            .map(|row| (row.plus_one_no, row.count))
            .collect())
    }

    /// In how many clients' ledgers each stands, by the numbers of plus-ones.
    pub async fn plus_one_norm_counts(&self) -> Result<Vec<(i64, i64)>> {
        let rows: Vec<CountRow> = self
            .db
            .rows(&sql::count_norms, args![self.tenant()])
            .await?;
        Ok(rows
            .into_iter()
            .map(|row| (row.plus_one_no, row.count))
            .collect())
    }

    /// Notes which expectations a norm has become.
    pub async fn link_plus_one_norms(
        &self,
        no: i64,
        norms: &[(i64, ExpectationId)],
        now: Timestamp,
    ) -> Result<()> {
        let rows: Vec<NormJson> = norms
            .iter()
            .map(|&(client_no, expectation_id)| NormJson {
                client_no,
                expectation_id,
            })
            .collect();
        let values = args![self.tenant(), json(&rows)?, no, now];
        self.db.run(&sql::insert_norms, values).await?;
        Ok(())
    }

    /// A person is for it, or no more.
    pub async fn vote_plus_one(&self, no: i64, person: PersonId, wanted: bool) -> Result<()> {
        let statement = if wanted {
            &sql::insert_vote
        } else {
            &sql::delete_vote
        };
        let values = args![self.tenant(), no, person];
        self.db.run(statement, values).await?;
        Ok(())
    }

    /// The numbers of those that a person is for.
    pub async fn plus_one_votes_of(&self, person: PersonId) -> Result<Vec<i64>> {
        let rows: Vec<OwnVoteRow> = self
            .db
            .rows(&sql::list_own_votes, args![self.tenant(), person])
            .await?;
        Ok(rows.into_iter().map(|row| row.plus_one_no).collect())
    }
}
