//! What the demo's clients expect beyond the gaps' story: said in discovery sessions, in passing, or only guessed by us.
//!
//! Every theme here is served by a live plan of the demo or by none at all (it has no theme), so that what the gap
//! finder has to find stays what the gaps' story hides.

use super::chance::Chance;
use super::facts::ClientFacts;
use super::simulate::Simulation;
use super::words::Tongue;
use crate::loyalty::{Level, Status};
use crate::time::Timestamp;

const DAY: i64 = 86_400;
/// Streams of chance that nothing else uses.
const STREAM: u64 = 7_300_000_000;
/// Clients who are told about: a larger firm has the same sessions, not more of them.
pub const TOLD: u64 = 300;

/// Something that a client may expect.
struct Wish {
    theme: Option<&'static str>,
    level: Level,
    depth: u8,
    en: &'static str,
    de: &'static str,
}

const fn wish(
    theme: &'static str,
    level: Level,
    depth: u8,
    en: &'static str,
    de: &'static str,
) -> Wish {
    Wish {
        theme: Some(theme),
        level,
        depth,
        en,
        de,
    }
}

const fn lonely(level: Level, depth: u8, en: &'static str, de: &'static str) -> Wish {
    Wish {
        theme: None,
        level,
        depth,
        en,
        de,
    }
}

#[rustfmt::skip]
const WISHES: &[Wish] = &[
    wish("reach-a-person", Level::Must, 1, "A person to call who knows our accounts, not a number.", "Einen Menschen am Telefon, der unsere Konten kennt, keine Nummer."),
    wish("figures-right", Level::Must, 1, "The figures a day before we talk.", "Die Zahlen einen Tag, bevor wir sprechen."),
    wish("clear-fees", Level::Must, 1, "No surprises on fees.", "Keine Überraschungen bei den Gebühren."),
    wish("what-next", Level::Should, 1, "After each meeting two lines on who does what.", "Nach jedem Gespräch zwei Zeilen, wer was macht."),
    wish("keep-word", Level::Must, 2, "If it will be late, tell me before it is late.", "Wenn es später wird, sagen Sie es mir, bevor es zu spät ist."),
    wish("know-me", Level::Should, 2, "Remember what we told you about our son.", "Behalten Sie, was wir Ihnen über unseren Sohn erzählt haben."),
    wish("plain-words", Level::Should, 2, "Say it so that my wife can follow without asking.", "Sagen Sie es so, dass meine Frau folgen kann, ohne zu fragen."),
    wish("own-mistakes", Level::Must, 2, "When you get something wrong, I want to hear it from you.", "Wenn Sie etwas falsch machen, will ich es von Ihnen hören."),
    wish("no-pressure", Level::Should, 2, "Give us a week before we have to decide.", "Lassen Sie uns eine Woche, bevor wir entscheiden müssen."),
    wish("quick", Level::Should, 2, "A short call is better than a long e-mail.", "Ein kurzer Anruf ist besser als eine lange E-Mail."),
    wish("took-trouble", Level::Delight, 2, "Somebody who notices when we have a lot on.", "Jemand, der merkt, wenn bei uns viel los ist."),
    wish("know-me", Level::Should, 3, "I don't want to look stupid in front of my brothers.", "Ich will vor meinen Brüdern nicht dumm dastehen."),
    wish("no-surprises", Level::Must, 3, "That you would tell me to stop working if it were time.", "Dass Sie mir sagen würden, wenn es Zeit ist aufzuhören."),
    wish("data-safe", Level::Must, 3, "That nobody in town hears what we have.", "Dass niemand im Ort erfährt, was wir haben."),
    lonely(Level::Delight, 3, "That you know us well enough to speak for us one day.", "Dass Sie uns gut genug kennen, um einmal für uns zu sprechen."),
    lonely(Level::Should, 3, "My mother's house is not a figure to me.", "Das Haus meiner Mutter ist für mich keine Zahl."),
    lonely(Level::Should, 3, "That my wife will be looked after by somebody she likes.", "Dass sich um meine Frau einmal jemand kümmert, den sie mag."),
    lonely(Level::Delight, 2, "An hour a year just to think, without papers.", "Eine Stunde im Jahr nur zum Denken, ohne Papiere."),
];

/// What the client says instead of what we wrote down.
#[rustfmt::skip]
const OTHERWISE: (&str, &str) = ("Nearly: by phone if it is bad news, by letter if not.", "Fast: telefonisch bei schlechten Nachrichten, sonst als Brief.");

#[rustfmt::skip]
const CHANGES: &[(&str, &str, &str, &str)] = &[
    ("There are lines on the invoice that nobody here can read.", "Every line now says what it is for and who asked for it.",
     "Auf der Rechnung stehen Zeilen, die hier niemand versteht.", "Jede Zeile sagt jetzt, wofür sie ist und wer sie wollte."),
    ("Nobody told us that the visit was today.", "We now send date and names a week before.",
     "Niemand hat uns gesagt, dass der Besuch heute ist.", "Wir schicken jetzt eine Woche vorher Datum und Namen."),
    ("I hear of changes from the newspaper.", "We ring you before it is in the paper.",
     "Von Änderungen erfahre ich aus der Zeitung.", "Wir rufen Sie an, bevor es in der Zeitung steht."),
];

/// What became of a statement that was played back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Played {
    /// The client has not answered yet.
    Waiting,
    Confirmed,
    /// In these words.
    Corrected(&'static str),
    Declined,
}

/// One thing that a client expects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DemoWish {
    pub words: &'static str,
    pub theme: Option<&'static str>,
    pub level: Level,
    pub depth: u8,
    /// What it is by the end of the story.
    pub status: Status,
    pub stated_at: Timestamp,
    pub confirmed_at: Option<Timestamp>,
    /// What became of it, where it was said in the session.
    pub played: Option<Played>,
}

/// What one client told us, and what we guess.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiscoveryStory {
    /// When a session was held with them; it was played back a day later.
    pub session: Option<Timestamp>,
    /// Keys of the question bank that were asked there.
    pub questions: Vec<&'static str>,
    pub wishes: Vec<DemoWish>,
    /// What they said and what is different now: (said, changed, since).
    pub change: Option<(&'static str, &'static str, Timestamp)>,
}

impl DiscoveryStory {
    /// One client's; independent of all others. `None`: nobody asked them, or they left.
    pub fn of(simulation: &Simulation, facts: &ClientFacts) -> Option<DiscoveryStory> {
        let client = &facts.client;
        if client.left.is_some() || client.index >= TOLD {
            return None;
        }
        let size = simulation.size();
        let mut chance = Chance::new(size.seed, STREAM + client.index);
        let held = chance.happens(0.3);
        let days_ago = if chance.happens(0.15) {
            2 + chance.below(8) as i64
        } else {
            30 + chance.below(620) as i64
        };
        let session = size.end.plus_seconds(-days_ago * DAY);
        let count = if held {
            4 + chance.below(4)
        } else {
            1 + chance.below(3)
        };
        let first = chance.below(WISHES.len());
        // A step that shares no divisor with the number of wishes meets each once.
        let wishes = (0..count).map(|n| &WISHES[(first + n * 5) % WISHES.len()]);
        let wishes = wishes
            .map(|it| {
                let in_session = held && !chance.happens(0.15);
                let words = match client.tongue {
                    Tongue::English => it.en,
                    Tongue::German => it.de,
                };
                let told = DemoWish {
                    words,
                    theme: it.theme,
                    level: it.level,
                    depth: it.depth,
                    status: Status::Assumed,
                    stated_at: size
                        .end
                        .plus_seconds(-(20 + chance.below(300) as i64) * DAY),
                    confirmed_at: None,
                    played: None,
                };
                if in_session {
                    let recent = days_ago < 12;
                    played(told, client.tongue, session, recent, &mut chance)
                } else if chance.happens(0.35) {
                    DemoWish {
                        status: Status::Stated,
                        ..told
                    }
                } else {
                    told
                }
            })
            .collect();
        let change = (held && chance.happens(0.3)).then(|| {
            let (en, made, de, made_de) = *chance.pick(CHANGES);
            let at = session.plus_seconds(days_ago * DAY / 2);
            match client.tongue {
                Tongue::English => (en, made, at),
                Tongue::German => (de, made_de, at),
            }
        });
        Some(DiscoveryStory {
            session: held.then_some(session),
            questions: if held {
                vec![
                    "last-good-time",
                    "when-it-went-wrong",
                    "bad-news",
                    "lies-awake",
                ]
            } else {
                Vec::new()
            },
            wishes,
            change,
        })
    }
}

/// What became of something that was said in the session.
fn played(
    told: DemoWish,
    tongue: Tongue,
    session: Timestamp,
    recent: bool,
    chance: &mut Chance,
) -> DemoWish {
    let answered = session.plus_seconds((1 + chance.below(6) as i64) * DAY);
    let said = DemoWish {
        status: Status::Stated,
        stated_at: session,
        ..told
    };
    let lot = chance.unit();
    if recent && lot < 0.6 {
        return DemoWish {
            played: Some(Played::Waiting),
            ..said
        };
    }
    if lot > 0.95 {
        return DemoWish {
            status: Status::Retired,
            played: Some(Played::Declined),
            ..said
        };
    }
    let played = if lot > 0.88 {
        Played::Corrected(match tongue {
            Tongue::English => OTHERWISE.0,
            Tongue::German => OTHERWISE.1,
        })
    } else {
        Played::Confirmed
    };
    DemoWish {
        status: Status::Confirmed,
        confirmed_at: Some(answered),
        played: Some(played),
        ..said
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::{DemoSize, Detail};
    use super::*;
    use crate::loyalty::discovery::BANK;

    fn stories(clients: u64) -> Vec<DiscoveryStory> {
        let end = Timestamp::parse_rfc3339("2026-06-01T00:00:00Z").unwrap();
        let size = DemoSize {
            clients,
            months: 14,
            end,
            seed: 7,
        };
        let simulation = Simulation::new(size);
        (0..clients)
            .filter_map(|index| {
                let facts = simulation.client(index, Detail::Words);
                DiscoveryStory::of(&simulation, &facts)
            })
            .collect()
    }

    #[test]
    fn the_story_has_a_bit_of_everything_and_is_the_same_each_time() {
        let told = stories(120);
        assert_eq!(told, stories(120));
        let wishes: Vec<&DemoWish> = told.iter().flat_map(|it| &it.wishes).collect();
        let statuses: BTreeSet<Status> = wishes.iter().map(|it| it.status).collect();
        assert_eq!(statuses.len(), 4);
        let below = wishes.iter().filter(|it| it.depth > 1).count();
        assert!(below * 2 > wishes.len(), "{below} of {}", wishes.len());
        let sessions = told.iter().filter(|it| it.session.is_some()).count();
        assert!((15..60).contains(&sessions), "{sessions}");
        let bank: BTreeSet<&str> = BANK.iter().map(|it| it.key).collect();
        for story in &told {
            assert!(story.questions.iter().all(|key| bank.contains(key)));
            let words: BTreeSet<&str> = story.wishes.iter().map(|it| it.words).collect();
            assert_eq!(
                words.len(),
                story.wishes.len(),
                "nobody expects a thing twice"
            );
            for it in &story.wishes {
                let known = it.confirmed_at.is_some();
                assert_eq!(known, it.status == Status::Confirmed);
                assert!(it.confirmed_at.is_none_or(|at| at >= it.stated_at));
            }
        }
    }
}
