//! How alike two names of touchpoints are.
//!
//! People write the same touch in many ways: "Welcome pack", "The welcome pack (by post)", "Willkommensmappe". Names are
//! brought to a plain form first (small letters, umlauts spelled out, no articles, no plural endings); what is left is
//! compared word by word, where words that share most of their letters count as the same.

use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Words that say nothing about which touch it is.
const EMPTY: &str = "\
    a an am and at auf aus bei beim by das dem den der des die ein eine einem einen einer for from fuer im in into \
    mit nach of on our per the their to ueber um und unser unsere via vom von vor when while with your zu zum zur";

static SAYS_NOTHING: LazyLock<BTreeSet<&str>> = LazyLock::new(|| EMPTY.split(' ').collect());

/// The words of a name in plain form, in their order.
pub(super) fn words(label: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    for letter in label.to_lowercase().chars().chain([' ']) {
        match letter {
            'ä' => word.push_str("ae"),
            'ö' => word.push_str("oe"),
            'ü' => word.push_str("ue"),
            'ß' => word.push_str("ss"),
            '\'' | '’' | '-' => {}
            letter if letter.is_alphanumeric() => word.push(letter),
            _ if word.is_empty() => {}
            _ => words.push(std::mem::take(&mut word)),
        }
    }
    words.retain(|word| !SAYS_NOTHING.contains(word.as_str()));
    for word in &mut words {
        singular(word);
    }
    words
}

/// Takes the commonest plural and case endings off, in English and German, as long as enough of the word is left: what
/// remains need not be a word, only the same for all forms of one.
fn singular(word: &mut String) {
    const ENDINGS: [&str; 7] = ["ies", "en", "es", "er", "s", "e", "n"];
    let fits = |word: &str| {
        ENDINGS
            .into_iter()
            .find(|ending| word.len() >= ending.len() + 4 && word.ends_with(ending))
    };
    while let Some(ending) = fits(word) {
        word.truncate(word.len() - ending.len());
        if ending == "ies" {
            word.push('y');
        }
    }
}

/// The plain form as one text: equal for names that mean the same touch.
pub(super) fn plain(label: &str) -> String {
    words(label).join(" ")
}

/// 0..=1: how alike two names are; 1 when their plain forms are equal.
pub(super) fn likeness(a: &str, b: &str) -> f64 {
    let (a, b) = (words(a), words(b));
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    if a == b {
        return 1.0;
    }
    by_words(&a, &b)
        .max(by_letters(&a.concat(), &b.concat()))
        .min(0.99)
}

/// Dice's coefficient over words, each paired with its best like.
fn by_words(a: &[String], b: &[String]) -> f64 {
    let best = |word: &String, others: &[String]| -> f64 {
        others
            .iter()
            .map(|other| word_likeness(word, other))
            .fold(0.0, f64::max)
    };
    let sum: f64 = a.iter().map(|word| best(word, b)).sum::<f64>()
        + b.iter().map(|word| best(word, a)).sum::<f64>();
    sum / (a.len() + b.len()) as f64
}

/// Equal words are 1, compounds such as "Gebührenrechnung" and "Rechnung" as much of each other as they share, others by
/// their letters, and not at all when they share few.
fn word_likeness(a: &str, b: &str) -> f64 {
    if a == b {
        return 1.0;
    }
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    if short.len() >= 4 && long.contains(short) {
        return 0.5 + 0.5 * short.len() as f64 / long.len() as f64;
    }
    let letters = by_letters(a, b);
    if letters >= 0.5 { letters } else { 0.0 }
}

/// Dice's coefficient over runs of three letters.
fn by_letters(a: &str, b: &str) -> f64 {
    let runs = |text: &str| -> BTreeSet<[u8; 3]> {
        let padded = [b" ", text.as_bytes(), b" "].concat();
        padded
            .windows(3)
            .map(|run| [run[0], run[1], run[2]])
            .collect()
    };
    let (a, b) = (runs(a), runs(b));
    let shared = a.intersection(&b).count() as f64;
    2.0 * shared / (a.len() + b.len()) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_touch_in_other_words_is_the_same() {
        for (a, b) in [
            ("Welcome pack", "The welcome packs"),
            ("Fee invoice", "fee-invoice"),
            ("Anruf nach dreißig Tagen", "Anruf nach dreissig Tagen"),
            ("Termine der Beratung", "Termin zur Beratung"),
        ] {
            let alike = likeness(a, b);
            assert!(alike > 0.8, "{a} / {b}: {alike}");
        }
        assert_eq!(
            plain("The Letter to our Clients"),
            plain("Letters to clients")
        );
    }

    #[test]
    fn other_touches_are_others() {
        for (a, b) in [
            ("Welcome pack", "Renewal letter"),
            ("First phone call", "Complaint form"),
            ("App", "Review meeting"),
        ] {
            let alike = likeness(a, b);
            assert!(alike < 0.5, "{a} / {b}: {alike}");
        }
        assert_eq!(likeness("", "App"), 0.0);
    }

    #[test]
    fn near_names_lie_between() {
        let alike = likeness("Gebührenrechnung", "Rechnung");
        assert!((0.5..1.0).contains(&alike), "{alike}");
        let alike = likeness("Renewal letter", "Renewal call");
        assert!((0.3..0.8).contains(&alike), "{alike}");
    }
}
