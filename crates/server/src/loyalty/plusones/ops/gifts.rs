//! Who got a plus-one, how they took it, and what to give next.

use domain::access::{Actor, Grant, Permission, Person};
use domain::ids::{ClientId, GiftId, PlusOneId};
use domain::loyalty::plusones::asking::{Guard, must_ask, unwanted_by};
use domain::loyalty::plusones::{Gift, Reaction};
use domain::time::Timestamp;
use serde_json::json;
use store::OrgStore;
use store::loyalty::plusones::{Given, KeptGift, KeptPlusOne, NewGift, Taking};

use super::known::Known;
use super::norms::{norm_by, settle_norms};
use super::{gone, person};
use crate::App;
use crate::access::ops::{Subject, note};
use crate::error::{Code, FieldError, Fields, Problem, sentence};
use crate::insight::export::Sheet;
use crate::loyalty::plusones::views::{
    ClientNormView, ClientPlusOnesView, GiftReaction, GiftView, GivenView, NewGiftForm, owner,
};
use crate::signals::events::views::ClientNameView;
use crate::view::Page;

/// The longest words of a client about one delivery.
const LONGEST_WORDS: usize = 1_000;
/// The longest name that a sender may give a delivery.
const LONGEST_EXTERNAL_ID: usize = 100;
/// What one client got, as far back as it is shown and judged.
pub(super) const CLIENT_GIFTS: usize = 1_000;

fn no_gift() -> Problem {
    Problem::not_found("such delivery")
}

fn view(gift: KeptGift, people: &[Person]) -> GiftView {
    GiftView {
        id: gift.id,
        plus_one: gift.plus_one,
        plus_one_words: gift.plus_one_words,
        client: ClientNameView {
            id: gift.client,
            key: gift.client_key,
            name: gift.client_name,
        },
        at: gift.at,
        held_out: gift.held_out,
        asked_first: gift.asked_first,
        reaction: gift.taking.reaction.map(Into::into),
        felt: gift.taking.felt,
        words: gift.taking.words,
        reacted_at: gift.taking.at,
        given_by: owner(gift.given_by, people),
        taken_back: gift.taken_back_at.is_some(),
    }
}

fn subject(gift: &KeptGift) -> Subject {
    Subject::new("gift", gift.id, &gift.plus_one_words)
}

/// A page of who got it, the newest first, and the cursor of the next one.
pub async fn list_gifts(
    app: &App,
    actor: &Actor,
    id: PlusOneId,
    before: Option<&str>,
    limit: Option<usize>,
) -> Result<Page<GiftView>, Problem> {
    let grant = actor.require(Permission::ReadClients)?;
    let org = app.store().org(&grant);
    let it = org.plus_one(id).await?.ok_or_else(gone)?;
    let before = before.map(read_cursor).transpose()?;
    let limit = limit.unwrap_or(50).clamp(1, 200);
    let page = org.gifts(it.no, before, limit).await?;
    let people = org.people().await?;
    Ok(Page {
        items: page
            .items
            .into_iter()
            .map(|gift| view(gift, &people))
            .collect(),
        next: page.next.map(|(at, no)| format!("{}_{no}", at.micros())),
    })
}

fn read_cursor(text: &str) -> Result<(Timestamp, i64), Problem> {
    let parts = text
        .split_once('_')
        .and_then(|(at, no)| Some((at.parse().ok()?, no.parse().ok()?)));
    let wanted = "`before` is the `next` of the page before, unchanged.";
    let (at, no) = parts.ok_or_else(|| Problem::because(Code::InvalidFields, wanted))?;
    Ok((Timestamp::from_micros(at), no))
}

/// Everybody who got it, as a table.
pub async fn export_gifts(app: &App, actor: &Actor, id: PlusOneId) -> Result<Sheet, Problem> {
    let grant = actor.require(Permission::ReadClients)?;
    let org = app.store().org(&grant);
    let it = org.plus_one(id).await?.ok_or_else(gone)?;
    let people = org.people().await?;
    let columns = [
        "Client",
        "Name",
        "When",
        "Held out",
        "Asked first",
        "Reaction",
        "Felt",
        "Words",
        "By",
    ];
    let mut rows = Vec::new();
    let mut before = None;
    loop {
        let page = org.gifts(it.no, before, 10_000).await?;
        for gift in page.items {
            rows.push(vec![
                gift.client_key.into(),
                gift.client_name.into(),
                gift.at.to_string().into(),
                gift.held_out.into(),
                gift.asked_first.into(),
                gift.taking.reaction.map(|it| it.as_str().to_owned()).into(),
                gift.taking.felt.map(f64::from).into(),
                gift.taking.words.into(),
                owner(gift.given_by, &people).map(|it| it.name).into(),
            ]);
        }
        before = page.next;
        if before.is_none() {
            break;
        }
    }
    Ok(Sheet {
        name: "Deliveries",
        columns: columns.iter().map(|it| (*it).to_owned()).collect(),
        rows,
    })
}

/// What is said of a delivery, read and checked.
fn read_gift(app: &App, form: &NewGiftForm) -> Result<(Timestamp, Taking), Problem> {
    let now = app.now();
    let mut fields = Fields::default();
    let at = match form.at.as_deref().map(Timestamp::parse_rfc3339) {
        None => now,
        Some(Ok(at)) if at <= now => at,
        Some(Ok(_)) => {
            fields.refuse("at", "This is in the future.");
            now
        }
        Some(Err(_)) => {
            let wanted = "A moment in RFC 3339 is expected, such as 2026-05-13T09:30:00Z.";
            fields.refuse("at", wanted);
            now
        }
    };
    if form.held_out && form.reaction.is_some() {
        let why = "What was left out has no reaction; say how the touch was felt.";
        fields.refuse("reaction", why);
    }
    check_felt(&mut fields, form.felt);
    let words = said(&mut fields, form.words.as_deref());
    let external = form.external_id.as_deref();
    if external.is_some_and(|it| it.is_empty() || it.len() > LONGEST_EXTERNAL_ID) {
        fields.refuse("external_id", "This has 1 to 100 characters.");
    }
    fields.check()?;
    let heard = form.reaction.is_some() || form.felt.is_some() || words.is_some();
    let taking = Taking {
        reaction: form.reaction.map(Into::into),
        felt: form.felt,
        words,
        at: heard.then_some(at),
    };
    Ok((at, taking))
}

fn check_felt(fields: &mut Fields, felt: Option<i8>) {
    if felt.is_some_and(|felt| !(-3..=3).contains(&felt)) {
        fields.refuse(
            "felt",
            "This is −3 (far below what was expected) to 3 (far beyond).",
        );
    }
}

fn said(fields: &mut Fields, words: Option<&str>) -> Option<String> {
    let words = words.map(str::trim).filter(|it| !it.is_empty());
    if words.is_some_and(|it| it.chars().count() > LONGEST_WORDS) {
        fields.refuse("words", "This has at most 1,000 characters.");
    }
    words.map(str::to_owned)
}

/// What stands in the way of giving it to this client without having asked.
async fn guard(
    app: &App,
    org: &OrgStore,
    it: &KeptPlusOne,
    client: i64,
) -> Result<Option<Guard>, Problem> {
    let own: Vec<Gift> = org
        .client_gifts(client, CLIENT_GIFTS)
        .await?
        .iter()
        .filter(|gift| gift.plus_one == it.id)
        .map(KeptGift::gift)
        .collect();
    if unwanted_by(&own, client) {
        return Ok(Some(Guard::Unwanted));
    }
    let reactions = Known::gather(app, org, None).await?.counted(it).reactions;
    Ok(must_ask(it.card.ask_first, reactions).then_some(Guard::AskFirst))
}

/// What may be given: nothing of it is written yet.
pub enum Ready {
    /// It was sent before.
    Same(Box<KeptGift>),
    New(Box<NewGift>),
}

/// Notes a delivery; the ratchet runs with it.
pub async fn give(
    app: &App,
    actor: &Actor,
    id: PlusOneId,
    form: &NewGiftForm,
) -> Result<GivenView, Problem> {
    let grant = actor.require(Permission::RecordSignals)?;
    let ready = may_give(app, &grant, id, form).await?;
    keep_given(app, &grant, id, ready).await
}

/// Reads what is to be given, or says what stands in its way.
pub async fn may_give(
    app: &App,
    grant: &Grant,
    id: PlusOneId,
    form: &NewGiftForm,
) -> Result<Ready, Problem> {
    let org = app.store().org(grant);
    let it = org.plus_one(id).await?.ok_or_else(gone)?;
    let (at, taking) = read_gift(app, form)?;
    let client = org.client_who_counts(form.client).await?;
    let client = client.ok_or_else(|| Problem::field("client", "There is no such client."))?;
    if let Some(same) = sent_before(&org, form, id, client.no).await? {
        return Ok(Ready::Same(Box::new(same)));
    }
    if !form.held_out
        && !form.asked_first
        && let Some(guard) = guard(app, &org, &it, client.no).await?
    {
        // What stands in its way may be itself, sent twice at the same time.
        if let Some(same) = sent_before(&org, form, id, client.no).await? {
            return Ok(Ready::Same(Box::new(same)));
        }
        let code = match guard {
            Guard::Unwanted => Code::UnwantedPlusOne,
            Guard::AskFirst => Code::AskFirst,
        };
        return Err(Problem::because(code, sentence(&guard)));
    }
    Ok(Ready::New(Box::new(NewGift {
        id: app.id(),
        client: client.no,
        at,
        held_out: form.held_out,
        asked_first: form.asked_first,
        taking,
        external_id: form.external_id.clone(),
        given_by: person(grant),
    })))
}

/// What was sent under the same name before.
async fn sent_before(
    org: &OrgStore,
    form: &NewGiftForm,
    plus_one: PlusOneId,
    client: i64,
) -> Result<Option<KeptGift>, Problem> {
    let Some(external) = &form.external_id else {
        return Ok(None);
    };
    let same = org.same_gift(external).await?;
    if let Some(same) = &same {
        check_same(org, same, plus_one, client).await?;
    }
    Ok(same)
}

/// Refuses a name under which something else was sent. The client may have been found to be another one since.
async fn check_same(
    org: &OrgStore,
    same: &KeptGift,
    plus_one: PlusOneId,
    client: i64,
) -> Result<(), Problem> {
    let counts = org.client_who_counts(same.client).await?;
    if same.plus_one == plus_one && counts.is_some_and(|it| it.no == client) {
        return Ok(());
    }
    let why = "Another delivery was sent under this id: of another plus-one, or to another client.";
    let mut problem = Problem::because(Code::Conflict, why);
    problem.errors.push(FieldError::new("external_id", why));
    Err(problem)
}

/// Writes down what may be given.
pub async fn keep_given(
    app: &App,
    grant: &Grant,
    id: PlusOneId,
    ready: Ready,
) -> Result<GivenView, Problem> {
    let org = app.store().org(grant);
    let new = match ready {
        Ready::New(new) => new,
        Ready::Same(gift) => {
            let settled = None;
            let gift = *gift;
            return answer(app, grant, Given { gift, settled }).await;
        }
    };
    let given = org.give(id, &new, app.now()).await?.ok_or_else(gone)?;
    if let Some(settled) = &given.settled {
        let action = if new.held_out {
            "hold_out_gift"
        } else {
            "give_gift"
        };
        let detail = json!({ "client": given.gift.client_key, "norm": norm_by(settled) });
        note(app, grant, action, subject(&given.gift), detail).await?;
    } else {
        // Somebody was faster under the same name.
        check_same(&org, &given.gift, id, new.client).await?;
    }
    answer(app, grant, given).await
}

/// Brings the ledgers to what the ratchet says, and tells what came of it.
async fn answer(app: &App, grant: &Grant, given: Given) -> Result<GivenView, Problem> {
    let org = app.store().org(grant);
    let it = org.plus_one(given.gift.plus_one).await?.ok_or_else(gone)?;
    if let Some(settled) = &given.settled {
        settle_norms(app, grant, &it, &settled.life).await?;
    }
    let why = given.settled.as_ref().and_then(norm_by);
    Ok(GivenView {
        gift: view(given.gift, &org.people().await?),
        state: it.state.into(),
        became_norm: why.is_some(),
        why,
    })
}

/// How the client took it, learnt later or corrected.
pub async fn react(
    app: &App,
    actor: &Actor,
    id: GiftId,
    change: &GiftReaction,
) -> Result<GivenView, Problem> {
    let grant = actor.require(Permission::RecordSignals)?;
    let org = app.store().org(&grant);
    let gift = org.gift(id).await?.ok_or_else(no_gift)?;
    let before = &gift.taking;
    let mut fields = Fields::default();
    let reaction = match change.reaction {
        None => before.reaction,
        Some(reaction) => reaction.map(Reaction::from),
    };
    let felt = change.felt.unwrap_or(before.felt);
    check_felt(&mut fields, felt);
    let words = match &change.words {
        None => before.words.clone(),
        Some(words) => said(&mut fields, words.as_deref()),
    };
    if gift.held_out && reaction.is_some() {
        fields.refuse("reaction", "What was left out has no reaction.");
    }
    fields.check()?;
    let taking = Taking {
        reaction,
        felt,
        words,
        at: Some(app.now()),
    };
    let given = org.take_reaction(id, &taking, app.now()).await?;
    let given = given.ok_or_else(no_gift)?;
    let detail = json!({
        "client": gift.client_key, "reaction": reaction.map(Reaction::as_str),
        "norm": given.settled.as_ref().and_then(norm_by),
    });
    note(app, &grant, "react_to_gift", subject(&gift), detail).await?;
    answer(app, &grant, given).await
}

/// It was not so.
pub async fn take_back_gift(app: &App, actor: &Actor, id: GiftId) -> Result<GivenView, Problem> {
    put_back(app, actor, id, true).await
}

/// It was so all the same.
pub async fn restore_gift(app: &App, actor: &Actor, id: GiftId) -> Result<GivenView, Problem> {
    put_back(app, actor, id, false).await
}

async fn put_back(app: &App, actor: &Actor, id: GiftId, back: bool) -> Result<GivenView, Problem> {
    let grant = actor.require(Permission::RecordSignals)?;
    let org = app.store().org(&grant);
    let given = org.take_back_gift(id, back, app.now()).await?;
    let given = given.ok_or_else(no_gift)?;
    let action = if back {
        "take_back_gift"
    } else {
        "restore_gift"
    };
    let detail = json!({ "client": given.gift.client_key });
    note(app, &grant, action, subject(&given.gift), detail).await?;
    answer(app, &grant, given).await
}

/// What one client got, and expects because of it.
pub async fn client_plus_ones(
    app: &App,
    actor: &Actor,
    id: ClientId,
) -> Result<ClientPlusOnesView, Problem> {
    let grant = actor.require(Permission::ReadClients)?;
    let org = app.store().org(&grant);
    let client = org.client(id).await?;
    let client = client.ok_or_else(|| Problem::not_found("such client"))?;
    let gifts = org.client_gifts(client.no, 100).await?;
    let last_felt_at = gifts
        .iter()
        .filter(|gift| gift.taking.reaction.is_some_and(Reaction::felt))
        .map(|gift| gift.at)
        .max();
    let people = org.people().await?;
    let norms = org.client_norms(client.no).await?;
    Ok(ClientPlusOnesView {
        gifts: gifts.into_iter().map(|gift| view(gift, &people)).collect(),
        norms: norms
            .into_iter()
            .map(|norm| ClientNormView {
                plus_one: norm.plus_one,
                words: norm.words,
                expectation: norm.expectation,
            })
            .collect(),
        last_felt_at,
    })
}
