//! Discoveries that become touchpoints, with the stages and channels that they need.

use std::collections::{HashMap, HashSet};

use domain::design::inventory::Patch;
use domain::design::inventory::file::plain;
use domain::design::{Existence, Profile, TouchpointKind};
use domain::ids::TouchpointId;
use store::design::inventory::InventoryStep;
use store::design::{Design, NewChannel, NewStage, NewTouchpoint};

use super::channels;
use super::ops::LONGEST_GROUND;
use super::views::AcceptItem;
use crate::App;
use crate::design::ops::{free_key, read_label};
use crate::error::Fields;

/// What has to be done so that discoveries stand in the inventory.
pub struct Accepting<'a> {
    app: &'a App,
    design: &'a Design,
    /// Keys by plain key or label.
    stages: HashMap<String, String>,
    channels: HashMap<String, String>,
    keys: HashSet<String>,
    pub steps: Vec<InventoryStep>,
    /// The touchpoints, in the order of the discoveries.
    pub ids: Vec<TouchpointId>,
    /// New stages and channels, by key.
    new_stages: HashMap<String, domain::ids::StageId>,
    new_channels: HashMap<String, domain::ids::ChannelId>,
}

impl<'a> Accepting<'a> {
    pub fn on(app: &'a App, design: &'a Design) -> Self {
        let names = |pairs: Vec<(&str, &str)>| {
            let mut names = HashMap::new();
            for (key, label) in &pairs {
                names
                    .entry(plain(label))
                    .or_insert_with(|| (*key).to_owned());
            }
            for (key, _) in &pairs {
                names.insert(plain(key), (*key).to_owned());
            }
            names
        };
        let stages = design.stages.iter().map(|it| (&*it.key, &*it.label));
        let channels = design.channels.iter().map(|it| (&*it.key, &*it.label));
        Self {
            app,
            design,
            stages: names(stages.collect()),
            channels: names(channels.collect()),
            keys: design.touchpoints.iter().map(|it| it.key.clone()).collect(),
            steps: Vec::new(),
            ids: Vec::new(),
            new_stages: HashMap::new(),
            new_channels: HashMap::new(),
        }
    }

    fn stage(&mut self, text: &str) -> String {
        if let Some(key) = self.stages.get(&plain(text)) {
            return key.clone();
        }
        let key = free_key(text, |key| self.stages.values().any(|it| it == key));
        let id = self.app.id();
        self.stages.insert(plain(text), key.clone());
        self.new_stages.insert(key.clone(), id);
        let (key_too, label) = (key.clone(), text.to_owned());
        let new = NewStage {
            id,
            key: key_too,
            label,
        };
        self.steps.push(InventoryStep::Stage(new));
        key
    }

    fn channel(&mut self, text: &str) -> String {
        if let Some(key) = self.channels.get(&plain(text)) {
            return key.clone();
        }
        let proposed = channels::known_as(text).map(|key| channels::named(self.design, &key));
        let label = match &proposed {
            Some(named) if self.channels.contains_key(&plain(&named.key)) => {
                return named.key.clone();
            }
            Some(named) if plain(&named.key) == plain(text) => named.label.clone(),
            _ => text.to_owned(),
        };
        let key = free_key(text, |key| self.channels.values().any(|it| it == key));
        let id = self.app.id();
        self.channels.insert(plain(text), key.clone());
        self.new_channels.insert(key.clone(), id);
        let new = NewChannel {
            id,
            key: key.clone(),
            label,
        };
        self.steps.push(InventoryStep::Channel(new));
        key
    }

    /// One discovery; what is wrong with it goes to the fields.
    pub fn take(&mut self, fields: &mut Fields, at: usize, item: &AcceptItem) {
        let label = fields.take(&format!("items[{at}].label"), read_label(&item.label));
        for (field, text) in [("stage", &item.stage), ("channel", &item.channel)] {
            if let Some(text) = text.as_deref().filter(|text| !text.trim().is_empty()) {
                fields.take(&format!("items[{at}].{field}"), read_label(text));
            }
        }
        let long = |ground: &String| ground.is_empty() || ground.chars().count() > LONGEST_GROUND;
        if item.ground.as_ref().is_some_and(long) {
            fields.refuse(
                &format!("items[{at}].ground"),
                "This is no ground of a discovery.",
            );
        }
        let placed = item.touchpoint.map(|id| self.design.touchpoint(id));
        if placed.is_some_and(|found| found.is_none()) {
            fields.refuse(
                &format!("items[{at}].touchpoint"),
                "There is no such touchpoint.",
            );
        }
        let Some(label) = label.filter(|_| fields.is_empty()) else {
            return;
        };
        let named = |text: &Option<String>| {
            let text = text.as_deref().unwrap_or_default();
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            (!text.is_empty()).then_some(text)
        };
        let stage = named(&item.stage).map(|text| self.stage(&text));
        let channel = named(&item.channel).map(|text| self.channel(&text));
        match placed.flatten() {
            Some(known) => {
                let (id, patch) = (known.id, self.placing(label, item, stage, channel));
                self.ids.push(id);
                self.steps.push(InventoryStep::Change(id, patch));
            }
            None => {
                let key = free_key(&label, |key| self.keys.contains(key));
                self.keys.insert(key.clone());
                let id = self.app.id();
                self.ids.push(id);
                self.steps.push(InventoryStep::Create(NewTouchpoint {
                    id,
                    key,
                    label,
                    kind: item.kind.map_or(TouchpointKind::Dynamic, Into::into),
                    existence: Existence::Live,
                    stage,
                    channel,
                    owner: None,
                    profile: Profile::default(),
                }));
            }
        }
    }

    fn placing(
        &self,
        label: String,
        item: &AcceptItem,
        stage: Option<String>,
        channel: Option<String>,
    ) -> Patch {
        let stages = self.design.stages.iter();
        let channels = self.design.channels.iter();
        Patch {
            label: Some(label),
            kind: item.kind.map(Into::into),
            stage: stage.map(|key| {
                let known = stages.clone().find(|it| it.key == key).map(|it| it.id);
                known.or_else(|| self.new_stages.get(&key).copied())
            }),
            channel: channel.map(|key| {
                let known = channels.clone().find(|it| it.key == key).map(|it| it.id);
                known.or_else(|| self.new_channels.get(&key).copied())
            }),
            ..Patch::default()
        }
    }
}
