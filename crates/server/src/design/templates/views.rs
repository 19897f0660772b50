//! What the interface says about templates, and what it is told.

use domain::access::Locale;
use domain::design::templates::{Template, TemplateWord};
use domain::ids::ChangeId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::design::views::{ExistenceView, KindView, Named};

/// The touchpoints that a firm of an industry usually has.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Template)]
pub struct TemplateView {
    pub key: String,
    pub label: String,
    pub description: String,
    /// How many touchpoints, stages and channels it has.
    pub touchpoints: usize,
    pub stages: usize,
    pub channels: usize,
    /// Touchpoints of it that the inventory has, by their keys.
    pub present: usize,
    /// Somebody has applied it here, and that stands.
    pub applied: bool,
}

/// A template with all it holds.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = TemplateDetail)]
pub struct TemplateDetailView {
    pub key: String,
    pub label: String,
    pub description: String,
    /// In the order of a client's life.
    pub stages: Vec<Named>,
    pub channels: Vec<Named>,
    pub touchpoints: Vec<TemplateTouchpointView>,
    pub applied: bool,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = TemplateTouchpoint)]
pub struct TemplateTouchpointView {
    pub key: String,
    pub label: String,
    /// Keys of the template's stages and channels.
    pub stage: String,
    pub channel: String,
    pub kind: KindView,
    /// 1–5, assumed.
    pub importance: u8,
    pub moment_of_truth: bool,
    /// 0–5, assumed.
    pub industry_attention: u8,
    /// The event that it answers.
    pub after_event: Option<Named>,
    pub within_days: Option<u32>,
    pub purpose: String,
    /// The inventory has it, by its key.
    pub present: bool,
}

pub(super) fn named(word: &TemplateWord, locale: Locale) -> Named {
    Named {
        key: word.key.clone(),
        label: word.label.of(locale).to_owned(),
    }
}

impl TemplateDetailView {
    pub(super) fn of(
        template: &Template,
        locale: Locale,
        present: impl Fn(&str) -> bool,
        applied: bool,
    ) -> Self {
        let touchpoints = template
            .touchpoints
            .iter()
            .map(|it| TemplateTouchpointView {
                key: it.key.clone(),
                label: it.label.of(locale).to_owned(),
                stage: it.stage.clone(),
                channel: it.channel.clone(),
                kind: it.kind.into(),
                importance: it.importance,
                moment_of_truth: it.moment_of_truth,
                industry_attention: it.industry_attention,
                after_event: it
                    .answers
                    .as_ref()
                    .and_then(|answers| template.event(&answers.event))
                    .map(|word| named(word, locale)),
                within_days: it.answers.as_ref().and_then(|answers| answers.within_days),
                purpose: it.purpose.of(locale).to_owned(),
                present: present(&it.key),
            })
            .collect();
        let all = |words: &[TemplateWord]| words.iter().map(|word| named(word, locale)).collect();
        Self {
            key: template.key.clone(),
            label: template.label.of(locale).to_owned(),
            description: template.description.of(locale).to_owned(),
            stages: all(&template.stages),
            channels: all(&template.channels),
            touchpoints,
            applied,
        }
    }
}

/// How a template comes into the inventory.
#[derive(Deserialize, ToSchema)]
pub struct ApplyForm {
    /// Keys of its touchpoints; all when nothing is said.
    pub touchpoints: Option<Vec<String>>,
    /// What they are here: `live`, `planned` or `missing`.
    pub existence: ExistenceView,
    /// The language of the labels: `en` or `de`.
    pub locale: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct AppliedView {
    pub created: usize,
    /// Touchpoints whose keys were there; they stay as they are.
    pub present: usize,
    #[schema(value_type = Option<String>, format = "uuid")]
    pub change: Option<ChangeId>,
}
