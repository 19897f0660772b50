//! Who is asked before, and who is left in peace.

use super::Gift;
use super::Reaction;
use super::measures::Reactions;

/// From so many known reactions on the share of unwanted ones says something.
pub const ENOUGH: u32 = 10;
/// From this share of unwanted deliveries on everybody is asked before.
pub const UNWANTED: f64 = 0.10;

/// Why a gift is not to be given just so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Guard {
    /// This client did not want it.
    #[error("this client did not want it; ask before you give it again")]
    Unwanted,
    /// It is given only to who was asked.
    #[error("this one is given only after asking the client")]
    AskFirst,
}

impl Guard {
    pub const fn as_str(self) -> &'static str {
        match self {
            Guard::Unwanted => "unwanted",
            Guard::AskFirst => "ask_first",
        }
    }
}

/// Whether everybody is to be asked: because the card says so, or because too many did not want it.
pub fn must_ask(ask_first: bool, reactions: Reactions) -> bool {
    let unwanted = reactions.unwanted_rate();
    let too_many = unwanted.n >= ENOUGH && unwanted.value.is_some_and(|share| share >= UNWANTED);
    ask_first || too_many
}

/// Whether this client's last word on it was that it is unwanted.
pub fn unwanted_by(gifts: &[Gift], client: i64) -> bool {
    let of_client = gifts
        .iter()
        .filter(|gift| gift.client == client && gift.reaction.is_some());
    let last = of_client.max_by_key(|gift| (gift.at, gift.no));
    last.is_some_and(|gift| gift.reaction == Some(Reaction::Unwanted))
}

/// What stands in the way of giving it to this client without having asked.
pub fn guard(ask_first: bool, gifts: &[Gift], client: i64) -> Option<Guard> {
    if unwanted_by(gifts, client) {
        Some(Guard::Unwanted)
    } else if must_ask(ask_first, Reactions::of(gifts)) {
        Some(Guard::AskFirst)
    } else {
        None
    }
}
