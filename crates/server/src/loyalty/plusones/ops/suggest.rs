//! What to give next: one plus-one for one client, or for everybody on a page at once.

use std::collections::HashMap;

use domain::access::{Actor, Permission};
use domain::clients::Client;
use domain::ids::{ClientId, PlusOneId, TouchpointId};
use domain::loyalty::plusones::asking::{Guard, must_ask, unwanted_by};
use domain::loyalty::plusones::holdouts::held_out;
use domain::loyalty::plusones::measures::Reactions;
use domain::loyalty::plusones::suggestion::{self, Candidate};
use domain::loyalty::plusones::{Gift, Reaction};
use store::OrgStore;
use store::loyalty::plusones::{KeptGift, KeptPlusOne};

use super::gifts::CLIENT_GIFTS;
use crate::App;
use crate::error::Problem;
use crate::loyalty::plusones::views::{SuggestedView, SuggestionView};

/// One plus-one for one client.
pub async fn suggest(
    app: &App,
    actor: &Actor,
    id: ClientId,
    touchpoint: Option<TouchpointId>,
) -> Result<SuggestionView, Problem> {
    let grant = actor.require(Permission::ReadClients)?;
    let org = app.store().org(&grant);
    let client = org.client(id).await?;
    let client = client.ok_or_else(|| Problem::not_found("such client"))?;
    let mut suggested = suggest_for(&org, &[(&client, touchpoint)]).await?;
    Ok(SuggestionView {
        suggested: suggested.pop().flatten(),
    })
}

/// One plus-one each, in the order of the clients, with the touchpoint at which each is met next. However many clients
/// there are, the board is read once.
pub async fn suggest_for(
    org: &OrgStore,
    asked: &[(&Client, Option<TouchpointId>)],
) -> Result<Vec<Option<SuggestedView>>, Problem> {
    if asked.is_empty() {
        return Ok(Vec::new());
    }
    let board = org.plus_ones().await?;
    if board.is_empty() {
        return Ok(asked.iter().map(|_| None).collect());
    }
    let mut reactions: HashMap<i64, Reactions> = HashMap::new();
    for (no, reaction, count) in org.known_reactions().await? {
        let of = reactions.entry(no).or_default();
        let n = u32::try_from(count).unwrap_or(u32::MAX);
        match reaction {
            Reaction::Wow => of.wow += n,
            Reaction::Noticed => of.noticed += n,
            Reaction::Unnoticed => of.unnoticed += n,
            Reaction::Unwanted => of.unwanted += n,
        }
    }
    let numbers: Vec<i64> = asked.iter().map(|(client, _)| client.no).collect();
    let gifts = org
        .gifts_of_clients(&numbers, CLIENT_GIFTS * numbers.len())
        .await?;
    Ok(asked
        .iter()
        .map(|(client, touchpoint)| suggested(&board, &reactions, &gifts, client, *touchpoint))
        .collect())
}

fn suggested(
    board: &[KeptPlusOne],
    reactions: &HashMap<i64, Reactions>,
    gifts: &[KeptGift],
    client: &Client,
    touchpoint: Option<TouchpointId>,
) -> Option<SuggestedView> {
    let own = |it: &KeptPlusOne| -> Vec<Gift> {
        let own = gifts.iter().filter(|gift| gift.client_no == client.no);
        own.filter(|gift| gift.plus_one == it.id)
            .map(KeptGift::gift)
            .collect()
    };
    let candidate = |it: &KeptPlusOne| {
        let own = own(it);
        let reactions = reactions.get(&it.no).copied().unwrap_or_default();
        let guard = if unwanted_by(&own, client.no) {
            Some(Guard::Unwanted)
        } else {
            must_ask(it.card.ask_first, reactions).then_some(Guard::AskFirst)
        };
        Candidate {
            id: it.id,
            state: it.state,
            reactions,
            cost_cents: it.card.cost_cents,
            given: own.iter().filter(|gift| gift.given()).count() as u32,
            guard,
            fits: touchpoint.is_some() && it.touchpoint == touchpoint,
        }
    };
    let candidates: Vec<Candidate<PlusOneId>> = board.iter().map(candidate).collect();
    let found = suggestion::suggest(&candidates)?;
    let kept = board.iter().find(|it| it.id == found.id)?;
    let turn = own(kept).len() as u32;
    let card = &kept.card;
    Some(SuggestedView {
        id: kept.id,
        words: card.words.clone(),
        state: kept.state.into(),
        given: found.given,
        wow: found.reactions.wow_rate().into(),
        minutes: card.minutes,
        cost_cents: card.cost_cents,
        currency: card.currency.clone(),
        ask_first: found.guard.is_some(),
        hold_out: held_out(
            kept.id.as_uuid(),
            client.id.as_uuid(),
            turn,
            card.hold_out_percent,
            kept.state,
        ),
    })
}
