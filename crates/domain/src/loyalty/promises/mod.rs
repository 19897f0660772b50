//! What we said we would do, and whether we did.
//!
//! - **promise**: words, who of us, by when. open → kept | kept late | renegotiated (before it is due) | broken.
//! - **fact**: something that happened to a promise. Facts are only ever added; one that was wrong is corrected or
//!   taken back by a later one, and then the promise stands as if only the right one had been written.
//! - **running**: open or renegotiated. A running promise past its moment is *overdue*; it is neither kept nor broken
//!   until somebody says so.
//! - **owned first**: an error of ours that the client heard of from us before finding it.

mod errors;
pub mod line;
pub mod rate;

use crate::ids::{ClientId, PersonId, PromiseId};
use crate::time::Timestamp;

pub use errors::{FoundBy, OwnError};

/// Where a promise stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    Open,
    /// Another moment was agreed before the first one came; still to be done.
    Renegotiated,
    Kept,
    KeptLate,
    Broken,
}

impl State {
    pub const ALL: [State; 5] = [
        State::Open,
        State::Renegotiated,
        State::Kept,
        State::KeptLate,
        State::Broken,
    ];

    pub const fn as_str(self) -> &'static str {
        match self {
            State::Open => "open",
            State::Renegotiated => "renegotiated",
            State::Kept => "kept",
            State::KeptLate => "kept_late",
            State::Broken => "broken",
        }
    }

    pub fn parse(text: &str) -> Option<State> {
        State::ALL.into_iter().find(|state| state.as_str() == text)
    }

    /// Still to be done.
    pub const fn is_running(self) -> bool {
        matches!(self, State::Open | State::Renegotiated)
    }
}

/// What was said, to whom it falls and by when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    pub words: String,
    /// Who of us does it; `None` where that person is not known here.
    pub who: Option<PersonId>,
    pub at: Timestamp,
    pub due_at: Timestamp,
}

/// Something that happened to a promise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Happened {
    Made(Made),
    /// Done. Whether in time follows from the moment that was agreed. The cause says, on our side, why it was late.
    Kept {
        at: Timestamp,
        cause: Option<String>,
    },
    /// Another moment was agreed with the client.
    Renegotiated {
        at: Timestamp,
        due_at: Timestamp,
        why: String,
    },
    /// It will not be done, or came to nothing. The cause is on our side.
    Broken {
        at: Timestamp,
        cause: String,
    },
    /// What it corrects did not happen.
    TakenBack,
}

impl Happened {
    pub const fn kind(&self) -> &'static str {
        match self {
            Happened::Made(_) => "made",
            Happened::Kept { .. } => "kept",
            Happened::Renegotiated { .. } => "renegotiated",
            Happened::Broken { .. } => "broken",
            Happened::TakenBack => "taken_back",
        }
    }
}

/// One line in the history of a promise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// 1 for the first one, which makes the promise.
    pub no: u32,
    pub noted_at: Timestamp,
    pub noted_by: Option<PersonId>,
    /// Number of the earlier fact in whose place this one stands.
    pub corrects: Option<u32>,
    pub what: Happened,
}

/// Another moment that was agreed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renegotiation {
    pub at: Timestamp,
    pub from: Timestamp,
    pub to: Timestamp,
    pub why: String,
}

/// Where a promise stands, by all its facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    pub state: State,
    pub made: Made,
    /// The moment that holds now.
    pub due_at: Timestamp,
    /// When it was kept or broken.
    pub settled_at: Option<Timestamp>,
    /// Why it was late or broken, on our side.
    pub cause: Option<String>,
    pub renegotiations: Vec<Renegotiation>,
}

impl Standing {
    /// To be done, and its moment is over.
    pub fn is_overdue(&self, now: Timestamp) -> bool {
        self.state.is_running() && self.due_at < now
    }
}

/// The facts that hold, in the order of those whose place they take: what was taken back is gone, what was corrected
/// stands where the wrong one stood.
fn that_hold(facts: &[Fact]) -> Vec<&Fact> {
    let mut ordered: Vec<&Fact> = facts.iter().collect();
    ordered.sort_by_key(|fact| fact.no);
    // Number of a fact → the first fact of its chain of corrections.
    let mut places: Vec<(u32, &Fact)> = Vec::with_capacity(ordered.len());
    let mut roots: Vec<(u32, u32)> = Vec::with_capacity(ordered.len());
    for fact in ordered {
        let root = fact.corrects.and_then(|no| {
            let found = roots.iter().find(|(known, _)| *known == no);
            found.map(|(_, root)| *root)
        });
        match root {
            Some(root) => {
                roots.push((fact.no, root));
                if let Some(place) = places.iter_mut().find(|(at, _)| *at == root) {
                    place.1 = fact;
                }
            }
            None => {
                roots.push((fact.no, fact.no));
                places.push((fact.no, fact));
            }
        }
    }
    let held = places.into_iter().map(|(_, fact)| fact);
    held.filter(|fact| fact.what != Happened::TakenBack)
        .collect()
}

/// Where a promise stands. `None` where no fact makes it. The facts may come in any order; their numbers count.
pub fn standing(facts: &[Fact]) -> Option<Standing> {
    let mut standing: Option<Standing> = None;
    for fact in that_hold(facts) {
        match (&fact.what, &mut standing) {
            (Happened::Made(made), None) => {
                standing = Some(Standing {
                    state: State::Open,
                    due_at: made.due_at,
                    made: made.clone(),
                    settled_at: None,
                    cause: None,
                    renegotiations: Vec::new(),
                });
            }
            (Happened::Kept { at, cause }, Some(it)) => {
                it.state = if *at <= it.due_at {
                    State::Kept
                } else {
                    State::KeptLate
                };
                it.settled_at = Some(*at);
                it.cause = cause.clone().filter(|_| it.state == State::KeptLate);
            }
            (Happened::Renegotiated { at, due_at, why }, Some(it)) => {
                it.renegotiations.push(Renegotiation {
                    at: *at,
                    from: it.due_at,
                    to: *due_at,
                    why: why.clone(),
                });
                it.state = State::Renegotiated;
                it.due_at = *due_at;
            }
            (Happened::Broken { at, cause }, Some(it)) => {
                it.state = State::Broken;
                it.settled_at = Some(*at);
                it.cause = Some(cause.clone());
            }
            _ => {}
        }
    }
    standing
}

/// A promise with its whole history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    pub id: PromiseId,
    pub client: ClientId,
    /// The client's key, to be shown.
    pub client_key: String,
    pub client_name: Option<String>,
    pub standing: Standing,
    /// In the order of their numbers.
    pub facts: Vec<Fact>,
}

/// Why it can't be done to a promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PromiseRefusal {
    #[error("this promise is settled already; reopen it first")]
    Settled,
    #[error(
        "the moment is over: say that it was kept late or broken, a promise is renegotiated before it is due"
    )]
    TooLateToRenegotiate,
    #[error("another moment has been agreed since then; this one can't have been agreed before")]
    BeforeLastAgreed,
    #[error("the new moment is not after the talk in which it was agreed")]
    DueBeforeAgreed,
    #[error("this is before the promise was made")]
    BeforeMade,
    #[error("this is in the future")]
    InFuture,
    #[error("say what went wrong on our side")]
    CauseNeeded,
    #[error("say why another moment was agreed")]
    WhyNeeded,
    #[error("nothing has happened to this promise that could be taken back")]
    NothingToTakeBack,
    #[error(
        "only what was written down within the hour, and to which nothing has happened, can be undone; say that it was broken, and why"
    )]
    NoSlip,
    #[error("a promise is due after it was made")]
    DueBeforeMade,
    #[error("say what was promised")]
    WordsNeeded,
    #[error("a promise has at most {MOST_WORDS} characters")]
    TooManyWords,
}

/// The longest words, cause or reason, in characters.
pub const MOST_WORDS: usize = 1_000;

/// Checks what a promise begins with.
pub fn made(made: &Made, now: Timestamp) -> Result<(), PromiseRefusal> {
    if made.words.trim().is_empty() {
        Err(PromiseRefusal::WordsNeeded)
    } else if made.words.chars().count() > MOST_WORDS {
        Err(PromiseRefusal::TooManyWords)
    } else if made.at > now {
        Err(PromiseRefusal::InFuture)
    } else if made.due_at <= made.at {
        Err(PromiseRefusal::DueBeforeMade)
    } else {
        Ok(())
    }
}

/// Within so many seconds after it was written down a promise can have been a slip of the finger.
const SLIP: i64 = 3_600;

impl Promise {
    /// Whether it may be undone as if it had never been written down: a slip that was noticed at once. Later it stands, and
    /// what became of it is said.
    pub fn may_unmake(&self, now: Timestamp) -> Result<(), PromiseRefusal> {
        match self.facts.as_slice() {
            [made] if now < made.noted_at.plus_seconds(SLIP) => Ok(()),
            _ => Err(PromiseRefusal::NoSlip),
        }
    }

    fn running(&self) -> Result<&Standing, PromiseRefusal> {
        if self.standing.state.is_running() {
            Ok(&self.standing)
        } else {
            Err(PromiseRefusal::Settled)
        }
    }

    fn sane(&self, at: Timestamp, now: Timestamp) -> Result<(), PromiseRefusal> {
        if at > now {
            Err(PromiseRefusal::InFuture)
        } else if at < self.standing.made.at {
            Err(PromiseRefusal::BeforeMade)
        } else {
            Ok(())
        }
    }

    /// It was done at that moment.
    pub fn keep(
        &self,
        at: Timestamp,
        cause: Option<String>,
        now: Timestamp,
    ) -> Result<Happened, PromiseRefusal> {
        self.running()?;
        self.sane(at, now)?;
        let cause = cause.filter(|words| !words.trim().is_empty());
        Ok(Happened::Kept { at, cause })
    }

    /// Whether it was noted before that it was done at this moment, also where that was taken back since: what is sent
    /// again because the answer was lost on the way is not noted again.
    pub fn was_kept_at(&self, at: Timestamp) -> bool {
        let same = |fact: &Fact| matches!(fact.what, Happened::Kept { at: then, .. } if then == at);
        self.facts.iter().any(same)
    }

    /// At that moment another one was agreed with the client; it can be noted later, but only be agreed before the one that
    /// stood then had come.
    pub fn renegotiate(
        &self,
        at: Timestamp,
        due_at: Timestamp,
        why: &str,
        now: Timestamp,
    ) -> Result<Happened, PromiseRefusal> {
        let standing = self.running()?;
        self.sane(at, now)?;
        if standing.renegotiations.last().is_some_and(|it| at < it.at) {
            return Err(PromiseRefusal::BeforeLastAgreed);
        }
        if standing.due_at < at {
            return Err(PromiseRefusal::TooLateToRenegotiate);
        }
        if due_at <= at {
            return Err(PromiseRefusal::DueBeforeAgreed);
        }
        let why = why.trim();
        if why.is_empty() {
            return Err(PromiseRefusal::WhyNeeded);
        }
        Ok(Happened::Renegotiated {
            at,
            due_at,
            why: why.to_owned(),
        })
    }

    /// It will not be done. A client who hears it before it is due has still not got what was promised.
    pub fn break_it(
        &self,
        at: Timestamp,
        cause: &str,
        now: Timestamp,
    ) -> Result<Happened, PromiseRefusal> {
        self.running()?;
        self.sane(at, now)?;
        let cause = cause.trim();
        if cause.is_empty() {
            return Err(PromiseRefusal::CauseNeeded);
        }
        Ok(Happened::Broken {
            at,
            cause: cause.to_owned(),
        })
    }

    /// The last thing that happened did not: number of the fact to take back.
    pub fn reopen(&self) -> Result<u32, PromiseRefusal> {
        match that_hold(&self.facts).last() {
            Some(fact) if !matches!(fact.what, Happened::Made(_)) => Ok(fact.no),
            _ => Err(PromiseRefusal::NothingToTakeBack),
        }
    }

    /// The promise was written down wrongly: number of the fact that made it, in whose place the right one will stand.
    pub fn correct(&self, right: &Made, now: Timestamp) -> Result<u32, PromiseRefusal> {
        made(right, now)?;
        let held = that_hold(&self.facts);
        let made = held
            .iter()
            .find(|fact| matches!(fact.what, Happened::Made(_)));
        made.map(|fact| fact.no)
            .ok_or(PromiseRefusal::NothingToTakeBack)
    }

    /// The promise with one more fact.
    pub fn with(
        mut self,
        what: Happened,
        corrects: Option<u32>,
        noted_at: Timestamp,
        noted_by: Option<PersonId>,
    ) -> Promise {
        let no = self.facts.iter().map(|fact| fact.no).max().unwrap_or(0) + 1;
        self.facts.push(Fact {
            no,
            noted_at,
            noted_by,
            corrects,
            what,
        });
        if let Some(standing) = standing(&self.facts) {
            self.standing = standing;
        }
        self
    }
}

/// How long before it is due a promise calls for attention: a day, or a fifth of its time where that is shorter, so
/// that a promise for the same afternoon is not called out the moment it is made.
pub fn remind_at(made_at: Timestamp, due_at: Timestamp) -> Timestamp {
    const DAY: i64 = 86_400_000_000;
    let length = (due_at.micros().saturating_sub(made_at.micros())).max(0);
    Timestamp::from_micros(due_at.micros().saturating_sub(DAY.min(length / 5)))
}

#[cfg(test)]
mod tests;
