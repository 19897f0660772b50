//! What can be done about plus-ones.

mod gifts;
mod known;
mod norms;
mod suggest;
mod wear;

use domain::access::{Actor, Grant, Permission, Who};
use domain::ids::{PersonId, PlusOneId, TouchpointId};
use domain::loyalty::plusones::measures::Replenishment;
use domain::loyalty::plusones::ratchet::may_move;
use domain::loyalty::plusones::{Card, CostClass, State};
use serde_json::json;
use store::OrgStore;
use store::loyalty::plusones::{KeptPlusOne, NewPlusOne};

use super::views::{
    BoardView, DebtView, DetailView, NewPlusOneForm, PlusOneChange, PlusOneView, ReplenishmentView,
};
use crate::App;
use crate::access::ops::{Subject, note};
use crate::error::{Code, Fields, Problem, sentence};
use crate::insight::export::Sheet;
pub use gifts::{
    Ready as ReadyGift, client_plus_ones, export_gifts, give, keep_given, list_gifts, may_give,
    react, restore_gift, take_back_gift,
};
use known::Known;
pub(crate) use norms::settle_norms;
pub use suggest::{suggest, suggest_for};
pub use wear::show_habituation;

fn gone() -> Problem {
    Problem::not_found("such plus-one")
}

fn subject(it: &KeptPlusOne) -> Subject {
    Subject::new("plus_one", it.id, &it.card.words)
}

/// Who does it, where it is a person.
pub(in crate::loyalty) fn person(grant: &Grant) -> Option<PersonId> {
    match grant.who() {
        Who::Person(id) => Some(id),
        Who::Token(_) | Who::System => None,
    }
}

/// All plus-ones, and what they cost and give together.
pub async fn show_board(app: &App, actor: &Actor) -> Result<BoardView, Problem> {
    let grant = actor.require(Permission::ReadInsight)?;
    let known = Known::gather(app, &app.store().org(&grant), person(&grant)).await?;
    let items: Vec<PlusOneView> = known.kept.iter().map(|it| known.view(it)).collect();
    let year_ago = known.year_ago();
    let lives = known.lives();
    let replenishment = Replenishment::of(&lives, year_ago, known.now);
    Ok(BoardView {
        debt: debt(&items),
        items,
        replenishment: ReplenishmentView {
            new: replenishment.new,
            worn_out: replenishment.worn_out,
            ratio: replenishment.ratio(),
        },
    })
}

/// What the norms that we must keep cost in a year, one sum a currency.
fn debt(items: &[PlusOneView]) -> Vec<DebtView> {
    let mut sums: Vec<DebtView> = Vec::new();
    for it in items {
        if State::from(it.state) != State::Norm {
            continue;
        }
        let at = sums.iter().position(|sum| sum.currency == it.currency);
        let at = at.unwrap_or_else(|| {
            sums.push(DebtView {
                currency: it.currency.clone(),
                cents: 0.0,
                low: 0.0,
                high: 0.0,
                minutes: 0.0,
                n: 0,
                norms: 0,
            });
            sums.len() - 1
        });
        let sum = &mut sums[at];
        sum.cents += it.yearly.cents;
        sum.minutes += it.yearly.minutes;
        sum.n += it.yearly.n;
        sum.norms += 1;
    }
    for sum in &mut sums {
        let own = items
            .iter()
            .filter(|it| State::from(it.state) == State::Norm && it.currency == sum.currency);
        // Square-and-add: the numbers of deliveries are independent of one another.
        let (mut down, mut up) = (0.0, 0.0);
        for it in own {
            down += (it.yearly.cents - it.yearly.low).powi(2);
            up += (it.yearly.high - it.yearly.cents).powi(2);
        }
        sum.low = (sum.cents - f64::sqrt(down)).max(0.0);
        sum.high = sum.cents + f64::sqrt(up);
    }
    sums
}

/// The board as a table.
pub async fn export_board(app: &App, actor: &Actor) -> Result<Sheet, Problem> {
    let board = show_board(app, actor).await?;
    let columns = [
        "Plus-one",
        "State",
        "Since",
        "Touchpoint",
        "Cost class",
        "Cost",
        "Currency",
        "Minutes",
        "Given",
        "Held out",
        "Wow",
        "Noticed",
        "Unnoticed",
        "Unwanted",
        "Not heard",
        "Wow rate",
        "Wow rate from",
        "Wow rate to",
        "Cost per wow",
        "A year",
        "Votes",
    ];
    let money = |cents: f64| cents / 100.0;
    let rows = board.items.iter().map(|it| {
        let reactions = &it.reactions;
        vec![
            it.words.as_str().into(),
            State::from(it.state).as_str().into(),
            it.since.to_string().into(),
            it.touchpoint
                .as_ref()
                .map(|place| place.label.clone())
                .into(),
            CostClass::from(it.cost_class).as_str().into(),
            money(it.cost_cents as f64).into(),
            it.currency.as_str().into(),
            (it.minutes as f64).into(),
            (it.given as f64).into(),
            (it.held_out as f64).into(),
            f64::from(reactions.wow).into(),
            f64::from(reactions.noticed).into(),
            f64::from(reactions.unnoticed).into(),
            f64::from(reactions.unwanted).into(),
            f64::from(reactions.unknown).into(),
            it.wow.value.into(),
            it.wow.low.into(),
            it.wow.high.into(),
            it.cost_per_wow
                .as_ref()
                .map(|cost| money(cost.cents))
                .into(),
            money(it.yearly.cents).into(),
            (it.votes as f64).into(),
        ]
    });
    Ok(Sheet {
        name: "Plus-ones",
        columns: columns.iter().map(|it| (*it).to_owned()).collect(),
        rows: rows.collect(),
    })
}

/// One plus-one with its life and what holding it out has shown.
pub async fn show_plus_one(app: &App, actor: &Actor, id: PlusOneId) -> Result<DetailView, Problem> {
    let grant = actor.require(Permission::ReadClients)?;
    let org = app.store().org(&grant);
    let known = Known::gather(app, &org, person(&grant)).await?;
    let it = known.find(id).ok_or_else(gone)?;
    let steps = known.steps_of(&org, it).await?;
    Ok(DetailView {
        plus_one: known.view(it),
        steps,
        hold_out: wear::hold_out(&org.plus_one_gifts(it.no).await?),
    })
}

async fn view_of(app: &App, grant: &Grant, id: PlusOneId) -> Result<PlusOneView, Problem> {
    let org = app.store().org(grant);
    let known = Known::gather(app, &org, person(grant)).await?;
    known.find(id).map(|it| known.view(it)).ok_or_else(gone)
}

fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Refuses what refers to nothing, and what is wrong with the card.
async fn check(
    org: &OrgStore,
    card: &Card,
    touchpoint: Option<TouchpointId>,
    replaces: Option<PlusOneId>,
) -> Result<(), Problem> {
    let mut fields = Fields::default();
    for (field, refusal) in card.faults() {
        fields.refuse(field, &sentence(&refusal));
    }
    if let Some(id) = touchpoint
        && org.design().await?.touchpoint(id).is_none()
    {
        fields.refuse("touchpoint", "There is no such touchpoint.");
    }
    if let Some(id) = replaces
        && org.plus_one(id).await?.is_none()
    {
        fields.refuse("replaces", "There is no such plus-one.");
    }
    fields.check()
}

/// Puts an idea on the board.
pub async fn add_plus_one(
    app: &App,
    actor: &Actor,
    form: &NewPlusOneForm,
) -> Result<PlusOneView, Problem> {
    let grant = actor.require(Permission::RecordSignals)?;
    let org = app.store().org(&grant);
    let card = Card {
        words: tidy(&form.words),
        cost_class: form.cost_class.map_or(CostClass::Tiny, Into::into),
        cost_cents: form.cost_cents.unwrap_or_default(),
        currency: currency(form.currency.as_deref()).unwrap_or_else(|| "EUR".to_owned()),
        minutes: form.minutes.unwrap_or_default(),
        ask_first: form.ask_first.unwrap_or_default(),
        hold_out_percent: form.hold_out_percent.unwrap_or_default(),
    };
    check(&org, &card, form.touchpoint, form.replaces).await?;
    let new = NewPlusOne {
        id: app.id(),
        card,
        touchpoint: form.touchpoint,
        votes: 0,
        sprint: None,
        replaces: form.replaces,
        made_at: app.now(),
        made_by: person(&grant),
    };
    org.add_plus_one(&new).await?;
    let subject = Subject::new("plus_one", new.id, &new.card.words);
    note(app, &grant, "add_board_card", subject, json!({})).await?;
    view_of(app, &grant, new.id).await
}

fn currency(text: Option<&str>) -> Option<String> {
    text.map(|it| it.trim().to_uppercase())
}

/// Says something else of it, keeps a norm, or tells what clients were told.
pub async fn change_plus_one(
    app: &App,
    actor: &Actor,
    id: PlusOneId,
    change: &PlusOneChange,
) -> Result<PlusOneView, Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let org = app.store().org(&grant);
    let before = org.plus_one(id).await?.ok_or_else(gone)?;
    let old = &before.card;
    let card = Card {
        words: change
            .words
            .as_deref()
            .map_or_else(|| old.words.clone(), tidy),
        cost_class: change.cost_class.map_or(old.cost_class, Into::into),
        cost_cents: change.cost_cents.unwrap_or(old.cost_cents),
        currency: currency(change.currency.as_deref()).unwrap_or_else(|| old.currency.clone()),
        minutes: change.minutes.unwrap_or(old.minutes),
        ask_first: change.ask_first.unwrap_or(old.ask_first),
        hold_out_percent: change.hold_out_percent.unwrap_or(old.hold_out_percent),
    };
    let (touchpoint, replaces) = (
        change.touchpoint.unwrap_or(before.touchpoint),
        change.replaces.unwrap_or(before.replaces),
    );
    check(&org, &card, touchpoint, replaces).await?;
    if replaces == Some(id) {
        return Err(Problem::field("replaces", "It can't take its own place."));
    }
    if change.kept.is_some() && before.state != State::Norm {
        let why = "Only a norm is kept; this one still surprises, or is given no more.";
        return Err(Problem::because(Code::Conflict, why));
    }
    let (kept_at, kept_by) = match change.kept {
        None => (before.kept_at, before.kept_by),
        Some(true) => (
            before.kept_at.or(Some(app.now())),
            before.kept_by.or(person(&grant)),
        ),
        Some(false) => (None, None),
    };
    let farewell = match &change.farewell {
        None => before.farewell.clone(),
        Some(words) => words.as_deref().map(tidy).filter(|it| !it.is_empty()),
    };
    if farewell.as_ref().is_some_and(|it| it.chars().count() > 500) {
        return Err(Problem::field(
            "farewell",
            "This has at most 500 characters.",
        ));
    }
    let edit = KeptPlusOne {
        card,
        touchpoint,
        replaces,
        kept_at,
        kept_by,
        farewell,
        ..before.clone()
    };
    if !org.change_plus_one(&edit).await? {
        return Err(gone());
    }
    settle_norms(app, &grant, &edit, &org.plus_one_life(edit.no).await?).await?;
    let action = match change.kept {
        Some(true) => "keep_norm",
        Some(false) => "reopen_norm",
        None => "change_board_card",
    };
    note(app, &grant, action, subject(&edit), json!({})).await?;
    view_of(app, &grant, id).await
}

/// Somebody moves it by hand.
pub async fn move_plus_one(
    app: &App,
    actor: &Actor,
    id: PlusOneId,
    to: State,
) -> Result<PlusOneView, Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let org = app.store().org(&grant);
    let before = org.plus_one(id).await?.ok_or_else(gone)?;
    may_move(before.state, to, before.given.unsigned_abs())
        .map_err(|refusal| Problem::because(Code::Conflict, sentence(&refusal)))?;
    let moved = org.move_plus_one(id, to, app.now(), person(&grant)).await?;
    let settled = moved.ok_or_else(gone)?;
    settle_norms(app, &grant, &before, &settled.life).await?;
    let detail = json!({ "from": before.state.as_str(), "to": to.as_str() });
    note(app, &grant, "move_board_card", subject(&before), detail).await?;
    view_of(app, &grant, id).await
}

/// The last move by hand is taken back: it stands where it would stand without.
pub async fn take_back_move(
    app: &App,
    actor: &Actor,
    id: PlusOneId,
) -> Result<PlusOneView, Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let org = app.store().org(&grant);
    let before = org.plus_one(id).await?.ok_or_else(gone)?;
    let settled = org
        .take_back_move(id, app.now())
        .await?
        .ok_or_else(|| Problem::because(Code::Conflict, "Nobody has moved it by hand."))?;
    settle_norms(app, &grant, &before, &settled.life).await?;
    let detail = json!({ "from": before.state.as_str(), "to": settled.life.state.as_str() });
    note(
        app,
        &grant,
        "take_back_plus_one_move",
        subject(&before),
        detail,
    )
    .await?;
    view_of(app, &grant, id).await
}

/// A person of the firm is for it, or no more.
pub async fn vote_plus_one(
    app: &App,
    actor: &Actor,
    id: PlusOneId,
    wanted: bool,
) -> Result<PlusOneView, Problem> {
    let grant = actor.require(Permission::RecordSignals)?;
    let org = app.store().org(&grant);
    let it = org.plus_one(id).await?.ok_or_else(gone)?;
    let Some(by) = person(&grant) else {
        return Err(Problem::because(Code::Forbidden, "Only people vote."));
    };
    org.vote_plus_one(it.no, by, wanted).await?;
    let action = if wanted {
        "vote_board_card"
    } else {
        "unvote_board_card"
    };
    note(app, &grant, action, subject(&it), json!({})).await?;
    view_of(app, &grant, id).await
}
