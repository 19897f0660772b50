use jiff::civil::Date;
use jiff::{Span, ToSpan as _};

use super::care::Due;
use crate::ids::{CareRuleId, PersonId, PromptId, TouchpointId};
use crate::time::Timestamp;

/// The longest snooze, in days: half a year. What is to wait longer is not needed now.
pub const LONGEST_SNOOZE: u16 = 183;
/// The longest reason, in characters.
pub const REASON_LENGTH: usize = 500;

/// Not before another day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snooze {
    pub until: Date,
    pub reason: String,
    pub at: Timestamp,
}

/// Where a prompt stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PromptState {
    Open,
    /// It was done on that day. `said`: somebody said so; else a touch shows it, and holds only as long as that does.
    Done {
        at: Timestamp,
        on: Date,
        said: bool,
    },
    /// Somebody said why not.
    NotNeeded {
        at: Timestamp,
        on: Date,
        reason: String,
    },
    /// Its date went by.
    Lapsed {
        at: Timestamp,
    },
    /// Nothing asks for it any more.
    Withdrawn {
        at: Timestamp,
    },
}

impl PromptState {
    pub const fn as_str(&self) -> &'static str {
        match self {
            PromptState::Open => "open",
            PromptState::Done { .. } => "done",
            PromptState::NotNeeded { .. } => "not_needed",
            PromptState::Lapsed { .. } => "lapsed",
            PromptState::Withdrawn { .. } => "withdrawn",
        }
    }

    pub const fn is_open(&self) -> bool {
        matches!(self, PromptState::Open)
    }
}

/// What asks for a touch. Of one client and one of these at most one prompt is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AskedBy {
    Rule(CareRuleId),
    /// The live plan of this touchpoint.
    Plan(TouchpointId),
}

/// One touch that is asked for, for one client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prompt {
    pub id: PromptId,
    /// Number of the client.
    pub client: i64,
    pub asked_by: AskedBy,
    /// Who is responsible; `None`: everybody.
    pub owner: Option<PersonId>,
    pub due: Due,
    pub snooze: Option<Snooze>,
    pub state: PromptState,
    /// Of an open one: when something that was said of it was last taken back. What was said before holds no more, however late it comes:
    /// its answer may have been lost, and then it is sent again.
    pub taken_back_at: Option<Timestamp>,
    /// Counts what became of it, from 1: who changes it says which one they saw.
    pub version: i64,
}

/// Why it can't be done to a prompt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PromptRefusal {
    #[error("this was settled before; undo that first")]
    Settled,
    #[error("say until which day: from tomorrow on, {LONGEST_SNOOZE} days at most")]
    Until,
    #[error("its date has gone by then; say that it is not needed, or choose an earlier day")]
    TooLate,
    #[error("say why: colleagues will read it")]
    NoReason,
    #[error("a reason has at most {REASON_LENGTH} characters")]
    LongReason,
    #[error("nothing was said of this that could be taken back")]
    NothingToUndo,
}

fn read_reason(text: &str) -> Result<String, PromptRefusal> {
    let reason = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match reason.chars().count() {
        0 => Err(PromptRefusal::NoReason),
        1..=REASON_LENGTH => Ok(reason),
        _ => Err(PromptRefusal::LongReason),
    }
}

impl Prompt {
    /// The first day on which it is shown as to be done.
    pub fn shows_from(&self) -> Date {
        let snoozed = self.snooze.as_ref().map(|snooze| snooze.until);
        snoozed.map_or(self.due.due, |until| until.max(self.due.due))
    }

    /// Whether this was said before the last word on it was taken back, and is only now told (or told again).
    fn is_over(&self, at: Timestamp) -> bool {
        self.taken_back_at.is_some_and(|taken_back| at < taken_back)
    }

    /// Not before another day. The same said twice stays as it was; of two days the one holds that was said later, in
    /// whatever order they come in. What was said before it was taken back changes nothing. `today` is the day on which it
    /// was said.
    pub fn snooze(
        self,
        until: Date,
        reason: &str,
        today: Date,
        at: Timestamp,
    ) -> Result<Prompt, PromptRefusal> {
        if self.is_over(at) {
            return Ok(self);
        }
        if !self.state.is_open() {
            return Err(PromptRefusal::Settled);
        }
        let reason = read_reason(reason)?;
        let last = today
            .checked_add(Span::new().days(i64::from(LONGEST_SNOOZE)))
            .unwrap_or(Date::MAX);
        if until <= today || until > last {
            return Err(PromptRefusal::Until);
        }
        if self.due.lapses.is_some_and(|last| until > last) {
            return Err(PromptRefusal::TooLate);
        }
        let same = |it: &Snooze| it.until == until && it.reason == reason;
        if (self.snooze.as_ref()).is_some_and(|it| same(it) || it.at > at) {
            return Ok(self);
        }
        Ok(Prompt {
            snooze: Some(Snooze { until, reason, at }),
            version: self.version + 1,
            ..self
        })
    }

    /// Somebody says that it was done on that day. Said twice it stays as it was; also one that has lapsed can have been
    /// done in time by somebody without a connection.
    pub fn done(self, on: Date, at: Timestamp) -> Result<Prompt, PromptRefusal> {
        if self.is_over(at) {
            return Ok(self);
        }
        match self.state {
            PromptState::Done { .. } => Ok(self),
            PromptState::Open | PromptState::Lapsed { .. } => Ok(Prompt {
                state: PromptState::Done { at, on, said: true },
                taken_back_at: None,
                version: self.version + 1,
                ..self
            }),
            PromptState::NotNeeded { .. } | PromptState::Withdrawn { .. } => {
                Err(PromptRefusal::Settled)
            }
        }
    }

    /// It need not be done, and why. Said twice it stays as it was.
    pub fn not_needed(
        self,
        reason: &str,
        today: Date,
        at: Timestamp,
    ) -> Result<Prompt, PromptRefusal> {
        if self.is_over(at) {
            return Ok(self);
        }
        let reason = read_reason(reason)?;
        match &self.state {
            PromptState::Open => {}
            PromptState::NotNeeded { reason: said, .. } if *said == reason => return Ok(self),
            _ => return Err(PromptRefusal::Settled),
        }
        Ok(Prompt {
            state: PromptState::NotNeeded {
                at,
                on: today,
                reason,
            },
            taken_back_at: None,
            version: self.version + 1,
            ..self
        })
    }

    /// Whether something was said of it that can be taken back.
    pub fn can_undo(&self) -> bool {
        match self.state {
            PromptState::Done { said, .. } => said,
            PromptState::NotNeeded { .. } => true,
            PromptState::Open => self.snooze.is_some(),
            PromptState::Lapsed { .. } | PromptState::Withdrawn { .. } => false,
        }
    }

    /// Takes back what was last said of it: it is open again, then without its snooze.
    pub fn undo(self, at: Timestamp) -> Result<Prompt, PromptRefusal> {
        if !self.can_undo() {
            return Err(PromptRefusal::NothingToUndo);
        }
        let snooze = self.snooze.filter(|_| !self.state.is_open());
        Ok(Prompt {
            state: PromptState::Open,
            snooze,
            taken_back_at: Some(at),
            version: self.version + 1,
            ..self
        })
    }

    /// Another day for the same: a snooze that reaches no further than the new day has done its work.
    pub fn moved(self, due: Due) -> Prompt {
        let snooze = self.snooze.filter(|snooze| {
            snooze.until > due.due && due.lapses.is_none_or(|last| snooze.until <= last)
        });
        Prompt {
            due,
            snooze,
            version: self.version + 1,
            ..self
        }
    }

    /// How many days it is past its grace on that day; 0 in time.
    pub fn days_late(&self, today: Date) -> i32 {
        let late = self.due.in_time.until((jiff::Unit::Day, today));
        late.map_or(0, |span| span.get_days().max(0))
    }
}

/// So many days later; at the end of the calendar it stays there.
pub(super) fn days_after(day: Date, days: i64) -> Date {
    day.checked_add(days.days()).unwrap_or(Date::MAX)
}
