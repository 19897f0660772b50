//! Discovery: touchpoints that happen and that nobody wrote down.
//!
//! What is given are happenings: dated words (the note of an inbound touch, the subject of a mail, a meeting or a ticket),
//! with the client, the channel and the direction where they are known. Within one channel and direction, those whose
//! words are the same but for numbers, dates and reply marks belong together; of the rest, those that share a pair of
//! words, then those that share one word. A group counts from three happenings of two clients on: less may be chance.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::time::Timestamp;

mod words;

pub use words::{Normal, normal, similarity};

/// Fewer happenings than this may be chance.
pub const FEWEST: usize = 3;
/// Fewer clients than this are one person's habit.
pub const FEWEST_CLIENTS: usize = 2;
/// Groups that one look gives at most, the largest first.
const MOST: usize = 60;
/// Words of a group that are shown.
const SAMPLES: usize = 3;
/// From this similarity of words on, a touchpoint may be the same thing.
const SIMILAR: f64 = 0.5;

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happening {
    pub words: String,
    /// Whoever it was, by any stable name.
    pub client: String,
    /// `None` where the file does not say.
    pub at: Option<Timestamp>,
    /// The channel's key.
    pub channel: Option<String>,
    /// The client came to us.
    pub inbound: Option<bool>,
}

/// A group of happenings that may be a touchpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Discovery {
    /// The same for the same thing at all times, so that a decision is remembered.
    pub ground: String,
    pub label: String,
    pub channel: Option<String>,
    pub inbound: Option<bool>,
    pub n: usize,
    /// Different clients; `None` where they can't be counted.
    pub clients: Option<usize>,
    pub first: Option<Timestamp>,
    pub last: Option<Timestamp>,
    pub samples: Vec<String>,
    /// Key of the touchpoint that it is or may be.
    pub similar_to: Option<String>,
}

/// Groups happenings. `source` begins the grounds; `known` are keys and labels of touchpoints that are written down.
pub fn group(source: &str, happenings: &[Happening], known: &[(&str, &str)]) -> Vec<Discovery> {
    let mut by_way: BTreeMap<(Option<&str>, Option<bool>), Vec<&Happening>> = BTreeMap::new();
    for it in happenings {
        let way = (it.channel.as_deref(), it.inbound);
        by_way.entry(way).or_default().push(it);
    }
    let mut found = Vec::new();
    for ((channel, inbound), all) in by_way {
        for (name, label, members) in groups(&all) {
            let way = match inbound {
                Some(true) => "in",
                Some(false) => "out",
                None => "",
            };
            let clients: BTreeSet<&str> = members.iter().map(|it| &*it.client).collect();
            let times = || members.iter().filter_map(|it| it.at);
            found.push(Discovery {
                ground: format!("{source}:{}:{way}:{name}", channel.unwrap_or_default()),
                channel: channel.map(str::to_owned),
                inbound,
                n: members.len(),
                clients: Some(clients.len()),
                first: times().min(),
                last: times().max(),
                samples: samples(&members),
                similar_to: similar(&label, known),
                label,
            });
        }
    }
    found.sort_by(|a, b| b.n.cmp(&a.n).then_with(|| a.ground.cmp(&b.ground)));
    found.truncate(MOST);
    found
}

/// The touchpoint whose label is most like these words.
pub fn similar(label: &str, known: &[(&str, &str)]) -> Option<String> {
    let scored = known
        .iter()
        .map(|(key, other)| (similarity(label, other), *key));
    scored
        .filter(|(score, _)| *score >= SIMILAR)
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))
        .map(|(_, key)| key.to_owned())
}

fn samples(members: &[&Happening]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let mut samples = Vec::new();
    for it in members {
        let words: String = it.words.split_whitespace().collect::<Vec<_>>().join(" ");
        if seen.insert(words.to_lowercase()) {
            samples.push(words.chars().take(160).collect());
        }
        if samples.len() == SAMPLES {
            break;
        }
    }
    samples
}

fn enough(members: &[&Happening]) -> bool {
    let clients: BTreeSet<&str> = members.iter().map(|it| &*it.client).collect();
    members.len() >= FEWEST && clients.len() >= FEWEST_CLIENTS
}

type Group<'h> = (String, String, Vec<&'h Happening>);

fn groups<'h>(all: &[&'h Happening]) -> Vec<Group<'h>> {
    let normals: Vec<Normal> = all.iter().map(|it| normal(&it.words)).collect();
    let mut same: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, normal) in normals.iter().enumerate() {
        if !normal.words.is_empty() {
            same.entry(&normal.text).or_default().push(at);
        }
    }
    let mut found = Vec::new();
    let mut left = vec![true; all.len()];
    for (name, places) in same {
        let members: Vec<&Happening> = places.iter().map(|at| all[*at]).collect();
        if !enough(&members) {
            continue;
        }
        for at in &places {
            left[*at] = false;
        }
        found.push((name.to_owned(), commonest(&places, &normals), members));
    }
    for size in [2, 1] {
        found.extend(by_phrase(all, &normals, &mut left, size));
    }
    found
}

/// How the words are written most often.
fn commonest(places: &[usize], normals: &[Normal]) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for at in places {
        *counts.entry(&normals[*at].label).or_default() += 1;
    }
    let best = counts
        .into_iter()
        .max_by_key(|(label, count)| (*count, std::cmp::Reverse(*label)));
    best.map(|(label, _)| label.to_owned()).unwrap_or_default()
}

/// Takes the phrase that most of what is left shares, and what shares it, again and again. Single words bind less than
/// pairs: they must be shared by twice as many.
fn by_phrase<'h>(
    all: &[&'h Happening],
    normals: &[Normal],
    left: &mut [bool],
    size: usize,
) -> Vec<Group<'h>> {
    let mut index: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, normal) in normals.iter().enumerate() {
        if left[at] {
            for phrase in phrases(normal, size) {
                index.entry(phrase).or_default().push(at);
            }
        }
    }
    let fewest = FEWEST * (3 - size);
    let mut open: Vec<(String, Vec<usize>)> = index
        .into_iter()
        .filter(|(_, places)| places.len() >= fewest)
        .collect();
    let mut found = Vec::new();
    while found.len() < MOST {
        for (_, places) in &mut open {
            places.retain(|at| left[*at]);
        }
        open.retain(|(_, places)| places.len() >= fewest);
        let best = open
            .iter()
            .enumerate()
            .max_by(|(_, a), (_, b)| a.1.len().cmp(&b.1.len()).then_with(|| b.0.cmp(&a.0)))
            .map(|(at, _)| at);
        let Some(best) = best else { break };
        let (phrase, places) = open.swap_remove(best);
        let members: Vec<&Happening> = places.iter().map(|at| all[*at]).collect();
        if !enough(&members) {
            continue;
        }
        for at in &places {
            left[*at] = false;
        }
        let label = words::capital(&phrase);
        found.push((phrase, label, members));
    }
    found
}

/// The different phrases of so many neighbouring words that carry meaning.
fn phrases(normal: &Normal, size: usize) -> BTreeSet<String> {
    normal
        .words
        .windows(size)
        .map(|words| words.join(" "))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn happening(words: &str, client: usize) -> Happening {
        Happening {
            words: words.to_owned(),
            client: format!("c{client}"),
            at: Some(Timestamp::from_micros(client as i64 * 1_000_000)),
            channel: Some("email".into()),
            inbound: Some(true),
        }
    }

    fn told(list: &[&str]) -> Vec<Discovery> {
        let all: Vec<Happening> = list
            .iter()
            .enumerate()
            .map(|(at, words)| happening(words, at))
            .collect();
        group("file", &all, &[("fee_invoice", "Fee invoice")])
    }

    fn labels(found: &[Discovery]) -> Vec<(&str, usize)> {
        found.iter().map(|it| (&*it.label, it.n)).collect()
    }

    #[test]
    fn the_same_but_for_numbers_dates_and_reply_marks() {
        let found = told(&[
            "Re: Invoice 2024-17",
            "AW: Invoice 2024-18 March",
            "Invoice 99",
            "[ext] Fwd: invoice",
        ]);
        assert_eq!(labels(&found), [("Invoice", 4)]);
        assert_eq!(found[0].similar_to.as_deref(), Some("fee_invoice"));
        assert_eq!(found[0].ground, "file:email:in:invoice");
        assert_eq!(found[0].clients, Some(4));
    }

    #[test]
    fn what_shares_a_pair_of_words_belongs_together() {
        let found = told(&[
            "Please send the tax certificate for my wife",
            "I need a tax certificate quickly",
            "tax certificate missing in the portal",
            "How is the weather",
        ]);
        assert_eq!(labels(&found), [("Tax certificate", 3)]);
        assert_eq!(found[0].similar_to, None);
    }

    #[test]
    fn one_word_needs_twice_as_many() {
        let five = [
            "password lost",
            "new password",
            "my password fails",
            "which password",
            "password?",
        ];
        assert_eq!(labels(&told(&five)), []);
        let mut six = five.to_vec();
        six.push("reset of password");
        assert_eq!(labels(&told(&six)), [("Password", 6)]);
    }

    #[test]
    fn one_person_is_no_pattern() {
        let all: Vec<Happening> = (0..9).map(|_| happening("Parking permit", 1)).collect();
        assert_eq!(group("file", &all, &[]), []);
    }

    #[test]
    fn channels_and_directions_stay_apart() {
        let mut all: Vec<Happening> = (0..6).map(|at| happening("Parking permit", at)).collect();
        for it in &mut all[3..] {
            it.inbound = Some(false);
        }
        let found = group("file", &all, &[]);
        assert_eq!(
            labels(&found),
            [("Parking permit", 3), ("Parking permit", 3)]
        );
        assert_ne!(found[0].ground, found[1].ground);
    }
}
