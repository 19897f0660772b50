//! Cues: words by which a client shows that a touch of ours was missing.
//!
//! - **chase**: the client had to come after us ("any news?", "still waiting", "wo bleibt …").
//! - **wish**: the client names what was not there ("I wish you had…", "nobody told me…", "hätte mir gewünscht").
//!
//! A rule reads words, not letters: it is a list of words that must follow one another within one sentence, small
//! letters, without apostrophes, with `ä ö ü ß` spelled out. So "Haven’t heard back" and "havent heard back" are the
//! same, and a phrase that runs over a full stop is none. The rules stand in `words_en.rs` and `words_de.rs`; they
//! prefer missing a cue to inventing one, because a finding names the client's words as its evidence.

use std::collections::HashMap;
use std::sync::LazyLock;

mod words_de;
mod words_en;

/// What the words say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(i32)]
pub enum CueKind {
    /// The client asked for what should have come by itself.
    Chase = 0,
    /// The client names what was not there.
    Wish = 1,
}

impl CueKind {
    pub const ALL: [CueKind; 2] = [CueKind::Chase, CueKind::Wish];

    /// The number that stands in the log, in the column `question` of a row of the kind `Cue`.
    pub const fn code(self) -> i32 {
        self as i32
    }

    pub fn of_code(code: i32) -> Option<CueKind> {
        CueKind::ALL.into_iter().find(|kind| kind.code() == code)
    }

    pub const fn as_str(self) -> &'static str {
        match self {
            CueKind::Chase => "chase",
            CueKind::Wish => "wish",
        }
    }
}

/// A cue and the words that gave it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cue<'t> {
    pub kind: CueKind,
    /// As it stands in the text.
    pub phrase: &'t str,
    /// Where it begins in the text, in bytes.
    pub at: usize,
}

/// What a text says, at most one cue of each kind (the first), chases before wishes.
pub fn cues(text: &str) -> Vec<Cue<'_>> {
    let words = words_of(text);
    let mut found = Vec::new();
    for kind in CueKind::ALL {
        let first = (0..words.len()).find_map(|from| RULES.longest(kind, &words, from));
        found.extend(first.map(|(from, to)| Cue {
            kind,
            phrase: &text[words[from].start..words[to].end],
            at: words[from].start,
        }));
    }
    found
}

/// Whether a text has any cue of this kind.
pub fn has(text: &str, kind: CueKind) -> bool {
    cues(text).iter().any(|cue| cue.kind == kind)
}

/// Words that a `*` may stand for.
const GAP: usize = 4;

#[derive(Debug)]
struct Word {
    plain: String,
    start: usize,
    end: usize,
    /// The number of its sentence.
    sentence: usize,
}

fn words_of(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let (mut open, mut sentence) = (false, 0);
    for (at, letter) in text.char_indices() {
        let end = at + letter.len_utf8();
        if letter.is_alphanumeric() {
            if !open {
                words.push(Word {
                    plain: String::new(),
                    start: at,
                    end,
                    sentence,
                });
                open = true;
            }
            if let Some(word) = words.last_mut() {
                word.end = end;
                spell(letter, &mut word.plain);
            }
        } else if !(open && matches!(letter, '\'' | '’' | '`' | '´')) {
            open = false;
            if matches!(letter, '.' | '!' | '?' | ';' | '\n') {
                sentence += 1;
            }
        }
    }
    words
}

fn spell(letter: char, plain: &mut String) {
    for small in letter.to_lowercase() {
        match small {
            'ä' => plain.push_str("ae"),
            'ö' => plain.push_str("oe"),
            'ü' => plain.push_str("ue"),
            'ß' => plain.push_str("ss"),
            other => plain.push(other),
        }
    }
}

/// One place of a rule.
#[derive(Debug)]
enum Step {
    /// One of these words.
    Any(Vec<&'static str>),
    /// A word that begins so.
    Begins(&'static str),
    /// Up to [`GAP`] words, whatever they are.
    Gap,
    /// The sentence ends here.
    End,
}

impl Step {
    fn read(text: &'static str) -> Step {
        match text {
            "*" => Step::Gap,
            "$" => Step::End,
            _ => match text.strip_suffix('~') {
                Some(start) => Step::Begins(start),
                None => Step::Any(text.split('|').collect()),
            },
        }
    }

    fn fits(&self, word: &Word) -> bool {
        match self {
            Step::Any(words) => words.iter().any(|known| *known == word.plain),
            Step::Begins(start) => word.plain.starts_with(start),
            Step::Gap | Step::End => false,
        }
    }
}

/// All rules, by the word they begin with.
struct Rules {
    rules: Vec<(CueKind, Vec<Step>)>,
    by_first: HashMap<&'static str, Vec<usize>>,
}

static RULES: LazyLock<Rules> = LazyLock::new(|| {
    let lists = [
        (CueKind::Chase, words_en::CHASE),
        (CueKind::Chase, words_de::CHASE),
        (CueKind::Wish, words_en::WISH),
        (CueKind::Wish, words_de::WISH),
    ];
    let mut all = Rules {
        rules: Vec::new(),
        by_first: HashMap::new(),
    };
    for (kind, lines) in lists {
        for line in lines {
            let steps: Vec<Step> = line.split(' ').map(Step::read).collect();
            if let Some(Step::Any(first)) = steps.first() {
                for word in first {
                    all.by_first.entry(word).or_default().push(all.rules.len());
                }
            }
            all.rules.push((kind, steps));
        }
    }
    all
});

impl Rules {
    /// First and last word of the longest phrase of this kind that begins here.
    fn longest(&self, kind: CueKind, words: &[Word], from: usize) -> Option<(usize, usize)> {
        let rules = self.by_first.get(words[from].plain.as_str())?;
        rules
            .iter()
            .map(|rule| &self.rules[*rule])
            .filter(|(of, _)| *of == kind)
            .filter_map(|(_, steps)| follow(steps, words, from, words[from].sentence))
            .max()
            .map(|to| (from, to))
    }
}

/// The last word of the phrase, if the steps fit from this word on.
fn follow(steps: &[Step], words: &[Word], at: usize, sentence: usize) -> Option<usize> {
    let inside = |at: usize| words.get(at).filter(|word| word.sentence == sentence);
    match steps {
        [] => at.checked_sub(1),
        [Step::End, rest @ ..] => match inside(at) {
            None => follow(rest, words, at, sentence),
            Some(_) => None,
        },
        [Step::Gap, rest @ ..] => (0..=GAP)
            .take_while(|skipped| *skipped == 0 || inside(at + skipped - 1).is_some())
            .find_map(|skipped| follow(rest, words, at + skipped, sentence)),
        [step, rest @ ..] => {
            let word = inside(at)?;
            if step.fits(word) {
                follow(rest, words, at + 1, sentence)
            } else {
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Kind and phrase of what is found, or `-`.
    fn check(text: &str, expected: &str) {
        let found: Vec<String> = cues(text)
            .iter()
            .map(|cue| format!("{}: {}", cue.kind.as_str(), cue.phrase))
            .collect();
        let found = if found.is_empty() {
            "-".to_owned()
        } else {
            found.join(" / ")
        };
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn who_had_to_come_after_us_is_heard_in_english() {
        check("Hello, where is my quarterly report?", "chase: where is my");
        check("Any news on the transfer?", "chase: Any news on");
        check("Any news?", "chase: Any news");
        check("Still waiting for the contract", "chase: Still waiting");
        check(
            "I haven’t heard anything back since Monday.",
            "chase: haven’t heard anything",
        );
        check(
            "We have not heard from you in weeks",
            "chase: have not heard from",
        );
        check(
            "What is this line on the invoice?",
            "chase: What is this line",
        );
        check("When will I get the statement?", "chase: When will I get");
        check("This is the third time I am asking", "chase: third time I");
        check("I had to chase you for it", "chase: had to chase");
        check(
            "What's the status of our request",
            "chase: What's the status",
        );
        check("Did you forget about us?", "chase: Did you forget");
    }

    #[test]
    fn who_had_to_come_after_us_is_heard_in_german() {
        check("Wo bleibt der Quartalsbericht?", "chase: Wo bleibt");
        check(
            "Gibt es schon etwas Neues?",
            "chase: Gibt es schon etwas Neues",
        );
        check(
            "Ich warte noch immer auf die Unterlagen",
            "chase: warte noch immer",
        );
        check(
            "Wir haben noch keine Antwort bekommen",
            "chase: noch keine Antwort",
        );
        check("Bis heute noch nichts gehört.", "chase: noch nichts gehört");
        check(
            "Wann bekommen wir die Abrechnung?",
            "chase: Wann bekommen wir",
        );
        check(
            "Ich wollte nur kurz nachfragen",
            "chase: wollte nur kurz nachfragen",
        );
        check("Haben Sie uns vergessen?", "chase: Haben Sie uns vergessen");
        check(
            "Was bedeutet diese Position?",
            "chase: Was bedeutet diese Position",
        );
    }

    #[test]
    fn what_was_not_there_is_heard_in_both_languages() {
        check(
            "I wish you had called before the letter came",
            "wish: I wish you had",
        );
        check("Nobody told us which papers we need", "wish: Nobody told");
        check("No one explained the fees", "wish: No one explained");
        check(
            "It would have been nice to get a call",
            "wish: would have been nice to",
        );
        check("You could have warned me.", "wish: could have warned");
        check("We weren't informed", "wish: weren't informed");
        check(
            "Ich hätte mir einen Anruf gewünscht",
            "wish: hätte mir einen Anruf gewünscht",
        );
        check(
            "Niemand hat uns gesagt, welche Papiere wir brauchen",
            "wish: Niemand hat uns gesagt",
        );
        check(
            "Es wäre schön gewesen, davon zu hören",
            "wish: wäre schön gewesen",
        );
        check(
            "Wir wurden leider nicht informiert",
            "wish: wurden leider nicht informiert",
        );
        check(
            "Ich haette gerne vorher davon gewusst",
            "wish: haette gerne vorher davon gewusst",
        );
    }

    #[test]
    fn both_may_stand_in_one_text() {
        check(
            "Nobody told me. Still waiting for a call!",
            "chase: Still waiting / wish: Nobody told",
        );
    }

    #[test]
    fn other_words_are_no_cue() {
        for text in [
            "",
            "Thank you, all is well.",
            "I wish you all the best",
            "Ich wünsche Ihnen alles Gute",
            "The news stand is far away",
            "Where is the exit? Signs are poor.",
            "Great waiting room",
            "Wait times were short",
            "Die Wartezeit war kurz",
            "I will call. Back on Monday",
            "Ich hätte gern einen Kaffee",
            "Call me again any time",
        ] {
            check(text, "-");
        }
    }

    #[test]
    fn a_phrase_ends_with_its_sentence() {
        check("We have not. Heard from Ana though", "-");
        assert!(has("still waiting", CueKind::Chase));
        assert!(!has("still. waiting", CueKind::Chase));
    }

    #[test]
    fn codes_lead_back_to_their_kinds() {
        for kind in CueKind::ALL {
            assert_eq!(CueKind::of_code(kind.code()), Some(kind));
        }
        assert_eq!(CueKind::of_code(7), None);
    }

    #[test]
    fn every_rule_begins_with_a_word() {
        for (_, steps) in &RULES.rules {
            assert!(matches!(steps.first(), Some(Step::Any(_))), "{steps:?}");
            assert!(!matches!(steps.last(), Some(Step::Gap)), "{steps:?}");
        }
    }

    #[test]
    fn any_text_is_read_without_harm() {
        use proptest::prelude::*;
        proptest!(|(text in ".{0,200}")| {
            for cue in cues(&text) {
                prop_assert_eq!(&text[cue.at..cue.at + cue.phrase.len()], cue.phrase);
            }
        });
    }
}
