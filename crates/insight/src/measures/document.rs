//! docs/measures.md, printed from the code.

use domain::{signals::QuestionKind, stats::Interval};

use super::{Example, Measure, catalogue, conduct, gaps, loyalty};
use crate::{answer::Estimate, query::MeasureName};

/// The document, as it must stand in docs/measures.md.
pub fn document() -> String {
    let mut text = String::from(INTRODUCTION);
    for measure in catalogue() {
        text += &section(measure);
    }
    text += CLOSING;
    text += &conduct::sections();
    text += &gaps::sections();
    text += &loyalty::sections();
    text
}

const INTRODUCTION: &str = "\
<!-- Printed from crates/insight/src/measures by `cargo xtask gen`; change it there. -->

# Measures

Each measure is defined in one file of `crates/insight/src/measures/`, and this page is printed from it. \
The worked examples run as tests.

What holds for all of them:

- No number is shown without its n, no score without its interval (95 %).
- A score off its question's scale never enters a measure; it is counted as rejected. Only whole points are on a scale.
- n < 10: only counts are shown. n 10–29: “indicative”. Groups under 5 are hidden from everyone but the owner.
- Weighted: θ = Σws ÷ Σw, variance n ÷ (n − 1) · Σ(w(s − θ) ÷ Σw)², effective n = (Σw)² ÷ Σw².
- Many comparisons at once are adjusted by Holm's method.
- Which end of a scale is the better one is part of the scale (`1-5r`: the low end); scores are turned so that more is better.
";

const CLOSING: &str = "
## The ladder on scores

Where an organization has recorded no expectations, standings are read from scores, and the screen says so: on 1–5, \
5 is loyal, 4 satisfied, 1–3 dissatisfied; on 0–10, 9–10, 7–8 and 0–6; on other scales the best point, the next one, and the \
rest. Who did not rate is unknown. Shares are of all respondents, with Wilson's interval. A mean is *short* when its whole \
interval lies under “as expected” (4 on 1–5, 7.5 on 0–10, the second-best point elsewhere); a mean never earns loyal.
";

fn section(measure: &dyn Measure) -> String {
    let about = measure.about();
    let mut text = format!(
        "\n## {}: `{}`\n\n{}\n\n",
        about.title, about.name, about.question
    );
    text += "| | |\n| --- | --- |\n";
    let reads: Vec<&str> = measure.reads().iter().map(|kind| kind.name()).collect();
    let mut reads_also = String::new();
    if measure.reads().contains(&QuestionKind::Rating) {
        reads_also += ", of a touchpoint rated more than once the primary one unless a question is asked for by name";
    }
    if measure.reads_any_named() {
        reads_also += "; any scored question that is asked for by name";
    }
    for (name, words) in [
        (
            "Reads",
            format!("questions of the kind {}{reads_also}", reads.join(", ")),
        ),
        ("Formula", about.formula.to_owned()),
        ("Unit", about.unit.to_owned()),
        ("n", about.n.to_owned()),
        ("Interval", about.interval.to_owned()),
        ("Difference", about.difference.to_owned()),
        ("Left out", about.left_out.to_owned()),
        ("Source", about.source.to_owned()),
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
pub(super) fn outcome(measure: &dyn Measure, example: &Example) -> String {
    let estimate = measure.estimate(&example.tally, example.weighted);
    if measure.about().name == MeasureName::Distribution {
        return distribution(&estimate);
    }
    let mut line = match estimate.value {
        Some(value) => format!("{} {}", number(value, 4), measure.about().unit_short),
        None => "unknown".to_owned(),
    };
    line += &interval(estimate.interval);
    line += &format!(", n {}", estimate.n);
    if estimate.weighted {
        line += &format!(", effective n {}", number(estimate.n_effective, 4));
        if let Some(error) = estimate.standard_error {
            line += &format!(", standard error {}", number(error, 4));
        }
    }
    if estimate.rejected > 0 {
        line += &format!(", {} rejected", estimate.rejected);
    }
    if measure.about().name == MeasureName::Ces
        && let Some(also) = estimate.also
    {
        line += &format!(
            "; {} {}{}",
            also.name,
            number(also.value, 4),
            interval(also.interval)
        );
    }
    line
}

fn distribution(estimate: &Estimate) -> String {
    let parts: Vec<String> = estimate
        .parts
        .iter()
        .map(|part| {
            let share = number(part.share * 100.0, 2);
            let within = part.interval.map_or_else(String::new, |interval| {
                format!(
                    ", {} to {}",
                    number(interval.low * 100.0, 2),
                    number(interval.high * 100.0, 2)
                )
            });
            format!("{}: {} ({share} %{within})", part.label, part.count)
        })
        .collect();
    format!("n {}; {}", estimate.n, parts.join(", "))
}

pub(super) fn interval(interval: Option<Interval>) -> String {
    match interval {
        Some(Interval { low, high }) => format!(", 95 % {} to {}", number(low, 4), number(high, 4)),
        None => ", no interval".to_owned(),
    }
}

pub(super) fn number(value: f64, digits: usize) -> String {
    format!("{value:.digits$}").replace('-', "−")
}
