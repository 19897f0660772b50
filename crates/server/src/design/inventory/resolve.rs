//! A table of touchpoints set against the inventory: what is new, what changes, what can't be taken.

use std::collections::{HashMap, HashSet};

use domain::access::Person;
use domain::design::inventory::file::{Draft, Field, plain};
use domain::design::inventory::{Audience, Patch, check};
use domain::design::{Existence, Profile, Touchpoint, TouchpointKind};
use domain::ids::{AudienceId, ChannelId, StageId, TouchpointId};
use store::design::inventory::{ChangeReject, Inventory, InventoryStep};
use store::design::{NewChannel, NewStage, NewTouchpoint};

use super::file::Read;
use super::views::{ColumnView, ImportProblemView, InventoryImportView};
use crate::App;
use crate::design::ops::free_key;
use crate::design::plans::door::Drafts;
use crate::error::sentence;

/// Problems that an answer tells; the rows themselves come back as a file, all of them.
const TOLD: usize = 1_000;

/// What a file would do to the inventory.
pub struct Resolved {
    pub steps: Vec<InventoryStep>,
    /// To be made before the steps are done.
    pub audiences: Vec<Audience>,
    pub rejects: Vec<ChangeReject>,
    pub outcome: InventoryImportView,
}

/// Sets every row against the inventory. Rows are taken in their order; the first of two that mean the same touchpoint
/// counts, the other comes back.
pub fn resolve(
    app: &App,
    inventory: &Inventory,
    people: &[Person],
    drafts: &Drafts,
    read: &Read,
) -> Resolved {
    let mut it = Resolving::on(app, inventory, people, drafts);
    for row in &read.rows {
        let taken = match &row.draft {
            Ok(draft) => it.take(row.line, draft),
            Err(bad) => Err(bad
                .iter()
                .map(|cell| Trouble {
                    column: Some(cell.column),
                    field: None,
                    value: cell.value.clone(),
                    message: cell.message.clone(),
                })
                .collect()),
        };
        if let Err(troubles) = taken {
            it.outcome.rejected += 1;
            it.rejects.push(ChangeReject {
                line: i64::try_from(row.line).unwrap_or(i64::MAX),
                reason: reason(read, &troubles),
                cells: row.cells.clone(),
            });
            for trouble in &troubles {
                it.tell(row.line, read, trouble, false);
            }
        }
        for trouble in std::mem::take(&mut it.left_out) {
            it.tell(row.line, read, &trouble, true);
        }
    }
    it.finish(read)
}

/// Something that keeps a row, or a value, from coming in.
struct Trouble {
    /// Place of the column, or the field whose column it is.
    column: Option<usize>,
    field: Option<Field>,
    value: String,
    message: String,
}

impl Trouble {
    fn of(field: Field, value: &str, message: impl Into<String>) -> Self {
        Self {
            column: None,
            field: Some(field),
            value: value.to_owned(),
            message: message.into(),
        }
    }

    fn column<'r>(&self, read: &'r Read) -> &'r str {
        let at = self.column.or_else(|| {
            let field = self.field?;
            read.fields.iter().position(|it| *it == Some(field))
        });
        at.and_then(|at| read.columns.get(at))
            .map_or("", String::as_str)
    }
}

fn reason(read: &Read, troubles: &[Trouble]) -> String {
    let told = troubles.iter().map(|trouble| match trouble.column(read) {
        "" => sentence(&trouble.message),
        column => format!("{column}: {}", sentence(&trouble.message)),
    });
    told.collect::<Vec<_>>().join(" ")
}

/// A stage, channel or audience of the inventory or of the file.
#[derive(Clone)]
struct Step<I> {
    id: I,
    key: String,
}

struct Resolving<'a> {
    app: &'a App,
    inventory: &'a Inventory,
    people: &'a [Person],
    drafts: &'a Drafts,
    stages: HashMap<String, Step<StageId>>,
    channels: HashMap<String, Step<ChannelId>>,
    audiences: HashMap<String, AudienceId>,
    stage_keys: HashSet<String>,
    channel_keys: HashSet<String>,
    audience_keys: HashSet<String>,
    touchpoint_keys: HashMap<String, TouchpointId>,
    /// By label, stage and channel.
    by_place: HashMap<(String, Option<StageId>, Option<ChannelId>), TouchpointId>,
    by_id: HashMap<TouchpointId, &'a Touchpoint>,
    /// Touchpoints that a row has named, and which.
    named: HashMap<TouchpointId, u64>,
    steps: Vec<InventoryStep>,
    new_steps: Vec<InventoryStep>,
    new_audiences: Vec<Audience>,
    rejects: Vec<ChangeReject>,
    left_out: Vec<Trouble>,
    outcome: InventoryImportView,
}

impl<'a> Resolving<'a> {
    fn on(
        app: &'a App,
        inventory: &'a Inventory,
        people: &'a [Person],
        drafts: &'a Drafts,
    ) -> Self {
        let design = &inventory.design;
        let all = &design.touchpoints;
        // Labels go before keys: they are what people see, and what our own files say.
        let mut stages = HashMap::new();
        for it in &design.stages {
            let step = || Step {
                id: it.id,
                key: it.key.clone(),
            };
            stages.entry(plain(&it.key)).or_insert_with(step);
        }
        for it in design.stages.iter().rev() {
            stages.insert(
                plain(&it.label),
                Step {
                    id: it.id,
                    key: it.key.clone(),
                },
            );
        }
        let mut channels = HashMap::new();
        for it in &design.channels {
            let step = || Step {
                id: it.id,
                key: it.key.clone(),
            };
            channels.entry(plain(&it.key)).or_insert_with(step);
        }
        for it in design.channels.iter().rev() {
            channels.insert(
                plain(&it.label),
                Step {
                    id: it.id,
                    key: it.key.clone(),
                },
            );
        }
        let mut audiences = HashMap::new();
        for it in &inventory.audiences {
            audiences.entry(plain(&it.key)).or_insert(it.id);
        }
        for it in inventory.audiences.iter().rev() {
            audiences.insert(plain(&it.label), it.id);
        }
        Self {
            app,
            inventory,
            people,
            drafts,
            stages,
            channels,
            audiences,
            stage_keys: design.stages.iter().map(|it| it.key.clone()).collect(),
            channel_keys: design.channels.iter().map(|it| it.key.clone()).collect(),
            audience_keys: inventory
                .audiences
                .iter()
                .map(|it| it.key.clone())
                .collect(),
            touchpoint_keys: all.iter().map(|it| (it.key.clone(), it.id)).collect(),
            by_place: all
                .iter()
                .rev()
                .map(|it| ((plain(&it.label), it.stage, it.channel), it.id))
                .collect(),
            by_id: all.iter().map(|it| (it.id, it)).collect(),
            named: HashMap::new(),
            steps: Vec::new(),
            new_steps: Vec::new(),
            new_audiences: Vec::new(),
            rejects: Vec::new(),
            left_out: Vec::new(),
            outcome: InventoryImportView {
                rows: 0,
                created: 0,
                updated: 0,
                unchanged: 0,
                rejected: 0,
                columns: Vec::new(),
                new_stages: Vec::new(),
                new_channels: Vec::new(),
                new_audiences: Vec::new(),
                problems: Vec::new(),
                change: None,
            },
        }
    }

    fn tell(&mut self, row: u64, read: &Read, trouble: &Trouble, kept: bool) {
        if self.outcome.problems.len() < TOLD {
            self.outcome.problems.push(ImportProblemView {
                row,
                column: trouble.column(read).to_owned(),
                value: trouble.value.clone(),
                message: sentence(&trouble.message),
                kept,
            });
        }
    }

    /// Takes a row, or says why not. A row that is not taken leaves no stage, channel or audience behind.
    fn take(&mut self, line: u64, draft: &Draft) -> Result<(), Vec<Trouble>> {
        let stage = draft
            .stage
            .as_deref()
            .map(|text| (text, self.stages.get(&plain(text)).cloned()));
        let channel = draft
            .channel
            .as_deref()
            .map(|text| (text, self.channels.get(&plain(text)).cloned()));
        let known = self.find(draft, stage.as_ref(), channel.as_ref());
        if let Some(first) = known.and_then(|id| self.named.get(&id)) {
            let label = draft
                .label
                .as_deref()
                .or(draft.key.as_deref())
                .unwrap_or_default();
            let field = if draft.key.is_some() {
                Field::Key
            } else {
                Field::Label
            };
            let message = format!("the same touchpoint stands in row {first}");
            return Err(vec![Trouble::of(field, label, message)]);
        }
        let before = known.and_then(|id| self.by_id.get(&id).copied());
        if before.is_none() && draft.label.is_none() {
            let message = "a new touchpoint needs a name";
            return Err(vec![Trouble::of(Field::Label, "", message)]);
        }
        let existence = draft
            .existence
            .or(before.map(|it| it.existence))
            .unwrap_or(Existence::Live);
        let reason = draft
            .reason
            .clone()
            .or_else(|| before.and_then(|it| it.profile.reason.clone()));
        let probe = Profile {
            reason,
            ..Profile::default()
        };
        if let Err(refusal) = check(existence, &probe) {
            return Err(vec![Trouble::of(Field::Reason, "", refusal.to_string())]);
        }
        if let Some(why) = before.and_then(|it| self.drafts.objection(it, existence)) {
            let text = existence.as_str();
            return Err(vec![Trouble::of(Field::Existence, text, why)]);
        }
        // From here on the row is taken.
        let stage = stage.map(|(text, known)| known.unwrap_or_else(|| self.new_stage(text)));
        let channel = channel.map(|(text, known)| known.unwrap_or_else(|| self.new_channel(text)));
        let audiences = draft.audiences.as_ref().map(|all| {
            let ids = all.iter().map(|text| self.audience(text));
            ids.collect::<Vec<_>>()
        });
        let owner = draft.owner.as_deref().and_then(|text| self.owner(text));
        let patch = Patch {
            label: draft.label.clone(),
            kind: draft.kind,
            existence: draft.existence,
            stage: stage.as_ref().map(|it| Some(it.id)),
            channel: channel.as_ref().map(|it| Some(it.id)),
            owner: owner.map(Some),
            position: None,
            moment_of_truth: draft.moment_of_truth,
            importance: draft.importance,
            department: draft.department.clone().map(Some),
            our_attention: draft.our_attention.map(Some),
            industry_attention: draft.industry_attention.map(Some),
            audiences,
            reason: draft.reason.clone().map(Some),
            note: draft.note.clone().map(Some),
        };
        match before {
            Some(before) => {
                self.named.insert(before.id, line);
                if patch.apply(before) == *before {
                    self.outcome.unchanged += 1;
                } else {
                    self.outcome.updated += 1;
                    self.steps.push(InventoryStep::Change(before.id, patch));
                }
            }
            None => {
                let new = self.new_touchpoint(draft, existence, patch, stage, channel);
                self.named.insert(new.id, line);
                self.outcome.created += 1;
                self.steps.push(InventoryStep::Create(new));
            }
        }
        Ok(())
    }

    /// The touchpoint that a row means, of the inventory or of an earlier row.
    fn find(
        &self,
        draft: &Draft,
        stage: Option<&(&str, Option<Step<StageId>>)>,
        channel: Option<&(&str, Option<Step<ChannelId>>)>,
    ) -> Option<TouchpointId> {
        if let Some(key) = &draft.key {
            return self.touchpoint_keys.get(key).copied();
        }
        // In a stage that is still to be made nothing stands.
        let stage = match stage {
            None => None,
            Some((_, known)) => Some(known.as_ref()?.id),
        };
        let channel = match channel {
            None => None,
            Some((_, known)) => Some(known.as_ref()?.id),
        };
        let label = plain(draft.label.as_deref()?);
        self.by_place.get(&(label, stage, channel)).copied()
    }

    fn new_touchpoint(
        &mut self,
        draft: &Draft,
        existence: Existence,
        patch: Patch,
        stage: Option<Step<StageId>>,
        channel: Option<Step<ChannelId>>,
    ) -> NewTouchpoint {
        let label = draft.label.clone().unwrap_or_default();
        let key = draft
            .key
            .clone()
            .unwrap_or_else(|| free_key(&label, |key| self.touchpoint_keys.contains_key(key)));
        let id = self.app.id();
        self.touchpoint_keys.insert(key.clone(), id);
        let place = (
            plain(&label),
            stage.as_ref().map(|it| it.id),
            channel.as_ref().map(|it| it.id),
        );
        self.by_place.entry(place).or_insert(id);
        NewTouchpoint {
            id,
            key,
            label,
            kind: draft.kind.unwrap_or(TouchpointKind::Dynamic),
            existence,
            stage: stage.map(|it| it.key),
            channel: channel.map(|it| it.key),
            owner: patch.owner.flatten(),
            profile: Profile {
                moment_of_truth: patch.moment_of_truth.unwrap_or_default(),
                importance: patch.importance.unwrap_or(3),
                department: patch.department.flatten(),
                our_attention: patch.our_attention.flatten(),
                industry_attention: patch.industry_attention.flatten(),
                audiences: patch.audiences.unwrap_or_default(),
                reason: patch.reason.flatten(),
                note: patch.note.flatten(),
            },
        }
    }

    fn new_stage(&mut self, label: &str) -> Step<StageId> {
        let key = free_key(label, |key| self.stage_keys.contains(key));
        let id = self.app.id();
        self.stage_keys.insert(key.clone());
        let step = Step {
            id,
            key: key.clone(),
        };
        self.stages.insert(plain(label), step.clone());
        let label = label.to_owned();
        self.outcome.new_stages.push(label.clone());
        self.new_steps
            .push(InventoryStep::Stage(NewStage { id, key, label }));
        step
    }

    fn new_channel(&mut self, label: &str) -> Step<ChannelId> {
        let key = free_key(label, |key| self.channel_keys.contains(key));
        let id = self.app.id();
        self.channel_keys.insert(key.clone());
        let step = Step {
            id,
            key: key.clone(),
        };
        self.channels.insert(plain(label), step.clone());
        let label = label.to_owned();
        self.outcome.new_channels.push(label.clone());
        self.new_steps
            .push(InventoryStep::Channel(NewChannel { id, key, label }));
        step
    }

    fn audience(&mut self, label: &str) -> AudienceId {
        if let Some(known) = self.audiences.get(&plain(label)) {
            return *known;
        }
        let key = free_key(label, |key| self.audience_keys.contains(key));
        let id = self.app.id();
        self.audience_keys.insert(key.clone());
        self.audiences.insert(plain(label), id);
        self.outcome.new_audiences.push(label.to_owned());
        self.new_audiences.push(Audience {
            id,
            key,
            label: label.to_owned(),
            filter: Vec::new(),
        });
        id
    }

    /// Somebody of this name or address. Nobody: the row comes in without an owner, and that is told.
    fn owner(&mut self, text: &str) -> Option<domain::ids::PersonId> {
        let mut active = self.people.iter().filter(|person| person.active);
        let wanted = plain(text);
        let found = active.find(|person| {
            plain(&person.name) == wanted || person.email.as_str().eq_ignore_ascii_case(text)
        });
        if found.is_none() {
            let message = "nobody here is called so; the touchpoint came in without an owner";
            self.left_out.push(Trouble::of(Field::Owner, text, message));
        }
        found.map(|person| person.id)
    }

    fn finish(mut self, read: &Read) -> Resolved {
        debug_assert!(self.inventory.design.touchpoints.len() >= self.by_id.len());
        self.outcome.rows = read.rows.len();
        self.outcome.columns = read
            .columns
            .iter()
            .zip(&read.fields)
            .map(|(name, field)| ColumnView {
                name: name.clone(),
                field: field.map(|field| field.as_str().to_owned()),
            })
            .collect();
        let mut steps = self.new_steps;
        steps.append(&mut self.steps);
        Resolved {
            steps,
            audiences: self.new_audiences,
            rejects: self.rejects,
            outcome: self.outcome,
        }
    }
}
