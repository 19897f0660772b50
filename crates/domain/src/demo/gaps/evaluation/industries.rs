//! Inventories of eight industries: templates of which some touchpoints were taken out, some are called otherwise, and
//! some were decided against.

use std::collections::{BTreeMap, BTreeSet};

use super::{Judged, Trial, template, without_histories};
use crate::demo::chance::Chance;
use crate::design::gaps::{Detector, Inputs, Named, Spot, Template, TemplateSpot};
use crate::design::{Existence, TouchpointKind};
use crate::time::Timestamp;

const STREAM: u64 = super::super::plan::STREAMS - 3;

/// The share of a template that the firm lacks, has under another name, or decided against.
const LACKING: f64 = 0.18;
const RENAMED: f64 = 0.12;
const DECIDED: f64 = 0.06;
/// Of what is called otherwise, the share that stands in another stage.
const MOVED: f64 = 0.15;
/// Touchpoints of the firm's own that no template has.
const OWN: usize = 8;

macro_rules! tables {
    ($($key:literal),* $(,)?) => {
        [$(($key, include_str!(concat!("../../../design/templates/", $key, ".csv")))),*]
    };
}

fn templates() -> Vec<Template> {
    let words = include_str!("../../../design/templates/words.csv");
    let labels: BTreeMap<(String, String), String> = words
        .lines()
        .skip(1)
        .map(cells)
        .map(|row| ((row[0].clone(), row[1].clone()), row[2].clone()))
        .collect();
    let named = |what: &str, key: &str| {
        let label = labels.get(&(what.to_owned(), key.to_owned()));
        Named::new(key, label.map_or(key, String::as_str))
    };
    tables!(
        "wealth_adviser",
        "law_firm",
        "retail_bank",
        "software_vendor",
        "clinic",
        "retailer",
        "hotel",
        "airport",
    )
    .into_iter()
    .map(|(key, text)| {
        let spots = text.lines().skip(1).map(cells).map(|row| TemplateSpot {
            stage: named("stage", &row[0]),
            channel: named("channel", &row[1]),
            kind: TouchpointKind::parse(&row[2]).unwrap(),
            key: row[3].clone(),
            label: row[4].clone(),
            label_de: row[5].clone(),
            importance: row[6].parse().unwrap(),
            after_event: None,
            within_days: None,
        });
        template(key, spots.collect())
    })
    .collect()
}

/// One line of a table; a cell in quotes may hold commas.
fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    for letter in line.chars() {
        match letter {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            letter => cells.last_mut().unwrap().push(letter),
        }
    }
    cells
}

/// Words that people use for one another.
const OTHER_WORDS: &[(&str, &str)] = &[
    ("call", "phone talk"),
    ("letter", "mailing"),
    ("meeting", "conversation"),
    ("invoice", "bill"),
    ("visit", "appointment"),
    ("page", "site"),
    ("news", "update"),
    ("welcome", "greeting"),
    ("reply", "response"),
    ("review", "yearly talk"),
    ("report", "summary"),
    ("first", "initial"),
    ("room", "area"),
    ("confirmation", "notice"),
    ("reminder", "nudge"),
    ("offer", "proposal"),
    ("survey", "questionnaire"),
    ("desk", "counter"),
    ("complaint", "grievance"),
    ("forms", "paperwork"),
];

/// The same touch in other words.
fn renamed(spot: &TemplateSpot, chance: &mut Chance) -> String {
    let label = &spot.label;
    match chance.below(8) {
        0 | 1 => spot.label_de.clone(),
        2 => format!("Our {}", label.to_lowercase()),
        3 => format!("{label} (new)"),
        4 => format!("{label} for clients"),
        5 => match label.split_once(" of ") {
            Some((what, of)) => format!("{of}: {what}"),
            None => format!("The {label}s"),
        },
        6 => {
            let mut words: Vec<&str> = label.split(' ').collect();
            if words.len() > 2 {
                words.pop();
            }
            words.join(" ")
        }
        _ => {
            let plain = label.to_lowercase();
            let other = OTHER_WORDS.iter().find(|(word, _)| plain.contains(word));
            other.map_or_else(
                || format!("{label} 2.0"),
                |(word, by)| plain.replace(word, by),
            )
        }
    }
}

struct Industry {
    inputs: Inputs,
    lacking: BTreeSet<String>,
}

fn industry(all: &[Template], at: usize, chance: &mut Chance) -> Industry {
    let template = &all[at];
    let mut inputs = Inputs::at(Timestamp::from_micros(0));
    for spot in &template.touchpoints {
        for (list, it) in [
            (&mut inputs.inventory.stages, &spot.stage),
            (&mut inputs.inventory.channels, &spot.channel),
        ] {
            if !list.contains(it) {
                list.push(it.clone());
            }
        }
    }
    let stages = inputs.inventory.stages.clone();
    let mut lacking = BTreeSet::new();
    for wanted in &template.touchpoints {
        let fate = chance.unit();
        if fate < LACKING {
            lacking.insert(wanted.key.clone());
            continue;
        }
        let mut own = spot(&inputs, wanted);
        if fate < LACKING + RENAMED {
            own.label = renamed(wanted, chance);
            own.key = format!("own{}", own.no);
            if chance.happens(MOVED) {
                own.stage = Some(chance.pick(&stages).key.clone());
            }
        } else if fate < LACKING + RENAMED + DECIDED {
            own.existence = *chance.pick(&[Existence::Retired, Existence::NotApplicable]);
        }
        inputs.inventory.touchpoints.push(own);
    }
    for _ in 0..OWN {
        let other = chance.pick(&all[(at + 3) % all.len()].touchpoints);
        let mut own = spot(&inputs, other);
        own.key = format!("own{}", own.no);
        own.stage = Some(chance.pick(&stages).key.clone());
        inputs.inventory.touchpoints.push(own);
    }
    inputs.template = Some(template.clone());
    Industry { inputs, lacking }
}

fn spot(inputs: &Inputs, like: &TemplateSpot) -> Spot {
    Spot {
        no: inputs.inventory.touchpoints.len() as i32,
        key: like.key.clone(),
        label: like.label.clone(),
        kind: like.kind,
        existence: Existence::Live,
        stage: Some(like.stage.key.clone()),
        channel: Some(like.channel.key.clone()),
        audiences: Vec::new(),
    }
}

/// One industry a seed, each in turn.
pub(super) fn trial(seed: u64) -> Trial {
    let all = templates();
    let mut chance = Chance::new(seed, STREAM);
    let industry = industry(&all, seed as usize % all.len(), &mut chance);
    let mut trial = Trial {
        there: industry.lacking.len() as u64,
        ..Trial::default()
    };
    for finding in without_histories(&industry.inputs) {
        if finding.detector != Detector::Template {
            continue;
        }
        let key = finding
            .ground
            .as_str()
            .rsplit_once('/')
            .map_or("", |(_, key)| key);
        let is_true = industry.lacking.contains(key);
        trial.found += u64::from(is_true);
        trial.judged.push(Judged {
            confidence: finding.confidence,
            is_true,
        });
    }
    trial
}

#[test]
fn the_closest_template_is_that_of_the_industry() {
    let all = templates();
    for at in 0..all.len() {
        let industry = industry(&all, at, &mut Chance::new(at as u64, STREAM));
        let (found, share) =
            crate::design::gaps::closest(&all, &industry.inputs.inventory).unwrap();
        assert_eq!(found.key, all[at].key);
        assert!(share > 0.6, "{share}");
    }
}
