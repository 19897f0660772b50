//! Words in column names and what they hint at, in English, German, French and Spanish.
//!
//! A hint is a stem: a name's word matches when it starts with it, or equals it when it is short.

mod lists;

use super::names;
use lists::*;

/// What a column's name hints at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hints {
    pub key: bool,
    pub client: bool,
    pub person_name: bool,
    pub date: bool,
    pub year: bool,
    pub month: bool,
    pub day: bool,
    pub time: bool,
    pub weight: bool,
    pub recommend: bool,
    pub rating: bool,
    pub effort: bool,
    pub comment: bool,
    pub comment_codes: bool,
    pub attribute: bool,
    /// Not named outright for a group that nobody rates. With `attribute`: "product", or "statement" that only begins so.
    pub thing: bool,
    pub personal: bool,
    pub expectation: bool,
}

impl Hints {
    /// Hints of a name and, for exports with several header rows, of its label.
    pub fn of(name: &str, label: &str) -> Hints {
        let mut tokens = names::tokens(name);
        tokens.push(names::plain(name));
        // "Q12COM3" and "INTDATE": what follows the number of the question says more than the whole.
        let tail: String = {
            let plain = names::plain(name);
            let body = plain.trim_end_matches(|c: char| c.is_ascii_digit());
            let start = body
                .rfind(|c: char| c.is_ascii_digit())
                .map_or(0, |at| at + 1);
            body[start..].to_owned()
        };
        if !tail.is_empty() {
            tokens.push(tail);
        }
        let mut hints = Hints::from_tokens(&tokens);
        if !label.is_empty() && label.len() <= 80 {
            let from_label = Hints::from_tokens(&names::tokens(label));
            hints.key |= from_label.key && label.len() <= 30;
            hints.date |= from_label.date && label.len() <= 30;
            hints.recommend |= from_label.recommend;
            hints.effort |= from_label.effort;
            hints.personal |= from_label.personal && label.len() <= 40;
            hints.comment |= from_label.comment;
        }
        hints
    }

    fn from_tokens(tokens: &[String]) -> Hints {
        let any = |words: &[&str]| {
            tokens
                .iter()
                .any(|token| words.iter().any(|word| hits(token, word)))
        };
        Hints {
            key: any(KEY),
            client: any(CLIENT),
            person_name: tokens
                .iter()
                .any(|token| matches!(token.as_str(), "name" | "author" | "nom" | "nombre")),
            date: any(DATE),
            year: any(YEAR),
            month: any(MONTH),
            day: any(DAY),
            time: any(TIME),
            weight: any(WEIGHT),
            recommend: any(RECOMMEND),
            rating: any(RATING),
            effort: any(EFFORT),
            comment: any(COMMENT),
            comment_codes: tokens.iter().any(|token| {
                let bare = token.trim_end_matches(|c: char| c.is_ascii_digit());
                ["com", "improve", "comment"]
                    .iter()
                    .any(|end| bare.ends_with(end))
            }),
            attribute: any(ATTRIBUTE),
            thing: !tokens.iter().any(|token| {
                ATTRIBUTE
                    .iter()
                    .any(|word| !THINGS.contains(word) && whole(token, word))
            }),
            personal: any(PERSONAL),
            expectation: any(EXPECTATION),
        }
    }
}

/// Short words must be the whole token, with or without a number; longer ones may begin it.
fn hits(token: &str, word: &str) -> bool {
    whole(token, word) || word.len() >= 5 && token.starts_with(word)
}

/// The token is the word, with or without a number.
fn whole(token: &str, word: &str) -> bool {
    token.trim_end_matches(|c: char| c.is_ascii_digit()) == word || token == word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_hint_in_four_languages() {
        assert!(Hints::of("NETPRO", "").recommend);
        assert!(Hints::of("Weiterempfehlung", "").recommend);
        assert!(Hints::of("Recommanderiez-vous ?", "").recommend);
        assert!(Hints::of("Q12COM3", "").comment_codes);
        assert!(Hints::of("Q8IMPROVE1", "").comment_codes);
        assert!(Hints::of("INTDATE", "").date);
        assert!(Hints::of("explication", "").comment);
        assert!(Hints::of("Gewicht", "").weight);
        assert!(Hints::of("Q19AGE", "").attribute);
        assert!(!Hints::of("Q7ART", "").attribute);
        assert!(Hints::of("V1", "ResponseID").key);
        let thing = |name| {
            let hints = Hints::of(name, "");
            (hints.attribute, hints.thing)
        };
        assert_eq!(thing("Terminal"), (true, true));
        assert_eq!(thing("Statement"), (true, true));
        assert_eq!(thing("Familienstand"), (true, false));
        assert_eq!(thing("Product type"), (true, false));
        assert_eq!(thing("Waiting room"), (false, true));
    }
}
