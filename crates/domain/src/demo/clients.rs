//! The human beings of the invented clients, what is known of them and for what, and how they want to be reached. All names
//! are made up.

use super::chance::Chance;
use crate::clients::contacts::{
    Birthday, ConsentStatus, ContactDetails, ContactLimit, QuietHours, Wishes,
};
use crate::clients::definitions::AttributeKind;

/// What the firm asks clients for, and what they have of it.
pub struct DemoAttribute {
    pub key: &'static str,
    pub label: &'static str,
    pub kind: AttributeKind,
    pub choices: &'static [&'static str],
    pub benefit: &'static str,
    /// How it was used for a client once; `None`: it is only collected so far, which shows.
    pub used: Option<&'static str>,
}

#[rustfmt::skip]
pub const ATTRIBUTES: &[DemoAttribute] = &[
    DemoAttribute {
        key: "drink", label: "Drink", kind: AttributeKind::Choice, choices: &["Coffee", "Tea", "Water"],
        benefit: "Their drink stands ready when they come.", used: Some("Had it ready before the yearly review"),
    },
    DemoAttribute {
        key: "renewal-day", label: "Renewal day", kind: AttributeKind::Date, choices: &[],
        benefit: "We ring before a contract runs out, so that nobody pays for a gap.", used: Some("Rang three weeks before the renewal"),
    },
    DemoAttribute {
        key: "large-print", label: "Large print", kind: AttributeKind::YesNo, choices: &[],
        benefit: "Letters come in a size they can read.", used: Some("Sent the statement in large print"),
    },
    DemoAttribute {
        key: "found-us-by", label: "Found us by", kind: AttributeKind::Choice, choices: &["Recommendation", "Search", "Event"],
        benefit: "We thank whoever recommended us, if they like.", used: None,
    },
];

/// Saved filters, as documents.
pub const SEGMENTS: &[(&str, &str)] = &[
    (
        "Not met for a quarter",
        r#"{"field":"last_touch_days","op":"at_least","value":"90"}"#,
    ),
    (
        "Premier in the south",
        r#"{"all":[{"field":"attr.tier","op":"is","value":"Premier"},{"field":"attr.region","op":"is","value":"South"}]}"#,
    ),
    (
        "Large print",
        r#"{"field":"attr.large-print","op":"is","value":"yes"}"#,
    ),
];

const GIVEN: &[&str] = &[
    "Ada", "Bruno", "Clara", "Dario", "Elsa", "Felix", "Greta", "Hugo", "Ida", "Jonas", "Klara",
    "Leo", "Mira", "Nils", "Olivia", "Paul", "Rosa", "Samuel", "Thea", "Urs", "Vera", "Wim",
    "Yara", "Zeno",
];
const FAMILY: &[&str] = &[
    "Ambach",
    "Birkholm",
    "Castell",
    "Dornfeld",
    "Egloffson",
    "Fennwick",
    "Grauwald",
    "Hollis",
    "Imhasly",
    "Juniper",
    "Kestrel",
    "Lindqvist",
    "Marlowe",
    "Nettler",
    "Oakhurst",
    "Pellegrin",
    "Quillon",
    "Rosskamp",
    "Silberg",
    "Tamarack",
    "Underwood",
    "Vandermeer",
    "Wetherby",
    "Zellwyn",
];

/// A contact with what it allowed: purpose, status, days before the last day.
#[derive(Debug, Clone, PartialEq)]
pub struct DemoContact {
    pub details: ContactDetails,
    pub consents: Vec<(&'static str, ConsentStatus, i64)>,
}

/// What is known of one client beside its story.
#[derive(Debug, Clone, PartialEq)]
pub struct DemoPeople {
    pub contacts: Vec<DemoContact>,
    pub attributes: Vec<(&'static str, String)>,
}

fn contact(
    given: &str,
    family: &str,
    role: &str,
    chance: &mut Chance,
    german: bool,
) -> DemoContact {
    let consents = match chance.below(6) {
        0 | 1 => vec![("newsletter", ConsentStatus::Granted, 400)],
        2 => vec![
            ("newsletter", ConsentStatus::Granted, 400),
            ("newsletter", ConsentStatus::Revoked, 60),
        ],
        3 => vec![("survey", ConsentStatus::Denied, 200)],
        _ => vec![],
    };
    let mut wishes = Wishes::default();
    if chance.happens(0.18) {
        wishes.unwanted_channels.insert("phone".to_owned());
    }
    if chance.happens(0.25) {
        wishes.quiet_days = [6, 7].into();
    }
    if chance.happens(0.12) {
        wishes.quiet_hours = Some(QuietHours {
            from: "20:00".to_owned(),
            to: "08:00".to_owned(),
        });
    }
    if chance.happens(0.08) {
        wishes.limit = Some(ContactLimit {
            messages: 1,
            days: 30,
        });
    }
    let month = i8::try_from(1 + chance.below(12)).unwrap_or(1);
    let day = i8::try_from(1 + chance.below(28)).unwrap_or(1);
    let year = i16::try_from(1940 + chance.below(62)).unwrap_or(1970);
    let birthday = match chance.below(40) {
        0 => Birthday::new(None, 2, 29),
        1..=6 => Birthday::new(None, month, day),
        7..=14 => None,
        _ => Birthday::new(Some(year), month, day),
    };
    let address = format!("{given}.{family}@mail.example").to_lowercase();
    let phone = format!(
        "+41 44 {:03} {:02} {:02}",
        500 + chance.below(400),
        chance.below(100),
        chance.below(100)
    );
    DemoContact {
        details: ContactDetails {
            name: format!("{given} {family}"),
            role: (!role.is_empty()).then(|| role.to_owned()),
            emails: vec![address],
            phones: if chance.happens(0.8) {
                vec![phone]
            } else {
                vec![]
            },
            birthday,
            language: Some(if german { "de" } else { "en" }.to_owned()),
            time_zone: None,
            wishes,
        },
        consents,
    }
}

/// Who belongs to the client of this key (`H-00012` is a household, `C-00007` a company), by the seed alone. `year` is the
/// year of the last day.
pub fn people(seed: u64, key: &str, german: bool, year: i16) -> DemoPeople {
    let index: u64 = key
        .rsplit('-')
        .next()
        .and_then(|no| no.parse().ok())
        .unwrap_or_default();
    // Far from the streams of the story, which take two a client.
    let mut chance = Chance::new(seed, (1 << 40) + index);
    let family = *chance.pick(FAMILY);
    let mut contacts = Vec::new();
    if key.starts_with('H') {
        let first = chance.below(GIVEN.len());
        contacts.push(contact(GIVEN[first], family, "", &mut chance, german));
        if chance.happens(0.65) {
            let second = GIVEN[(first + 1 + chance.below(GIVEN.len() - 1)) % GIVEN.len()];
            contacts.push(contact(second, family, "", &mut chance, german));
        }
    } else {
        let given = *chance.pick(GIVEN);
        contacts.push(contact(
            given,
            family,
            "Managing director",
            &mut chance,
            german,
        ));
        if chance.happens(0.4) {
            let (given, family) = (*chance.pick(GIVEN), *chance.pick(FAMILY));
            contacts.push(contact(given, family, "Assistant", &mut chance, german));
        }
    }
    let mut attributes = Vec::new();
    if chance.happens(0.55) {
        attributes.push((
            "drink",
            (*chance.pick(&["Coffee", "Tea", "Water"])).to_owned(),
        ));
    }
    if chance.happens(0.35) {
        let (month, day) = (1 + chance.below(12), 1 + chance.below(28));
        attributes.push((
            "renewal-day",
            format!("{:04}-{month:02}-{day:02}", year + 1),
        ));
    }
    if chance.happens(0.08) {
        attributes.push(("large-print", "yes".to_owned()));
    }
    if chance.happens(0.3) {
        attributes.push((
            "found-us-by",
            (*chance.pick(&["Recommendation", "Search", "Event"])).to_owned(),
        ));
    }
    DemoPeople {
        contacts,
        attributes,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clients::definitions::AttributeDefinition;

    #[test]
    fn everybody_is_the_same_again_and_what_is_known_fits() {
        for n in 1..300 {
            let key = if n % 5 == 0 {
                format!("C-{n:05}")
            } else {
                format!("H-{n:05}")
            };
            let one = people(7, &key, n % 4 == 0, 2026);
            assert_eq!(one, people(7, &key, n % 4 == 0, 2026));
            assert!(!one.contacts.is_empty());
            for contact in &one.contacts {
                contact.details.wishes.check().unwrap();
                assert!(crate::access::Email::parse(&contact.details.emails[0]).is_ok());
            }
            for (key, value) in &one.attributes {
                let attribute = ATTRIBUTES.iter().find(|it| it.key == *key).unwrap();
                let definition = AttributeDefinition {
                    key: attribute.key.to_owned(),
                    label: attribute.label.to_owned(),
                    kind: attribute.kind,
                    choices: attribute
                        .choices
                        .iter()
                        .map(|it| (*it).to_owned())
                        .collect(),
                    benefit_to_client: attribute.benefit.to_owned(),
                    last_used_at: None,
                    uses: 0,
                };
                assert_eq!(definition.read(value).as_ref(), Ok(value));
            }
        }
    }
}
