//! Two things in one question.

use super::phrase::Phrase;
use super::text::{Sentence, Word};
use super::{Flag, Why};

/// How one language joins two things, and where the joint is none.
pub(super) struct Joins {
    /// "and"
    pub and: &'static [&'static str],
    /// Pairs that are one thing: the words before and after.
    pub pairs: &'static [(&'static str, &'static str)],
    /// Words before which "and" only probes further, or after which it belongs to something else.
    pub probes: &'static [&'static str],
    /// The same sentence has this before the joint: then it joins what is asked about.
    pub spans: &'static [&'static str],
    /// Words that make the joined things ours, in open questions too.
    pub ours: &'static [&'static str],
    /// Open words that still ask for one judgement: "how".
    pub judging: &'static [&'static str],
    /// Two question words at once: "when and how".
    pub both: &'static str,
    /// Begins of a further question that only follow up the first.
    pub follow: &'static [&'static str],
    /// Names are written with capitals and other nouns are not.
    pub names: bool,
    /// What stands between two questions made of one.
    pub then: &'static str,
}

fn matches(word: &str, choice: &str) -> bool {
    match choice.strip_suffix('*') {
        Some(start) => word.starts_with(start),
        None => word == choice,
    }
}

fn number(word: &Word) -> bool {
    word.text.starts_with(|c: char| c.is_ascii_digit())
}

pub(super) fn two_things(sentence: &Sentence, open: bool, joins: &Joins) -> Vec<Flag> {
    let words = &sentence.words;
    if let Some((from, to)) = Phrase::read(joins.both).find(sentence) {
        return vec![Flag {
            from: words[from].from,
            to: words[to - 1].to,
            why: Why::TwoThings,
            better: None,
        }];
    }
    let judging = words
        .first()
        .is_some_and(|word| joins.judging.contains(&word.text.as_str()));
    let mut flags = Vec::new();
    for at in 1..words.len() {
        if !joins.and.contains(&words[at].text.as_str()) {
            continue;
        }
        // The last words before and after the joint that are words.
        let (Some(left), Some(right)) = (words[..at].last(), words.get(at + 1)) else {
            continue;
        };
        if left.text == "," && words.len() > at + 4 {
            // "…, and …" joins clauses: the second one asks by itself or tells why.
            continue;
        }
        let pair = joins
            .pairs
            .iter()
            .any(|(a, b)| matches(&left.text, a) && matches(&right.text, b));
        let probe = joins.probes.iter().any(|it| matches(&right.text, it));
        let span = words[..at]
            .iter()
            .any(|word| joins.spans.contains(&word.text.as_str()));
        let named = joins.names && left.capital && right.capital && at > 1;
        let counted = number(left) || number(right) || right.text == "a";
        let elided = left.text.ends_with('-');
        let repeated = left.text == right.text;
        if pair || probe || span || named || counted || elided || repeated {
            continue;
        }
        if open && !judging {
            let before = &words[at.saturating_sub(3)..at];
            let ours = before
                .iter()
                .any(|word| joins.ours.iter().any(|it| matches(&word.text, it)));
            if !ours {
                continue;
            }
        }
        flags.push(Flag {
            from: left.from,
            to: right.to,
            why: Why::TwoThings,
            better: apart(sentence, at, joins),
        });
    }
    flags
}

/// The question asked once for each of the two, where what is joined is short enough to be sure of.
fn apart(sentence: &Sentence, at: usize, joins: &Joins) -> Option<String> {
    let words = &sentence.words;
    let after = words.len() - at - 1;
    if !(1..=3).contains(&after) || at < after + 1 {
        return None;
    }
    let left = at - after;
    let (start, end) = (sentence.from(), sentence.to());
    let stem = sentence.text_between(start, words[left].from);
    let first = sentence.text_between(start, words[at - 1].to);
    let second = sentence.text_between(words[at + 1].from, end);
    Some(format!("{first}? {} {stem}{second}?", joins.then))
}

/// A second question in the same text. Those that only follow up the first ("Why?") are left alone.
pub(super) fn two_questions(sentences: &[Sentence], joins: &Joins) -> Vec<Flag> {
    let mut asked = sentences.iter().filter(|it| it.asks);
    asked.next();
    asked
        .filter(|it| {
            let first = it
                .words
                .iter()
                .find(|word| !joins.and.contains(&word.text.as_str()));
            !first.is_some_and(|word| joins.follow.iter().any(|it| matches(&word.text, it)))
        })
        .map(|it| Flag {
            from: it.from(),
            to: it.to(),
            why: Why::TwoQuestions,
            better: None,
        })
        .collect()
}
