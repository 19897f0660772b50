//! Words that lay a departure on the client.
//!
//! The product asks what *we* did. Where somebody writes "they were difficult" or "hat nie geantwortet", the words are
//! pointed out, with a question that leads back to our side. What says the same of us ("we never answered") is just what
//! is wanted and is left alone: the nearest person before the words decides whom they speak of.

use std::ops::Range;

/// What sort of blame it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The client is called something: difficult, stingy, schwierig.
    Character,
    /// The client is said not to have done something: never answered, hat nicht gelesen.
    Omission,
    /// The client is said not to have understood.
    Understanding,
    /// The client wanted too much or the wrong thing.
    Demand,
    /// The client is said to be at fault.
    Fault,
}

impl Kind {
    pub const fn as_str(self) -> &'static str {
        match self {
            Kind::Character => "character",
            Kind::Omission => "omission",
            Kind::Understanding => "understanding",
            Kind::Demand => "demand",
            Kind::Fault => "fault",
        }
    }
}

/// Words that were pointed out, in bytes of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flag {
    pub at: Range<usize>,
    pub kind: Kind,
}

/// Needs somebody of whom it is said; alone it may speak of a thing ("a difficult market").
const NEEDS_SOMEBODY: bool = true;
/// Says enough by itself.
const ALONE: bool = false;

/// Phrases in small letters; a word that ends in * may go on.
const PHRASES: &[(&str, Kind, bool)] = &[
    ("difficult", Kind::Character, NEEDS_SOMEBODY),
    ("unreasonable", Kind::Character, ALONE),
    ("ungrateful", Kind::Character, ALONE),
    ("impatient", Kind::Character, NEEDS_SOMEBODY),
    ("stubborn", Kind::Character, NEEDS_SOMEBODY),
    ("picky", Kind::Character, ALONE),
    ("fussy", Kind::Character, ALONE),
    ("nitpick*", Kind::Character, ALONE),
    ("stingy", Kind::Character, ALONE),
    ("cheapskate*", Kind::Character, ALONE),
    ("greedy", Kind::Character, NEEDS_SOMEBODY),
    ("rude", Kind::Character, NEEDS_SOMEBODY),
    ("lazy", Kind::Character, NEEDS_SOMEBODY),
    ("naive", Kind::Character, NEEDS_SOMEBODY),
    ("disloyal", Kind::Character, ALONE),
    ("hysterical", Kind::Character, ALONE),
    ("emotional", Kind::Character, NEEDS_SOMEBODY),
    ("irrational", Kind::Character, NEEDS_SOMEBODY),
    ("uncooperative", Kind::Character, NEEDS_SOMEBODY),
    ("complainer*", Kind::Character, ALONE),
    ("troublemaker*", Kind::Character, ALONE),
    ("high-maintenance", Kind::Character, ALONE),
    ("high maintenance", Kind::Character, ALONE),
    ("overreact*", Kind::Character, NEEDS_SOMEBODY),
    ("problem client", Kind::Character, ALONE),
    ("bad client", Kind::Character, ALONE),
    ("not a good fit", Kind::Character, ALONE),
    ("wrong kind of client", Kind::Character, ALONE),
    ("never satisfied", Kind::Demand, NEEDS_SOMEBODY),
    ("never happy", Kind::Demand, NEEDS_SOMEBODY),
    ("impossible to please", Kind::Demand, ALONE),
    ("complain* about everything", Kind::Demand, ALONE),
    ("too demanding", Kind::Demand, ALONE),
    ("demanding client", Kind::Demand, ALONE),
    ("wanted too much", Kind::Demand, NEEDS_SOMEBODY),
    ("expected too much", Kind::Demand, NEEDS_SOMEBODY),
    ("asked for too much", Kind::Demand, NEEDS_SOMEBODY),
    ("unrealistic expectation*", Kind::Demand, ALONE),
    ("only cared about price", Kind::Demand, NEEDS_SOMEBODY),
    ("only cares about price", Kind::Demand, NEEDS_SOMEBODY),
    ("only cared about the price", Kind::Demand, NEEDS_SOMEBODY),
    ("only interested in price", Kind::Demand, NEEDS_SOMEBODY),
    ("bargain hunter*", Kind::Demand, ALONE),
    ("price shopper*", Kind::Demand, ALONE),
    ("did not understand", Kind::Understanding, NEEDS_SOMEBODY),
    ("didnt understand", Kind::Understanding, NEEDS_SOMEBODY),
    ("failed to understand", Kind::Understanding, NEEDS_SOMEBODY),
    ("misunderstood", Kind::Understanding, NEEDS_SOMEBODY),
    ("was confused", Kind::Understanding, NEEDS_SOMEBODY),
    ("were confused", Kind::Understanding, NEEDS_SOMEBODY),
    ("got it wrong", Kind::Understanding, NEEDS_SOMEBODY),
    ("did not read", Kind::Omission, NEEDS_SOMEBODY),
    ("didnt read", Kind::Omission, NEEDS_SOMEBODY),
    ("never read", Kind::Omission, NEEDS_SOMEBODY),
    ("did not reply", Kind::Omission, NEEDS_SOMEBODY),
    ("didnt reply", Kind::Omission, NEEDS_SOMEBODY),
    ("never replied", Kind::Omission, NEEDS_SOMEBODY),
    ("did not answer", Kind::Omission, NEEDS_SOMEBODY),
    ("didnt answer", Kind::Omission, NEEDS_SOMEBODY),
    ("never answered", Kind::Omission, NEEDS_SOMEBODY),
    ("did not listen", Kind::Omission, NEEDS_SOMEBODY),
    ("didnt listen", Kind::Omission, NEEDS_SOMEBODY),
    ("would not listen", Kind::Omission, NEEDS_SOMEBODY),
    ("wouldnt listen", Kind::Omission, NEEDS_SOMEBODY),
    ("ignored", Kind::Omission, NEEDS_SOMEBODY),
    ("refused to", Kind::Omission, NEEDS_SOMEBODY),
    ("failed to", Kind::Omission, NEEDS_SOMEBODY),
    ("forgot", Kind::Omission, NEEDS_SOMEBODY),
    ("never told us", Kind::Omission, ALONE),
    ("did not tell us", Kind::Omission, ALONE),
    ("didnt tell us", Kind::Omission, ALONE),
    ("should have told us", Kind::Omission, ALONE),
    ("should have asked", Kind::Omission, NEEDS_SOMEBODY),
    ("should have known", Kind::Omission, NEEDS_SOMEBODY),
    ("their fault", Kind::Fault, ALONE),
    ("his fault", Kind::Fault, ALONE),
    ("her fault", Kind::Fault, ALONE),
    ("clients fault", Kind::Fault, ALONE),
    ("customers fault", Kind::Fault, ALONE),
    ("not our fault", Kind::Fault, ALONE),
    ("nothing we could have done", Kind::Fault, ALONE),
    ("nothing we could do", Kind::Fault, ALONE),
    ("did everything right", Kind::Fault, ALONE),
    ("schwierig*", Kind::Character, NEEDS_SOMEBODY),
    ("undankbar*", Kind::Character, ALONE),
    ("ungeduldig*", Kind::Character, NEEDS_SOMEBODY),
    ("stur", Kind::Character, NEEDS_SOMEBODY),
    ("geizig*", Kind::Character, ALONE),
    ("knausrig*", Kind::Character, ALONE),
    ("unhöflich*", Kind::Character, NEEDS_SOMEBODY),
    ("frech*", Kind::Character, NEEDS_SOMEBODY),
    ("faul", Kind::Character, NEEDS_SOMEBODY),
    ("naiv*", Kind::Character, NEEDS_SOMEBODY),
    ("illoyal*", Kind::Character, ALONE),
    ("hysterisch*", Kind::Character, ALONE),
    ("unkooperativ*", Kind::Character, NEEDS_SOMEBODY),
    ("kompliziert*", Kind::Character, NEEDS_SOMEBODY),
    ("nörgl*", Kind::Character, ALONE),
    ("querulant*", Kind::Character, ALONE),
    ("überreagiert", Kind::Character, NEEDS_SOMEBODY),
    ("problemkund*", Kind::Character, ALONE),
    ("passt nicht zu uns", Kind::Character, ALONE),
    ("passte nicht zu uns", Kind::Character, ALONE),
    ("passten nicht zu uns", Kind::Character, ALONE),
    ("nie zufrieden", Kind::Demand, NEEDS_SOMEBODY),
    ("nicht zufriedenzustellen", Kind::Demand, ALONE),
    ("zu anspruchsvoll", Kind::Demand, ALONE),
    ("überzogene erwartung*", Kind::Demand, ALONE),
    ("überzogenen erwartung*", Kind::Demand, ALONE),
    ("unrealistische erwartung*", Kind::Demand, ALONE),
    ("unrealistischen erwartung*", Kind::Demand, ALONE),
    ("wollte zu viel", Kind::Demand, NEEDS_SOMEBODY),
    ("wollten zu viel", Kind::Demand, NEEDS_SOMEBODY),
    ("nur auf den preis", Kind::Demand, NEEDS_SOMEBODY),
    ("schnäppchenjäger*", Kind::Demand, ALONE),
    ("preisjäger*", Kind::Demand, ALONE),
    ("nicht verstanden", Kind::Understanding, NEEDS_SOMEBODY),
    ("nichts verstanden", Kind::Understanding, NEEDS_SOMEBODY),
    ("falsch verstanden", Kind::Understanding, NEEDS_SOMEBODY),
    ("missverstanden", Kind::Understanding, NEEDS_SOMEBODY),
    ("nicht gelesen", Kind::Omission, NEEDS_SOMEBODY),
    ("nie gelesen", Kind::Omission, NEEDS_SOMEBODY),
    ("nicht geantwortet", Kind::Omission, NEEDS_SOMEBODY),
    ("nie geantwortet", Kind::Omission, NEEDS_SOMEBODY),
    ("nicht gemeldet", Kind::Omission, NEEDS_SOMEBODY),
    ("nie gemeldet", Kind::Omission, NEEDS_SOMEBODY),
    ("nicht zugehört", Kind::Omission, NEEDS_SOMEBODY),
    ("ignoriert*", Kind::Omission, NEEDS_SOMEBODY),
    ("weigerte sich", Kind::Omission, NEEDS_SOMEBODY),
    ("weigerten sich", Kind::Omission, NEEDS_SOMEBODY),
    ("vergessen", Kind::Omission, NEEDS_SOMEBODY),
    ("selbst schuld", Kind::Fault, ALONE),
    ("selber schuld", Kind::Fault, ALONE),
    ("schuld des kunden", Kind::Fault, ALONE),
    ("schuld der kundin", Kind::Fault, ALONE),
    ("nicht unsere schuld", Kind::Fault, ALONE),
    ("nichts tun können", Kind::Fault, ALONE),
    ("alles richtig gemacht", Kind::Fault, ALONE),
];

/// Us.
const US: &[&str] = &[
    "we",
    "us",
    "our",
    "ours",
    "i",
    "me",
    "my",
    "adviser",
    "advisor",
    "team",
    "colleague",
    "colleagues",
    "office",
    "nobody",
    "staff",
    "wir",
    "uns",
    "unser",
    "unsere",
    "unserem",
    "unseren",
    "unserer",
    "ich",
    "mich",
    "mir",
    "mein",
    "berater",
    "beraterin",
    "kollege",
    "kollegin",
    "kollegen",
    "niemand",
    "keiner",
    "team",
    "büro",
];

/// The client.
const THEM: &[&str] = &[
    "client",
    "clients",
    "customer",
    "customers",
    "they",
    "them",
    "he",
    "him",
    "she",
    "her",
    "family",
    "household",
    "husband",
    "wife",
    "couple",
    "owner",
    "kunde",
    "kunden",
    "kundin",
    "kundinnen",
    "er",
    "sie",
    "ihm",
    "ihn",
    "ihr",
    "familie",
    "haushalt",
    "ehepaar",
    "mann",
    "frau",
    "mandant",
    "mandantin",
    "mandanten",
];

/// A thing, so that what follows speaks of no one: "it was difficult to reach us".
const THINGS: &[&str] = &[
    "it",
    "this",
    "that",
    "there",
    "which",
    "es",
    "das",
    "dies",
    "letter",
    "form",
    "forms",
    "report",
    "process",
    "contract",
    "market",
    "situation",
    "brief",
    "formular",
    "bericht",
    "vertrag",
    "lage",
    "markt",
    "prozess",
    "ablauf",
    "language",
];

struct Word {
    from: usize,
    to: usize,
    text: String,
    /// A sentence or clause ends behind it.
    ends: bool,
}

fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut from = None;
    let push = |from: usize, to: usize, words: &mut Vec<Word>| {
        let plain = text[from..to].to_lowercase().replace(['\'', '’'], "");
        words.push(Word {
            from,
            to,
            text: plain,
            ends: false,
        });
    };
    for (at, c) in text.char_indices() {
        if c.is_alphanumeric() || (from.is_some() && matches!(c, '\'' | '’' | '-')) {
            from.get_or_insert(at);
            continue;
        }
        if let Some(start) = from.take() {
            push(start, at, &mut words);
        }
        if matches!(c, '.' | '!' | '?' | ';' | ':' | '\n')
            && let Some(last) = words.last_mut()
        {
            last.ends = true;
        }
    }
    if let Some(start) = from {
        push(start, text.len(), &mut words);
    }
    words
}

fn matches_at(words: &[Word], at: usize, phrase: &str) -> Option<usize> {
    let mut length = 0;
    for wanted in phrase.split(' ') {
        if length > 0 && words[at + length - 1].ends {
            return None;
        }
        let word = &words.get(at + length)?.text;
        let fits = match wanted.strip_suffix('*') {
            Some(stem) => word.starts_with(stem),
            None => word == wanted,
        };
        if !fits {
            return None;
        }
        length += 1;
    }
    Some(length)
}

/// Of whom the words at `at` speak.
#[derive(PartialEq)]
enum About {
    Us,
    Them,
    Thing,
    Nobody,
}

fn about(words: &[Word], at: usize, length: usize, kind: Kind) -> About {
    let is = |list: &[&str], word: &Word| list.contains(&word.text.as_str());
    // "a difficult client" names the one of whom it is said behind.
    for word in words[at + length..].iter().take(1) {
        if !words[at + length - 1].ends {
            if is(THEM, word)
                && !matches!(
                    word.text.as_str(),
                    "her" | "er" | "sie" | "ihr" | "them" | "they" | "ihm" | "ihn"
                )
            {
                return About::Them;
            }
            if is(THINGS, word) {
                return About::Thing;
            }
        }
    }
    // Things don't read, answer or understand: "sie haben den Brief nicht gelesen" speaks of them.
    let acts = matches!(kind, Kind::Omission | Kind::Understanding);
    let mut thing = false;
    for word in words[..at].iter().rev().take_while(|word| !word.ends) {
        if is(US, word) {
            return About::Us;
        }
        if is(THEM, word) {
            return About::Them;
        }
        thing |= is(THINGS, word);
        if thing && !acts {
            break;
        }
    }
    if thing { About::Thing } else { About::Nobody }
}

/// The words that blame the client, in the order of the text.
pub fn blame(text: &str) -> Vec<Flag> {
    let words = words(text);
    let mut flags: Vec<Flag> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let longest = PHRASES
            .iter()
            .filter_map(|(phrase, kind, somebody)| {
                Some((matches_at(&words, at, phrase)?, *kind, *somebody))
            })
            .max_by_key(|(length, ..)| *length);
        let Some((length, kind, needs_somebody)) = longest else {
            at += 1;
            continue;
        };
        let blamed = match about(&words, at, length, kind) {
            About::Them => true,
            // "never told us" speaks of them whoever stands before it.
            About::Us => !needs_somebody && kind != Kind::Character && kind != Kind::Demand,
            About::Thing => !needs_somebody,
            // Left out, the one who did it is the client: "Never answered, always difficult".
            About::Nobody => {
                !needs_somebody || kind != Kind::Character || stands_alone(&words, at, length)
            }
        };
        if blamed {
            flags.push(Flag {
                at: words[at].from..words[at + length - 1].to,
                kind,
            });
        }
        at += length;
    }
    flags
}

/// Nothing follows of which it could be said: "always difficult." but not "a difficult quarter".
fn stands_alone(words: &[Word], at: usize, length: usize) -> bool {
    let last = at + length - 1;
    words[last].ends
        || last + 1 == words.len()
        || matches!(words[last + 1].text.as_str(), "and" | "und" | "or" | "oder")
}
