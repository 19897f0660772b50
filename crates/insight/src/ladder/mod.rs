//! Standings over the experience log.
//!
//! The evidence about clients is gathered by a mergeable fold ([`memory`]) and kept for each sealed segment, packed into
//! some fifteen bytes a fact ([`packed`]); it knows nothing of rules. The rules of [`domain::loyalty::ladder`] then see it
//! client by client, on all cores: all clients, or only those of whom something new is known.

mod memory;
mod packed;

use std::collections::HashMap;

use domain::loyalty::ladder::flows::Flows;
use domain::loyalty::ladder::proof::Trials;
use domain::loyalty::ladder::{Course, Evidence, Rules, Serving, Standing, Transition};
use domain::time::Timestamp;

use crate::{engine::Engine, error::InsightError, scope::Scope, source::Snapshot};

pub use memory::{Gathering, Memory};

/// What the ladder is given besides the log.
#[derive(Clone, Debug)]
pub struct LadderInputs {
    pub rules: Rules,
    pub serving: Serving,
    pub now: Timestamp,
    /// What clients are worth in a year, by their numbers, where that is known.
    pub worth: HashMap<i64, f64>,
}

/// Where clients stood and moved, and what they then did.
#[derive(Clone, Debug, PartialEq)]
pub struct Ladder {
    pub flows: Flows,
    pub trials: Trials,
    /// Clients with any row in the log.
    pub clients: u64,
}

/// One client on the ladder.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// Number of the client.
    pub client: i64,
    /// Its first row in the log; `None` where it has none.
    pub since: Option<Timestamp>,
    pub standing: Standing,
    pub transitions: Vec<Transition>,
    /// The next moment at which its standing can change though nothing new comes.
    pub due: Option<Timestamp>,
    /// When it left.
    pub left: Option<Timestamp>,
}

impl LadderInputs {
    fn place(&self, client: i64, gathered: &packed::Gathered) -> Placed {
        let course = Course::of_settled(&gathered.evidence, &self.serving);
        Placed {
            client,
            since: (gathered.since < i64::MAX).then(|| Timestamp::from_micros(gathered.since)),
            standing: course.standing(&self.rules, self.now),
            transitions: course.transitions(&self.rules, self.now),
            due: course.due(&self.rules, self.now),
            left: course.left(self.now),
        }
    }
}

impl Engine {
    /// The evidence about all clients, packed. Of a log of many segments it takes some fifteen bytes a fact.
    pub fn evidence(&self, snapshot: &Snapshot) -> Result<Memory, InsightError> {
        let scope = Scope::resolve(snapshot, &[], None)?;
        self.fold(snapshot, &scope, &Gathering)
    }

    /// Places every client that has a row in the log; `sink` gets them in the order of their numbers, some thousand at a
    /// time.
    pub fn place_all(
        &self,
        snapshot: &Snapshot,
        inputs: &LadderInputs,
        sink: &mut dyn FnMut(Vec<Placed>),
    ) -> Result<(), InsightError> {
        self.evidence(snapshot)?.each(
            Vec::new,
            |placed, client, gathered| placed.push(inputs.place(client, gathered)),
            sink,
        );
        Ok(())
    }

    /// Places these clients alone, in the order of their numbers; each once.
    pub fn place(
        &self,
        snapshot: &Snapshot,
        inputs: &LadderInputs,
        clients: &[i64],
    ) -> Result<Vec<Placed>, InsightError> {
        if clients.is_empty() {
            return Ok(Vec::new());
        }
        let mut clients = clients.to_vec();
        clients.sort_unstable();
        clients.dedup();
        let memory = self.evidence(snapshot)?;
        Ok(memory.some(&clients, |client, gathered| inputs.place(client, gathered)))
    }

    /// The settled evidence about one client, to ask what would be if.
    pub fn evidence_of(&self, snapshot: &Snapshot, client: i64) -> Result<Evidence, InsightError> {
        let memory = self.evidence(snapshot)?;
        let mut found = memory.some(&[client], |_, gathered| gathered.evidence.clone());
        Ok(found.pop().unwrap_or_default())
    }

    /// Where clients stood at these moments (in order), how they moved, and whether their standing predicted what they
    /// did. `counts` says who is looked at.
    pub fn ladder(
        &self,
        snapshot: &Snapshot,
        inputs: &LadderInputs,
        moments: &[Timestamp],
        counts: &(dyn Fn(i64) -> bool + Sync),
    ) -> Result<Ladder, InsightError> {
        let start = || Ladder {
            flows: Flows::new(moments.len()),
            trials: Trials::default(),
            clients: 0,
        };
        let mut whole = start();
        self.evidence(snapshot)?.each(
            start,
            |ladder, client, gathered| {
                if !counts(client) {
                    return;
                }
                let course = Course::of_settled(&gathered.evidence, &inputs.serving);
                let since = Timestamp::from_micros(gathered.since);
                let worth = inputs.worth.get(&client).copied();
                ladder
                    .flows
                    .see(&course, &inputs.rules, moments, since, worth);
                ladder.trials.see(&course, &inputs.rules, inputs.now);
                ladder.clients += 1;
            },
            &mut |part: Ladder| {
                whole.flows.merge(&part.flows);
                whole.trials.merge(&part.trials);
                whole.clients += part.clients;
            },
        );
        Ok(whole)
    }
}
