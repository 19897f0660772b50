//! Which words are said.

use super::super::chance::Chance;
use super::super::words::Tongue;
use super::{words_de, words_en};

/// Something that clients miss, with ways of saying so.
#[derive(Debug, Clone, Copy)]
pub(super) struct Topic {
    pub key: &'static str,
    pub sentences: &'static [&'static str],
}

/// What an inbound contact says.
pub(super) fn note(chasing: bool, tongue: Tongue, chance: &mut Chance) -> &'static str {
    let notes: &[&'static str] = match (chasing, tongue) {
        (true, Tongue::English) => words_en::CHASING,
        (true, Tongue::German) => words_de::CHASING,
        (false, Tongue::English) => words_en::NOT_CHASING,
        (false, Tongue::German) => words_de::NOT_CHASING,
    };
    chance.pick::<&str>(notes)
}

/// A comment that misses something, or one that doesn't.
pub(super) fn wish(topic: Option<&str>, tongue: Tongue, chance: &mut Chance) -> &'static str {
    let (topics, none) = match tongue {
        Tongue::English => (words_en::TOPICS, words_en::NOT_WISHING),
        Tongue::German => (words_de::TOPICS, words_de::NOT_WISHING),
    };
    let sentences: &[&'static str] = topics
        .iter()
        .find(|it| Some(it.key) == topic)
        .map_or(none, |it| it.sentences);
    chance.pick::<&str>(sentences)
}

/// The topics there are.
pub(super) fn topics() -> impl Iterator<Item = &'static str> {
    words_en::TOPICS.iter().map(|topic| topic.key)
}
