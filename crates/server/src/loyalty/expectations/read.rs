//! What was sent of an expectation, read.

use domain::clients::Attributes;
use domain::design::Key;
use domain::loyalty::expectations::{GREATEST_WEIGHT, LONGEST_TARGET, LONGEST_WORDS};
use domain::loyalty::{
    Evidence, ExpectationEdit, ExpectationRefusal, HALF_LIFE_DAYS, LONGEST_HALF_LIFE, Status,
};
use store::clients::NewClient;
use store::loyalty::NewExpectation;

use super::views::{EditForm, EvidenceForm, ExpectationForm};
use crate::App;
use crate::error::{FieldError, sentence};
use crate::signals::record::sent::Faults;

/// The longest words of evidence, in characters.
const LONGEST_EVIDENCE: usize = 2_000;

fn words(faults: &mut Faults, text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.chars().count() {
        0 => faults.add("words", "Say what the client expects."),
        1..=LONGEST_WORDS => {}
        _ => faults.add(
            "words",
            format!("This has at most {LONGEST_WORDS} characters."),
        ),
    }
    words
}

fn depth(faults: &mut Faults, depth: u8) -> u8 {
    if !(1..=3).contains(&depth) {
        faults.add(
            "depth",
            "The depth is 1 (stated), 2 (probed) or 3 (unspoken).",
        );
    }
    depth
}

fn half_life(faults: &mut Faults, days: i64) -> u16 {
    let read = u16::try_from(days)
        .ok()
        .filter(|days| (1..=LONGEST_HALF_LIFE).contains(days));
    if read.is_none() {
        faults.add(
            "half_life_days",
            format!("A half-life has 1 to {LONGEST_HALF_LIFE} days."),
        );
    }
    read.unwrap_or(HALF_LIFE_DAYS)
}

fn weight(faults: &mut Faults, weight: i64) -> u8 {
    let read = u8::try_from(weight)
        .ok()
        .filter(|weight| (1..=GREATEST_WEIGHT).contains(weight));
    if read.is_none() {
        faults.add(
            "weight",
            format!("A weight is a whole number from 1 to {GREATEST_WEIGHT}."),
        );
    }
    read.unwrap_or(1)
}

fn theme(faults: &mut Faults, text: &str) -> Option<String> {
    match Key::parse(text) {
        Ok(key) => Some(key.as_str().to_owned()),
        Err(refusal) => {
            faults.add("theme", sentence(&refusal));
            None
        }
    }
}

fn target(faults: &mut Faults, text: &str) -> Option<String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() > LONGEST_TARGET {
        faults.add(
            "target",
            format!("This has at most {LONGEST_TARGET} characters."),
        );
    }
    (!text.is_empty()).then_some(text)
}

fn evidence(app: &App, faults: &mut Faults, field: &str, form: &EvidenceForm) -> Evidence {
    let at = match &form.at {
        None => app.now(),
        Some(text) => faults.moment(&format!("{field}.at"), text),
    };
    let mut text = |name: &str, text: Option<&String>| {
        let text = text.map(|it| it.trim()).filter(|it| !it.is_empty())?;
        if text.chars().count() > LONGEST_EVIDENCE {
            faults.add(
                format!("{field}.{name}"),
                format!("This has at most {LONGEST_EVIDENCE} characters."),
            );
        }
        Some(text.to_owned())
    };
    Evidence {
        kind: form.kind.into(),
        at,
        words: text("words", form.words.as_ref()),
        reference: text("reference", form.reference.as_ref()),
    }
}

pub(super) fn read_expectation(
    app: &App,
    form: &ExpectationForm,
) -> Result<NewExpectation, Vec<FieldError>> {
    let mut faults = Faults::default();
    let client = faults.client(&form.client);
    let words = words(&mut faults, &form.words);
    let depth = depth(&mut faults, form.depth.unwrap_or(1));
    let stated_at = match &form.stated_at {
        None => app.now(),
        Some(text) => faults.moment("stated_at", text),
    };
    let status = Status::from(form.status);
    if status == Status::Retired {
        faults.add(
            "status",
            "A new expectation is assumed, stated or confirmed.",
        );
    }
    let confirmed_at = match (status, &form.confirmed_at) {
        (Status::Confirmed, None) => Some(stated_at),
        (Status::Confirmed, Some(text)) => Some(faults.moment("confirmed_at", text)),
        (_, None) => None,
        (_, Some(_)) => {
            faults.add("confirmed_at", "Only a confirmed expectation has this.");
            None
        }
    };
    for (field, at) in [
        ("stated_at", Some(stated_at)),
        ("confirmed_at", confirmed_at.filter(|at| *at != stated_at)),
    ] {
        if at.is_some_and(|at| at > app.now()) {
            faults.add(field, "This is in the future.");
        }
    }
    if confirmed_at.is_some_and(|at| at < stated_at) {
        faults.add("confirmed_at", sentence(&ExpectationRefusal::BeforeStated));
    }
    let half_life_days = form
        .half_life_days
        .map_or(HALF_LIFE_DAYS, |days| half_life(&mut faults, days));
    let weight = form.weight.map(|it| weight(&mut faults, it));
    let theme = form.theme.as_deref().and_then(|it| theme(&mut faults, it));
    let target = form
        .target
        .as_deref()
        .and_then(|it| target(&mut faults, it));
    let rests_on = form.evidence.iter().enumerate();
    let evidence = rests_on
        .map(|(at, it)| evidence(app, &mut faults, &format!("evidence[{at}]"), it))
        .collect();
    let new = NewExpectation {
        id: app.id(),
        client: NewClient {
            id: app.id(),
            key: client.key,
            name: client.name,
            attributes: client
                .attributes
                .iter()
                .map(|(key, value)| (key.to_string(), value.to_string()))
                .collect::<Attributes>(),
        },
        words,
        level: form.level.into(),
        depth,
        status,
        theme,
        source: faults.key("source", &form.source),
        stated_at,
        confirmed_at,
        half_life_days,
        contact: form.contact,
        weight,
        target,
        evidence,
    };
    faults.unless(new)
}

/// What is to be different. The contact is for who knows the client to check.
pub(super) fn read_edit(
    app: &App,
    form: &EditForm,
    known: &[Evidence],
) -> Result<ExpectationEdit, Vec<FieldError>> {
    let mut faults = Faults::default();
    let edit = ExpectationEdit {
        contact: form.contact,
        words: form.words.as_deref().map(|it| words(&mut faults, it)),
        level: form.level.map(Into::into),
        depth: form.depth.map(|it| depth(&mut faults, it)),
        theme: form.theme.as_ref().map(|it| {
            let text = it.as_deref();
            text.and_then(|text| theme(&mut faults, text))
        }),
        half_life_days: form.half_life_days.map(|it| half_life(&mut faults, it)),
        weight: form.weight.map(|it| weight(&mut faults, it)),
        target: form.target.as_ref().map(|it| {
            let text = it.as_deref();
            text.and_then(|text| target(&mut faults, text))
        }),
        evidence: form.add_evidence.as_ref().map(|it| {
            let more = evidence(app, &mut faults, "add_evidence", it);
            known.iter().cloned().chain([more]).collect()
        }),
    };
    faults.unless(edit)
}
