//! A text as the rules read it: sentences of words with their places.

/// A word, or a comma.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// In small letters, with straight apostrophes.
    pub text: String,
    /// The first character, counted in the whole text.
    pub from: usize,
    pub to: usize,
    /// It begins with a capital letter.
    pub capital: bool,
}

#[derive(Debug, Clone)]
pub(super) struct Sentence {
    pub words: Vec<Word>,
    /// It ends with a question mark, or with nothing yet.
    pub asks: bool,
    /// All characters of the whole text.
    chars: std::rc::Rc<[char]>,
}

impl Sentence {
    /// The text from a word to the last one.
    pub fn text_from(&self, word: usize) -> String {
        match (self.words.get(word), self.words.last()) {
            (Some(first), Some(last)) => self.text_between(first.from, last.to),
            _ => String::new(),
        }
    }

    pub fn text_between(&self, from: usize, to: usize) -> String {
        self.chars[from.min(to)..to].iter().collect()
    }

    pub fn from(&self) -> usize {
        self.words.first().map_or(0, |word| word.from)
    }

    pub fn to(&self) -> usize {
        self.words.last().map_or(0, |word| word.to)
    }
}

fn plain(c: char) -> char {
    match c {
        '’' | '‘' | 'ʼ' | '`' | '´' => '\'',
        other => other,
    }
}

fn in_word(chars: &[char], at: usize) -> bool {
    let c = plain(chars[at]);
    let beside = |at: Option<usize>| {
        at.and_then(|at| chars.get(at))
            .is_some_and(|c| c.is_alphanumeric())
    };
    match c {
        // "e-mail", "don't", and the hyphen that leaves something out: "Vor- und Nachteile".
        '\'' => beside(at.checked_sub(1)) && beside(Some(at + 1)),
        '-' => beside(at.checked_sub(1)),
        '%' | '&' => true,
        _ => c.is_alphanumeric(),
    }
}

/// A full stop that ends no sentence: in a number, or after a single letter as in "z. B.".
fn ends(chars: &[char], at: usize, words: &[Word]) -> bool {
    match chars[at] {
        '?' | '!' | '\n' => true,
        '.' => {
            let digit = |c: Option<&char>| c.is_some_and(char::is_ascii_digit);
            let number = digit(chars.get(at + 1));
            let letter = words.last().is_some_and(|word| {
                word.to == at
                    && word.to - word.from == 1
                    && !word.text.starts_with(char::is_numeric)
            });
            !number && !letter
        }
        _ => false,
    }
}

pub(super) fn sentences(text: &str) -> Vec<Sentence> {
    let chars: std::rc::Rc<[char]> = text.chars().collect();
    let mut found = Vec::new();
    let mut words: Vec<Word> = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        if in_word(&chars, at) {
            let from = at;
            while at < chars.len() && in_word(&chars, at) {
                at += 1;
            }
            let word: String = chars[from..at].iter().map(|c| plain(*c)).collect();
            words.push(Word {
                text: word.to_lowercase(),
                from,
                to: at,
                capital: chars[from].is_uppercase(),
            });
            continue;
        }
        if chars[at] == ',' {
            words.push(Word {
                text: ",".to_owned(),
                from: at,
                to: at + 1,
                capital: false,
            });
        } else if ends(&chars, at, &words) && !words.is_empty() {
            found.push(Sentence {
                words: std::mem::take(&mut words),
                asks: chars[at] == '?',
                chars: chars.clone(),
            });
        }
        at += 1;
    }
    if !words.is_empty() {
        found.push(Sentence {
            words,
            asks: true,
            chars: chars.clone(),
        });
    }
    found
}
