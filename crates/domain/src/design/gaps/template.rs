//! Detector *template*: the template of the industry has the touchpoint, the inventory does not.
//!
//! **Definition.** A template's touchpoint is there when the inventory has one with its key, or one with the same name
//! (in English or German, in plain form) in the same stage, whatever its existence: missing and planned ones are known
//! already, retired and not applicable ones were decided against. One whose name is nearly the same, or the same in
//! another stage, leaves it open; nearer than [`SAME`] it counts as there.
//!
//! **Evidence.** The template, and the nearest name in the inventory.
//!
//! **Confidence.** The less the nearest name is like it, the surer; less sure when the inventory shares little with the
//! template at all, as then it may be the template of another industry.

use std::collections::BTreeMap;

use super::confidence::calibrated;
use super::finding::{About, Detector, Finding, Ground, Near, Suggestion};
use super::inputs::{Inventory, Named, Spot, Template, TemplateSpot};
use super::labels::{likeness, plain};

/// From here on a name is taken for the same touch.
const SAME: f64 = 0.68;

/// What a name in another stage, or of another channel, counts of its likeness.
const OTHER_STAGE: f64 = 0.8;
const OTHER_CHANNEL: f64 = 0.9;

/// An inventory of so many touchpoints that shares less than this with a template is of another industry.
const ENOUGH: usize = 10;
const LITTLE: f64 = 0.2;

/// The inventory, prepared for looking names up.
pub(super) struct Matching<'a> {
    inventory: &'a Inventory,
    by_key: BTreeMap<&'a str, &'a Spot>,
    plain: Vec<String>,
    stage_labels: BTreeMap<&'a str, String>,
}

/// What the inventory has for a touchpoint of the template.
pub(super) enum Match<'a> {
    There(&'a Spot),
    Near(&'a Spot, f64),
    Absent,
}

impl<'a> Matching<'a> {
    pub(super) fn new(inventory: &'a Inventory) -> Matching<'a> {
        Matching {
            inventory,
            by_key: inventory
                .touchpoints
                .iter()
                .map(|spot| (spot.key.as_str(), spot))
                .collect(),
            plain: inventory
                .touchpoints
                .iter()
                .map(|spot| plain(&spot.label))
                .collect(),
            stage_labels: inventory
                .stages
                .iter()
                .map(|stage| (stage.key.as_str(), plain(&stage.label)))
                .collect(),
        }
    }

    pub(super) fn of(&self, wanted: &TemplateSpot) -> Match<'a> {
        if let Some(spot) = self.by_key.get(wanted.key.as_str()) {
            return Match::There(spot);
        }
        let names = [plain(&wanted.label), plain(&wanted.label_de)];
        let mut nearest: Option<(&Spot, f64)> = None;
        for (spot, own) in self.inventory.touchpoints.iter().zip(&self.plain) {
            let same_stage = self.same_stage(spot, &wanted.stage);
            let mut alike = if !own.is_empty() && names.contains(own) {
                1.0
            } else {
                likeness(&spot.label, &wanted.label).max(likeness(&spot.label, &wanted.label_de))
            };
            if alike == 1.0 && same_stage {
                return Match::There(spot);
            }
            if !same_stage {
                alike *= OTHER_STAGE;
            }
            if spot
                .channel
                .as_ref()
                .is_some_and(|it| *it != wanted.channel.key)
            {
                alike *= OTHER_CHANNEL;
            }
            if nearest.is_none_or(|(_, best)| alike > best) {
                nearest = Some((spot, alike));
            }
        }
        match nearest {
            Some((spot, alike)) if alike >= SAME => Match::There(spot),
            Some((spot, alike)) if alike > 0.0 => Match::Near(spot, alike),
            _ => Match::Absent,
        }
    }

    /// A touchpoint without a stage may belong to any; stages are the same by key or by name.
    fn same_stage(&self, spot: &Spot, stage: &Named) -> bool {
        spot.stage.as_ref().is_none_or(|key| {
            *key == stage.key
                || self
                    .stage_labels
                    .get(key.as_str())
                    .is_some_and(|label| *label == plain(&stage.label))
        })
    }

    /// The inventory's own key for a thing of the template: by key, then by name.
    pub(super) fn own_key(list: &[Named], wanted: &Named) -> Option<String> {
        list.iter()
            .find(|it| it.key == wanted.key)
            .or_else(|| {
                let name = plain(&wanted.label);
                list.iter().find(|it| plain(&it.label) == name)
            })
            .map(|it| it.key.clone())
    }
}

/// The template that shares most with the inventory, with the share of it that is there; `None` without templates or
/// when nothing is shared. For organizations that never said which industry they are in.
pub fn closest<'t>(
    templates: &'t [Template],
    inventory: &Inventory,
) -> Option<(&'t Template, f64)> {
    let matching = Matching::new(inventory);
    templates
        .iter()
        .map(|template| (template, fit(&matching, template)))
        .filter(|(_, fit)| *fit > 0.0)
        .max_by(|a, b| a.1.total_cmp(&b.1).then_with(|| b.0.key.cmp(&a.0.key)))
}

fn fit(matching: &Matching<'_>, template: &Template) -> f64 {
    let there = template
        .touchpoints
        .iter()
        .filter(|wanted| matches!(matching.of(wanted), Match::There(_)))
        .count();
    there as f64 / template.touchpoints.len().max(1) as f64
}

pub(super) fn find(inventory: &Inventory, template: &Template) -> Vec<Finding> {
    let matching = Matching::new(inventory);
    let fit = fit(&matching, template);
    let foreign = inventory.touchpoints.len() >= ENOUGH && fit < LITTLE;
    let mut findings = Vec::new();
    for wanted in &template.touchpoints {
        let near = match matching.of(wanted) {
            Match::There(_) => continue,
            Match::Near(spot, likeness) => Some(Near {
                touchpoint: spot.named(),
                likeness,
            }),
            Match::Absent => None,
        };
        let alike = near.as_ref().map_or(0.0, |near| near.likeness);
        let raw = (1.0 - alike) * if foreign { 0.5 } else { 1.0 };
        findings.push(Finding {
            detector: Detector::Template,
            ground: Ground::new(Detector::Template, &[&template.key, &wanted.key]),
            suggestion: suggestion(inventory, wanted),
            confidence: calibrated(Detector::Template, raw),
            about: About::Template {
                template: Named::new(&template.key, &template.label),
                touchpoint: Named::new(&wanted.key, &wanted.label),
                label_de: wanted.label_de.clone(),
                stage: wanted.stage.clone(),
                channel: wanted.channel.clone(),
                importance: wanted.importance,
                // Only what one could take it for is worth showing.
                near: near.filter(|near| near.likeness >= 0.4),
            },
            share: None,
            items: Vec::new(),
            items_total: 0,
        });
    }
    findings
}

/// A template's touchpoint in the inventory's own stages and channels; where those are not there yet, in the template's.
pub(super) fn suggestion(inventory: &Inventory, wanted: &TemplateSpot) -> Suggestion {
    let own = |list: &[Named], it: &Named| {
        Some(Matching::own_key(list, it).unwrap_or_else(|| it.key.clone()))
    };
    Suggestion {
        label: Some(wanted.label.clone()),
        label_de: Some(wanted.label_de.clone()),
        key: Some(wanted.key.clone()),
        stage: own(&inventory.stages, &wanted.stage),
        channel: own(&inventory.channels, &wanted.channel),
        ..Suggestion::of_kind(wanted.kind)
    }
}
