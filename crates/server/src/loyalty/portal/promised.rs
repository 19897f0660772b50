//! What we promised a client, as its own page tells it.

use std::collections::BTreeMap;

use domain::ids::{ContactId, PersonId};
use domain::loyalty::promises::State;
use store::OrgStore;
use store::loyalty::promises::{KeptPromise, PromiseFilter, RUNNING};

use super::views::{PortalPromise, PortalPromises};
use crate::error::Problem;

/// As many promises of a client are counted.
const COUNTED: usize = 1_000;
/// As many are shown.
const SHOWN: usize = 20;
const DAY: i64 = 86_400_000_000;

/// The promises made to this client; by a contact's link those made to that contact, or to nobody in particular.
pub async fn promised(
    org: &OrgStore,
    client: i64,
    contact: Option<ContactId>,
) -> Result<PortalPromises, Problem> {
    let filter = PromiseFilter {
        client: Some(client),
        running: false,
        ..RUNNING
    };
    let mut all = org.promises(&filter, COUNTED).await?;
    all.retain(|it| match (&it.contact, contact) {
        (Some((to, _)), Some(reader)) => *to == reader,
        _ => true,
    });
    let people: BTreeMap<PersonId, String> = org
        .people()
        .await?
        .into_iter()
        .map(|person| (person.id, person.name))
        .collect();
    let many = |fits: fn(State) -> bool| {
        let states = all.iter().map(|it| it.promise.standing.state);
        states.filter(|state| fits(*state)).count()
    };
    let (kept, late, broken, open) = (
        many(|it| it == State::Kept),
        many(|it| it == State::KeptLate),
        many(|it| it == State::Broken),
        many(State::is_running),
    );
    all.sort_by_key(|it| {
        let standing = &it.promise.standing;
        let due = standing.due_at.micros();
        match standing.state.is_running() {
            true => (false, due),
            false => (true, due.saturating_neg()),
        }
    });
    let items = all.into_iter().take(SHOWN).map(|it| shown(it, &people));
    Ok(PortalPromises {
        kept,
        late,
        broken,
        open,
        items: items.collect(),
    })
}

fn shown(it: KeptPromise, people: &BTreeMap<PersonId, String>) -> PortalPromise {
    let standing = it.promise.standing;
    let kept = matches!(standing.state, State::Kept | State::KeptLate);
    let kept_at = standing.settled_at.filter(|_| kept);
    let late = kept_at.map_or(0, |at| at.micros() - standing.due_at.micros());
    PortalPromise {
        id: it.promise.id.to_string(),
        who: standing.made.who.and_then(|id| people.get(&id).cloned()),
        words: standing.made.words,
        due_at: standing.due_at,
        state: standing.state.into(),
        kept_at,
        days_late: (standing.state == State::KeptLate).then_some((late + DAY - 1) / DAY),
        cause: standing.cause,
    }
}
