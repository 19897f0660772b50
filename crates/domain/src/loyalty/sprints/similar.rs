//! Which lines say nearly the same: trigrams, in English and German.
//!
//! A line is put into lower case, umlauts and accents are written plainly, little words are left out (they make
//! strangers look alike), common endings are cut; then the sets of three-letter pieces of two lines are compared: twice
//! what they share ÷ what they have (Dice), or, while a line is being typed, what they share ÷ what the shorter one has.

use std::collections::BTreeSet;

/// From this similarity on two lines are pointed out as near.
pub const NEAR: f64 = 0.5;
/// Fewer letters than this are near to anything.
const FEWEST_LETTERS: usize = 6;

/// Words that say nothing about what an idea is.
const LITTLE: &[&str] = &[
    "a", "an", "and", "any", "after", "all", "at", "be", "before", "by", "each", "every", "for",
    "from", "give", "in", "is", "it", "its", "of", "off", "on", "or", "our", "s", "send", "so",
    "than", "that", "the", "their", "them", "then", "they", "this", "to", "up", "us", "we", "what",
    "when", "who", "with", "you", "your", "als", "am", "an", "auf", "aus", "bei", "beim", "bevor",
    "das", "dass", "dem", "den", "der", "des", "die", "ein", "eine", "einem", "einen", "einer",
    "es", "fuer", "ihr", "ihre", "ihrem", "ihren", "im", "ihnen", "jede", "jedem", "jeden",
    "jeder", "mit", "nach", "ohne", "sie", "und", "uns", "unser", "unsere", "vom", "von", "vor",
    "was", "wenn", "wir", "zu", "zum", "zur",
];

/// Endings that change the form and not the meaning; the longer ones first.
const ENDINGS: &[&str] = &[
    "ungen", "ing", "ern", "es", "en", "er", "em", "ed", "s", "e", "n",
];

/// The words of a line that say what it is, plainly written.
pub fn plain(line: &str) -> Vec<String> {
    let mut text = String::with_capacity(line.len());
    for letter in line.chars().flat_map(char::to_lowercase) {
        match letter {
            'ä' => text.push_str("ae"),
            'ö' => text.push_str("oe"),
            'ü' => text.push_str("ue"),
            'ß' => text.push_str("ss"),
            'á' | 'à' | 'â' => text.push('a'),
            'é' | 'è' | 'ê' => text.push('e'),
            'í' | 'ì' | 'î' => text.push('i'),
            'ó' | 'ò' | 'ô' => text.push('o'),
            'ú' | 'ù' | 'û' => text.push('u'),
            'ç' => text.push('c'),
            'ñ' => text.push('n'),
            // "client's" and "clients" are one word.
            '\'' | '’' => {}
            it if it.is_alphanumeric() => text.push(it),
            _ => text.push(' '),
        }
    }
    let all: Vec<&str> = text.split_whitespace().collect();
    let telling: Vec<&&str> = all.iter().filter(|it| !LITTLE.contains(it)).collect();
    // A line of little words alone is still a line.
    if telling.is_empty() {
        return all.iter().map(|it| (*it).to_owned()).collect();
    }
    telling.into_iter().map(|it| stem(it).to_owned()).collect()
}

fn stem(word: &str) -> &str {
    let cut = ENDINGS
        .iter()
        .filter_map(|ending| word.strip_suffix(ending))
        .find(|rest| rest.chars().count() >= 4);
    cut.unwrap_or(word)
}

/// The three-letter pieces of a line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pieces(BTreeSet<[char; 3]>);

impl Pieces {
    pub fn of(line: &str) -> Pieces {
        let mut pieces = BTreeSet::new();
        for word in plain(line) {
            // Edges count: words that begin alike are alike.
            let padded: Vec<char> = [' ', ' ']
                .into_iter()
                .chain(word.chars())
                .chain([' '])
                .collect();
            pieces.extend(padded.windows(3).map(|it| [it[0], it[1], it[2]]));
        }
        Pieces(pieces)
    }

    fn shared(&self, other: &Pieces) -> usize {
        self.0.intersection(&other.0).count()
    }

    /// Twice what they share ÷ what they have, 0..=1.
    pub fn similarity(&self, other: &Pieces) -> f64 {
        let all = self.0.len() + other.0.len();
        if all == 0 {
            return 0.0;
        }
        2.0 * self.shared(other) as f64 / all as f64
    }

    /// How much of this one, being typed, stands in the other, 0..=1.
    fn within(&self, other: &Pieces) -> f64 {
        if self.0.is_empty() {
            return 0.0;
        }
        self.shared(other) as f64 / self.0.len() as f64
    }
}

/// A line that says nearly the same.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Near {
    /// Place in the list that was handed in.
    pub at: usize,
    /// 0..=1.
    pub similarity: f64,
}

/// Which of these lines are near to what is typed, the nearest first, at most `most` of them. A line that is typed only
/// in part is near to one that holds nearly all of it.
pub fn near<'a>(typed: &str, lines: impl IntoIterator<Item = &'a str>, most: usize) -> Vec<Near> {
    if typed.chars().filter(|it| it.is_alphanumeric()).count() < FEWEST_LETTERS {
        return Vec::new();
    }
    let own = Pieces::of(typed);
    let mut found: Vec<Near> = lines
        .into_iter()
        .enumerate()
        .map(|(at, line)| {
            let other = Pieces::of(line);
            // Half typed: all but what the last word still lacks.
            let similarity = own.similarity(&other).max(own.within(&other) * 0.75);
            Near { at, similarity }
        })
        .filter(|it| it.similarity >= NEAR)
        .collect();
    found.sort_by(|a, b| b.similarity.total_cmp(&a.similarity).then(a.at.cmp(&b.at)));
    found.truncate(most);
    found
}
