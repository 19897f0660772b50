//! Comments put together from sentences that fit a touchpoint and what was truly felt there.

use super::{chance::Chance, words_de, words_en};

/// What is said about one thing when it went well, and when it did not.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sentences {
    pub good: &'static [&'static str],
    pub bad: &'static [&'static str],
}

/// The language a client writes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tongue {
    English,
    German,
}

/// Under this a client says what went wrong, from [`PLEASED`] on what went well, between them a bit of both.
const DISPLEASED: f64 = 3.5;
const PLEASED: f64 = 4.45;

/// Words about a touchpoint (by key), or about the whole (`None`), that fit what was felt (1–5, not rounded).
pub fn comment(touchpoint: Option<&str>, felt: f64, tongue: Tongue, chance: &mut Chance) -> String {
    let (whole, of, go_good, go_ok, go_bad) = match tongue {
        Tongue::English => (
            words_en::WHOLE,
            words_en::sentences as fn(&str) -> Option<Sentences>,
            words_en::GO_ON_GOOD,
            words_en::GO_ON_OK,
            words_en::GO_ON_BAD,
        ),
        Tongue::German => (
            words_de::WHOLE,
            words_de::sentences as fn(&str) -> Option<Sentences>,
            words_de::GO_ON_GOOD,
            words_de::GO_ON_OK,
            words_de::GO_ON_BAD,
        ),
    };
    let sentences = touchpoint.and_then(of).unwrap_or(whole);
    let go_on = chance.unit();
    let (first, second) = if felt < DISPLEASED {
        (sentences.bad, (go_on < 0.45).then_some(go_bad))
    } else if felt >= PLEASED {
        (sentences.good, (go_on < 0.40).then_some(go_good))
    } else if chance.unit() < (felt - DISPLEASED) / (PLEASED - DISPLEASED) {
        (sentences.good, (go_on < 0.55).then_some(go_ok))
    } else {
        (sentences.bad, (go_on < 0.55).then_some(go_ok))
    };
    let first = chance.pick(first);
    match second {
        Some(second) => format!("{first} {}", chance.pick(second)),
        None => (*first).to_owned(),
    }
}

/// Every single sentence there is, for tests and for counting.
#[cfg(test)]
pub(super) fn all_sentences() -> Vec<&'static str> {
    let mut all = Vec::new();
    for list in [
        words_en::GO_ON_GOOD,
        words_en::GO_ON_OK,
        words_en::GO_ON_BAD,
        words_de::GO_ON_GOOD,
        words_de::GO_ON_OK,
        words_de::GO_ON_BAD,
    ] {
        all.extend(list);
    }
    let keyed = super::firm::SPOTS
        .iter()
        .flat_map(|spot| [words_en::sentences(spot.key), words_de::sentences(spot.key)])
        .flatten();
    for sentences in keyed.chain([words_en::WHOLE, words_de::WHOLE]) {
        all.extend(sentences.good);
        all.extend(sentences.bad);
    }
    all
}
