//! By which words a client is found while somebody types.
//!
//! A client is found when each word that was typed is the beginning of one of its words. Both sides are made the same
//! way here: small letters, no accents, marks cut away. `Müller` is found by *muller*, *müller* and *mueller*.

use std::collections::BTreeSet;

use super::Attributes;

/// Grows when the words of clients are made in another way: clients with older words are indexed anew at the next start.
pub const WORDS_VERSION: i64 = 2;

/// More words than that don't help to find somebody.
pub const MOST_WORDS: usize = 64;
/// Longer words are cut, in the index and in the question alike.
pub const LONGEST_WORD: usize = 40;
/// A question with more words is answered by its first ones.
pub const MOST_ASKED: usize = 6;
/// From so many digits on, a question without letters is a phone number.
const PHONE_DIGITS: usize = 5;

const PLAIN: &[(&str, &str)] = &[
    ("àáâãåāăą", "a"),
    ("ä", "a"),
    ("æ", "ae"),
    ("çćĉċč", "c"),
    ("ďđð", "d"),
    ("èéêëēĕėęě", "e"),
    ("ĝğġģ", "g"),
    ("ĥħ", "h"),
    ("ìíîïĩīĭįı", "i"),
    ("ĵ", "j"),
    ("ķ", "k"),
    ("ĺļľŀł", "l"),
    ("ñńņňŋ", "n"),
    ("òóôõöøōŏő", "o"),
    ("œ", "oe"),
    ("ŕŗř", "r"),
    ("śŝşšș", "s"),
    ("ß", "ss"),
    ("ţťŧț", "t"),
    ("þ", "th"),
    ("ùúûüũūŭůűų", "u"),
    ("ŵ", "w"),
    ("ýÿŷ", "y"),
    ("źżž", "z"),
];

fn push_plain(out: &mut String, c: char) {
    if c.is_ascii() {
        out.push(c.to_ascii_lowercase());
        return;
    }
    for c in c.to_lowercase() {
        // Marks that stand on the letter before them.
        if ('\u{300}'..='\u{36f}').contains(&c) {
            continue;
        }
        match PLAIN.iter().find(|(letters, _)| letters.contains(c)) {
            Some((_, plain)) => out.push_str(plain),
            None => out.push(c),
        }
    }
}

/// Small letters without accents; everything else stays.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        push_plain(&mut out, c);
    }
    out
}

/// By what a list of clients is sorted: the folded name, or the key of one without a name.
pub fn sort_name(name: Option<&str>, key: &str) -> String {
    let folded = fold(name.filter(|name| !name.trim().is_empty()).unwrap_or(key));
    let words: Vec<&str> = folded.split_whitespace().collect();
    words
        .join(" ")
        .chars()
        .take(80)
        .filter(|c| *c != '\0')
        .collect()
}

fn cut(word: &str) -> &str {
    match word.char_indices().nth(LONGEST_WORD) {
        Some((end, _)) => &word[..end],
        None => word,
    }
}

/// A word as it stands in the index: cut, and without zeros before it, which some write before a number and some leave out.
fn settled(word: &str) -> &str {
    cut(word).trim_start_matches('0')
}

/// The runs of letters and digits of one term. An apostrophe joins: O'Brien is one word.
fn runs(term: &str) -> Vec<String> {
    let mut runs = Vec::new();
    let mut run = String::new();
    for c in term.chars() {
        if c.is_alphanumeric() {
            push_plain(&mut run, c);
        } else if !matches!(c, '\'' | '’' | '\u{300}'..='\u{36f}') && !run.is_empty() {
            runs.push(std::mem::take(&mut run));
        }
    }
    if !run.is_empty() {
        runs.push(run);
    }
    runs
}

/// The other way to write umlauts, where a term has any.
fn spelled_out(term: &str) -> Option<String> {
    if term.is_ascii() {
        return None;
    }
    let mut out = String::with_capacity(term.len() + 4);
    let mut differs = false;
    for c in term.chars().flat_map(char::to_lowercase) {
        let long = match c {
            'ä' => "ae",
            'ö' | 'ø' => "oe",
            'ü' => "ue",
            'å' => "aa",
            c => {
                out.push(c);
                continue;
            }
        };
        out.push_str(long);
        differs = true;
    }
    differs.then_some(out)
}

/// Collects the words of one client.
#[derive(Debug, Default)]
pub struct Words(BTreeSet<String>);

impl Words {
    fn put(&mut self, word: &str) {
        let word = settled(word);
        if !word.is_empty() && self.0.len() < MOST_WORDS {
            self.0.insert(word.to_owned());
        }
    }

    /// A name, a key, the value of an attribute.
    pub fn text(&mut self, text: &str) {
        for term in text.split_whitespace() {
            if term.contains('@') {
                self.email(term);
                continue;
            }
            self.term(term);
            if let Some(long) = spelled_out(term) {
                self.term(&long);
            }
        }
    }

    fn term(&mut self, term: &str) {
        let runs = runs(term);
        // H-0012 is found by its parts, and by h0012.
        if runs.len() > 1 && term.bytes().any(|b| b.is_ascii_digit()) {
            self.put(&runs.concat());
        }
        for run in &runs {
            self.put(run);
        }
    }

    /// An address: as a whole, and by the words of its parts.
    pub fn email(&mut self, address: &str) {
        self.put(&fold(address.trim()));
        if let Some((local, domain)) = address.rsplit_once('@') {
            for run in runs(local) {
                self.put(&run);
            }
            let host = domain.rsplit_once('.').map_or(domain, |(host, _)| host);
            for run in runs(host) {
                self.put(&run);
            }
        }
    }

    /// A phone number: its digits from the country on, and, as nobody can see where the country's own digits end, also
    /// without the first one, two or three.
    pub fn phone(&mut self, number: &str) {
        let international =
            number.trim_start().starts_with('+') || number.trim_start().starts_with("00");
        let digits = phone_digits(number);
        self.put(&digits);
        if international {
            for skip in 1..=3 {
                if digits.len() >= PHONE_DIGITS + skip {
                    self.put(&digits[skip..]);
                }
            }
        }
    }

    pub fn attributes(&mut self, attributes: &Attributes) {
        for value in attributes.values() {
            self.text(value);
        }
    }

    pub fn finish(self) -> BTreeSet<String> {
        self.0
    }
}

/// The digits of a phone number, without the zeros before it and the (0) that some write after the country.
pub fn phone_digits(number: &str) -> String {
    let plain = number.replace("(0)", "");
    let digits: String = plain.chars().filter(char::is_ascii_digit).collect();
    digits.trim_start_matches('0').to_owned()
}

/// What somebody has typed, as beginnings of words, each once; the longest first. Empty: everybody.
pub fn asked(query: &str) -> Vec<String> {
    let digits = query.chars().filter(char::is_ascii_digit).count();
    let phone = digits >= PHONE_DIGITS
        && query
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, ' ' | '+' | '(' | ')' | '-' | '.' | '/'));
    let mut words: Vec<String> = Vec::new();
    let mut put = |word: &str| {
        let word = settled(word);
        if !word.is_empty() && !words.iter().any(|known| known == word) {
            words.push(word.to_owned());
        }
    };
    if phone {
        put(&phone_digits(query));
    } else {
        for term in query.split_whitespace() {
            if term.contains('@') {
                put(&fold(term));
            } else {
                runs(term).iter().for_each(|run| put(run));
            }
        }
    }
    words.truncate(MOST_ASKED);
    // "an anna" asks no more than "anna".
    let all = words.clone();
    words.retain(|word| {
        !all.iter()
            .any(|other| other != word && other.starts_with(word))
    });
    words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    words
}

/// The end of the range of words that begin so: no text of a word sorts at it or behind it.
pub fn end_of_prefix(prefix: &str) -> String {
    format!("{prefix}\u{10ffff}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn words(text: &str) -> Vec<String> {
        let mut words = Words::default();
        words.text(text);
        words.finish().into_iter().collect()
    }

    fn finds(text: &str, query: &str) -> bool {
        let words = words(text);
        asked(query)
            .iter()
            .all(|asked| words.iter().any(|word| word.starts_with(asked.as_str())))
    }

    #[test]
    fn words_are_made_the_same_way_on_both_sides() {
        for (text, expected) in [
            ("Anna Kovács", "anna kovacs"),
            ("O’Brien-Smith", "obrien smith"),
            ("Müller", "mueller muller"),
            ("Straße", "strasse"),
            ("H-0012", "12 h h0012"),
            ("Łukasz Ångström", "aangstroem angstrom lukasz"),
            ("e\u{301}clair", "eclair"),
            (
                "Anna.Roy@Example.org",
                "anna anna.roy@example.org example roy",
            ),
            ("東京 2024", "2024 東京"),
            ("  - / ", ""),
        ] {
            assert_eq!(words(text).join(" "), expected, "{text}");
        }
    }

    #[test]
    fn what_is_typed_finds_whom_it_means() {
        for (text, query, found) in [
            ("Anna Kovács", "kov an", true),
            ("Anna Kovács", "KOVÁCS", true),
            ("Anna Kovács", "ann b", false),
            ("Jürgen Müller", "mueller", true),
            ("Jürgen Müller", "muller jue", true),
            ("H-0012", "h-00", true),
            ("H-0012", "h0012", true),
            ("H-0012", "0012", true),
            ("2024-0017", "2024-0017", true),
            ("O'Brien", "obr", true),
            ("O'Brien", "o'br", true),
            ("anna.roy@example.org", "anna.roy@ex", true),
            ("anna.roy@example.org", "roy", true),
            ("anna.roy@example.org", "org", false),
            ("Anna", "", true),
            ("Anna", "  -- ", true),
        ] {
            assert_eq!(finds(text, query), found, "{text} by {query}");
        }
    }

    #[test]
    fn a_phone_number_is_found_with_and_without_its_country() {
        let mut words = Words::default();
        words.phone("+43 (0)1 234 56-78");
        let words = words.finish();
        for query in [
            "+43 1 23456",
            "0043123456",
            "01 234 56",
            "43 1 234",
            "2345678",
        ] {
            let asked = asked(query);
            assert_eq!(asked.len(), 1, "{query}");
            assert!(
                words.iter().any(|word| word.starts_with(asked[0].as_str())),
                "{query}: {asked:?} in {words:?}"
            );
        }
    }

    #[test]
    fn a_question_says_each_thing_once_and_the_rarest_first() {
        assert_eq!(asked("an anna a"), ["anna"]);
        assert_eq!(asked("b goldberg"), ["goldberg", "b"]);
        assert_eq!(asked("a b c d e f g h").len(), MOST_ASKED);
    }

    #[test]
    fn names_are_sorted_as_people_read_them() {
        assert_eq!(
            sort_name(Some(" Österreicher  Anna"), "k"),
            "osterreicher anna"
        );
        assert_eq!(sort_name(Some("  "), "K-1"), "k-1");
        assert_eq!(sort_name(None, "K-1"), "k-1");
    }

    proptest! {
        #[test]
        fn every_beginning_of_a_word_finds_it(text in "[A-Za-zäöüéß0-9' -]{1,30}", cut in 1_usize..12) {
            for word in words(&text) {
                let prefix: String = word.chars().take(cut).collect();
                let hits = asked(&prefix);
                let known = words(&text);
                prop_assert!(hits.iter().all(|hit| known.iter().any(|word| word.starts_with(hit.as_str()))), "{text}: {prefix}");
            }
        }

        #[test]
        fn a_prefix_ends_where_its_words_end(prefix in "\\PC{1,8}", rest in "\\PC{0,8}") {
            let word = format!("{prefix}{rest}");
            prop_assert!(word.as_str() >= prefix.as_str() && word < end_of_prefix(&prefix));
        }
    }
}
