//! The inventory as a table that can be brought in again as it is.

use std::collections::HashMap;

use domain::design::inventory::file::{Field, plain};

use super::ops::Known;
use crate::insight::export::{Cell, Sheet};

/// One row a touchpoint, in the order of the inventory.
pub fn sheet(known: &Known) -> Sheet {
    let design = known.design();
    let stages = names(design.stages.iter().map(|it| (&*it.key, &*it.label)));
    let channels = names(design.channels.iter().map(|it| (&*it.key, &*it.label)));
    let audiences = known.inventory.audiences.iter();
    let audiences = names(audiences.map(|it| (&*it.key, &*it.label)));
    let people = known.people.iter();
    let people = names(people.map(|it| (it.email.as_str(), &*it.name)));
    let rows = design.touchpoints.iter().map(|it| {
        let view = known.view(it);
        let email = it.owner.and_then(|id| {
            let mut people = known.people.iter();
            people
                .find(|person| person.id == id)
                .map(|person| person.email.as_str())
        });
        let row = Field::ALL.iter().map(|field| match field {
            Field::Key => view.key.as_str().into(),
            Field::Label => view.label.as_str().into(),
            Field::Stage => named(&stages, view.stage.as_ref().map(|it| &*it.key)),
            Field::Channel => named(&channels, view.channel.as_ref().map(|it| &*it.key)),
            Field::Kind => it.kind.as_str().into(),
            Field::Existence => it.existence.as_str().into(),
            Field::Importance => f64::from(view.importance).into(),
            Field::MomentOfTruth => view.moment_of_truth.into(),
            Field::Department => view.department.clone().into(),
            Field::Owner => named(&people, email),
            Field::Audiences => {
                let all = view.audiences.iter();
                let all = all.map(|it| audiences.get(&*it.key).copied().unwrap_or(&it.key));
                all.collect::<Vec<_>>().join("; ").into()
            }
            Field::OurAttention => view.our_attention.map(f64::from).into(),
            Field::IndustryAttention => view.industry_attention.map(f64::from).into(),
            Field::Reason => view.reason.clone().into(),
            Field::Note => view.note.clone().into(),
        });
        row.collect::<Vec<Cell>>()
    });
    Sheet {
        name: "Inventory",
        columns: Field::ALL
            .iter()
            .map(|it| it.heading().to_owned())
            .collect(),
        rows: rows.collect(),
    }
}

/// What each thing is called in the file, by its key: its label, where that names nothing else and can be read back.
fn names<'a>(
    things: impl Iterator<Item = (&'a str, &'a str)> + Clone,
) -> HashMap<&'a str, &'a str> {
    let mut labels: HashMap<String, usize> = HashMap::new();
    for (_, label) in things.clone() {
        *labels.entry(plain(label)).or_default() += 1;
    }
    let name = |(key, label): (&'a str, &'a str)| {
        let clear = labels.get(&plain(label)) == Some(&1) && !label.contains([',', ';']);
        (
            key,
            if clear && !plain(label).is_empty() {
                label
            } else {
                key
            },
        )
    };
    things.map(name).collect()
}

fn named(names: &HashMap<&str, &str>, key: Option<&str>) -> Cell {
    let name = key.map(|key| names.get(key).copied().unwrap_or(key));
    name.map(str::to_owned).into()
}
