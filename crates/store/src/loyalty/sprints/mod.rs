//! Sprints: the room, who is in it, what was written and voted for.
//!
//! Every change takes its turn by the sprint's own row, which counts its revisions: whoever lost the line asks for what
//! came since the last revision it saw.

#[cfg(test)]
pub(crate) mod tests;

use domain::ids::{
    IdeaId, OrganizationId, ParticipantId, PersonId, PlusOneId, SprintId, TouchpointId,
};
use domain::loyalty::plusones::CostClass;
use domain::loyalty::sprints::{Clock, SprintRefusal, may_add, may_join};
use domain::time::Timestamp;

use super::plusones::NewPlusOne;
use crate::access::read_all;
use crate::db::{Tx, args, read_id, read_id_opt, statements};
use crate::error::{Result, StoreError};
use crate::org::OrgStore;

statements! { "sprints": choose_idea count_lately count_votes delete_vote find_idea find_participant find_sprint insert_idea insert_participant insert_sprint insert_vote list_ideas list_participants list_sprints list_votes_of touch_sprint update_sprint }

/// A room to be opened.
#[derive(Debug, Clone)]
pub struct NewSprint {
    pub id: SprintId,
    pub title: String,
    pub touchpoint: Option<TouchpointId>,
    pub goal: i64,
    pub clock: Clock,
    /// From then on the link opens nothing.
    pub link_ends_at: Timestamp,
    pub started_by: Option<PersonId>,
}

/// A room as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sprint {
    pub id: SprintId,
    pub title: String,
    pub touchpoint: Option<TouchpointId>,
    pub goal: i64,
    pub clock: Clock,
    pub revision: i64,
    pub ideas: i64,
    pub people: i64,
    pub started_by: Option<PersonId>,
}

/// Somebody in the room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Participant {
    pub id: ParticipantId,
    pub name: String,
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Idea {
    pub id: IdeaId,
    /// From 1, in the order of writing.
    pub no: i64,
    pub words: String,
    pub cost_class: Option<CostClass>,
    pub written_by: ParticipantId,
    pub written_at: Timestamp,
    pub votes: i64,
    pub revision: i64,
    /// Where it went when the room was closed.
    pub plus_one: Option<PlusOneId>,
}

/// A line to be written.
#[derive(Debug, Clone)]
pub struct NewIdea {
    /// Made by who sends it: the same one sent twice is one.
    pub id: IdeaId,
    pub words: String,
    pub cost_class: Option<CostClass>,
    pub by: ParticipantId,
    pub at: Timestamp,
}

/// An idea that goes to the board.
#[derive(Debug, Clone)]
pub struct Chosen {
    pub idea: IdeaId,
    pub plus_one: NewPlusOne,
}

#[derive(sqlx::FromRow)]
struct SprintRow {
    id: String,
    title: String,
    touchpoint_id: Option<String>,
    goal: i64,
    started_at: i64,
    ends_at: i64,
    closed_at: Option<i64>,
    revision: i64,
    ideas: i64,
    people: i64,
    started_by: Option<String>,
}

impl TryFrom<SprintRow> for Sprint {
    type Error = StoreError;

    fn try_from(row: SprintRow) -> Result<Self> {
        Ok(Self {
            id: read_id(&row.id, "sprints.id")?,
            title: row.title,
            touchpoint: read_id_opt(row.touchpoint_id.as_deref(), "sprints.touchpoint_id")?,
            goal: row.goal,
            clock: Clock {
                started_at: Timestamp::from_micros(row.started_at),
                ends_at: Timestamp::from_micros(row.ends_at),
                closed_at: row.closed_at.map(Timestamp::from_micros),
            },
            revision: row.revision,
            ideas: row.ideas,
            people: row.people,
            started_by: read_id_opt(row.started_by.as_deref(), "sprints.started_by")?,
        })
    }
}

#[derive(sqlx::FromRow)]
struct IdeaRow {
    id: String,
    no: i64,
    words: String,
    cost_class: Option<String>,
    written_by: String,
    written_at: i64,
    votes: i64,
    revision: i64,
    plus_one_id: Option<String>,
}

impl TryFrom<IdeaRow> for Idea {
    type Error = StoreError;

    fn try_from(row: IdeaRow) -> Result<Self> {
        let class =
            |text: &str| CostClass::parse(text).ok_or(StoreError::Unreadable("ideas.cost_class"));
        Ok(Self {
            id: read_id(&row.id, "ideas.id")?,
            no: row.no,
            words: row.words,
            cost_class: row.cost_class.as_deref().map(class).transpose()?,
            written_by: read_id(&row.written_by, "ideas.written_by")?,
            written_at: Timestamp::from_micros(row.written_at),
            votes: row.votes,
            revision: row.revision,
            plus_one: read_id_opt(row.plus_one_id.as_deref(), "ideas.plus_one_id")?,
        })
    }
}

#[derive(sqlx::FromRow)]
struct ParticipantRow {
    id: String,
    name: String,
}

impl TryFrom<ParticipantRow> for Participant {
    type Error = StoreError;

    fn try_from(row: ParticipantRow) -> Result<Self> {
        Ok(Self {
            id: read_id(&row.id, "sprint_people.id")?,
            name: row.name,
        })
    }
}

#[derive(sqlx::FromRow)]
struct TurnRow {
    revision: i64,
    ideas: i64,
    people: i64,
}

#[derive(sqlx::FromRow)]
struct CountRow {
    count: i64,
}

#[derive(sqlx::FromRow)]
struct VoteRow {
    idea_id: String,
}

impl Tx {
    /// Takes the room's turn, and says how it stands then. `None` where there is no such room.
    async fn sprint_turn(
        &mut self,
        tenant: OrganizationId,
        sprint: SprintId,
        (ideas, people): (i64, i64),
    ) -> Result<Option<(Sprint, TurnRow)>> {
        let values = args![tenant, sprint, ideas, people];
        let turns: Vec<TurnRow> = self.rows(&sql::touch_sprint, values).await?;
        let Some(turn) = turns.into_iter().next() else {
            return Ok(None);
        };
        let row: Option<SprintRow> = self.row(&sql::find_sprint, args![tenant, sprint]).await?;
        let sprint = row.ok_or(StoreError::Gone("the sprint"))?.try_into()?;
        Ok(Some((sprint, turn)))
    }

    async fn idea(
        &mut self,
        tenant: OrganizationId,
        sprint: SprintId,
        id: IdeaId,
    ) -> Result<Option<Idea>> {
        let row: Option<IdeaRow> = self.row(&sql::find_idea, args![tenant, sprint, id]).await?;
        row.map(Idea::try_from).transpose()
    }
}

impl OrgStore {
    pub async fn open_sprint(&self, new: &NewSprint, secret_hash: &str) -> Result<()> {
        let values = args![
            self.tenant(),
            new.id,
            new.title.as_str(),
            new.touchpoint,
            new.goal,
            secret_hash,
            new.clock.started_at,
            new.clock.ends_at,
            new.link_ends_at,
            new.started_by,
        ];
        self.db.run(&sql::insert_sprint, values).await?;
        Ok(())
    }

    /// All of them, the newest first.
    pub async fn sprints(&self) -> Result<Vec<Sprint>> {
        let rows: Vec<SprintRow> = self
            .db
            .rows(&sql::list_sprints, args![self.tenant()])
            .await?;
        read_all(rows)
    }

    pub async fn sprint(&self, id: SprintId) -> Result<Option<Sprint>> {
        let row: Option<SprintRow> = self
            .db
            .row(&sql::find_sprint, args![self.tenant(), id])
            .await?;
        row.map(Sprint::try_from).transpose()
    }

    /// Sets the timer, closes the room, or replaces its link. False where there is no such room, or it is closed.
    pub async fn change_sprint(
        &self,
        id: SprintId,
        clock: Clock,
        secret_hash: Option<&str>,
    ) -> Result<bool> {
        let values = args![
            self.tenant(),
            id,
            clock.ends_at,
            clock.closed_at,
            secret_hash
        ];
        Ok(self.db.run(&sql::update_sprint, values).await? > 0)
    }

    /// Closes the room; what was chosen goes to the board as ideas. False where there is no such room, or it is closed.
    pub async fn close_sprint(
        &self,
        id: SprintId,
        clock: Clock,
        chosen: &[Chosen],
    ) -> Result<bool> {
        let tenant = self.tenant();
        let mut tx = self.db.write().await?;
        let mut numbers = tx.lock(tenant).await?;
        let values = args![tenant, id, clock.ends_at, clock.closed_at, None::<String>];
        if tx.run(&sql::update_sprint, values).await? == 0 {
            return Ok(false);
        }
        for it in chosen {
            numbers.seq += 1;
            tx.insert_plus_one(tenant, numbers.seq, &it.plus_one)
                .await?;
            let values = args![tenant, id, it.idea, it.plus_one.id];
            tx.run(&sql::choose_idea, values).await?;
        }
        tx.save(tenant, &numbers).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// Somebody comes in; who is in already by this key is answered as they are and takes no second place. `None` where
    /// there is no such room.
    pub async fn join_sprint(
        &self,
        sprint: SprintId,
        who: &Participant,
        key_hash: &str,
        now: Timestamp,
    ) -> Result<Option<Result<Participant, SprintRefusal>>> {
        let tenant = self.tenant();
        let mut tx = self.db.write().await?;
        let Some((_, turn)) = tx.sprint_turn(tenant, sprint, (0, 1)).await? else {
            return Ok(None);
        };
        // Looked for in the turn: of two requests at once the second finds the first. The place counted is given back.
        let values = args![tenant, sprint, key_hash];
        let row: Option<ParticipantRow> = tx.row(&sql::find_participant, values).await?;
        if let Some(row) = row {
            return Participant::try_from(row).map(|known| Some(Ok(known)));
        }
        if let Err(refusal) = may_join((turn.people - 1).max(0) as usize) {
            return Ok(Some(Err(refusal)));
        }
        let values = args![tenant, sprint, who.id, who.name.as_str(), key_hash, now];
        tx.run(&sql::insert_participant, values).await?;
        tx.commit().await?;
        Ok(Some(Ok(who.clone())))
    }

    /// Who shows this key in this room.
    pub async fn sprint_participant(
        &self,
        sprint: SprintId,
        key_hash: &str,
    ) -> Result<Option<Participant>> {
        let row: Option<ParticipantRow> = self
            .db
            .row(
                &sql::find_participant,
                args![self.tenant(), sprint, key_hash],
            )
            .await?;
        row.map(Participant::try_from).transpose()
    }

    /// Who is in the room, in the order in which they came.
    pub async fn sprint_people(&self, sprint: SprintId) -> Result<Vec<Participant>> {
        let rows: Vec<ParticipantRow> = self
            .db
            .rows(&sql::list_participants, args![self.tenant(), sprint])
            .await?;
        read_all(rows)
    }

    /// Writes a line, once however often it is sent. `None` where there is no such room.
    pub async fn add_idea(
        &self,
        sprint: SprintId,
        new: &NewIdea,
    ) -> Result<Option<Result<Idea, SprintRefusal>>> {
        let tenant = self.tenant();
        let mut tx = self.db.write().await?;
        let Some((known, turn)) = tx.sprint_turn(tenant, sprint, (1, 0)).await? else {
            return Ok(None);
        };
        // Everything that is refused from here on leaves no trace: the transaction is dropped.
        if let Some(idea) = tx.idea(tenant, sprint, new.id).await? {
            return Ok(Some(Ok(idea)));
        }
        if known.clock.closed_at.is_some() {
            return Ok(Some(Err(SprintRefusal::Closed)));
        }
        let values = args![tenant, sprint, new.by, new.at.plus_seconds(-60)];
        let lately: Option<CountRow> = tx.row(&sql::count_lately, values).await?;
        let lately = lately.map_or(0, |row| row.count.max(0) as usize);
        if let Err(refusal) = may_add((turn.ideas - 1).max(0) as usize, lately) {
            return Ok(Some(Err(refusal)));
        }
        let idea = Idea {
            id: new.id,
            no: turn.ideas,
            words: new.words.clone(),
            cost_class: new.cost_class,
            written_by: new.by,
            written_at: new.at,
            votes: 0,
            revision: turn.revision,
            plus_one: None,
        };
        let values = args![
            tenant,
            sprint,
            idea.id,
            idea.no,
            idea.words.as_str(),
            idea.cost_class.map(CostClass::as_str),
            idea.written_by,
            idea.written_at,
            idea.revision,
        ];
        tx.run(&sql::insert_idea, values).await?;
        tx.commit().await?;
        Ok(Some(Ok(idea)))
    }

    /// A participant is for a line, or no more. `None` where there is no such line.
    pub async fn vote_idea(
        &self,
        sprint: SprintId,
        idea: IdeaId,
        by: ParticipantId,
        wanted: bool,
    ) -> Result<Option<Result<Idea, SprintRefusal>>> {
        let tenant = self.tenant();
        let mut tx = self.db.write().await?;
        let Some((known, turn)) = tx.sprint_turn(tenant, sprint, (0, 0)).await? else {
            return Ok(None);
        };
        if tx.idea(tenant, sprint, idea).await?.is_none() {
            return Ok(None);
        }
        if known.clock.closed_at.is_some() {
            return Ok(Some(Err(SprintRefusal::Closed)));
        }
        let statement = if wanted {
            &sql::insert_vote
        } else {
            &sql::delete_vote
        };
        tx.run(statement, args![tenant, sprint, idea, by]).await?;
        let values = args![tenant, sprint, idea, turn.revision];
        tx.run(&sql::count_votes, values).await?;
        let counted = tx.idea(tenant, sprint, idea).await?;
        tx.commit().await?;
        Ok(counted.map(Ok))
    }

    /// What was written or voted for since a revision, in the order of their numbers; 0 gives all.
    pub async fn sprint_ideas(&self, sprint: SprintId, since: i64) -> Result<Vec<Idea>> {
        let values = args![self.tenant(), sprint, since];
        let rows: Vec<IdeaRow> = self.db.rows(&sql::list_ideas, values).await?;
        read_all(rows)
    }

    /// What one participant voted for.
    pub async fn sprint_votes_of(
        &self,
        sprint: SprintId,
        by: ParticipantId,
    ) -> Result<Vec<IdeaId>> {
        let rows: Vec<VoteRow> = self
            .db
            .rows(&sql::list_votes_of, args![self.tenant(), sprint, by])
            .await?;
        rows.into_iter()
            .map(|row| read_id(&row.idea_id, "idea_votes.idea_id"))
            .collect()
    }
}
