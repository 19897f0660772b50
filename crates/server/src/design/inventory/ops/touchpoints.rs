//! Touchpoints: made, changed one by one or together, moved and removed.

use domain::access::{Actor, Permission, Person};
use domain::design::inventory::{
    ChangeKind, InventoryRefusal, Patch, check, read_attention, read_department, read_importance,
    read_words,
};
use domain::design::{Existence, Profile, Touchpoint};
use domain::ids::{AudienceId, ChangeId, ChannelId, PersonId, StageId, TouchpointId};
use serde_json::{Map, Value, json};
use store::design::inventory::{Inventory, InventoryStep};

use super::{Doing, Known, change_by};
use crate::App;
use crate::access::ops::Subject;
use crate::design::inventory::views::BulkView;
use crate::design::ops::{free_key, read_label};
use crate::design::plans::door::check_going_live;
use crate::design::views::{NewTouchpoint, TouchpointChange, TouchpointView};
use crate::error::{Fields, Problem};

/// Touchpoints that one change may name.
const MOST: usize = 5_000;

/// Every touchpoint, in its order.
pub async fn list_touchpoints(app: &App, actor: &Actor) -> Result<Vec<TouchpointView>, Problem> {
    let grant = actor.require(Permission::ReadDesign)?;
    let known = Known::read(app, &grant).await?;
    let all = known.design().touchpoints.iter();
    Ok(all.map(|it| known.view(it)).collect())
}

/// A further touchpoint. Its key is made of the label and stays.
pub async fn create_touchpoint(
    app: &App,
    actor: &Actor,
    new: &NewTouchpoint,
) -> Result<TouchpointView, Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let mut known = Known::read(app, &grant).await?;
    let (inventory, people) = (&known.inventory, &known.people);
    let mut fields = Fields::default();
    let label = fields.take("label", read_label(&new.label));
    let patch = Reader {
        inventory,
        people,
        fields: &mut fields,
    }
    .patch(&TouchpointChange {
        stage: new.stage.clone().map(Some),
        channel: new.channel.clone().map(Some),
        owner: new.owner.map(Some),
        moment_of_truth: Some(new.moment_of_truth),
        importance: new.importance,
        department: new.department.clone().map(Some),
        our_attention: new.our_attention.map(Some),
        industry_attention: new.industry_attention.map(Some),
        audiences: Some(new.audiences.clone()),
        reason: new.reason.clone().map(Some),
        note: new.note.clone().map(Some),
        ..TouchpointChange::default()
    });
    let profile = Profile {
        moment_of_truth: new.moment_of_truth,
        importance: patch.importance.unwrap_or(3),
        department: patch.department.flatten(),
        our_attention: patch.our_attention.flatten(),
        industry_attention: patch.industry_attention.flatten(),
        audiences: patch.audiences.unwrap_or_default(),
        reason: patch.reason.flatten(),
        note: patch.note.flatten(),
    };
    fields.explain(check(new.existence.into(), &profile));
    let label = match label {
        Some(label) if fields.is_empty() => label,
        _ => return Err(fields.problem()),
    };
    let design = known.design();
    let touchpoint = store::design::NewTouchpoint {
        id: app.id(),
        key: free_key(&label, |key| design.touchpoint_by_key(key).is_some()),
        label: label.clone(),
        kind: new.kind.into(),
        existence: new.existence.into(),
        stage: new.stage.clone(),
        channel: new.channel.clone(),
        owner: new.owner,
        profile,
    };
    let id = touchpoint.id;
    let doing = Doing {
        kind: ChangeKind::Create,
        action: "create_touchpoint",
        subject: Subject::new("touchpoint", id, &label),
        label,
        detail: json!({
            "kind": touchpoint.kind.as_str(), "existence": touchpoint.existence.as_str(),
        }),
    };
    let changed = change_by(app, &grant, doing, &[InventoryStep::Create(touchpoint)]).await?;
    known.inventory = changed.inventory;
    changed_view(&known, id, changed.change)
}

fn changed_view(
    known: &Known,
    id: TouchpointId,
    change: Option<ChangeId>,
) -> Result<TouchpointView, Problem> {
    let touchpoint = known.design().touchpoint(id).ok_or_else(gone)?;
    Ok(TouchpointView {
        change,
        ..known.view(touchpoint)
    })
}

fn gone() -> Problem {
    Problem::not_found("such touchpoint")
}

/// What is left out of the change stays.
pub async fn change_touchpoint(
    app: &App,
    actor: &Actor,
    id: TouchpointId,
    change: &TouchpointChange,
) -> Result<TouchpointView, Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let mut known = Known::read(app, &grant).await?;
    let before = known.design().touchpoint(id).ok_or_else(gone)?;
    let patch = read_patch(&known, change)?;
    let after = patch.apply(before);
    let mut fields = Fields::default();
    fields.explain(check(after.existence, &after.profile));
    fields.check()?;
    if goes_live(before, &after) {
        check_going_live(app, &app.store().org(&grant), &[&after]).await?;
    }
    let doing = Doing {
        kind: if patch.only_moves() {
            ChangeKind::Move
        } else {
            ChangeKind::Edit
        },
        action: "change_touchpoint",
        subject: Subject::new("touchpoint", id, &after.label),
        label: after.label.clone(),
        detail: differences(&known, before, &after),
    };
    let changed = change_by(app, &grant, doing, &[InventoryStep::Change(id, patch)]).await?;
    known.inventory = changed.inventory;
    changed_view(&known, id, changed.change)
}

fn goes_live(before: &Touchpoint, after: &Touchpoint) -> bool {
    after.existence == Existence::Live && before.existence != Existence::Live
}

/// Several touchpoints at once: all or none.
pub async fn change_touchpoints(
    app: &App,
    actor: &Actor,
    ids: &[TouchpointId],
    change: &TouchpointChange,
) -> Result<BulkView, Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    if ids.is_empty() || ids.len() > MOST {
        let message = format!("Name 1 to {MOST} touchpoints.");
        return Err(Problem::field("ids", message));
    }
    if change.label.is_some() || change.position.is_some() {
        let field = match change.label {
            Some(_) => "change.label",
            None => "change.position",
        };
        let message = "Labels and places are changed one by one.";
        return Err(Problem::field(field, message));
    }
    let mut known = Known::read(app, &grant).await?;
    let patch = read_patch(&known, change)?;
    let (mut errors, mut going_live) = (Vec::new(), Vec::new());
    let mut steps = Vec::with_capacity(ids.len());
    for (at, id) in ids.iter().enumerate() {
        let before = known.design().touchpoint(*id).ok_or_else(gone)?;
        let after = patch.apply(before);
        if let Err(refusal) = check(after.existence, &after.profile) {
            let message = crate::error::sentence(&format!("{}: {refusal}", before.label));
            errors.push(crate::FieldError::new(refusal.field(), message).of_item(at));
        }
        if goes_live(before, &after) {
            going_live.push(after);
        }
        steps.push(InventoryStep::Change(*id, patch.clone()));
    }
    Problem::if_any(errors)?;
    let going_live: Vec<&Touchpoint> = going_live.iter().collect();
    check_going_live(app, &app.store().org(&grant), &going_live).await?;
    let doing = Doing {
        kind: ChangeKind::Bulk,
        action: "change_touchpoints",
        subject: Subject::new("inventory", grant.organization(), ids.len().to_string()),
        label: ids.len().to_string(),
        detail: json!({ "touchpoints": ids.len(), "fields": named_fields(&patch) }),
    };
    let changed = change_by(app, &grant, doing, &steps).await?;
    known.inventory = changed.inventory;
    let items = ids.iter().filter_map(|id| known.design().touchpoint(*id));
    Ok(BulkView {
        items: items.map(|it| known.view(it)).collect(),
        change: changed.change,
    })
}

/// Takes a touchpoint away that nothing refers to.
pub async fn remove_touchpoint(
    app: &App,
    actor: &Actor,
    id: TouchpointId,
) -> Result<Option<ChangeId>, Problem> {
    let grant = actor.require(Permission::EditDesign)?;
    let design = app.store().org(&grant).design().await?;
    let label = design.touchpoint(id).ok_or_else(gone)?.label.clone();
    let doing = Doing {
        kind: ChangeKind::Remove,
        action: "remove_touchpoint",
        subject: Subject::new("touchpoint", id, &label),
        label,
        detail: json!({}),
    };
    let changed = change_by(app, &grant, doing, &[InventoryStep::Remove(id)]).await?;
    Ok(changed.change)
}

/// What a change names, read against what there is.
fn read_patch(known: &Known, change: &TouchpointChange) -> Result<Patch, Problem> {
    let mut fields = Fields::default();
    let patch = Reader {
        inventory: &known.inventory,
        people: &known.people,
        fields: &mut fields,
    }
    .patch(change);
    fields.check()?;
    Ok(patch)
}

struct Reader<'a> {
    inventory: &'a Inventory,
    people: &'a [Person],
    fields: &'a mut Fields,
}

impl Reader<'_> {
    /// A value that may be emptied, read.
    fn option<T: ?Sized + ToOwned, U>(
        &mut self,
        field: &str,
        value: Option<Option<&T>>,
        read: impl Fn(&T) -> Result<U, InventoryRefusal>,
    ) -> Option<Option<U>> {
        match value {
            None => None,
            Some(None) => Some(None),
            Some(Some(value)) => self.fields.take(field, read(value)).map(Some),
        }
    }

    fn patch(&mut self, change: &TouchpointChange) -> Patch {
        let label = change.label.as_deref();
        let label = label.and_then(|text| self.fields.take("label", read_label(text)));
        let stage = match &change.stage {
            None => None,
            Some(None) => Some(None),
            Some(Some(key)) => self.fields.take("stage", self.stage(key)).map(Some),
        };
        let channel = match &change.channel {
            None => None,
            Some(None) => Some(None),
            Some(Some(key)) => self.fields.take("channel", self.channel(key)).map(Some),
        };
        let unknown = |id: PersonId| {
            !self
                .people
                .iter()
                .any(|person| person.id == id && person.active)
        };
        if change.owner.flatten().is_some_and(unknown) {
            self.fields.refuse("owner", "There is no such person.");
        }
        let importance = change.importance;
        let importance =
            importance.and_then(|number| self.fields.take("importance", read_importance(number)));
        let attention = |number: &i64| read_attention(*number);
        let words = |text: &str| read_words(text);
        Patch {
            label,
            kind: change.kind.map(Into::into),
            existence: change.existence.map(Into::into),
            stage,
            channel,
            owner: change.owner,
            position: change.position,
            moment_of_truth: change.moment_of_truth,
            importance,
            department: self
                .option("department", told(&change.department), read_department)
                .map(Option::flatten),
            our_attention: self.option(
                "our_attention",
                change.our_attention.as_ref().map(Option::as_ref),
                attention,
            ),
            industry_attention: self.option(
                "industry_attention",
                change.industry_attention.as_ref().map(Option::as_ref),
                attention,
            ),
            audiences: change.audiences.as_ref().map(|keys| self.audiences(keys)),
            reason: self
                .option("reason", told(&change.reason), words)
                .map(Option::flatten),
            note: self
                .option("note", told(&change.note), words)
                .map(Option::flatten),
        }
    }

    fn stage(&self, key: &str) -> Result<StageId, String> {
        let mut all = self.inventory.design.stages.iter();
        let found = all.find(|it| it.key == key).map(|it| it.id);
        found.ok_or_else(|| format!("there is no stage {key:?}"))
    }

    fn channel(&self, key: &str) -> Result<ChannelId, String> {
        let mut all = self.inventory.design.channels.iter();
        let found = all.find(|it| it.key == key).map(|it| it.id);
        found.ok_or_else(|| format!("there is no channel {key:?}"))
    }

    fn audiences(&mut self, keys: &[String]) -> Vec<AudienceId> {
        let mut found = Vec::new();
        for (at, key) in keys.iter().enumerate() {
            match self.inventory.audience_by_key(key) {
                Some(audience) => found.push(audience.id),
                None => self.fields.refuse(
                    &format!("audiences[{at}]"),
                    &format!("There is no audience {key:?}."),
                ),
            }
        }
        found
    }
}

fn told(value: &Option<Option<String>>) -> Option<Option<&str>> {
    value.as_ref().map(Option::as_deref)
}

impl Fields {
    fn explain(&mut self, checked: Result<(), InventoryRefusal>) {
        if let Err(refusal) = checked {
            self.refuse(refusal.field(), &crate::error::sentence(&refusal));
        }
    }
}

/// The fields that a patch names.
fn named_fields(patch: &Patch) -> Vec<&'static str> {
    let all = [
        ("kind", patch.kind.is_some()),
        ("existence", patch.existence.is_some()),
        ("stage", patch.stage.is_some()),
        ("channel", patch.channel.is_some()),
        ("owner", patch.owner.is_some()),
        ("moment_of_truth", patch.moment_of_truth.is_some()),
        ("importance", patch.importance.is_some()),
        ("department", patch.department.is_some()),
        ("our_attention", patch.our_attention.is_some()),
        ("industry_attention", patch.industry_attention.is_some()),
        ("audiences", patch.audiences.is_some()),
        ("reason", patch.reason.is_some()),
        ("note", patch.note.is_some()),
    ];
    all.into_iter().filter(|it| it.1).map(|it| it.0).collect()
}

/// What is otherwise, each as people call it.
fn differences(known: &Known, before: &Touchpoint, after: &Touchpoint) -> Value {
    let (from, to) = (known.view(before), known.view(after));
    let named = |named: Option<crate::design::views::Named>| {
        named.map(|named| named.label).unwrap_or_default()
    };
    let number = |number: Option<u8>| number.map(|it| it.to_string()).unwrap_or_default();
    let all = |audiences: Vec<crate::design::views::Named>| {
        let labels: Vec<String> = audiences.into_iter().map(|it| it.label).collect();
        labels.join(", ")
    };
    let owner = |owner: Option<crate::design::views::OwnerView>| {
        owner.map(|owner| owner.name).unwrap_or_default()
    };
    let truth = |truth: bool| if truth { "yes" } else { "" }.to_owned();
    let pairs = [
        ("label", from.label, to.label),
        (
            "kind",
            before.kind.as_str().to_owned(),
            after.kind.as_str().to_owned(),
        ),
        (
            "existence",
            before.existence.as_str().to_owned(),
            after.existence.as_str().to_owned(),
        ),
        ("stage", named(from.stage), named(to.stage)),
        ("channel", named(from.channel), named(to.channel)),
        ("owner", owner(from.owner), owner(to.owner)),
        (
            "moment_of_truth",
            truth(from.moment_of_truth),
            truth(to.moment_of_truth),
        ),
        (
            "importance",
            from.importance.to_string(),
            to.importance.to_string(),
        ),
        (
            "department",
            from.department.unwrap_or_default(),
            to.department.unwrap_or_default(),
        ),
        (
            "our_attention",
            number(from.our_attention),
            number(to.our_attention),
        ),
        (
            "industry_attention",
            number(from.industry_attention),
            number(to.industry_attention),
        ),
        ("audiences", all(from.audiences), all(to.audiences)),
        (
            "reason",
            from.reason.unwrap_or_default(),
            to.reason.unwrap_or_default(),
        ),
        (
            "note",
            from.note.unwrap_or_default(),
            to.note.unwrap_or_default(),
        ),
    ];
    let differ = pairs.into_iter().filter(|(_, from, to)| from != to);
    let detail: Map<String, Value> = differ
        .map(|(what, from, to)| (what.to_owned(), json!({ "from": from, "to": to })))
        .collect();
    detail.into()
}
