use super::Attributes;
use crate::ids::TierId;

/// The level of service that was promised to some clients.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tier {
    pub id: TierId,
    pub key: String,
    pub label: String,
    /// Clients belong to it whose attribute of this key …
    pub attribute: String,
    /// … has this value.
    pub value: String,
    /// Days without any touch of ours that are still in order, 1..=[`LONGEST_SILENCE`]; `None`: nothing was promised,
    /// each client is judged by the gaps they are used to.
    pub max_silence_days: Option<u16>,
}

/// Ten years, in days.
pub const LONGEST_SILENCE: u16 = 3_650;

impl Tier {
    pub fn holds(&self, attributes: &Attributes) -> bool {
        attributes
            .get(&self.attribute)
            .is_some_and(|value| *value == self.value)
    }
}

/// The tier of a client. Where several fit, the one that promises most: the shortest silence.
pub fn tier_of<'t>(tiers: &'t [Tier], attributes: &Attributes) -> Option<&'t Tier> {
    tiers
        .iter()
        .filter(|tier| tier.holds(attributes))
        .min_by_key(|tier| tier.max_silence_days.unwrap_or(u16::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tier(key: &str, value: &str, days: Option<u16>) -> Tier {
        Tier {
            id: TierId::from_uuid(uuid::Uuid::nil()),
            key: key.into(),
            label: key.into(),
            attribute: "tier".into(),
            value: value.into(),
            max_silence_days: days,
        }
    }

    #[test]
    fn the_strictest_promise_counts() {
        let tiers = [
            tier("base", "gold", None),
            tier("slow", "gold", Some(90)),
            tier("fast", "gold", Some(30)),
            tier("other", "silver", Some(7)),
        ];
        let gold = Attributes::from([("tier".to_owned(), "gold".to_owned())]);
        assert_eq!(tier_of(&tiers, &gold).unwrap().key, "fast");
        assert_eq!(tier_of(&tiers, &Attributes::new()), None);
    }
}
