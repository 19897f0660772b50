//! The measures of conduct in docs/measures.md.

use super::{ConductMeasure, Example, catalogue};
use crate::measures::document::{interval, number};

/// All their sections.
pub(in crate::measures) fn sections() -> String {
    let mut text = String::from(INTRODUCTION);
    for measure in catalogue() {
        text += &section(measure);
    }
    text
}

const INTRODUCTION: &str = "
# Measures of conduct

Touchstone scores what we do, never a client and never a colleague. Three things are kept apart: what was planned (the touch \
plan), what was done (the checklist of a delivery), what was felt (the client's perception). These measures are read off \
deliveries and off all that is known of touches; a fact that comes later corrects an earlier one and counts once.
";

fn section(measure: &dyn ConductMeasure) -> String {
    let about = measure.about();
    let mut text = format!(
        "\n## {}: `{}`\n\n{}\n\n| | |\n| --- | --- |\n",
        about.title,
        about.name.as_str(),
        about.question
    );
    for (name, words) in [
        ("Formula", about.formula),
        ("Unit", about.unit),
        ("n", about.n),
        ("Interval", about.interval),
        ("Left out", about.left_out),
        ("Source", about.source),
    ] {
        text += &format!("| {name} | {words} |\n");
    }
    text += "\nWorked examples:\n\n";
    for example in measure.examples() {
        text += &format!("- {} → {}\n", example.given, outcome(measure, &example));
    }
    text
}

/// What comes out of an example, as a line.
pub(super) fn outcome(measure: &dyn ConductMeasure, example: &Example) -> String {
    let estimate = measure.estimate(&example.conduct);
    let mut line = match estimate.value {
        Some(value) => format!("{} {}", number(value, 4), measure.about().unit_short),
        None => "unknown".to_owned(),
    };
    line += &interval(estimate.interval);
    line += &format!(", n {}", estimate.n);
    if (estimate.n_effective - estimate.n as f64).abs() > 1e-9 {
        line += &format!(", effective n {}", number(estimate.n_effective, 4));
    }
    if let Some(also) = &estimate.also {
        line += &format!("; {} {}", also.name, number(also.value, 4));
    }
    line
}
