//! The client's own page: what we understood, what we promised, what comes next, what changed, how often we may ask.
//!
//! Who has the link sees it, without a password. So a link is long and random, kept only as a hash, expires, can be
//! revoked, and opens one client's page and nothing else. Looking records nothing: mail scanners open links too.

mod proposals;

pub use proposals::{Ground, LiveAt, MOST_PROPOSALS, Proposal, proposals};

use crate::ids::{
    ChangeId, ClientId, ContactId, ExpectationId, FindingId, LinkId, LinkRequestId, PersonId,
};
use crate::loyalty::expectations::tidy_words;
use crate::loyalty::{Expectation, Status};
use crate::time::Timestamp;

/// Days for which a link works where nothing else is said.
pub const LINK_DAYS: u16 = 90;

/// The longest that a link works, in days.
pub const LONGEST_LINK: u16 = 400;

/// Guesses of ours that a client is shown at once: a page full of guesses asks too much.
pub const MOST_GUESSES: usize = 5;

/// A link to one client's page. The secret itself is kept nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientLink {
    pub id: LinkId,
    pub client: ClientId,
    /// For whom it is; `None`: for the client as a whole.
    pub contact: Option<ContactId>,
    pub made_by: Option<PersonId>,
    pub created_at: Timestamp,
    pub expires_at: Timestamp,
}

/// How often a client wants to be asked how it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Asking {
    AfterEachMeeting,
    TwiceAYear,
    Never,
}

impl Asking {
    pub const ALL: [Asking; 3] = [Asking::AfterEachMeeting, Asking::TwiceAYear, Asking::Never];

    pub const fn as_str(self) -> &'static str {
        match self {
            Asking::AfterEachMeeting => "after_each_meeting",
            Asking::TwiceAYear => "twice_a_year",
            Asking::Never => "never",
        }
    }

    pub fn parse(text: &str) -> Option<Asking> {
        Asking::ALL.into_iter().find(|it| it.as_str() == text)
    }
}

/// What a client wishes of how we keep in touch, said on their page. A later one takes the place of an earlier one, which
/// is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    pub contact: Option<ContactId>,
    pub asking: Option<Asking>,
    pub words: Option<String>,
    pub at: Timestamp,
}

/// Something that is different because a client spoke up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MadeChange {
    pub id: ChangeId,
    pub client: ClientId,
    /// What is different now, in our words to the client.
    pub words: String,
    /// What the client said, in their words.
    pub said: Option<String>,
    pub at: Timestamp,
    pub because_of: Option<ExpectationId>,
    /// The finding from which it was proposed.
    pub finding: Option<FindingId>,
    pub made_by: Option<PersonId>,
}

/// Somebody whose link no longer works asks for another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkRequest {
    pub id: LinkRequestId,
    pub client: ClientId,
    /// For whom the old link was.
    pub contact: Option<ContactId>,
    pub asked_at: Timestamp,
}

/// Whether the holder of a link may see an expectation: a contact's link shows what this contact and what nobody in
/// particular expects; a link for the whole client shows all of this client. Retired ones are never shown.
pub fn is_shown(expectation: &Expectation, client: ClientId, contact: Option<ContactId>) -> bool {
    expectation.client == client
        && expectation.status != Status::Retired
        && (contact.is_none() || expectation.contact.is_none() || expectation.contact == contact)
}

/// Whether the holder of a link may read what is different because of them: on a contact's link only what this contact
/// brought about, or nobody in particular did. What the client had said stands there too, and one contact may have said
/// what the other is not to know. `expected`: all of the client, retired ones too; what can't be looked up there is not
/// told to a single contact.
pub fn is_told(change: &MadeChange, expected: &[Expectation], contact: Option<ContactId>) -> bool {
    let (Some(_), Some(because_of)) = (contact, change.because_of) else {
        return true;
    };
    let found = expected.iter().find(|it| it.id == because_of);
    found.is_some_and(|it| it.contact.is_none() || it.contact == contact)
}

/// Whether these are the words that the client has before them. We may have put them otherwise since the page was opened,
/// and nobody confirms what they did not read. Spaces say nothing.
pub fn is_as_seen(expectation: &Expectation, seen: &str) -> bool {
    tidy_words(seen) == tidy_words(&expectation.words)
}

/// In the order in which the client is asked: what they said and we have not confirmed, what is due again, our guesses
/// with the heaviest first, then what is confirmed. Of guesses only the first few.
pub fn for_client(mut shown: Vec<Expectation>, now: Timestamp) -> Vec<Expectation> {
    let place = |it: &Expectation| match it.status {
        Status::Stated => 0,
        Status::Confirmed if !it.is_fresh(now) => 1,
        Status::Assumed => 2,
        Status::Confirmed => 3,
        Status::Retired => 4,
    };
    shown.sort_by_key(|it| {
        (
            place(it),
            std::cmp::Reverse(it.weight),
            std::cmp::Reverse(it.stated_at),
            it.id,
        )
    });
    let mut guesses = 0;
    shown.retain(|it| {
        guesses += usize::from(it.status == Status::Assumed);
        it.status != Status::Assumed || guesses <= MOST_GUESSES
    });
    shown
}

#[cfg(test)]
mod tests;
