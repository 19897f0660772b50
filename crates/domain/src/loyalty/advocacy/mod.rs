//! Who speaks for us, and who left.
//!
//! - **advocacy**: a referral, a review, a reference; linked to what of ours caused it, and a referral to the client it
//!   brought.
//! - **departure**: a lost client, with at least one cause on our side. Words that blame the client are pointed out
//!   ([`blame`]); circumstances may stand beside our causes, never in their place.
//! - **missed signal**: what we could have seen before a client left; **warning days**: how long before.
//! - **earned growth**: growth from clients who came back and whom others sent, beside growth that was bought
//!   ([`growth`]).

pub mod blame;
pub mod departures;
pub mod growth;

use crate::ids::{AdvocacyId, ClientId, PersonId, PlusOneId, TouchId, TouchpointId};
use crate::stats::proportion::wilson;
use crate::stats::{Interval, LEVEL};
use crate::time::Timestamp;

/// How a client speaks for us.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Sent somebody to us.
    Referral,
    /// Wrote about us where others read it.
    Review,
    /// Lets others ask about us.
    Reference,
}

impl Kind {
    pub const ALL: [Kind; 3] = [Kind::Referral, Kind::Review, Kind::Reference];

    pub const fn as_str(self) -> &'static str {
        match self {
            Kind::Referral => "referral",
            Kind::Review => "review",
            Kind::Reference => "reference",
        }
    }

    pub fn parse(text: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// What of ours made the client speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CausedBy {
    Touch(TouchId),
    PlusOne(PlusOneId),
    Touchpoint(TouchpointId),
}

/// One act of advocacy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advocacy {
    pub id: AdvocacyId,
    pub client: ClientId,
    pub client_key: String,
    pub client_name: Option<String>,
    pub kind: Kind,
    pub at: Timestamp,
    /// What was said, word for word.
    pub words: Option<String>,
    pub caused_by: Option<CausedBy>,
    /// Whom a referral brought.
    pub new_client: Option<ClientId>,
    /// What it brought in, in cents; only of referrals.
    pub revenue_cents: Option<i64>,
    pub noted_at: Timestamp,
    pub noted_by: Option<PersonId>,
    /// It was not so after all.
    pub withdrawn: bool,
}

/// The longest words, in characters.
pub const MOST_WORDS: usize = 2_000;

/// The most that one purchase, renewal or referral brings, in hundredths of its currency: ten thousand million. Sums over
/// millions of clients stay exact far below what they are kept in.
pub const MOST_CENTS: i64 = 1_000_000_000_000;

/// In which money is told where nobody says in which.
pub const CURRENCY: &str = "EUR";

/// What is wrong with a sum of money.
pub fn fault_of_cents(cents: i64) -> Option<&'static str> {
    match cents {
        i64::MIN..0 => Some("This is not negative."),
        0..=MOST_CENTS => None,
        _ => Some("This is at most 1,000,000,000,000 hundredths."),
    }
}

/// The name of a currency by ISO 4217, such as EUR, however it is written; `None` where it is none.
pub fn read_currency(text: &str) -> Option<String> {
    let code = text.trim().to_uppercase();
    let three = code.len() == 3 && code.bytes().all(|it| it.is_ascii_uppercase());
    three.then_some(code)
}

impl Advocacy {
    /// What is wrong with it, by field.
    pub fn faults(&self, now: Timestamp) -> Vec<(&'static str, &'static str)> {
        let mut faults = Vec::new();
        if self.at > now {
            faults.push(("at", "This is in the future."));
        }
        let long = |words: &String| words.chars().count() > MOST_WORDS;
        if self.words.as_ref().is_some_and(long) {
            faults.push(("words", "This has at most 2,000 characters."));
        }
        if self.kind != Kind::Referral && self.new_client.is_some() {
            faults.push(("new_client", "Only a referral brings a client."));
        }
        if self.kind != Kind::Referral && self.revenue_cents.is_some() {
            faults.push(("revenue", "Only a referral brings revenue."));
        }
        if self.new_client == Some(self.client) {
            faults.push(("new_client", "A client can't have been sent by itself."));
        }
        if let Some(fault) = self.revenue_cents.and_then(fault_of_cents) {
            faults.push(("revenue", fault));
        }
        faults
    }
}

/// A share with what it is of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share {
    pub hits: u64,
    pub n: u64,
    /// 0..=1; `None` of nothing.
    pub value: Option<f64>,
    /// Wilson's interval.
    pub interval: Option<Interval>,
}

impl Share {
    pub fn of(hits: u64, n: u64) -> Share {
        Share {
            hits,
            n,
            value: (n > 0).then(|| hits as f64 / n as f64),
            interval: wilson(hits as f64, n as f64, LEVEL),
        }
    }
}

/// How many speak for us, in a period.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AdvocacyRates {
    /// Clients with an act of any kind ÷ clients.
    pub advocates: Share,
    /// Clients who sent somebody ÷ clients.
    pub referrers: Share,
    /// Referrals that brought a client ÷ referrals.
    pub conversion: Share,
    /// New clients by referral for each client of ours: referrals ÷ clients × conversion. Above 1 we would grow by it alone.
    pub k: Option<f64>,
}

/// The rates, from who acted (client, kind, whether it brought a client) and how many clients there are. A client that
/// left and is counted no more can still have acted, so that `clients` is at least the number of those who did.
pub fn rates(acts: &[(ClientId, Kind, bool)], clients: u64) -> AdvocacyRates {
    let different = |kind: Option<Kind>| {
        let of_kind = acts
            .iter()
            .filter(|(_, it, _)| kind.is_none_or(|kind| kind == *it));
        let clients: std::collections::HashSet<ClientId> =
            of_kind.map(|(client, ..)| *client).collect();
        clients.len() as u64
    };
    let (advocates, referrers) = (different(None), different(Some(Kind::Referral)));
    let clients = clients.max(advocates);
    let referrals = acts.iter().filter(|(_, kind, _)| *kind == Kind::Referral);
    let (mut sent, mut came) = (0, 0);
    for (.., brought) in referrals {
        sent += 1;
        came += u64::from(*brought);
    }
    AdvocacyRates {
        advocates: Share::of(advocates, clients),
        referrers: Share::of(referrers, clients),
        conversion: Share::of(came, sent),
        k: (clients > 0).then(|| came as f64 / clients as f64),
    }
}

#[cfg(test)]
mod tests;
