//! Phrases as the rules write them: words with a space between, `a|b` one of them, `start*` any that begins so, `_` any
//! word, `^` the beginning of the sentence and `$` its end, `(word)` if it is there.

use super::text::{Sentence, Word};

pub(super) struct Phrase {
    parts: Vec<&'static str>,
}

impl Phrase {
    pub fn read(text: &'static str) -> Phrase {
        Phrase {
            parts: text.split(' ').collect(),
        }
    }

    /// The first place where it stands, as words from and to.
    pub fn find(&self, sentence: &Sentence) -> Option<(usize, usize)> {
        (0..sentence.words.len()).find_map(|at| self.at(sentence, at).map(|to| (at, to)))
    }

    /// All places where it stands.
    pub fn all(&self, sentence: &Sentence) -> Vec<(usize, usize)> {
        (0..sentence.words.len())
            .filter_map(|at| self.at(sentence, at).map(|to| (at, to)))
            .collect()
    }

    /// Whether it stands here; where it ends.
    fn at(&self, sentence: &Sentence, start: usize) -> Option<usize> {
        rest(&self.parts, &sentence.words, start).filter(|end| *end > start)
    }
}

fn rest(parts: &[&str], words: &[Word], at: usize) -> Option<usize> {
    let Some((part, more)) = parts.split_first() else {
        return Some(at);
    };
    match *part {
        // A sentence may begin with a small word before what matters: "So, don't you…".
        "^" => (at == 0 || opens(&words[..at]))
            .then(|| rest(more, words, at))
            .flatten(),
        "$" => (at == words.len()).then_some(at),
        part => {
            if let Some(inner) = part.strip_prefix('(') {
                let inner = inner.trim_end_matches(')');
                let taken = words
                    .get(at)
                    .filter(|word| is_one(&word.text, inner))
                    .and_then(|_| rest(more, words, at + 1));
                return taken.or_else(|| rest(more, words, at));
            }
            let word = words.get(at)?;
            is_one(&word.text, part).then(|| rest(more, words, at + 1))?
        }
    }
}

/// Only small words stand before.
fn opens(before: &[Word]) -> bool {
    const SMALL: [&str; 14] = [
        "so", "and", "but", "well", "then", "now", ",", "und", "aber", "also", "nun", "ja", "ok",
        "okay",
    ];
    before.len() <= 2
        && before
            .iter()
            .all(|word| SMALL.contains(&word.text.as_str()))
}

fn is_one(word: &str, choices: &str) -> bool {
    choices.split('|').any(|choice| match choice {
        "_" => word != ",",
        _ => match choice.strip_suffix('*') {
            Some(start) => word.starts_with(start),
            None => word == choice,
        },
    })
}
