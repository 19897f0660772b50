//! docs/gaps.md.

use std::fmt::Write as _;

use super::super::words_de;
use super::super::words_en;
use super::{Judged, TRIED_ON, Trial, Trials, pooled, trials_of};
use crate::design::gaps::{Detector, GRACE_DAYS, TOLERATED};
use crate::signals::CueKind;
use crate::signals::cues;
use crate::stats::{LEVEL, proportion};

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/gaps.md");

/// What each detector looks at, what it shows for it, and what its score says.
const DETECTORS: [(Detector, &str, &str, &str); 7] = [
    (
        Detector::Template,
        "the industry's template has a touchpoint that the inventory has neither by key nor by name in the same stage; \
         retired and not applicable ones count as decided",
        "the nearest name in the inventory",
        "one minus the likeness of that name",
    ),
    (
        Detector::UnansweredEvent,
        "after an event no touch comes within the days that its rule, a live plan, the template or custom gives; open \
         windows don't count",
        "the unanswered events, their share with Wilson's interval",
        "the probability that more than one in ten goes unanswered",
    ),
    (
        Detector::Silence,
        "clients not touched for longer than their tier's rule; without a rule, than nine in ten of their own gaps",
        "the clients, the longest silent first",
        "by rule high; by rhythm one minus the share that chance would make",
    ),
    (
        Detector::EmptyCell,
        "no touchpoint in stage × channel (× audience) while the stages beside it use the channel; decided cells don't \
         count",
        "the touchpoints beside it",
        "how much of the channel and of the stage is in use",
    ),
    (
        Detector::UnservedExpectation,
        "clients confirmed an expectation, still fresh, whose theme no live plan names",
        "the clients and their words",
        "how many clients, how many mean a must",
    ),
    (
        Detector::Chase,
        "clients ask for news more than twice as often as usual after an event or a touch",
        "the chasing contacts, their share of all such events, how many chance would make",
        "the probability of more than twice the usual rate",
    ),
    (
        Detector::Wish,
        "comments and notes miss something, grouped by what they miss",
        "the comments",
        "how many clients",
    ),
];

fn interval(hits: u64, n: u64) -> String {
    match proportion::wilson(hits as f64, n as f64, LEVEL) {
        Some(interval) => format!(
            "{:.2} ({:.2} to {:.2})",
            hits as f64 / n as f64,
            interval.low,
            interval.high
        ),
        None => "–".to_owned(),
    }
}

fn least(trials: &[Trials], detector: Detector, of: impl Fn(&Trial) -> Option<f64>) -> String {
    let shares = trials.iter().filter_map(|trials| of(&trials[&detector]));
    let least = shares.fold(f64::INFINITY, f64::min);
    if least.is_finite() {
        format!("{least:.2}")
    } else {
        "–".to_owned()
    }
}

fn table(trials: &[Trials]) -> String {
    let pooled = pooled(trials);
    let mut text = String::from(
        "| detector | gaps there | found | recall | raised | true | precision | least recall, precision of a firm |\n\
         | --- | --- | --- | --- | --- | --- | --- | --- |\n",
    );
    for (detector, ..) in DETECTORS {
        let trial = &pooled[&detector];
        let recall = least(trials, detector, |one| {
            (one.there > 0).then(|| one.recall())
        });
        let precision = least(trials, detector, |one| {
            (one.raised() > 0).then(|| one.precision())
        });
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {} | {} | {} | {recall}, {precision} |",
            detector.as_str().replace('_', " "),
            trial.there,
            trial.found,
            interval(trial.found, trial.there),
            trial.raised(),
            trial.true_ones(),
            interval(trial.true_ones(), trial.raised()),
        );
    }
    text
}

/// Ends of the bands of confidence.
const BANDS: [f64; 6] = [0.0, 0.3, 0.6, 0.8, 0.9, 1.0];

fn reliability(trials: &[Trials]) -> String {
    let pooled = pooled(trials);
    let mut text = String::from(
        "| confidence | findings | said, on average | true |\n| --- | --- | --- | --- |\n",
    );
    let all: Vec<Judged> = DETECTORS
        .iter()
        .flat_map(|(detector, ..)| pooled[detector].judged.iter().copied())
        .collect();
    for ends in BANDS.windows(2) {
        let inside: Vec<&Judged> = all
            .iter()
            .filter(|one| ends[0] <= one.confidence && one.confidence < ends[1])
            .collect();
        let label = format!("{:.1} to {:.1}", ends[0], ends[1]);
        let _ = writeln!(text, "| {label} | {} |", said_and_true(&inside));
    }
    text += "\n| detector | findings | said, on average | true |\n| --- | --- | --- | --- |\n";
    for (detector, ..) in DETECTORS {
        let all: Vec<&Judged> = pooled[&detector].judged.iter().collect();
        let name = detector.as_str().replace('_', " ");
        let _ = writeln!(text, "| {name} | {} |", said_and_true(&all));
    }
    text
}

fn said_and_true(judged: &[&Judged]) -> String {
    let n = judged.len() as u64;
    let said: f64 = judged.iter().map(|one| one.confidence).sum();
    let is_true = judged.iter().filter(|one| one.is_true).count() as u64;
    if n == 0 {
        return "0 | – | –".to_owned();
    }
    format!("{n} | {:.2} | {}", said / n as f64, interval(is_true, n))
}

/// How many of the simulator's different sentences the lists of cues read rightly.
fn sentences() -> String {
    let mut text = String::from(
        "| cue | language | sentences with it | seen | recall | sentences without | taken for one | \n\
         | --- | --- | --- | --- | --- | --- | --- |\n",
    );
    let topics = |list: &[super::super::words::Topic]| -> Vec<&'static str> {
        list.iter()
            .flat_map(|topic| topic.sentences)
            .copied()
            .collect()
    };
    let lists = [
        (
            CueKind::Chase,
            "English",
            words_en::CHASING.to_vec(),
            words_en::NOT_CHASING,
        ),
        (
            CueKind::Chase,
            "German",
            words_de::CHASING.to_vec(),
            words_de::NOT_CHASING,
        ),
        (
            CueKind::Wish,
            "English",
            topics(words_en::TOPICS),
            words_en::NOT_WISHING,
        ),
        (
            CueKind::Wish,
            "German",
            topics(words_de::TOPICS),
            words_de::NOT_WISHING,
        ),
    ];
    for (kind, language, with, without) in lists {
        let seen = with.iter().filter(|it| cues::has(it, kind)).count() as u64;
        let taken = without.iter().filter(|it| cues::has(it, kind)).count();
        let _ = writeln!(
            text,
            "| {} | {language} | {} | {seen} | {} | {} | {taken} |",
            kind.as_str(),
            with.len(),
            interval(seen, with.len() as u64),
            without.len(),
        );
    }
    text
}

fn document() -> String {
    let trials = trials_of(TRIED_ON);
    let firms = trials.len();
    let mut text = String::from(
        "<!-- Printed from crates/domain/src/demo/gaps/evaluation by `cargo xtask gen`; change it there. -->\n\n\
         # The gap finder\n\n\
         A gap is a touch that ought to exist and doesn't. Seven detectors look for gaps; each stands in a file of its own in \
         `crates/domain/src/design/gaps/`, with its definition, its evidence and its confidence.\n\n\
         | detector | a gap is there when | evidence | score |\n| --- | --- | --- | --- |\n",
    );
    for (detector, definition, evidence, score) in DETECTORS {
        let name = detector.as_str().replace('_', " ");
        let _ = writeln!(text, "| {name} | {definition} | {evidence} | {score} |");
    }
    let _ = write!(
        text,
        "\nA finding has a *ground*, a stable key such as `unanswered_event:complaint`. Dismissing a finding dismisses its \
         ground: it is never raised again, whatever the evidence of the day. A few slips are no gap: an event is \
         raised as unanswered when probably more than {:.0} % go unanswered, and the measure of missed touches grants {GRACE_DAYS} \
         days of grace.\n",
        TOLERATED * 100.0
    );
    let _ = write!(
        text,
        "\n## How good it is\n\n\
         Measured on {firms} simulated firms whose gaps are known ([demo.md](demo.md) tells how they are simulated): kinds of \
         events of which some go unanswered at known rates, clients forgotten on purpose, contacts that chase and contacts \
         that only sound like it, comments that miss something and comments that only sound like it, expectations of every \
         status, grids with cells taken out on purpose beside cells that nobody needs, and inventories of all eight \
         templates of which touchpoints were taken out, called otherwise or decided against. Counts are pooled over the \
         firms, with Wilson's 95 % interval; the last column is the worst single firm.\n\n{}\n\
         Silence is counted by client, everything else by gap. In the grids one cell in ten of a channel's stretch was taken out, \
         one in fifty is empty for no reason that anybody wrote down, and one in twenty beyond the stretch is filled; in the \
         inventories 18 % of a template was taken out and 12 % is called otherwise. Firms with other shares would have \
         other precisions. What is found a second time under another name counts as \
         wrong. Chases and wishes that fewer than five clients uttered are no gaps to be found.\n\n\
         What limits chases and wishes is how people put things. The simulator's sentences were not taken from the lists of \
         words by which cues are seen, though who wrote them had seen a part of those lists, so the figures may flatter; of its different sentences these were read rightly:\n\n{}\n\
         Not shown by this: firms that are unlike the simulated ones. Real notes are longer and worse spelled, real \
         inventories call things by house names, and what counts as silence depends on what is recorded at all. The figures \
         say that the detectors find what they define, and how often they are led astray by what they should leave alone; \
         they are no promise for a firm that records half of its calls.\n",
        table(&trials),
        sentences(),
    );
    let _ = write!(
        text,
        "\n## How sure it says it is\n\n\
         Each detector scores what speaks for a finding; the score becomes a probability by a curve fitted on 16 other \
         simulated firms (pooled until it rises, Ayer et al. 1955, held together by a weak belief in the score itself; \
         `curves.rs`). A finding said to be 0.8 sure should be true four times in five. On the {firms} firms above, which \
         nothing was fitted to:\n\n{}",
        reliability(&trials),
    );
    text
}

/// `UPDATE_GENERATED=1` writes the document instead of comparing it.
#[test]
fn the_document_is_fresh() {
    let printed = document();
    if std::env::var_os("UPDATE_GENERATED").is_some() {
        std::fs::write(PATH, &printed).unwrap();
    }
    let committed = std::fs::read_to_string(PATH).unwrap_or_default();
    assert!(
        committed == printed,
        "docs/gaps.md is stale; `cargo xtask gen` writes it anew"
    );
}
