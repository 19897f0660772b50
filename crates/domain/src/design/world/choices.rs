//! Which touchpoints of a template would answer what is known of the customer's world.
//!
//! Words that insights and a template's purpose share are weighed by how rare they are in the template ("transfer" says
//! more than "know"). It is an offer to look at, never a decision: nothing is added by it.

use std::collections::{BTreeMap, BTreeSet};

use crate::ids::InsightId;

use super::WorldInsight;

/// A touchpoint that could be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    pub key: String,
    /// Its label and purpose, in the language of the insights.
    pub text: String,
}

/// An offer with what speaks for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    pub key: String,
    /// Share of the insight's weighed words that the offer has, 0..=1, of the best insight.
    pub fit: f64,
    /// The insights that it would answer, best first.
    pub insights: Vec<InsightId>,
}

/// Under this an offer only shares a chance word.
const LEAST: f64 = 0.28;

/// Words that say nothing about the matter.
const COMMON: &[&str] = &[
    "about",
    "after",
    "again",
    "always",
    "because",
    "before",
    "being",
    "could",
    "every",
    "from",
    "have",
    "into",
    "know",
    "like",
    "more",
    "never",
    "often",
    "only",
    "other",
    "should",
    "since",
    "somebody",
    "something",
    "than",
    "that",
    "their",
    "them",
    "then",
    "there",
    "they",
    "this",
    "though",
    "until",
    "very",
    "want",
    "what",
    "when",
    "where",
    "which",
    "while",
    "will",
    "with",
    "without",
    "would",
    "your",
    "alle",
    "auch",
    "aber",
    "beim",
    "dann",
    "dass",
    "denen",
    "dies",
    "diese",
    "doch",
    "eine",
    "einem",
    "einen",
    "einer",
    "etwas",
    "haben",
    "immer",
    "jede",
    "jeden",
    "kann",
    "mehr",
    "nicht",
    "noch",
    "oder",
    "ohne",
    "sich",
    "sind",
    "über",
    "unter",
    "viel",
    "wann",
    "warum",
    "wenn",
    "werden",
    "wird",
    "wissen",
    "wollen",
    "zwischen",
];

/// The start of a word stands for all its endings: transfer, transfers, transferred.
const STEM: usize = 6;

fn stems(text: &str) -> BTreeSet<String> {
    text.split(|c: char| !c.is_alphabetic())
        .map(str::to_lowercase)
        .filter(|word| word.chars().count() >= 4 && !COMMON.contains(&word.as_str()))
        .map(|word| word.chars().take(STEM).collect())
        .collect()
}

/// The offers that answer at least one insight, best first; at most `most` of them.
pub fn choices(insights: &[&WorldInsight], offers: &[Offer], most: usize) -> Vec<Choice> {
    let words: Vec<BTreeSet<String>> = offers.iter().map(|offer| stems(&offer.text)).collect();
    let mut having: BTreeMap<&str, usize> = BTreeMap::new();
    for word in words.iter().flatten() {
        *having.entry(word).or_default() += 1;
    }
    // What no offer has can't tell offers apart, but it lowers the fit of all: it is as rare as can be.
    let weight = |word: &str| {
        let count = having.get(word).copied().unwrap_or(0) as f64;
        ((offers.len() as f64 + 1.0) / (count + 1.0)).ln()
    };
    let asked: Vec<(InsightId, BTreeSet<String>)> = insights
        .iter()
        .map(|it| {
            let said = it.quote.as_deref().unwrap_or_default();
            (it.id, stems(&format!("{} {said}", it.words)))
        })
        .collect();
    let mut found: Vec<Choice> = offers
        .iter()
        .zip(&words)
        .filter_map(|(offer, has)| {
            let mut fits: Vec<(f64, InsightId)> = asked
                .iter()
                .filter_map(|(id, wanted)| {
                    let shared: f64 = wanted.intersection(has).map(|word| weight(word)).sum();
                    let smaller = if wanted.len() < has.len() {
                        wanted
                    } else {
                        has
                    };
                    let all: f64 = smaller.iter().map(|word| weight(word)).sum();
                    (all > 0.0 && shared / all >= LEAST).then_some((shared / all, *id))
                })
                .collect();
            fits.sort_by(|a, b| b.0.total_cmp(&a.0));
            let fit = fits.first()?.0;
            let insights = fits.into_iter().map(|(_, id)| id).collect();
            Some(Choice {
                key: offer.key.clone(),
                fit: fit.min(1.0),
                insights,
            })
        })
        .collect();
    found.sort_by(|a, b| b.fit.total_cmp(&a.fit).then_with(|| a.key.cmp(&b.key)));
    found.truncate(most);
    found
}
