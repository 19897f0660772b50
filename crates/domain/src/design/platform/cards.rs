use std::fmt;

use crate::ids::{PersonId, RoleCardId};
use crate::time::Timestamp;

/// What the platform means in one job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleCard {
    pub id: RoleCardId,
    pub job: String,
    pub department: String,
    /// "In my job this means…", one sentence each.
    pub means: Vec<String>,
    /// Who holds the job now.
    pub holders: Vec<PersonId>,
    /// Every signature there ever was, oldest first.
    pub signatures: Vec<Signature>,
    /// Grows whenever the card says something else; a signature is for one of them.
    pub wording: i64,
    pub changed_at: Timestamp,
    pub removed_at: Option<Timestamp>,
}

/// Somebody has read the card and stands by it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    pub person: PersonId,
    /// What the card said then, by its count of wordings.
    pub wording: i64,
    pub at: Timestamp,
}

/// How one holder stands to a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holding {
    /// Signed what it says now.
    Signed(Timestamp),
    /// Signed an earlier wording, on that day; is asked again.
    AskedAgain(Timestamp),
    Unsigned,
}

/// How a person stands to a card.
pub fn standing_of(card: &RoleCard, person: PersonId) -> Holding {
    let own = |one: &&Signature| one.person == person;
    match card
        .signatures
        .iter()
        .filter(own)
        .max_by_key(|one| one.wording)
    {
        Some(one) if one.wording == card.wording => Holding::Signed(one.at),
        Some(one) => Holding::AskedAgain(one.at),
        None => Holding::Unsigned,
    }
}

/// Why somebody can't sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignRefusal {
    /// A card is signed by who holds the job, and by nobody for them.
    NotAHolder,
    /// The card says something else than what was read.
    OtherWording,
    /// There is nothing on it to stand by.
    Empty,
    AlreadySigned,
}

impl fmt::Display for SignRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotAHolder => "only who holds this job signs its card, each for themselves",
            Self::OtherWording => "the card says something else now: read it again before you sign",
            Self::Empty => "the card says nothing yet",
            Self::AlreadySigned => "you have signed this card already",
        })
    }
}

impl RoleCard {
    /// Whether a person may sign what they have read.
    pub fn sign(
        &self,
        person: PersonId,
        read: i64,
        now: Timestamp,
    ) -> Result<Signature, SignRefusal> {
        if !self.holders.contains(&person) {
            return Err(SignRefusal::NotAHolder);
        }
        if read != self.wording {
            return Err(SignRefusal::OtherWording);
        }
        if self.means.is_empty() {
            return Err(SignRefusal::Empty);
        }
        if let Holding::Signed(_) = standing_of(self, person) {
            return Err(SignRefusal::AlreadySigned);
        }
        Ok(Signature {
            person,
            wording: self.wording,
            at: now,
        })
    }

    /// Whether these words say something else than the card does: then everybody is asked again. Who holds the job, and
    /// where it belongs, are no words of the card.
    pub fn says_other_than(&self, job: &str, means: &[String]) -> bool {
        self.job != job || self.means != means
    }
}
