//! Whether a question leaves the client free to answer: leading, manipulative, double and absolute wording is pointed
//! out as it is typed, in English and German.
//!
//! The rules follow what survey methodology agrees on (Payne, *The Art of Asking Questions*, 1951; Sudman and Bradburn,
//! *Asking Questions*, 1982; Dillman, *Mail and Internet Surveys*, 2007): no presumed answer, no pressure, one thing at
//! a time, no "always" that nobody can answer yes to. It looks at words, not at meaning: it may miss something and it
//! never forbids anything.

mod de;
mod double;
mod en;
mod phrase;
mod text;

use phrase::Phrase;
use text::{Sentence, sentences};

/// What is wrong with a wording.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FlagKind {
    /// It has the answer in it.
    Leading,
    /// It puts the client under pressure.
    Manipulative,
    /// It asks two things at once.
    Double,
    /// It asks for always or never.
    Absolute,
}

/// Why a wording is pointed out: stable names, worded by who shows them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// "…, isn't it?"
    TagQuestion,
    /// "Don't you think…"
    NegativeOpening,
    /// "How satisfied are you…": only the good side is asked about.
    PresumesGood,
    /// "our excellent service"
    PraisesItself,
    /// "Do you agree that…": people tend to agree.
    AsksToAgree,
    /// "Surely", "as you know": the answer is supposed.
    Supposes,
    /// "Give us a ten."
    AsksForScore,
    /// Guilt, haste, fear of missing something.
    Pressure,
    /// "Most of our clients…": what others say.
    OthersDo,
    /// "As a smart investor…"
    Flatters,
    /// "our speed and friendliness": one answer for two things.
    TwoThings,
    /// Two questions in one.
    TwoQuestions,
    /// "always", "never", "everything"
    Extreme,
}

impl Why {
    pub const ALL: [Why; 13] = [
        Why::TagQuestion,
        Why::NegativeOpening,
        Why::PresumesGood,
        Why::PraisesItself,
        Why::AsksToAgree,
        Why::Supposes,
        Why::AsksForScore,
        Why::Pressure,
        Why::OthersDo,
        Why::Flatters,
        Why::TwoThings,
        Why::TwoQuestions,
        Why::Extreme,
    ];

    pub const fn kind(self) -> FlagKind {
        match self {
            Why::TagQuestion
            | Why::NegativeOpening
            | Why::PresumesGood
            | Why::PraisesItself
            | Why::AsksToAgree
            | Why::Supposes => FlagKind::Leading,
            Why::AsksForScore | Why::Pressure | Why::OthersDo | Why::Flatters => {
                FlagKind::Manipulative
            }
            Why::TwoThings | Why::TwoQuestions => FlagKind::Double,
            Why::Extreme => FlagKind::Absolute,
        }
    }
}

/// A part of a text that is pointed out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flag {
    /// The first character of the part, counted in Unicode characters from 0.
    pub from: usize,
    /// The character after its last.
    pub to: usize,
    pub why: Why,
    /// How it could be asked instead; "…" stands for what is asked about.
    pub better: Option<String>,
}

/// In which language a text is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Language {
    English,
    German,
}

impl Language {
    /// The language with more of its small words in the text, where an umlaut counts as one; English where neither has
    /// any.
    pub fn of(text: &str) -> Language {
        let words = text
            .split(|c: char| !c.is_alphabetic())
            .map(str::to_lowercase);
        let (mut english, mut german) = (0, 0);
        for word in words {
            english += usize::from(en::SMALL.contains(&word.as_str()));
            german += usize::from(
                de::SMALL.contains(&word.as_str()) || word.contains(['ä', 'ö', 'ü', 'ß']),
            );
        }
        if german > english {
            Language::German
        } else {
            Language::English
        }
    }
}

/// What one language knows.
struct Book {
    rules: &'static [Rule],
    /// Words that begin a question which can be answered at length.
    open: &'static [&'static str],
    /// Words that may stand before one of those: "in which".
    before_open: &'static [&'static str],
    extremes: &'static [&'static str],
    /// Where an extreme is none: "every week", "after all".
    harmless: &'static [&'static str],
    often: &'static str,
    joins: double::Joins,
}

/// One way of wording that is pointed out.
struct Rule {
    why: Why,
    phrase: &'static str,
    /// The same sentence has this: then it is in order.
    unless: &'static [&'static str],
    /// It is in order in a question that begins openly.
    but_open: bool,
    /// How it could be asked; `{rest}`: what follows in the sentence.
    better: &'static str,
}

impl Rule {
    const fn new(why: Why, phrase: &'static str, better: &'static str) -> Rule {
        Rule {
            why,
            phrase,
            unless: &[],
            but_open: false,
            better,
        }
    }

    const fn unless(self, unless: &'static [&'static str]) -> Rule {
        Rule { unless, ..self }
    }

    const fn but_open(self) -> Rule {
        Rule {
            but_open: true,
            ..self
        }
    }
}

/// What is pointed out in a text, in the order of its places. `language`: the text's own where nothing is said.
pub fn check(text: &str, language: Option<Language>) -> Vec<Flag> {
    let book = match language.unwrap_or_else(|| Language::of(text)) {
        Language::English => &en::BOOK,
        Language::German => &de::BOOK,
    };
    let sentences = sentences(text);
    let mut flags = Vec::new();
    for sentence in &sentences {
        let open = is_open(sentence, book);
        for rule in book.rules {
            if rule.but_open && open {
                continue;
            }
            if rule
                .unless
                .iter()
                .any(|it| Phrase::read(it).find(sentence).is_some())
            {
                continue;
            }
            for (from, to) in Phrase::read(rule.phrase).all(sentence) {
                flags.push(Flag {
                    better: better(rule.better, sentence, to),
                    ..flag(sentence, from, to, rule.why)
                });
            }
        }
        if sentence.asks && !open {
            extremes(sentence, book, &mut flags);
        }
        if sentence.asks {
            flags.extend(double::two_things(sentence, open, &book.joins));
        }
    }
    flags.extend(double::two_questions(&sentences, &book.joins));
    without_twins(flags)
}

fn flag(sentence: &Sentence, from: usize, to: usize, why: Why) -> Flag {
    Flag {
        from: sentence.words[from].from,
        to: sentence.words[to - 1].to,
        why,
        better: None,
    }
}

fn is_open(sentence: &Sentence, book: &Book) -> bool {
    let fits = |at: usize, list: &[&str]| {
        sentence.words.get(at).is_some_and(|word| {
            list.iter().any(|it| match it.strip_suffix('*') {
                Some(start) => word.text.starts_with(start),
                None => word.text == *it,
            })
        })
    };
    fits(0, book.open) || (fits(0, book.before_open) && fits(1, book.open))
}

fn extremes(sentence: &Sentence, book: &Book, flags: &mut Vec<Flag>) {
    let harmless: Vec<(usize, usize)> = book
        .harmless
        .iter()
        .flat_map(|it| Phrase::read(it).all(sentence))
        .collect();
    for extreme in book.extremes {
        for (from, to) in Phrase::read(extreme).all(sentence) {
            if !harmless
                .iter()
                .any(|(start, end)| *start <= from && to <= *end)
            {
                flags.push(Flag {
                    better: Some(book.often.to_owned()),
                    ..flag(sentence, from, to, Why::Extreme)
                });
            }
        }
    }
}

/// The better wording with what follows in the sentence.
fn better(template: &str, sentence: &Sentence, to: usize) -> Option<String> {
    if template.is_empty() {
        return None;
    }
    if !template.contains("{rest}") {
        return Some(template.to_owned());
    }
    let rest = sentence.text_from(to);
    (!rest.is_empty()).then(|| template.replace("{rest}", &rest))
}

/// Of flags of one kind that overlap, the longest; otherwise a text would be underlined twice for one reason.
fn without_twins(mut flags: Vec<Flag>) -> Vec<Flag> {
    flags.sort_by_key(|flag| (std::cmp::Reverse(flag.to - flag.from), flag.from, flag.why));
    let mut kept: Vec<Flag> = Vec::with_capacity(flags.len());
    for flag in flags {
        let twin = kept
            .iter()
            .any(|it| it.why.kind() == flag.why.kind() && it.from < flag.to && flag.from < it.to);
        if !twin {
            kept.push(flag);
        }
    }
    kept.sort_by_key(|flag| (flag.from, flag.to, flag.why));
    kept
}

#[cfg(test)]
mod tests;
