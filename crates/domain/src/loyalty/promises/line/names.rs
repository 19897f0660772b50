//! Whom a line is about, and who of us is to do it.

use super::words::{Word, is};

/// Words that many names have and that tell none apart.
const COMMON: &[&str] = &[
    "household",
    "family",
    "haushalt",
    "familie",
    "company",
    "firma",
    "the",
    "and",
    "und",
    "&",
    "ltd",
    "limited",
    "inc",
    "llc",
    "llp",
    "plc",
    "gmbh",
    "ag",
    "kg",
    "og",
    "co",
    "corp",
];

const TITLES: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "prof",
    "frau",
    "herr",
    "herrn",
    "sir",
    "madam",
    "family",
    "familie",
    "household",
    "haushalt",
    "company",
    "firma",
    "the",
];

/// Words that nearly every line has.
const ORDINARY: &[&str] = &[
    "to", "by", "on", "in", "at", "of", "for", "with", "from", "is", "it", "an", "be", "we",
    "will", "call", "bis", "am", "um", "im", "der", "die", "das", "den", "dem", "ein", "eine",
    "zu", "an", "mit", "von", "für", "fur", "ich", "wir", "er", "es",
];

/// Whether a word of a line, in small letters, is worth looking for among names.
pub fn tells_apart(word: &str) -> bool {
    word.chars().count() >= 2
        && ![COMMON, TITLES, ORDINARY]
            .iter()
            .any(|list| list.contains(&word))
}

/// What remains of a name when titles and legal forms are taken away.
fn telling(name: &str) -> Vec<String> {
    name.split(|c: char| !c.is_alphanumeric() && c != '-' && c != '\'')
        .map(str::to_lowercase)
        .filter(|word| !word.is_empty())
        .filter(|word| !COMMON.contains(&word.as_str()) && !TITLES.contains(&word.as_str()))
        .collect()
}

/// A name found in a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Match {
    /// Words, the last one not included.
    pub from: usize,
    pub to: usize,
    /// Words of the name that were said.
    pub said: usize,
    /// That is all of it.
    pub whole: bool,
    /// "Roy's": the name says whose something is.
    pub possessive: bool,
}

/// Where in the line a name stands best; `free` says which words may be part of a name.
pub(super) fn find(words: &[Word], name: &str, free: impl Fn(usize) -> bool) -> Option<Match> {
    let name = telling(name);
    let mut best: Option<Match> = None;
    for start in 0..words.len() {
        if !free(start) {
            continue;
        }
        let mut said: Vec<&str> = Vec::new();
        let mut end = start;
        let mut possessive = false;
        while end < words.len() && free(end) && !possessive {
            let (text, whose) = bare(&words[end].text, &name);
            if let Some(part) = name
                .iter()
                .find(|part| *part == text && !said.contains(&part.as_str()))
            {
                said.push(part);
                possessive = whose;
            } else if said.is_empty() || !COMMON.contains(&text) {
                break;
            }
            end += 1;
            if words[end - 1].ends {
                break;
            }
        }
        // A common word at the end belongs to the line ("Roy and …"), unless it is a legal form.
        while end > start && matches!(words[end - 1].text.as_str(), "and" | "und" | "&" | "the") {
            end -= 1;
        }
        if said.is_empty() {
            continue;
        }
        let whole = said.len() == name.len();
        let first = &words[start];
        let is_name =
            first.capital || first.text.starts_with(|c: char| c.is_ascii_digit()) || first.at_sign;
        // The first word of a line has a capital anyway.
        if !whole
            && (!is_name
                || (start == 0 && !first.colon && !first.at_sign)
                || said[0].chars().count() < 3)
        {
            continue;
        }
        if whole && name.len() == 1 && !is_name && !first.text.contains('-') {
            continue;
        }
        let mut from = start;
        while from > 0
            && free(from - 1)
            && TITLES.contains(&words[from - 1].text.as_str())
            && !words[from - 1].ends_phrase()
        {
            from -= 1;
        }
        let found = Match {
            from,
            to: end,
            said: said.len(),
            whole,
            possessive,
        };
        if best.is_none_or(|known| known.said < found.said) {
            best = Some(found);
        }
    }
    best
}

/// Without the s that says whose something is, where the name itself has none.
fn bare<'a>(text: &'a str, name: &[String]) -> (&'a str, bool) {
    for end in ["'s", "’s"] {
        if let Some(bare) = text.strip_suffix(end) {
            return (bare, true);
        }
    }
    if let Some(bare) = text.strip_suffix('s')
        && !name.iter().any(|part| part == text)
        && name.iter().any(|part| part == bare)
    {
        return (bare, true);
    }
    (text, false)
}

impl Word {
    /// A title's full stop ("Ms.") ends no phrase.
    fn ends_phrase(&self) -> bool {
        self.ends && !self.dotted
    }
}

/// "I'll …", "Ich werde …": how many words say that the speaker will do it.
pub(super) fn speaker(words: &[Word]) -> usize {
    const SELF: &[&[&str]] = &[
        &["i'll"],
        &["i’ll"],
        &["we'll"],
        &["we’ll"],
        &["i", "will"],
        &["we", "will"],
        &["i", "shall"],
        &["we", "shall"],
        &["i", "promised", "to"],
        &["we", "promised", "to"],
        &["i", "promise", "to"],
        &["we", "promise", "to"],
        &["i", "am", "to"],
        &["ich", "werde"],
        &["wir", "werden"],
        &["ich"],
        &["wir"],
    ];
    super::words::longest(words, 0, SELF)
}

/// Whether a name at the start of the line says who will do it, and how many words behind it do so.
pub(super) fn doer(words: &[Word], end: usize) -> Option<usize> {
    if words[end - 1].colon {
        return Some(0);
    }
    const WILL: &[&[&str]] = &[
        &["will"],
        &["shall"],
        &["to"],
        &["wird"],
        &["soll"],
        &["muss"],
        &["promised", "to"],
        &["is", "to"],
    ];
    WILL.iter()
        .filter(|phrase| is(words, end, phrase))
        .map(|phrase| phrase.len())
        .max()
}
