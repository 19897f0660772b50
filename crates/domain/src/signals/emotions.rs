//! Words for what people feel, and the basic emotion that each belongs to.
//!
//! Plans say what a client shall feel in the words of people ("unhurried"), and clients say what they felt in theirs
//! ("calm"). Both are the same feeling where they are the same word or belong to the same of Plutchik's eight basic
//! emotions (Plutchik 1980). A word that is not listed is only the same as itself.

/// Plutchik's eight, in the order of their codes in the log: 1 to 8.
pub const BASIC: [&str; 8] = [
    "joy",
    "trust",
    "fear",
    "surprise",
    "sadness",
    "disgust",
    "anger",
    "anticipation",
];

/// Words by the basic emotion they belong to, English and German.
const WORDS: [(&str, &[&str]); 8] = [
    (
        "joy",
        &[
            "happy",
            "glad",
            "pleased",
            "delighted",
            "cheerful",
            "joyful",
            "proud",
            "grateful",
            "thankful",
            "relieved",
            "content",
            "freude",
            "froh",
            "glücklich",
            "erfreut",
            "begeistert",
            "stolz",
            "dankbar",
            "erleichtert",
            "zufrieden",
        ],
    ),
    (
        "trust",
        &[
            "calm",
            "safe",
            "secure",
            "confident",
            "understood",
            "heard",
            "welcome",
            "respected",
            "cared for",
            "at ease",
            "unhurried",
            "reassured",
            "informed",
            "in good hands",
            "vertrauen",
            "ruhig",
            "sicher",
            "zuversichtlich",
            "verstanden",
            "gehört",
            "willkommen",
            "geachtet",
            "gut aufgehoben",
            "beruhigt",
            "informiert",
        ],
    ),
    (
        "fear",
        &[
            "afraid",
            "anxious",
            "worried",
            "nervous",
            "uneasy",
            "insecure",
            "angst",
            "ängstlich",
            "besorgt",
            "nervös",
            "unsicher",
        ],
    ),
    (
        "surprise",
        &[
            "surprised",
            "amazed",
            "astonished",
            "überrascht",
            "erstaunt",
            "verblüfft",
        ],
    ),
    (
        "sadness",
        &[
            "sad",
            "disappointed",
            "let down",
            "lonely",
            "hurt",
            "traurig",
            "enttäuscht",
            "im stich gelassen",
            "verletzt",
        ],
    ),
    (
        "disgust",
        &[
            "disgusted",
            "repelled",
            "put off",
            "angewidert",
            "abgestoßen",
        ],
    ),
    (
        "anger",
        &[
            "angry",
            "annoyed",
            "irritated",
            "frustrated",
            "cross",
            "furious",
            "ärger",
            "verärgert",
            "wütend",
            "genervt",
            "gereizt",
            "frustriert",
        ],
    ),
    (
        "anticipation",
        &[
            "curious",
            "eager",
            "hopeful",
            "interested",
            "excited",
            "neugierig",
            "gespannt",
            "hoffnungsvoll",
            "interessiert",
            "erwartungsvoll",
        ],
    ),
];

fn tidy(word: &str) -> String {
    word.trim().to_lowercase()
}

/// The basic emotion of a word, as its code in the log, 1 to 8; 0 where it is not listed.
pub fn code(word: &str) -> u8 {
    let word = tidy(word);
    WORDS
        .iter()
        .position(|(basic, words)| *basic == word || words.contains(&&*word))
        .map_or(0, |at| at as u8 + 1)
}

/// Whether two words name the same feeling.
pub fn same(a: &str, b: &str) -> bool {
    tidy(a) == tidy(b) || (code(a) != 0 && code(a) == code(b))
}

/// Whether what was felt is among what was intended; `None` where nothing was intended.
pub fn hits(felt: &str, intended: &[String]) -> Option<bool> {
    (!intended.is_empty()).then(|| intended.iter().any(|word| same(felt, word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lead_to_their_basic_emotion() {
        for (at, basic) in BASIC.iter().enumerate() {
            assert_eq!(usize::from(code(basic)), at + 1, "{basic}");
            assert_eq!(WORDS[at].0, *basic);
        }
        for (word, basic) in [
            ("Erleichtert ", "joy"),
            ("unhurried", "trust"),
            ("let down", "sadness"),
        ] {
            assert_eq!(code(word), code(basic), "{word}");
        }
        assert_eq!(code("purple"), 0);
    }

    #[test]
    fn a_hit_is_the_same_word_or_the_same_basic_emotion() {
        let intended =
            |words: &[&str]| -> Vec<String> { words.iter().map(|it| (*it).into()).collect() };
        let check = |felt: &str, words: &[&str], hit| {
            assert_eq!(hits(felt, &intended(words)), hit, "{felt} {words:?}");
        };
        check("trust", &["heard", "relieved"], Some(true));
        check("joy", &["heard", "relieved"], Some(true));
        check("anger", &["heard", "relieved"], Some(false));
        check("purple", &["Purple"], Some(true));
        check("purple", &["green"], Some(false));
        check("joy", &[], None);
    }

    #[test]
    fn no_word_belongs_to_two() {
        let mut seen = std::collections::BTreeSet::new();
        for word in WORDS
            .iter()
            .flat_map(|(basic, words)| words.iter().chain([basic]))
        {
            assert!(seen.insert(*word), "{word}");
            assert_eq!(*word, tidy(word));
        }
    }
}
