//! Words of subjects and notes, brought into a form in which the same is the same. English and German.

use std::collections::BTreeSet;

/// Marks of replies and forwards in front of a subject.
const MARKS: &[&str] = &[
    "re", "fw", "fwd", "aw", "wg", "antw", "antwort", "sv", "tr", "vs", "wtr",
];

/// Words that say when, not what.
const DATES: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "januar",
    "jänner",
    "februar",
    "märz",
    "mai",
    "juni",
    "juli",
    "oktober",
    "dezember",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonntag",
    "today",
    "tomorrow",
    "yesterday",
    "heute",
    "morgen",
    "gestern",
];

/// Words that carry no meaning of their own.
const EMPTY: &[&str] = &[
    "a",
    "about",
    "after",
    "again",
    "all",
    "also",
    "am",
    "an",
    "and",
    "any",
    "are",
    "as",
    "at",
    "be",
    "been",
    "before",
    "but",
    "by",
    "can",
    "could",
    "dear",
    "did",
    "do",
    "does",
    "for",
    "from",
    "get",
    "got",
    "had",
    "has",
    "have",
    "hello",
    "her",
    "hi",
    "his",
    "how",
    "i",
    "if",
    "in",
    "into",
    "is",
    "it",
    "its",
    "just",
    "me",
    "my",
    "need",
    "new",
    "no",
    "not",
    "of",
    "on",
    "or",
    "our",
    "out",
    "please",
    "quickly",
    "regarding",
    "she",
    "so",
    "some",
    "still",
    "than",
    "thank",
    "thanks",
    "that",
    "the",
    "their",
    "them",
    "then",
    "there",
    "they",
    "this",
    "to",
    "too",
    "up",
    "us",
    "was",
    "we",
    "were",
    "what",
    "when",
    "where",
    "which",
    "who",
    "why",
    "will",
    "with",
    "would",
    "you",
    "your",
    "aber",
    "alle",
    "als",
    "am",
    "an",
    "auch",
    "auf",
    "aus",
    "bei",
    "bin",
    "bis",
    "bitte",
    "da",
    "danke",
    "das",
    "dass",
    "dem",
    "den",
    "der",
    "des",
    "die",
    "dies",
    "diese",
    "dieser",
    "doch",
    "du",
    "ein",
    "eine",
    "einem",
    "einen",
    "einer",
    "er",
    "es",
    "frage",
    "für",
    "gibt",
    "haben",
    "habe",
    "hallo",
    "hat",
    "herr",
    "frau",
    "ich",
    "ihr",
    "ihre",
    "ihren",
    "im",
    "ist",
    "ja",
    "kann",
    "kein",
    "keine",
    "können",
    "liebe",
    "man",
    "mein",
    "meine",
    "meinen",
    "meiner",
    "mich",
    "mir",
    "mit",
    "nach",
    "nicht",
    "noch",
    "nur",
    "oder",
    "sehr",
    "sein",
    "sich",
    "sie",
    "sind",
    "so",
    "um",
    "und",
    "uns",
    "unser",
    "unsere",
    "vom",
    "von",
    "vor",
    "wann",
    "war",
    "was",
    "weil",
    "wenn",
    "wer",
    "wie",
    "wir",
    "wird",
    "wo",
    "zu",
    "zum",
    "zur",
    "über",
];

/// Words in the form in which they are compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Normal {
    /// All words but numbers, dates and marks, in small letters.
    pub text: String,
    /// The same as it was written, for people.
    pub label: String,
    /// The words that carry meaning, in small letters and in their order.
    pub words: Vec<String>,
}

/// Brings words into the form in which they are compared.
pub fn normal(text: &str) -> Normal {
    let text = without_brackets(text);
    let kept = |word: &&str| {
        let small = word.to_lowercase();
        !word.chars().any(|c| c.is_ascii_digit()) && !DATES.contains(&&*small)
    };
    let all: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
        .filter(|word| !word.is_empty())
        .collect();
    let marks = all
        .iter()
        .take_while(|word| MARKS.contains(&&*word.to_lowercase()))
        .count();
    let mut written: Vec<&str> = all[marks..].iter().copied().filter(kept).collect();
    // "Statement for March" is the statement.
    while written.len() > 1 && written.last().is_some_and(|word| is_empty(word)) {
        written.pop();
    }
    let small: Vec<String> = written.iter().map(|word| word.to_lowercase()).collect();
    Normal {
        text: small.join(" "),
        label: capital(&written.join(" ")),
        words: small.into_iter().filter(|word| !is_empty(word)).collect(),
    }
}

fn is_empty(word: &str) -> bool {
    let small = word.to_lowercase();
    small.chars().count() < 2 || EMPTY.contains(&&*small)
}

/// What mail servers put in brackets says nothing about the matter.
fn without_brackets(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut depth = 0_usize;
    for c in text.chars() {
        match c {
            '[' => depth += 1,
            ']' if depth > 0 => {
                depth -= 1;
                out.push(' ');
            }
            c if depth == 0 => out.push(c),
            _ => {}
        }
    }
    // A bracket that is never closed is part of the words.
    if depth > 0 { text.to_owned() } else { out }
}

/// With a capital at its start, at most 120 characters.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string());
    let rest = letters.take(119);
    first.into_iter().chain([rest.collect()]).collect()
}

/// How alike two labels are, 0..=1: Dice's coefficient of their words, endings left aside.
pub fn similarity(one: &str, other: &str) -> f64 {
    let stems = |text: &str| -> BTreeSet<String> {
        normal(text).words.iter().map(|word| stem(word)).collect()
    };
    let (one, other) = (stems(one), stems(other));
    let both = one.intersection(&other).count();
    let all = one.len() + other.len();
    if all == 0 {
        return 0.0;
    }
    2.0 * both as f64 / all as f64
}

/// A word without the endings of the plural.
fn stem(word: &str) -> String {
    let long = word.chars().count() > 4;
    let endings = ["en", "es", "s", "n", "e"];
    let cut = endings
        .iter()
        .find_map(|ending| word.strip_suffix(ending))
        .filter(|_| long);
    cut.unwrap_or(word).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_numbers_and_dates_are_left_out() {
        let check = |text: &str, label: &str| assert_eq!(normal(text).label, label);
        check(
            "RE: AW: Fwd: your Statement for March 2024",
            "Your Statement",
        );
        check("[JIRA-12] Login fails", "Login fails");
        check("Rechnung Nr. 4711 vom 3. Mai", "Rechnung Nr");
        check("open [bracket", "Open bracket");
        check("12.03.2024", "");
    }

    #[test]
    fn likeness_looks_at_meaning() {
        assert_eq!(
            similarity("Quarterly statements", "The quarterly statement"),
            1.0
        );
        assert_eq!(similarity("Welcome call", "Fee invoice"), 0.0);
        assert_eq!(similarity("", ""), 0.0);
        assert!(similarity("Invoice", "Fee invoice") > 0.6);
    }
}
