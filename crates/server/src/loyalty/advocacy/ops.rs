//! What can be done about advocacy, and what of our growth was earned.

use std::collections::HashMap;

use domain::access::{Actor, Permission};
use domain::ids::{AdvocacyId, ClientId, PlusOneId, TouchId, TouchpointId};
use domain::loyalty::advocacy::{Advocacy, CausedBy, Kind, rates};
use serde_json::json;
use store::OrgStore;
use store::loyalty::advocacy::{ALL, AdvocacyFilter, Between, KeptAdvocacy};

use super::views::{
    AdvocacyForm, AdvocacyView, CauseKindView, CausedByForm, CausedByView, CountsView, ListParams,
    RatesView,
};
use crate::App;
use crate::access::ops::{Subject, note};
use crate::error::{Code, Fields, Problem};
use crate::loyalty::promises::ops::{client_no, cursor, moment, next_cursor, person};
use crate::signals::events::views::ClientNameView;
use crate::view::{Page, harmless};

/// Acts on one page.
const PAGE: usize = 100;

/// How many a page has.
pub fn limit(params: &ListParams) -> Result<usize, Problem> {
    let limit = params.limit.unwrap_or(PAGE);
    if (1..=200).contains(&limit) {
        Ok(limit)
    } else {
        Err(Problem::field(
            "limit",
            "A number from 1 to 200 is expected.",
        ))
    }
}

/// What the causes of some acts are called.
struct Labels {
    touchpoints: HashMap<TouchpointId, String>,
    plus_ones: HashMap<PlusOneId, String>,
    touches: HashMap<TouchId, String>,
}

impl Labels {
    async fn of(org: &OrgStore, acts: &[KeptAdvocacy]) -> Result<Labels, Problem> {
        let design = org.design().await?;
        let causes = || acts.iter().filter_map(|it| it.advocacy.caused_by);
        let touches: Vec<TouchId> = causes()
            .filter_map(|cause| match cause {
                CausedBy::Touch(id) => Some(id),
                _ => None,
            })
            .collect();
        let given = causes().any(|cause| matches!(cause, CausedBy::PlusOne(_)));
        let plus_ones = if given {
            org.plus_ones().await?
        } else {
            Vec::new()
        };
        let touches = org.named_touches(&touches).await?;
        let places = design.touchpoints.into_iter();
        Ok(Labels {
            touchpoints: places.map(|it| (it.id, it.label)).collect(),
            plus_ones: plus_ones
                .into_iter()
                .map(|it| (it.id, it.card.words))
                .collect(),
            touches: touches.into_iter().map(|it| (it.id, it.label)).collect(),
        })
    }
}

fn view(it: KeptAdvocacy, labels: &Labels) -> AdvocacyView {
    let act = it.advocacy;
    AdvocacyView {
        id: act.id,
        client: ClientNameView {
            id: act.client,
            key: act.client_key,
            name: act.client_name,
        },
        kind: act.kind.into(),
        at: act.at,
        words: act.words,
        caused_by: act.caused_by.map(|cause| {
            let (kind, id, label) = match cause {
                CausedBy::Touch(id) => (
                    CauseKindView::Touch,
                    id.to_string(),
                    labels.touches.get(&id),
                ),
                CausedBy::PlusOne(id) => (
                    CauseKindView::PlusOne,
                    id.to_string(),
                    labels.plus_ones.get(&id),
                ),
                CausedBy::Touchpoint(id) => (
                    CauseKindView::Touchpoint,
                    id.to_string(),
                    labels.touchpoints.get(&id),
                ),
            };
            CausedByView {
                kind,
                id,
                label: label.cloned().unwrap_or_default(),
            }
        }),
        new_client: act
            .new_client
            .zip(it.new_client)
            .map(|(id, (key, name))| ClientNameView { id, key, name }),
        revenue_cents: act.revenue_cents,
    }
}

/// Who spoke for us, the newest first.
pub async fn list_advocacy(
    app: &App,
    actor: &Actor,
    params: &ListParams,
) -> Result<Page<AdvocacyView>, Problem> {
    let grant = actor.require(Permission::ReadClients)?;
    let org = app.store().org(&grant);
    let limit = limit(params)?;
    let filter = AdvocacyFilter {
        client: client_no(&org, params.client).await?,
        after: cursor(params.after.as_deref())?,
        ..ALL
    };
    let mut found = org.advocacies(&filter, limit + 1).await?;
    let more = found.len() > limit;
    found.truncate(limit);
    let last = found.last().filter(|_| more);
    let next = last.map(|it| next_cursor(it.advocacy.at, it.advocacy.id));
    let labels = Labels::of(&org, &found).await?;
    let items = found.into_iter().map(|it| view(it, &labels)).collect();
    Ok(Page { items, next })
}

/// Deliveries to one client that are looked through.
const GIFTS: usize = 1_000;

/// What of ours a field names; refused where there is no such thing, or it was another client's.
async fn caused_by(
    org: &OrgStore,
    fields: &mut Fields,
    client: i64,
    form: Option<&CausedByForm>,
) -> Result<Option<CausedBy>, Problem> {
    let Some(form) = form else {
        return Ok(None);
    };
    let mut unknown = "There is no such thing here.";
    let found = match form.kind {
        CauseKindView::Touch => match form.id.parse() {
            Ok(id) => {
                let touch = org.named_touches(&[id]).await?.pop();
                unknown = match &touch {
                    Some(_) => "This touch was with another client.",
                    None => "There is no such touch.",
                };
                let own = touch.filter(|touch| touch.client == client);
                own.map(|touch| CausedBy::Touch(touch.id))
            }
            Err(_) => None,
        },
        CauseKindView::Touchpoint => match form.id.parse() {
            Ok(id) if org.touchpoint(id).await?.is_some() => Some(CausedBy::Touchpoint(id)),
            _ => None,
        },
        CauseKindView::PlusOne => match form.id.parse::<PlusOneId>() {
            Ok(id) => {
                let known = org.plus_one(id).await?;
                unknown = match &known {
                    Some(_) => "This client never got this plus-one.",
                    None => "There is no such plus-one.",
                };
                let gifts = org.client_gifts(client, GIFTS).await?;
                let got = gifts.iter().any(|it| it.plus_one == id && !it.held_out);
                (known.is_some() && got).then_some(CausedBy::PlusOne(id))
            }
            Err(_) => None,
        },
    };
    if found.is_none() {
        fields.refuse("caused_by", unknown);
    }
    Ok(found)
}

/// Writes down that somebody spoke for us.
pub async fn note_advocacy(
    app: &App,
    actor: &Actor,
    form: &AdvocacyForm,
) -> Result<AdvocacyView, Problem> {
    let grant = actor.require(Permission::RecordSignals)?;
    let org = app.store().org(&grant);
    let now = app.now();
    let mut fields = Fields::default();
    let found = org.client_who_counts(form.client).await?;
    let client = found.ok_or_else(|| Problem::field("client", "There is no such client."))?;
    let new_client = match form.new_client {
        None => None,
        Some(id) => {
            let found = org.client_who_counts(id).await?;
            if found.is_none() {
                fields.refuse("new_client", "There is no such client.");
            }
            found
        }
    };
    let words = form.words.as_deref().map(str::trim);
    let act = Advocacy {
        id: app.id(),
        client: client.id,
        client_key: client.key.clone(),
        client_name: client.name.clone(),
        kind: form.kind.into(),
        at: moment(&mut fields, "at", form.at.as_deref(), now),
        words: words.filter(|it| !it.is_empty()).map(str::to_owned),
        caused_by: caused_by(&org, &mut fields, client.no, form.caused_by.as_ref()).await?,
        new_client: new_client.as_ref().map(|it| it.id),
        revenue_cents: form.revenue_cents,
        noted_at: now,
        noted_by: person(&grant),
        withdrawn: false,
    };
    for (field, message) in act.faults(now) {
        let field = if field == "revenue" {
            "revenue_cents"
        } else {
            field
        };
        fields.refuse(field, message);
    }
    fields.check()?;
    let between = Between {
        client: client.no,
        new_client: new_client.as_ref().map(|it| it.no),
    };
    org.add_advocacy(now, &[(act.clone(), between)]).await?;
    let label = client.name.unwrap_or(client.key);
    let detail = json!({ "kind": act.kind.as_str() });
    note(
        app,
        &grant,
        "note_advocacy",
        Subject::new("advocacy", act.id, label),
        detail,
    )
    .await?;
    let kept = KeptAdvocacy {
        advocacy: act,
        new_client: new_client.map(|it| (it.key, it.name)),
    };
    let labels = Labels::of(&org, std::slice::from_ref(&kept)).await?;
    Ok(view(kept, &labels))
}

/// It was not so.
pub async fn withdraw_advocacy(app: &App, actor: &Actor, id: AdvocacyId) -> Result<(), Problem> {
    let grant = actor.require(Permission::RecordSignals)?;
    let org = app.store().org(&grant);
    let gone = || Problem::not_found("such act of advocacy");
    let known = org.advocacy(id).await?.ok_or_else(gone)?.advocacy;
    if !org.withdraw_advocacy(id, app.now()).await? {
        return Err(gone());
    }
    let label = known.client_name.unwrap_or(known.client_key);
    let detail = json!({ "withdrawn": true, "kind": known.kind.as_str() });
    note(
        app,
        &grant,
        "change_advocacy",
        Subject::new("advocacy", id, label),
        detail,
    )
    .await
}

/// It was so after all.
pub async fn restore_advocacy(
    app: &App,
    actor: &Actor,
    id: AdvocacyId,
) -> Result<AdvocacyView, Problem> {
    let grant = actor.require(Permission::RecordSignals)?;
    let org = app.store().org(&grant);
    let gone = || Problem::not_found("such act of advocacy");
    let known = org.advocacy(id).await?.ok_or_else(gone)?;
    if !org.restore_advocacy(id, app.now()).await? {
        return Err(Problem::because(Code::Conflict, "It was not taken back."));
    }
    let act = &known.advocacy;
    let label = act.client_name.clone().unwrap_or(act.client_key.clone());
    let detail = json!({ "kind": act.kind.as_str() });
    let subject = Subject::new("advocacy", id, label);
    note(app, &grant, "restore_advocacy", subject, detail).await?;
    let labels = Labels::of(&org, std::slice::from_ref(&known)).await?;
    Ok(view(known, &labels))
}

/// How many spoke for us and how many left, however many a page of them shows.
pub async fn show_advocacy_counts(app: &App, actor: &Actor) -> Result<CountsView, Problem> {
    let grant = actor.require(Permission::ReadClients)?;
    let counts = app.store().org(&grant).advocacy_counts().await?;
    Ok(counts.into())
}

/// The most acts that a year is counted from.
const MOST_ACTS: usize = 100_000;

/// How many spoke for us within the last twelve months.
pub async fn show_advocacy_rates(app: &App, actor: &Actor) -> Result<RatesView, Problem> {
    let grant = actor.require(Permission::ReadInsight)?;
    let org = app.store().org(&grant);
    let now = app.now();
    let filter = AdvocacyFilter {
        from: now.plus_seconds(-365 * 86_400),
        to: now.plus_seconds(1),
        ..ALL
    };
    let acts: Vec<(ClientId, Kind, bool)> = org
        .advocacies(&filter, MOST_ACTS)
        .await?
        .into_iter()
        .map(|it| {
            let act = it.advocacy;
            (act.client, act.kind, act.new_client.is_some())
        })
        .collect();
    let clients = u64::try_from(org.count_clients().await?).unwrap_or_default();
    let found = rates(&acts, clients);
    Ok(RatesView {
        advocates: found.advocates.into(),
        referrers: found.referrers.into(),
        conversion: found.conversion.into(),
        k: found.k,
    })
}

/// Who spoke for us, as a table.
pub async fn export_advocacy(app: &App, actor: &Actor) -> Result<Vec<u8>, Problem> {
    let grant = actor.require(Permission::ReadClients)?;
    let org = app.store().org(&grant);
    let mut writer = csv::Writer::from_writer(Vec::new());
    let columns = [
        "client",
        "name",
        "kind",
        "at",
        "words",
        "caused_by",
        "cause",
        "new_client",
        "revenue_cents",
    ];
    writer.write_record(columns).map_err(Problem::internal)?;
    let found = org.advocacies(&ALL, MOST_ACTS).await?;
    let labels = Labels::of(&org, &found).await?;
    for it in found {
        let new_client = it.new_client.clone();
        let act = it.advocacy.clone();
        let cause = view(it, &labels).caused_by;
        let (kind, cause) = cause.map_or_else(Default::default, |it| {
            (it.kind.as_str().to_owned(), it.label)
        });
        let record = [
            act.client_key,
            act.client_name.unwrap_or_default(),
            act.kind.as_str().to_owned(),
            act.at.to_string(),
            act.words.unwrap_or_default(),
            kind,
            cause,
            new_client.map(|(key, _)| key).unwrap_or_default(),
            act.revenue_cents
                .map(|it| it.to_string())
                .unwrap_or_default(),
        ];
        let cells = record.iter().map(|cell| harmless(cell).into_owned());
        writer.write_record(cells).map_err(Problem::internal)?;
    }
    writer
        .into_inner()
        .map_err(|error| Problem::internal(error.to_string()))
}
