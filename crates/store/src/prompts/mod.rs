//! What one person should do next for one client: care rules, the prompts that they and live plans ask for, calendars.
//!
//! What is due is worked out ahead, once for each client and what asks for it, and kept: Today reads a stretch of an index,
//! however many clients there are ([`refresh`]).

mod calendar;
mod refresh;
mod rows;
mod rules;
#[cfg(test)]
pub(crate) mod tests;
mod work_out;

use domain::ids::{PersonId, PromptId};
use domain::prompts::{AskedBy, Prompt, PromptState};
use domain::time::Timestamp;
use jiff::civil::Date;

use crate::access::read_all;
use crate::db::{Tx, args, json, statements};
use crate::error::Result;
use crate::org::OrgStore;

pub use calendar::CalendarLink;
pub use refresh::{CareTerms, PromptMark, Refreshed, plan_rules};
pub use rules::KeptRule;

use rows::{PromptJson, PromptRow, asked_by_columns};

statements! { "prompts": count_prompts_of_owner delete_follower find_prompt find_prompt_mark insert_calendar_link list_birthdays list_calendar_links list_care_rules list_client_numbers list_clients_of_care list_happened list_lapsed_clients list_last_touches list_prompts_of_calendar list_prompts_of_client list_prompts_of_clients list_prompts_of_owner list_touched_since put_care_rule put_prompt_mark put_prompts revoke_calendar_link }

/// A prompt with what the store alone knows of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptPrompt {
    pub prompt: Prompt,
    /// Who said that it was done or not needed, or put it off.
    pub said_by: Option<PersonId>,
    pub created_at: Timestamp,
    pub changed_at: Timestamp,
}

/// Which prompts of a person are wanted.
#[derive(Debug, Clone, Copy)]
pub struct Wanted {
    /// `None`: those of clients for whom nobody is responsible.
    pub owner: Option<PersonId>,
    /// The first and the last day on which they begin to be shown.
    pub from: Date,
    pub to: Date,
    /// Those that have lapsed by then are left out.
    pub today: Date,
    pub limit: usize,
}

#[derive(sqlx::FromRow)]
struct CountRow {
    count: i64,
}

pub(crate) fn owner_text(owner: Option<PersonId>) -> String {
    owner.map(|id| id.to_string()).unwrap_or_default()
}

impl Tx {
    /// Writes prompts as they are from now on. Those that are over go first: of one client and what asks for it one may be open.
    async fn put_prompts(&mut self, org: &OrgStore, changed: &[KeptPrompt]) -> Result<()> {
        let (open, over): (Vec<_>, Vec<_>) = changed
            .iter()
            .partition(|kept| kept.prompt.state == PromptState::Open);
        for part in [over, open] {
            if part.is_empty() {
                continue;
            }
            let rows: Vec<PromptJson<'_>> = part.into_iter().map(PromptJson::new).collect();
            self.run(&sql::put_prompts, args![org.tenant(), json(&rows)?])
                .await?;
        }
        Ok(())
    }
}

impl OrgStore {
    pub async fn prompt(&self, id: PromptId) -> Result<Option<KeptPrompt>> {
        let row: Option<PromptRow> = self
            .db
            .row(&sql::find_prompt, args![self.tenant(), id])
            .await?;
        row.map(KeptPrompt::try_from).transpose()
    }

    /// What one person is to do, what has been shown the longest first.
    pub async fn prompts_of(&self, wanted: &Wanted) -> Result<Vec<KeptPrompt>> {
        let values = args![
            self.tenant(),
            owner_text(wanted.owner),
            wanted.from.to_string(),
            wanted.to.to_string(),
            wanted.today.to_string(),
            wanted.limit,
        ];
        let rows: Vec<PromptRow> = self.db.rows(&sql::list_prompts_of_owner, values).await?;
        read_all(rows)
    }

    /// How many wait for a person on that day, counted up to `most`.
    pub async fn count_prompts_of(
        &self,
        owner: Option<PersonId>,
        today: Date,
        most: usize,
    ) -> Result<usize> {
        let values = args![self.tenant(), owner_text(owner), today.to_string(), most];
        let row: Option<CountRow> = self.db.row(&sql::count_prompts_of_owner, values).await?;
        Ok(row.map_or(0, |row| usize::try_from(row.count).unwrap_or_default()))
    }

    /// What is coming for one client (by its number), and what lately became of it; the furthest in the future first.
    pub async fn prompts_of_client(&self, client: i64, limit: usize) -> Result<Vec<KeptPrompt>> {
        let values = args![self.tenant(), client, limit];
        let rows: Vec<PromptRow> = self.db.rows(&sql::list_prompts_of_client, values).await?;
        read_all(rows)
    }

    /// Writes what was decided of a prompt. False where it has changed since it was read.
    pub async fn change_prompt(&self, changed: &KeptPrompt) -> Result<bool> {
        let mut tx = self.db.write().await?;
        tx.lock(self.tenant()).await?;
        let row: Option<PromptRow> = tx
            .row(&sql::find_prompt, args![self.tenant(), changed.prompt.id])
            .await?;
        let Some(known) = row.map(KeptPrompt::try_from).transpose()? else {
            return Ok(false);
        };
        if known.prompt.version + 1 != changed.prompt.version {
            return Ok(false);
        }
        let Prompt {
            id,
            client,
            asked_by,
            ..
        } = changed.prompt;
        if changed.prompt.state.is_open() && !known.prompt.state.is_open() {
            tx.delete_follower(self, client, asked_by, id).await?;
        }
        tx.put_prompts(self, std::slice::from_ref(changed)).await?;
        tx.commit().await?;
        Ok(true)
    }
}

impl Tx {
    async fn delete_follower(
        &mut self,
        org: &OrgStore,
        client: i64,
        asked_by: AskedBy,
        id: PromptId,
    ) -> Result<()> {
        let (rule, plan) = asked_by_columns(asked_by);
        let values = args![
            org.tenant(),
            client,
            rule.unwrap_or_default(),
            plan.unwrap_or_default(),
            id
        ];
        self.run(&sql::delete_follower, values).await?;
        Ok(())
    }
}
