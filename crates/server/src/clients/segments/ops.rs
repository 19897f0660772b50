//! What can be done with segments.

use std::sync::Arc;

use domain::access::{Actor, Grant, Permission};
use domain::clients::definitions::AttributeKind;
use domain::clients::filter::{FieldKind, Filter};
use domain::clients::{Client, ClientKind};
use domain::ids::ClientSegmentId;
use serde_json::{Value, json};
use store::OrgStore;
use store::clients::ClientSegment;

use super::columns::{Snapshot, kind_of, snapshot};
use super::derived;
use super::views::{
    ClientSegmentChange, FieldValue, FieldView, FilterView, NewClientSegment, SegmentPreview,
    SegmentView,
};
use crate::App;
use crate::access::ops::{Subject, name_of, note};
use crate::clients::directory::ops::list_views;
use crate::error::{Code, FieldError, Fields, Problem};

/// Clients that a preview shows.
const SHOWN: usize = 10;
/// Values of a field that are offered.
const OFFERED: usize = 200;
/// Characters of a segment's name.
const LONGEST: usize = 120;

/// Reads a filter; what is wrong is told with its place under `field`.
pub(crate) fn read_filter(document: &Value, field: &str) -> Result<Filter, Problem> {
    Filter::read(document, &kind_of).map_err(|refusals| {
        let errors = refusals.into_iter().map(|refusal| {
            let at = match refusal.at.as_str() {
                "" => field.to_owned(),
                at => format!("{field}.{at}"),
            };
            FieldError::new(at, refusal.message)
        });
        Problem::fields(errors.collect())
    })
}

/// Whom a filter means, by their rows in the order of names.
pub(crate) struct Meant {
    pub snapshot: Arc<Snapshot>,
    pub rows: Vec<bool>,
}

impl Meant {
    pub async fn find(app: &App, grant: &Grant, filter: &Filter) -> Result<Self, Problem> {
        let snapshot = snapshot(app, grant).await?;
        let rows = snapshot.matches(app, grant, filter).await?;
        Ok(Self { snapshot, rows })
    }

    pub fn count(&self) -> usize {
        self.rows.iter().filter(|meant| **meant).count()
    }

    pub fn holds(&self, no: i64) -> bool {
        let row = self.snapshot.row(no);
        row.is_some_and(|row| self.rows.get(row).copied().unwrap_or_default())
    }

    /// Numbers of clients in the order of their names, after a client, and whether there are more.
    pub fn page(&self, after: Option<i64>, limit: usize) -> (Vec<i64>, bool) {
        let start = after
            .and_then(|no| self.snapshot.row(no))
            .map_or(0, |row| row + 1);
        let all = self.snapshot.numbers.iter().zip(&self.rows).skip(start);
        let mut page: Vec<i64> = all
            .filter(|(_, meant)| **meant)
            .map(|(no, _)| *no)
            .take(limit + 1)
            .collect();
        let more = page.len() > limit;
        page.truncate(limit);
        (page, more)
    }
}

/// Clients by their numbers, in the order of these.
pub(crate) async fn in_order(org: &OrgStore, numbers: &[i64]) -> Result<Vec<Client>, Problem> {
    let mut clients = org.clients_by_no(numbers).await?;
    let place = |client: &Client| numbers.iter().position(|no| *no == client.no);
    clients.sort_by_key(place);
    Ok(clients)
}

/// What filters may ask for, with the values that there are.
pub async fn list_filter_fields(app: &App, actor: &Actor) -> Result<Vec<FieldView>, Problem> {
    let grant = actor.require(Permission::ReadClients)?;
    let org = app.store().org(&grant);
    let snapshot = snapshot(app, &grant).await?;
    let definitions = org.attribute_definitions().await?;
    let field = |key: String, label: Option<String>, kind: FieldKind, values| FieldView {
        ops: kind.ops().iter().map(Into::into).collect(),
        kind: kind.into(),
        key,
        label,
        values,
    };
    let plain = |value: &str| FieldValue {
        value: value.to_owned(),
        label: None,
    };
    let labelled = |value: String, label: &str| FieldValue {
        value,
        label: Some(label.to_owned()),
    };
    let kinds = ClientKind::ALL.iter().map(|kind| plain(kind.as_str()));
    let tiers = org.tiers().await?;
    let tiers = tiers
        .iter()
        .map(|tier| labelled(tier.key.clone(), &tier.label));
    let people = org.people().await?;
    let people = people.iter().filter(|person| person.active);
    let people = people.map(|person| labelled(person.id.to_string(), &person.name));
    let mut fields = vec![
        field("kind".into(), None, FieldKind::Choice, kinds.collect()),
        field("tier".into(), None, FieldKind::Choice, tiers.collect()),
        field("owner".into(), None, FieldKind::Choice, people.collect()),
        field("last_touch_days".into(), None, FieldKind::Number, vec![]),
        field("known_days".into(), None, FieldKind::Number, vec![]),
    ];
    fields.extend(derived::FIELDS.iter().map(|it| {
        let values = it.choices().iter().map(|choice| plain(choice));
        field(it.key().to_owned(), None, it.kind(), values.collect())
    }));
    let mut attributes: Vec<FieldView> = Vec::new();
    for (key, words) in snapshot.attributes() {
        let known = definitions.iter().find(|it| it.key == key);
        let kind = match known.map(|it| it.kind) {
            Some(AttributeKind::Number) => FieldKind::Number,
            Some(AttributeKind::Date) => FieldKind::Date,
            Some(AttributeKind::Choice | AttributeKind::YesNo) => FieldKind::Choice,
            Some(AttributeKind::Text) | None => FieldKind::Text,
        };
        let mut values: Vec<&String> = words.words.iter().collect();
        values.sort();
        let values = values.into_iter().take(OFFERED).map(|it| plain(it));
        let label = known.map(|it| it.label.clone());
        attributes.push(field(format!("attr.{key}"), label, kind, values.collect()));
    }
    // What may be known and nobody knows yet can be asked for too.
    for it in &definitions {
        let key = format!("attr.{}", it.key);
        if !attributes.iter().any(|known| known.key == key) {
            let values = it.choices.iter().map(|choice| plain(choice)).collect();
            attributes.push(field(key, Some(it.label.clone()), FieldKind::Text, values));
        }
    }
    attributes.sort_by(|a, b| a.key.cmp(&b.key));
    fields.extend(attributes);
    Ok(fields)
}

/// Whom a filter means now.
pub async fn preview_segment(
    app: &App,
    actor: &Actor,
    filter: &FilterView,
) -> Result<SegmentPreview, Problem> {
    let grant = actor.require(Permission::ReadClients)?;
    let org = app.store().org(&grant);
    let filter = read_filter(&filter.0, "filter")?;
    let meant = Meant::find(app, &grant, &filter).await?;
    let (first, _) = meant.page(None, SHOWN);
    let first = in_order(&org, &first).await?;
    Ok(SegmentPreview {
        clients: meant.count(),
        of: meant.rows.len(),
        first: list_views(&org, &first).await?,
    })
}

async fn view(app: &App, grant: &Grant, segment: ClientSegment) -> Result<SegmentView, Problem> {
    let filter = read_filter(&segment.filter, "filter")?;
    let meant = Meant::find(app, grant, &filter).await?;
    Ok(SegmentView::of(segment, meant.count()))
}

pub async fn list_segments(app: &App, actor: &Actor) -> Result<Vec<SegmentView>, Problem> {
    let grant = actor.require(Permission::ReadClients)?;
    let mut views = Vec::new();
    for segment in app.store().org(&grant).client_segments().await? {
        views.push(view(app, &grant, segment).await?);
    }
    Ok(views)
}

/// The filter of a saved segment.
pub(crate) async fn filter_of(org: &OrgStore, id: ClientSegmentId) -> Result<Filter, Problem> {
    let segment = org.client_segment(id).await?;
    let segment = segment.ok_or_else(|| Problem::field("segment", "There is no such segment."))?;
    read_filter(&segment.filter, "filter")
}

fn read_name(text: &str) -> Result<String, String> {
    let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match name.chars().count() {
        0 => Err("say what the segment is called".to_owned()),
        1..=LONGEST => Ok(name),
        _ => Err(format!("a name has at most {LONGEST} characters")),
    }
}

fn taken(error: store::StoreError) -> Problem {
    match error {
        store::StoreError::Taken(_) => {
            Problem::because(Code::Conflict, "There is a segment of this name already.")
        }
        other => other.into(),
    }
}

pub async fn create_segment(
    app: &App,
    actor: &Actor,
    new: &NewClientSegment,
) -> Result<SegmentView, Problem> {
    let grant = actor.require(Permission::EditClients)?;
    let org = app.store().org(&grant);
    let mut fields = Fields::default();
    let name = fields.take("name", read_name(&new.name));
    let Some(name) = name else {
        return Err(fields.problem());
    };
    let filter = read_filter(&new.filter.0, "filter")?;
    let segment = ClientSegment {
        id: app.id(),
        name,
        filter: filter.write(),
        created_at: app.now(),
        changed_at: app.now(),
        by_name: name_of(app, &grant).await?,
    };
    org.create_client_segment(&segment).await.map_err(taken)?;
    let subject = Subject::new("segment", segment.id, &segment.name);
    let detail = json!({ "filter": segment.filter });
    note(app, &grant, "create_segment", subject, detail).await?;
    view(app, &grant, segment).await
}

pub async fn change_segment(
    app: &App,
    actor: &Actor,
    id: ClientSegmentId,
    change: &ClientSegmentChange,
) -> Result<SegmentView, Problem> {
    let grant = actor.require(Permission::EditClients)?;
    let org = app.store().org(&grant);
    let gone = || Problem::not_found("such segment");
    let mut segment = org.client_segment(id).await?.ok_or_else(gone)?;
    let mut fields = Fields::default();
    if let Some(text) = &change.name
        && let Some(name) = fields.take("name", read_name(text))
    {
        segment.name = name;
    }
    fields.check()?;
    if let Some(filter) = &change.filter {
        segment.filter = read_filter(&filter.0, "filter")?.write();
    }
    segment.changed_at = app.now();
    if !org.change_client_segment(&segment).await.map_err(taken)? {
        return Err(gone());
    }
    let subject = Subject::new("segment", segment.id, &segment.name);
    let detail = json!({ "filter": segment.filter });
    note(app, &grant, "change_segment", subject, detail).await?;
    view(app, &grant, segment).await
}

pub async fn delete_segment(app: &App, actor: &Actor, id: ClientSegmentId) -> Result<(), Problem> {
    let grant = actor.require(Permission::EditClients)?;
    let org = app.store().org(&grant);
    let gone = || Problem::not_found("such segment");
    let segment = org.client_segment(id).await?.ok_or_else(gone)?;
    if !org.delete_client_segment(id).await? {
        return Err(gone());
    }
    let subject = Subject::new("segment", id, &segment.name);
    // With its filter, by which it can be made again.
    let detail = json!({ "filter": segment.filter });
    note(app, &grant, "delete_segment", subject, detail).await
}
