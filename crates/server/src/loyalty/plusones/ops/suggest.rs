//! What to give next, to one client or to each of many.

use std::collections::HashMap;

use domain::access::{Actor, Permission};
use domain::clients::Client;
use domain::ids::{ClientId, PlusOneId, TouchpointId};
use domain::loyalty::plusones::Gift;
use domain::loyalty::plusones::asking::{Guard, must_ask, unwanted_by};
use domain::loyalty::plusones::holdouts::held_out;
use domain::loyalty::plusones::suggestion::{self, Candidate};
use store::OrgStore;
use store::loyalty::plusones::{KeptGift, KeptPlusOne};

use super::known::Known;
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
    let no = client.no;
    let mut found = suggestions(app, &org, &[client], touchpoint).await?;
    Ok(SuggestionView {
        suggested: found.remove(&no),
    })
}

/// One plus-one for each of these clients, by their numbers; nothing for whom none suits.
pub async fn suggestions(
    app: &App,
    org: &OrgStore,
    clients: &[Client],
    touchpoint: Option<TouchpointId>,
) -> Result<HashMap<i64, SuggestedView>, Problem> {
    if clients.is_empty() {
        return Ok(HashMap::new());
    }
    let known = Known::gather(app, org, None).await?;
    let numbers: Vec<i64> = clients.iter().map(|client| client.no).collect();
    let mut gifts: HashMap<i64, Vec<KeptGift>> = HashMap::new();
    for gift in org.gifts_of_clients(&numbers).await? {
        gifts.entry(gift.client_no).or_default().push(gift);
    }
    let found = clients.iter().filter_map(|client| {
        let own = gifts.remove(&client.no).unwrap_or_default();
        Some((client.no, one(&known, client, &own, touchpoint)?))
    });
    Ok(found.collect())
}

fn one(
    known: &Known,
    client: &Client,
    gifts: &[KeptGift],
    touchpoint: Option<TouchpointId>,
) -> Option<SuggestedView> {
    let own = |it: &KeptPlusOne| -> Vec<Gift> {
        let own = gifts.iter().filter(|gift| gift.plus_one == it.id);
        own.map(KeptGift::gift).collect()
    };
    let candidate = |it: &KeptPlusOne| {
        let (own, reactions) = (own(it), known.counted(it).reactions);
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
    let candidates: Vec<Candidate<PlusOneId>> = known.kept.iter().map(candidate).collect();
    let it = suggestion::suggest(&candidates)?;
    let kept = known.find(it.id)?;
    let turn = own(kept).len() as u32;
    let card = &kept.card;
    Some(SuggestedView {
        id: kept.id,
        words: card.words.clone(),
        state: kept.state.into(),
        given: it.given,
        wow: it.reactions.wow_rate().into(),
        minutes: card.minutes,
        cost_cents: card.cost_cents,
        currency: card.currency.clone(),
        ask_first: it.guard.is_some(),
        hold_out: held_out(
            kept.id.as_uuid(),
            client.id.as_uuid(),
            turn,
            card.hold_out_percent,
            kept.state,
        ),
    })
}
