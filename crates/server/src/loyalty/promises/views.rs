//! What the interface says about promises, and what it is told.

mod errors;
mod line;

use std::collections::HashMap;

use domain::access::Person;
use domain::ids::{ClientId, ContactId, PersonId, PromiseId, TouchId};
use domain::loyalty::promises::rate::KeptOnTime;
use domain::loyalty::promises::{Happened, State, remind_at};
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use store::loyalty::promises::{KeptPromise, PromiseCounts};
use utoipa::{IntoParams, ToSchema};

use crate::design::views::OwnerView;
use crate::signals::events::views::ClientNameView;
use crate::view::{present, told};

pub use errors::{FoundByView, OwnErrorChange, OwnErrorForm, OwnErrorParams, OwnErrorView};
pub use line::{DoubtView, LineForm, LineView, PartView};

/// Names of people by their ids.
pub struct Names(HashMap<PersonId, String>);

impl Names {
    pub fn of(people: Vec<Person>) -> Self {
        Self(people.into_iter().map(|it| (it.id, it.name)).collect())
    }

    pub fn view(&self, id: Option<PersonId>) -> Option<OwnerView> {
        let id = id?;
        let name = self.0.get(&id)?.clone();
        Some(OwnerView { id, name })
    }
}

/// Something with its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = NamedId)]
pub struct NamedView {
    /// A UUID.
    pub id: String,
    pub name: String,
}

impl NamedView {
    pub fn client(id: ClientId, key: &str, name: Option<&str>) -> Self {
        Self {
            id: id.to_string(),
            name: name.unwrap_or(key).to_owned(),
        }
    }
}

/// Where a promise stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PromiseState)]
pub enum StateView {
    Open,
    /// Another moment was agreed before the first one came; still to be done.
    Renegotiated,
    Kept,
    KeptLate,
    Broken,
}

impl From<State> for StateView {
    fn from(state: State) -> Self {
        match state {
            State::Open => Self::Open,
            State::Renegotiated => Self::Renegotiated,
            State::Kept => Self::Kept,
            State::KeptLate => Self::KeptLate,
            State::Broken => Self::Broken,
        }
    }
}

told! {
    /// What happened to a promise.
    FactKindView as PromiseFactKind = Happened {
        Made
        Kept
        /// Another moment was agreed.
        Renegotiated
        Broken
        /// The last step was a slip.
        TakenBack
    }
}

/// One line of a promise's history. A line that corrects another one stands in its place.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PromiseFact)]
pub struct FactView {
    pub no: u32,
    pub kind: FactKindView,
    /// When it happened; absent where something is taken back.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub at: Option<Timestamp>,
    /// The moment that was agreed.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub due_at: Option<Timestamp>,
    /// What was promised, or why it was late, moved or broken.
    pub words: Option<String>,
    /// Number of the earlier line in whose place this one stands.
    pub corrects: Option<u32>,
    #[schema(value_type = String, format = DateTime)]
    pub noted_at: Timestamp,
    pub noted_by: Option<OwnerView>,
}

/// Another moment that was agreed.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Renegotiation)]
pub struct RenegotiationView {
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    pub from: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    pub to: Timestamp,
    pub why: String,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Promise)]
pub struct PromiseView {
    #[schema(value_type = String, format = "uuid")]
    pub id: PromiseId,
    pub client: ClientNameView,
    /// Who on the client's side it was promised to.
    pub contact: Option<NamedView>,
    /// The touch in which it was promised.
    #[schema(value_type = Option<String>, format = "uuid")]
    pub touch: Option<TouchId>,
    pub words: String,
    /// Who of us does it.
    pub who: Option<OwnerView>,
    /// When it was promised.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// The moment that holds now.
    #[schema(value_type = String, format = DateTime)]
    pub due_at: Timestamp,
    pub state: StateView,
    /// Still to be done, and its moment is over.
    pub overdue: bool,
    /// Still to be done, and near its moment: less than a day is left, or a fifth of its time where that is shorter.
    pub due_soon: bool,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub settled_at: Option<Timestamp>,
    /// Why it was late or broken, on our side.
    pub cause: Option<String>,
    pub renegotiations: Vec<RenegotiationView>,
    pub history: Vec<FactView>,
}

impl PromiseView {
    pub fn of(it: KeptPromise, names: &Names, now: Timestamp) -> Self {
        let promise = it.promise;
        let standing = promise.standing;
        let running = standing.state.is_running();
        let overdue = standing.is_overdue(now);
        Self {
            id: promise.id,
            client: ClientNameView {
                id: promise.client,
                key: promise.client_key,
                name: promise.client_name,
            },
            contact: it.contact.map(|(id, name)| NamedView {
                id: id.to_string(),
                name,
            }),
            touch: it.touch,
            who: names.view(standing.made.who),
            words: standing.made.words,
            at: standing.made.at,
            due_at: standing.due_at,
            state: standing.state.into(),
            overdue,
            due_soon: running && !overdue && remind_at(standing.made.at, standing.due_at) <= now,
            settled_at: standing.settled_at,
            cause: standing.cause,
            renegotiations: standing
                .renegotiations
                .into_iter()
                .map(|it| RenegotiationView {
                    at: it.at,
                    from: it.from,
                    to: it.to,
                    why: it.why,
                })
                .collect(),
            history: promise
                .facts
                .into_iter()
                .map(|fact| {
                    let kind = (&fact.what).into();
                    let (at, due_at, words) = match fact.what {
                        Happened::Made(made) => {
                            (Some(made.at), Some(made.due_at), Some(made.words))
                        }
                        Happened::Kept { at, cause } => (Some(at), None, cause),
                        Happened::Renegotiated { at, due_at, why } => {
                            (Some(at), Some(due_at), Some(why))
                        }
                        Happened::Broken { at, cause } => (Some(at), None, Some(cause)),
                        Happened::TakenBack => (None, None, None),
                    };
                    FactView {
                        no: fact.no,
                        kind,
                        at,
                        due_at,
                        words,
                        corrects: fact.corrects,
                        noted_at: fact.noted_at,
                        noted_by: names.view(fact.noted_by),
                    }
                })
                .collect(),
        }
    }
}

/// Which promises are wanted.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PromiseParams {
    /// Id of a client.
    #[param(value_type = Option<String>)]
    pub client: Option<ClientId>,
    /// `running` (open and renegotiated, the first due in front), or one state; all, the last due in front, when absent.
    pub state: Option<String>,
    /// Id of a person of us, or `me`.
    pub who: Option<String>,
    /// RFC 3339: only those due before.
    pub due_before: Option<String>,
    /// The cursor from `next`.
    pub after: Option<String>,
    /// 1 to 200; 50 when not said.
    pub limit: Option<usize>,
}

/// Of whom.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct OfClient {
    /// Id of a client; all when absent.
    #[param(value_type = Option<String>)]
    pub client: Option<ClientId>,
}

/// A promise to be written down.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewPromise)]
pub struct PromiseForm {
    /// Id of the client.
    #[schema(value_type = String, format = "uuid")]
    pub client: ClientId,
    /// Id of who on the client's side it was promised to.
    #[schema(value_type = Option<String>, format = "uuid")]
    pub contact: Option<ContactId>,
    /// At most 1,000 characters.
    pub words: String,
    /// RFC 3339.
    pub due_at: String,
    /// Id of who of us does it; whoever is signed in when not said.
    #[schema(value_type = Option<String>, format = "uuid")]
    pub who: Option<PersonId>,
    /// When it was promised, RFC 3339; now when not said.
    pub at: Option<String>,
    /// Id of the touch in which it was promised.
    #[schema(value_type = Option<String>, format = "uuid")]
    pub touch: Option<TouchId>,
}

/// What was written down wrongly. What is absent stays as it is.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PromiseCorrection)]
pub struct Correction {
    pub words: Option<String>,
    /// RFC 3339: what had been agreed in the first place. Another moment that is agreed now is a renegotiation.
    pub due_at: Option<String>,
    /// Null: nobody who works here.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, format = "uuid")]
    pub who: Option<Option<PersonId>>,
    pub at: Option<String>,
}

#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PromiseKept)]
pub struct KeptForm {
    /// RFC 3339; now when not said.
    pub at: Option<String>,
    /// Why it was late, on our side. Left out where it was not.
    pub cause: Option<String>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PromiseRenegotiation)]
pub struct RenegotiationForm {
    /// RFC 3339.
    pub due_at: String,
    pub why: String,
    /// When it was agreed, RFC 3339: before the promise was due. Now when not said.
    pub at: Option<String>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PromiseBroken)]
pub struct BrokenForm {
    /// What went wrong on our side.
    pub cause: String,
    /// RFC 3339; now when not said.
    pub at: Option<String>,
}

/// Share of promises kept on time, 0 to 1.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[schema(as = KeptOnTime)]
pub struct RateView {
    /// Median of the Beta posterior; outcomes weigh half after 365 days. Null while none has come to an end: unknown.
    pub value: Option<f64>,
    /// The central 95 %; over all clients with clients as clusters.
    pub low: Option<f64>,
    pub high: Option<f64>,
    /// As many promises, each to another client and settled today, would say as much.
    pub n_effective: f64,
    /// Promises that have come to an end.
    pub n: usize,
    /// Of them, those kept on time.
    pub kept: usize,
}

impl From<Option<KeptOnTime>> for RateView {
    fn from(it: Option<KeptOnTime>) -> Self {
        Self {
            value: it.map(|it| it.value),
            low: it.map(|it| it.interval.low),
            high: it.map(|it| it.interval.high),
            n_effective: it.map_or(0.0, |it| it.effective),
            n: it.map_or(0, |it| it.n),
            kept: it.map_or(0, |it| it.kept),
        }
    }
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = KeptOnTimeMonth)]
pub struct MonthView {
    /// Such as 2026-03.
    pub month: String,
    /// As it was at the end of that month, or is now.
    pub rate: RateView,
}

/// How promises stand, of one client or of all.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PromiseConduct)]
pub struct ConductView {
    pub rate: RateView,
    pub kept: i64,
    pub kept_late: i64,
    pub broken: i64,
    /// Still to be done.
    pub running: i64,
    /// Of them, those for which another moment was agreed.
    pub renegotiated: i64,
    /// Of them, those past their moment. They are neither kept nor broken until somebody says so.
    pub overdue: i64,
    /// The last twelve months, in order.
    pub months: Vec<MonthView>,
}

impl ConductView {
    pub fn of(counts: PromiseCounts, rate: Option<KeptOnTime>, months: Vec<MonthView>) -> Self {
        Self {
            rate: rate.into(),
            kept: counts.kept,
            kept_late: counts.kept_late,
            broken: counts.broken,
            running: counts.open + counts.renegotiated,
            renegotiated: counts.renegotiated,
            overdue: counts.overdue,
            months,
        }
    }
}
