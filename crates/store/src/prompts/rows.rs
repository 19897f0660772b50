use domain::ids::PersonId;
use domain::prompts::{AskedBy, Due, Prompt, PromptState, Snooze};
use domain::time::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

use super::{KeptPrompt, owner_text};
use crate::db::{read_id, read_id_opt};
use crate::error::{Result, StoreError};

/// As it stands where nothing lapses: later than every day.
const NEVER: &str = "9999-12-31";

#[derive(sqlx::FromRow)]
pub(super) struct PromptRow {
    id: String,
    client_no: i64,
    rule_id: Option<String>,
    plan_touchpoint_id: Option<String>,
    owner_id: String,
    due_day: String,
    in_time_day: String,
    occasion_day: Option<String>,
    lapse_day: String,
    snoozed_at: Option<i64>,
    snooze_until: Option<String>,
    snooze_reason: Option<String>,
    state: String,
    closed_at: Option<i64>,
    closed_day: Option<String>,
    closed_reason: Option<String>,
    closed_said: bool,
    said_by: Option<String>,
    created_at: i64,
    changed_at: i64,
    version: i64,
}

pub(super) fn read_day(text: &str, column: &'static str) -> Result<Date> {
    text.parse().map_err(|_| StoreError::Unreadable(column))
}

impl TryFrom<PromptRow> for KeptPrompt {
    type Error = StoreError;

    fn try_from(row: PromptRow) -> Result<Self> {
        let unreadable = || StoreError::Unreadable("prompts.state");
        let at = row.closed_at.map(Timestamp::from_micros);
        let on = (row.closed_day.as_deref())
            .map(|day| read_day(day, "prompts.closed_day"))
            .transpose()?;
        let state = match (row.state.as_str(), at, on) {
            ("open", ..) => PromptState::Open,
            ("done", Some(at), Some(on)) => PromptState::Done {
                at,
                on,
                said: row.closed_said,
            },
            ("not_needed", Some(at), Some(on)) => PromptState::NotNeeded {
                at,
                on,
                reason: row.closed_reason.unwrap_or_default(),
            },
            ("lapsed", Some(at), _) => PromptState::Lapsed { at },
            ("withdrawn", Some(at), _) => PromptState::Withdrawn { at },
            _ => return Err(unreadable()),
        };
        let snooze = match (row.snoozed_at, row.snooze_until) {
            (Some(at), Some(until)) => Some(Snooze {
                until: read_day(&until, "prompts.snooze_until")?,
                reason: row.snooze_reason.unwrap_or_default(),
                at: Timestamp::from_micros(at),
            }),
            _ => None,
        };
        Ok(KeptPrompt {
            prompt: Prompt {
                id: read_id(&row.id, "prompts.id")?,
                client: row.client_no,
                asked_by: match (&row.rule_id, &row.plan_touchpoint_id) {
                    (Some(rule), _) => AskedBy::Rule(read_id(rule, "prompts.rule_id")?),
                    (None, Some(plan)) => {
                        AskedBy::Plan(read_id(plan, "prompts.plan_touchpoint_id")?)
                    }
                    (None, None) => return Err(StoreError::Unreadable("prompts.rule_id")),
                },
                owner: read_owner(&row.owner_id)?,
                due: Due {
                    due: read_day(&row.due_day, "prompts.due_day")?,
                    in_time: read_day(&row.in_time_day, "prompts.in_time_day")?,
                    occasion: (row.occasion_day.as_deref())
                        .map(|day| read_day(day, "prompts.occasion_day"))
                        .transpose()?,
                    lapses: (row.lapse_day != NEVER)
                        .then(|| read_day(&row.lapse_day, "prompts.lapse_day"))
                        .transpose()?,
                },
                snooze,
                // Of an open one: when it was opened again.
                taken_back_at: match state {
                    PromptState::Open => at,
                    _ => None,
                },
                state,
                version: row.version,
            },
            said_by: read_id_opt(row.said_by.as_deref(), "prompts.said_by")?,
            created_at: Timestamp::from_micros(row.created_at),
            changed_at: Timestamp::from_micros(row.changed_at),
        })
    }
}

fn read_owner(text: &str) -> Result<Option<PersonId>> {
    read_id_opt(Some(text).filter(|it| !it.is_empty()), "prompts.owner_id")
}

#[derive(Serialize)]
pub(super) struct PromptJson<'p> {
    id: String,
    client_no: i64,
    rule_id: Option<String>,
    plan_touchpoint_id: Option<String>,
    owner_id: String,
    due_day: String,
    in_time_day: String,
    occasion_day: Option<String>,
    lapse_day: String,
    show_day: String,
    snoozed_at: Option<i64>,
    snooze_until: Option<String>,
    snooze_reason: Option<&'p str>,
    state: &'static str,
    closed_at: Option<i64>,
    closed_day: Option<String>,
    closed_reason: Option<&'p str>,
    closed_said: u8,
    said_by: Option<String>,
    created_at: i64,
    changed_at: i64,
    version: i64,
}

impl<'p> PromptJson<'p> {
    pub(super) fn new(kept: &'p KeptPrompt) -> Self {
        let prompt = &kept.prompt;
        let (closed_at, closed_day, closed_reason, said) = match &prompt.state {
            PromptState::Open => (prompt.taken_back_at, None, None, false),
            PromptState::Done { at, on, said } => (Some(*at), Some(*on), None, *said),
            PromptState::NotNeeded { at, on, reason } => {
                (Some(*at), Some(*on), Some(reason.as_str()), true)
            }
            PromptState::Lapsed { at } | PromptState::Withdrawn { at } => {
                (Some(*at), None, None, false)
            }
        };
        let snooze = prompt.snooze.as_ref();
        let (rule, plan) = asked_by_columns(prompt.asked_by);
        Self {
            id: prompt.id.to_string(),
            client_no: prompt.client,
            rule_id: rule,
            plan_touchpoint_id: plan,
            owner_id: owner_text(prompt.owner),
            due_day: prompt.due.due.to_string(),
            in_time_day: prompt.due.in_time.to_string(),
            occasion_day: prompt.due.occasion.map(|day| day.to_string()),
            lapse_day: prompt
                .due
                .lapses
                .map_or_else(|| NEVER.to_owned(), |day| day.to_string()),
            show_day: prompt.shows_from().to_string(),
            snoozed_at: snooze.map(|it| it.at.micros()),
            snooze_until: snooze.map(|it| it.until.to_string()),
            snooze_reason: snooze.map(|it| it.reason.as_str()),
            state: prompt.state.as_str(),
            closed_at: closed_at.map(Timestamp::micros),
            closed_day: closed_day.map(|day| day.to_string()),
            closed_reason,
            closed_said: said.into(),
            said_by: kept.said_by.map(|id| id.to_string()),
            created_at: kept.created_at.micros(),
            changed_at: kept.changed_at.micros(),
            version: kept.prompt.version,
        }
    }
}

/// A care rule or the touchpoint of a plan: the two columns, one of them empty.
pub(super) fn asked_by_columns(asked_by: AskedBy) -> (Option<String>, Option<String>) {
    match asked_by {
        AskedBy::Rule(rule) => (Some(rule.to_string()), None),
        AskedBy::Plan(touchpoint) => (None, Some(touchpoint.to_string())),
    }
}
