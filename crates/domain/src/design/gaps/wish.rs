//! Detector *wish*: clients say that they missed something ("I wish you had …", "nobody told me …").
//!
//! **Definition.** Of each comment or note in which the words of a wish were seen, the sentence with those words is
//! read. Its content words (no articles, no words that every wish has) are brought to a plain form, and words that mean
//! one thing in English and German ("invoice", "Rechnung") to one theme. The theme that most clients share is a group;
//! its wishes are taken out, and what is left is looked at again. What shares no words is grouped by the touchpoint it
//! is about. A group needs [`FEWEST`] clients: counts are of clients, never of mentions.
//!
//! **Evidence.** The comments and notes.
//!
//! **Confidence.** Grows with the number of clients; less where the theme is a word that we don't know.

use std::collections::{BTreeMap, BTreeSet};

use super::confidence::calibrated;
use super::finding::{About, Detector, Finding, Ground, ItemKind, Share, Suggestion};
use super::history::Minutes;
use super::inputs::{Inputs, Spot, WishWords};
use super::kept::{Kept, Ranked};
use super::themes;
use crate::design::TouchpointKind;
use crate::signals::CueKind;
use crate::signals::cues::cues;
use crate::time::Timestamp;

/// Clients from whom on a theme is one.
pub const FEWEST: usize = 3;

/// A word that we don't know needs more.
const FEWEST_OF_UNKNOWN: usize = 5;

/// At most so many wishes are quoted.
const QUOTED: usize = 3;

/// From this share on a group is about one touchpoint.
const ABOUT_ONE: f64 = 0.6;

struct Wish<'a> {
    words: &'a WishWords,
    sentence: &'a str,
    themes: BTreeSet<String>,
}

pub(super) fn find(inputs: &Inputs, words: &[WishWords]) -> Vec<Finding> {
    let mut left: Vec<Wish<'_>> = words
        .iter()
        .map(|words| {
            let sentence = sentence(&words.text);
            Wish {
                words,
                sentence,
                themes: themes::of(sentence),
            }
        })
        .collect();
    let all = clients(left.iter());
    let mut findings = Vec::new();
    while let Some(theme) = commonest(&left) {
        let (group, rest): (Vec<_>, Vec<_>) = left
            .into_iter()
            .partition(|wish| wish.themes.contains(&theme));
        left = rest;
        findings.push(of_theme(inputs, &theme, &group, all.len() as u64));
    }
    let mut by_place: BTreeMap<i32, Vec<Wish<'_>>> = BTreeMap::new();
    for wish in left {
        by_place
            .entry(wish.words.touchpoint)
            .or_default()
            .push(wish);
    }
    for (no, group) in &by_place {
        let spot = inputs
            .inventory
            .touchpoints
            .iter()
            .find(|spot| spot.no == *no);
        if let Some(spot) = spot
            && clients(group.iter()).len() >= FEWEST
        {
            findings.push(of_touchpoint(inputs, spot, group, all.len() as u64));
        }
    }
    findings
}

/// The sentence in which the wish stands.
fn sentence(text: &str) -> &str {
    let wish = cues(text).into_iter().find(|cue| cue.kind == CueKind::Wish);
    let Some(wish) = wish else {
        return text;
    };
    let ends = ['.', '!', '?', ';', '\n'];
    let from = text[..wish.at].rfind(ends).map_or(0, |at| at + 1);
    let to = text[wish.at..]
        .find(ends)
        .map_or(text.len(), |at| wish.at + at);
    text[from..to].trim()
}

fn clients<'a, 'w: 'a>(wishes: impl Iterator<Item = &'a Wish<'w>>) -> BTreeSet<i64> {
    wishes.map(|wish| wish.words.client).collect()
}

/// The theme that most clients share; themes that we know go before mere words.
fn commonest(left: &[Wish<'_>]) -> Option<String> {
    let mut by_theme: BTreeMap<&str, BTreeSet<i64>> = BTreeMap::new();
    for wish in left {
        for theme in &wish.themes {
            by_theme.entry(theme).or_default().insert(wish.words.client);
        }
    }
    by_theme
        .into_iter()
        .map(|(theme, clients)| (themes::is_known(theme), clients.len(), theme))
        .filter(|(known, clients, _)| *clients >= if *known { FEWEST } else { FEWEST_OF_UNKNOWN })
        // The first of equals, so that the same words give the same theme.
        .max_by_key(|(known, clients, theme)| (*known, *clients, std::cmp::Reverse(*theme)))
        .map(|(.., theme)| theme.to_owned())
}

fn of_theme(inputs: &Inputs, theme: &str, group: &[Wish<'_>], all: u64) -> Finding {
    let known = themes::is_known(theme);
    let n = clients(group.iter()).len() as f64;
    let raw = n / (n + 2.0) * if known { 1.0 } else { 0.7 };
    let spot = about_one(inputs, group);
    let mut words = vec![theme.to_owned()];
    words.extend(beside(theme, group));
    finding(
        Ground::new(Detector::Wish, &[theme]),
        words,
        spot,
        group,
        (raw, all, inputs.now),
    )
}

fn of_touchpoint(inputs: &Inputs, spot: &Spot, group: &[Wish<'_>], all: u64) -> Finding {
    let n = clients(group.iter()).len() as f64;
    let raw = n / (n + 2.0) * 0.6;
    let spot = inputs
        .inventory
        .touchpoints
        .iter()
        .find(|it| it.no == spot.no);
    finding(
        Ground::new(
            Detector::Wish,
            &["touchpoint", spot.map_or("", |it| it.key.as_str())],
        ),
        Vec::new(),
        spot,
        group,
        (raw, all, inputs.now),
    )
}

/// The touchpoint that most of the group is about.
fn about_one<'i>(inputs: &'i Inputs, group: &[Wish<'_>]) -> Option<&'i Spot> {
    let mut counts: BTreeMap<i32, usize> = BTreeMap::new();
    for wish in group {
        *counts.entry(wish.words.touchpoint).or_default() += 1;
    }
    let (no, count) = counts.into_iter().max_by_key(|(no, count)| (*count, -no))?;
    let spot = inputs
        .inventory
        .touchpoints
        .iter()
        .find(|spot| spot.no == no)?;
    (count as f64 >= ABOUT_ONE * group.len() as f64).then_some(spot)
}

/// Up to two further themes that at least half of the group shares.
fn beside(theme: &str, group: &[Wish<'_>]) -> Vec<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for wish in group {
        for other in wish.themes.iter().filter(|other| *other != theme) {
            *counts.entry(other).or_default() += 1;
        }
    }
    let mut counts: Vec<(&str, usize)> = counts
        .into_iter()
        .filter(|(_, count)| 2 * count >= group.len())
        .collect();
    counts.sort_by_key(|(word, count)| (std::cmp::Reverse(*count), *word));
    counts
        .into_iter()
        .take(2)
        .map(|(word, _)| word.to_owned())
        .collect()
}

fn finding(
    ground: Ground,
    theme: Vec<String>,
    spot: Option<&Spot>,
    group: &[Wish<'_>],
    (raw, all, now): (f64, u64, Timestamp),
) -> Finding {
    let of_clients = clients(group.iter());
    let mut kept = Kept::default();
    for wish in group {
        kept.add(Ranked {
            rank: i64::from(Minutes::of(wish.words.at).0),
            client: wish.words.client,
            record: Some(wish.words.record),
            at: Some(Minutes::of(wish.words.at)),
            kind: if wish.words.of_touch {
                ItemKind::Touch
            } else {
                ItemKind::Comment
            },
        });
    }
    let mut newest: Vec<&Wish<'_>> = group.iter().collect();
    newest.sort_by_key(|wish| (std::cmp::Reverse(wish.words.at), wish.words.record));
    let mut quoted: Vec<String> = Vec::new();
    for wish in newest {
        if quoted.len() < QUOTED && !quoted.iter().any(|known| known == wish.sentence) {
            quoted.push(wish.sentence.to_owned());
        }
    }
    Finding {
        detector: Detector::Wish,
        ground,
        suggestion: Suggestion {
            stage: spot.and_then(|spot| spot.stage.clone()),
            channel: spot.and_then(|spot| spot.channel.clone()),
            ..Suggestion::of_kind(TouchpointKind::Dynamic)
        },
        confidence: calibrated(Detector::Wish, raw),
        about: About::Wish {
            theme,
            touchpoint: spot.map(Spot::named),
            clients: of_clients.len() as u64,
            words: quoted,
        },
        share: Share::of(of_clients.len() as u64, all),
        items: kept.items(Minutes::of(now)),
        items_total: kept.total(),
    }
}
