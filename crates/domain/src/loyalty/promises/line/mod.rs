//! A promise captured in one line: "send Ms. Roy the draft by Friday" → to whom, what, by when, who.
//!
//! English and German, mixed as people mix them. The reader never guesses: where a line can be read in two ways it
//! says so and offers the readings ([`Doubt`]). Days and times are those of the organization's zone.
//!
//! What is settled here, because somebody has to: a day is over at 23:59; a week of work ends on Friday; the morning
//! ends at 12:00, the afternoon at 18:00 (as does business), the evening at 22:00; hours from 7 on are those of a
//! clock of 24 hours, from 1 to 6 the half of the day must be said; "before Friday" is by the end of Thursday.

mod dates;
mod names;
mod times;
mod when;
mod words;

pub use names::tells_apart;

use std::ops::Range;

use jiff::tz::TimeZone;

use crate::ids::{ClientId, ContactId, PersonId};
use crate::time::Timestamp;

/// Somebody whom the line may name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    pub client: ClientId,
    /// The human being, where the name is theirs.
    pub contact: Option<ContactId>,
    pub name: String,
}

/// Somebody of us.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Colleague {
    pub person: PersonId,
    pub name: String,
}

/// What must be known to read a line.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    pub now: Timestamp,
    pub zone: &'a TimeZone,
    pub candidates: &'a [Candidate],
    pub colleagues: &'a [Colleague],
    /// The client whose page is open: meant, unless the line names another one.
    pub client: Option<ClientId>,
}

/// What a piece of the line says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    Client,
    Who,
    Due,
}

impl Role {
    pub const fn as_str(self) -> &'static str {
        match self {
            Role::Client => "client",
            Role::Who => "who",
            Role::Due => "due",
        }
    }
}

/// A piece of the line, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    pub at: Range<usize>,
    pub role: Role,
}

/// Who of us is to do it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Whoever writes the line.
    Speaker,
    Person(PersonId),
}

/// Why something was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DoubtKind {
    /// Nothing is said that could be done.
    NoWords,
    /// No client is named.
    NoClient,
    /// Several clients are called so.
    WhichClient,
    /// Several contacts of the client are called so.
    WhichContact,
    /// Several of us are called so.
    WhichPerson,
    /// No moment is named.
    NoDue,
    /// Several moments are named.
    SeveralDues,
    WhichDay,
    WhichTime,
    /// "soon", "in a few days", "Mitte März": nobody can be held to it.
    Vague,
    /// It is over already.
    Past,
    /// The 30th of February.
    NoSuchDay,
    /// The clock is put forward over it.
    NoSuchTime,
    /// The clock is put back, so that it comes twice.
    TwiceThatDay,
}

impl DoubtKind {
    pub const ALL: [DoubtKind; 14] = [
        DoubtKind::NoWords,
        DoubtKind::NoClient,
        DoubtKind::WhichClient,
        DoubtKind::WhichContact,
        DoubtKind::WhichPerson,
        DoubtKind::NoDue,
        DoubtKind::SeveralDues,
        DoubtKind::WhichDay,
        DoubtKind::WhichTime,
        DoubtKind::Vague,
        DoubtKind::Past,
        DoubtKind::NoSuchDay,
        DoubtKind::NoSuchTime,
        DoubtKind::TwiceThatDay,
    ];

    pub const fn as_str(self) -> &'static str {
        match self {
            DoubtKind::NoWords => "no_words",
            DoubtKind::NoClient => "no_client",
            DoubtKind::WhichClient => "which_client",
            DoubtKind::WhichContact => "which_contact",
            DoubtKind::WhichPerson => "which_person",
            DoubtKind::NoDue => "no_due",
            DoubtKind::SeveralDues => "several_dues",
            DoubtKind::WhichDay => "which_day",
            DoubtKind::WhichTime => "which_time",
            DoubtKind::Vague => "vague",
            DoubtKind::Past => "past",
            DoubtKind::NoSuchDay => "no_such_day",
            DoubtKind::NoSuchTime => "no_such_time",
            DoubtKind::TwiceThatDay => "twice_that_day",
        }
    }
}

/// Something that the reader will not decide, with what it may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    pub kind: DoubtKind,
    /// Where in the line, in bytes; `None`: something is missing.
    pub at: Option<Range<usize>>,
    pub moments: Vec<Timestamp>,
    /// Places in the list of candidates.
    pub candidates: Vec<usize>,
    pub people: Vec<PersonId>,
}

impl Doubt {
    fn new(kind: DoubtKind, at: Option<Range<usize>>) -> Doubt {
        Doubt {
            kind,
            at,
            moments: Vec::new(),
            candidates: Vec::new(),
            people: Vec::new(),
        }
    }
}

/// What a line says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    pub what: String,
    pub client: Option<ClientId>,
    pub contact: Option<ContactId>,
    pub who: Option<Who>,
    pub due_at: Option<Timestamp>,
    /// In the order of the line.
    pub parts: Vec<Part>,
    pub doubts: Vec<Doubt>,
}

/// Reads a line.
pub fn read(line: &str, context: &Context<'_>) -> Read {
    let words = words::words(line);
    let mut reader = Reader {
        line,
        words: &words,
        taken: vec![false; words.len()],
        dropped: vec![false; words.len()],
        read: Read {
            what: String::new(),
            client: None,
            contact: None,
            who: None,
            due_at: None,
            parts: Vec::new(),
            doubts: Vec::new(),
        },
    };
    reader.due(context);
    reader.who(context);
    reader.client(context);
    reader.what();
    let mut read = reader.read;
    read.parts.sort_by_key(|part| part.at.start);
    read
}

struct Reader<'a> {
    line: &'a str,
    words: &'a [words::Word],
    /// Words that have been understood.
    taken: Vec<bool>,
    /// Words that are no part of what is to be done.
    dropped: Vec<bool>,
    read: Read,
}

impl Reader<'_> {
    fn bytes(&self, from: usize, to: usize) -> Range<usize> {
        self.words[from].from..self.words[to - 1].to
    }

    fn take(&mut self, from: usize, to: usize, role: Role) {
        let at = self.bytes(from, to);
        self.read.parts.push(Part { at, role });
        self.taken[from..to].fill(true);
    }

    fn drop(&mut self, from: usize, to: usize) {
        self.dropped[from..to].fill(true);
    }

    fn due(&mut self, context: &Context<'_>) {
        let found = when::moments(self.words, context.now, context.zone);
        let led: Vec<&when::Found> = found.iter().filter(|it| it.led).collect();
        let meant = match (led.as_slice(), found.as_slice()) {
            ([], []) => {
                self.read.doubts.push(Doubt::new(DoubtKind::NoDue, None));
                return;
            }
            ([one], _) => *one,
            ([], [one]) => one,
            ([], _) => return self.several(found.iter()),
            (_, _) => return self.several(led.into_iter()),
        };
        self.take(meant.from, meant.to, Role::Due);
        self.drop(meant.from, meant.to);
        match (meant.doubt, meant.moments.as_slice()) {
            (None, [moment]) => self.read.due_at = Some(*moment),
            (doubt, moments) => {
                let kind = doubt.unwrap_or(DoubtKind::WhichDay);
                let at = Some(self.bytes(meant.from, meant.to));
                self.read.doubts.push(Doubt {
                    moments: moments.to_vec(),
                    ..Doubt::new(kind, at)
                });
            }
        }
    }

    fn several<'f>(&mut self, found: impl Iterator<Item = &'f when::Found>) {
        let mut moments = Vec::new();
        let (mut from, mut to) = (self.words.len(), 0);
        for one in found {
            moments.extend(&one.moments);
            (from, to) = (from.min(one.from), to.max(one.to));
            self.take(one.from, one.to, Role::Due);
        }
        moments.sort_unstable();
        moments.dedup();
        let at = Some(self.bytes(from, to));
        self.read.doubts.push(Doubt {
            moments,
            ..Doubt::new(DoubtKind::SeveralDues, at)
        });
    }

    fn who(&mut self, context: &Context<'_>) {
        let length = names::speaker(self.words);
        if length > 0 {
            self.read.who = Some(Who::Speaker);
            self.take(0, length, Role::Who);
            self.drop(0, length);
            return;
        }
        let mut matches: Vec<(names::Match, PersonId, usize)> = Vec::new();
        for colleague in context.colleagues {
            let free = |at: usize| !self.taken[at];
            let Some(found) = names::find(self.words, &colleague.name, free) else {
                continue;
            };
            let called = self.words[found.from].at_sign;
            let behind = if called {
                Some(0)
            } else if found.from == 0 {
                names::doer(self.words, found.to)
            } else {
                None
            };
            if let Some(behind) = behind {
                matches.push((found, colleague.person, behind));
            }
        }
        // At the start of a line a first name has a capital like any other word, but a verb follows it.
        for colleague in context.colleagues {
            let first = colleague
                .name
                .split_whitespace()
                .next()
                .unwrap_or_default()
                .to_lowercase();
            let said = self
                .words
                .first()
                .is_some_and(|word| word.text == first && !first.is_empty());
            if said
                && !matches
                    .iter()
                    .any(|(_, person, _)| *person == colleague.person)
                && let Some(behind) = names::doer(self.words, 1)
            {
                let found = names::Match {
                    from: 0,
                    to: 1,
                    said: 1,
                    whole: false,
                    possessive: false,
                };
                matches.push((found, colleague.person, behind));
            }
        }
        let best = matches.iter().map(|(found, ..)| found.said).max();
        matches.retain(|(found, ..)| Some(found.said) == best);
        let Some((found, person, behind)) = matches.first().copied() else {
            return;
        };
        let end = found.to + behind;
        if matches.len() == 1 {
            self.read.who = Some(Who::Person(person));
        } else {
            let at = Some(self.bytes(found.from, found.to));
            self.read.doubts.push(Doubt {
                people: matches.iter().map(|(_, person, _)| *person).collect(),
                ..Doubt::new(DoubtKind::WhichPerson, at)
            });
        }
        self.take(found.from, end, Role::Who);
        self.drop(found.from, end);
    }

    fn client(&mut self, context: &Context<'_>) {
        let mut matches: Vec<(names::Match, usize)> = Vec::new();
        for (place, candidate) in context.candidates.iter().enumerate() {
            let free = |at: usize| !self.taken[at];
            if let Some(found) = names::find(self.words, &candidate.name, free) {
                matches.push((found, place));
            }
        }
        let best = matches.iter().map(|(found, _)| found.said).max();
        matches.retain(|(found, _)| Some(found.said) == best);
        // "Lund" is all of one client's name before it is a part of another's; a client's contacts stay.
        let whole: Vec<ClientId> = matches
            .iter()
            .filter(|(found, _)| found.whole)
            .map(|(_, place)| context.candidates[*place].client)
            .collect();
        matches.retain(|(_, place)| {
            whole.is_empty() || whole.contains(&context.candidates[*place].client)
        });
        let Some((found, first)) = matches.first().copied() else {
            self.read.client = context.client;
            if context.client.is_none() {
                self.read.doubts.push(Doubt::new(DoubtKind::NoClient, None));
            }
            return;
        };
        let at = Some(self.bytes(found.from, found.to));
        let places: Vec<usize> = matches.iter().map(|(_, place)| *place).collect();
        let of = |place: usize| &context.candidates[place];
        let open = context
            .client
            .filter(|client| places.iter().any(|&it| of(it).client == *client));
        let client = open.unwrap_or(of(first).client);
        if open.is_none() && places.iter().any(|&place| of(place).client != client) {
            self.read.doubts.push(Doubt {
                candidates: places,
                ..Doubt::new(DoubtKind::WhichClient, at)
            });
        } else {
            self.read.client = Some(client);
            let contacts: Vec<usize> = places
                .into_iter()
                .filter(|&place| of(place).client == client && of(place).contact.is_some())
                .collect();
            match contacts.as_slice() {
                [] => {}
                [one] => self.read.contact = of(*one).contact,
                _ => self.read.doubts.push(Doubt {
                    candidates: contacts,
                    ..Doubt::new(DoubtKind::WhichContact, at)
                }),
            }
        }
        self.take(found.from, found.to, Role::Client);
        self.leave_out_name(found);
    }

    /// The name is shown beside the words, so it is left out of them where they are whole without it.
    fn leave_out_name(&mut self, found: names::Match) {
        const WITH: &[&str] = &[
            "to", "with", "for", "an", "mit", "bei", "für", "call", "ring", "phone",
        ];
        const ABOUT: &[&str] = &[
            "of", "from", "about", "on", "von", "vom", "über", "zu", "and", "und",
        ];
        let before = found
            .from
            .checked_sub(1)
            .map(|at| self.words[at].text.as_str());
        if found.possessive || before.is_some_and(|word| ABOUT.contains(&word)) {
            return;
        }
        let preposition = before.is_some_and(|word| WITH[..7].contains(&word));
        let from = found.from - usize::from(preposition);
        let left = (0..self.words.len())
            .filter(|&at| !self.dropped[at] && !(from..found.to).contains(&at))
            .count();
        if left >= 2 {
            self.drop(from, found.to);
        }
    }

    /// What is left, in the line's own spelling.
    fn what(&mut self) {
        let mut what = String::new();
        let mut from = 0;
        let mut at = 0;
        while at < self.words.len() {
            if !self.dropped[at] {
                at += 1;
                continue;
            }
            what.push_str(&self.line[from..self.words[at].from.max(from)]);
            while at < self.words.len() && self.dropped[at] {
                at += 1;
            }
            from = self.words[at - 1].to;
            what.push(' ');
        }
        what.push_str(&self.line[from..]);
        let mut kept: Vec<&str> = what.split_whitespace().collect();
        kept.retain(|word| word.chars().any(char::is_alphanumeric) || *word == "&");
        let tidy = kept.join(" ");
        const EDGE: &[char] = &[',', ';', ':', '.', '!', '–', '—', '-', '@', '('];
        let tidy = tidy.trim_start_matches(EDGE).trim_end_matches(EDGE).trim();
        const OPENING: &[&str] = &[
            "promised to ",
            "promise to ",
            "promised ",
            "versprochen: ",
            "versprochen, ",
            "zugesagt: ",
        ];
        let opens = |opening: &&&str| {
            let head = tidy.get(..opening.len());
            head.is_some_and(|head| head.eq_ignore_ascii_case(opening))
        };
        let skipped = OPENING.iter().find(opens).map_or(0, |it| it.len());
        self.read.what = tidy[skipped..].trim().to_owned();
        if self.read.what.is_empty() {
            self.read.doubts.push(Doubt::new(DoubtKind::NoWords, None));
        }
    }
}

#[cfg(test)]
mod tests;
