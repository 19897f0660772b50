//! Clients as a file says them: a row of a table or a card.

use sha2::{Digest as _, Sha256};

use super::contacts::{
    Birthday, ContactDetails, LONGEST, MOST, read_emails, read_language, read_name, read_phones,
    same_phone,
};
use super::search::fold;
use super::{Attributes, ClientKind};
use crate::design::Key;

/// The heading of what is written out and never read in.
const WORKED_OUT: &str = "standing";

/// What a column says.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Field {
    Key,
    Name,
    Kind,
    /// The e-mail address of who of us answers for the client.
    Owner,
    Contact,
    FirstName,
    LastName,
    Role,
    Email,
    Phone,
    Birthday,
    Language,
    /// Anything else, by its key.
    Attribute(String),
}

impl Field {
    const KNOWN: &'static [(Self, &'static [&'static str])] = &[
        (
            Self::Key,
            &[
                "key",
                "client key",
                "client id",
                "id",
                "client no",
                "client number",
                "customer id",
                "customer number",
                "number",
                "kundennummer",
                "nummer",
                "schluessel",
                "kunden id",
            ],
        ),
        (
            Self::Name,
            &[
                "name",
                "client",
                "client name",
                "household",
                "company name",
                "account",
                "account name",
                "kunde",
                "kundenname",
                "haushalt",
                "firma",
            ],
        ),
        (
            Self::Kind,
            &[
                "kind",
                "type",
                "client kind",
                "client type",
                "art",
                "kundenart",
            ],
        ),
        (
            Self::Owner,
            &[
                "owner",
                "owner email",
                "adviser",
                "advisor",
                "account manager",
                "betreuer",
                "beraterin",
                "berater",
            ],
        ),
        (
            Self::Contact,
            &[
                "contact",
                "contact name",
                "full name",
                "person",
                "ansprechpartner",
                "kontakt",
            ],
        ),
        (
            Self::FirstName,
            &["first name", "given name", "forename", "vorname"],
        ),
        (
            Self::LastName,
            &[
                "last name",
                "family name",
                "surname",
                "nachname",
                "familienname",
            ],
        ),
        (
            Self::Role,
            &[
                "role",
                "job title",
                "title",
                "position",
                "rolle",
                "funktion",
            ],
        ),
        (
            Self::Email,
            &[
                "email",
                "e mail",
                "mail",
                "email address",
                "e mail address",
                "email 2",
                "email 3",
                "e mail adresse",
            ],
        ),
        (
            Self::Phone,
            &[
                "phone",
                "phone number",
                "telephone",
                "tel",
                "mobile",
                "mobile phone",
                "phone 2",
                "phone 3",
                "telefon",
                "handy",
                "mobil",
                "telefonnummer",
            ],
        ),
        (
            Self::Birthday,
            &[
                "birthday",
                "birth date",
                "date of birth",
                "born",
                "geburtstag",
                "geburtsdatum",
            ],
        ),
        (Self::Language, &["language", "sprache"]),
    ];

    /// What a heading means. `None`: nothing can be made of it.
    pub fn of_heading(heading: &str) -> Option<Self> {
        let plain = heading
            .replace('ü', "ue")
            .replace('ä', "ae")
            .replace('ö', "oe");
        let folded = fold(&plain);
        let words: Vec<&str> = folded
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .collect();
        let words = words.join(" ");
        // Where clients stand is worked out from facts; a file that was written here says it to be read by people.
        if words == WORKED_OUT {
            return None;
        }
        let known = Self::KNOWN
            .iter()
            .find(|(_, names)| names.contains(&words.as_str()));
        match known {
            Some((field, _)) => Some(field.clone()),
            None => Key::of_label(heading).map(|key| Self::Attribute(key.as_str().to_owned())),
        }
    }
}

/// A cell that says something that can't be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadCell {
    /// Place of the column; `None`: the row as a whole.
    pub column: Option<usize>,
    pub message: String,
}

/// What a row or a card says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    /// By which our other systems know the client.
    pub key: Option<String>,
    pub name: Option<String>,
    pub kind: Option<ClientKind>,
    /// The e-mail address of the owner.
    pub owner: Option<String>,
    pub attributes: Attributes,
    pub contact: Option<ContactDetails>,
}

impl Draft {
    /// What the client is called, as far as the draft says.
    pub fn label(&self) -> &str {
        let contact = self.contact.as_ref().map(|contact| contact.name.as_str());
        self.name
            .as_deref()
            .or(contact)
            .or(self.key.as_deref())
            .unwrap_or_default()
    }

    /// A key for a client that a file names without one: the same from the same file, so that a file that comes again
    /// changes nothing.
    pub fn made_key(&self, unique: Option<&str>) -> String {
        let contact = self.contact.as_ref();
        let mail = contact.and_then(|contact| contact.emails.first());
        let phone = contact.and_then(|contact| contact.phones.first());
        let text = match (unique, mail) {
            (Some(unique), _) => format!("unique {unique}"),
            (None, Some(mail)) => format!("mail {}", fold(mail)),
            (None, None) => format!(
                "name {} {}",
                fold(self.label()),
                phone.map_or("", String::as_str)
            ),
        };
        let digest = Sha256::digest(text.as_bytes());
        let hex: String = digest
            .iter()
            .take(5)
            .map(|byte| format!("{byte:02X}"))
            .collect();
        format!("I-{hex}")
    }
}

/// Reads a row. Every cell that can't be is named; a row with one says nothing.
pub fn read_row(fields: &[Option<Field>], cells: &[&str]) -> Result<Draft, Vec<BadCell>> {
    let mut draft = Draft::default();
    let mut contact = ContactDetails::default();
    let (mut first, mut last) = (None, None);
    let mut bad = Vec::new();
    for (column, (field, cell)) in fields.iter().zip(cells).enumerate() {
        // Spreadsheets are given formulas with an apostrophe in front; phone numbers look like one.
        let cell = cell.trim();
        let formula = cell
            .strip_prefix('\'')
            .filter(|rest| rest.starts_with(['=', '+', '-', '@']));
        let cell = formula.unwrap_or(cell);
        let Some(field) = field.as_ref().filter(|_| !cell.is_empty()) else {
            continue;
        };
        let mut refuse = |message: String| {
            bad.push(BadCell {
                column: Some(column),
                message,
            });
        };
        let one_line = || cell.split_whitespace().collect::<Vec<_>>().join(" ");
        let texts = || -> Vec<String> { cell.split([';', '\n', '|']).map(str::to_owned).collect() };
        match field {
            Field::Key if cell.chars().count() > 200 => {
                refuse("A key has at most 200 characters.".into())
            }
            Field::Key => draft.key = Some(cell.to_owned()),
            Field::Name => match read_name(cell) {
                Ok(name) => draft.name = Some(name),
                Err(refusal) => refuse(refusal.to_string()),
            },
            Field::Kind => match read_kind(cell) {
                Some(kind) => draft.kind = Some(kind),
                None => refuse(format!(
                    "`{cell}` is none of household, company and consumer."
                )),
            },
            Field::Owner => draft.owner = Some(cell.to_lowercase()),
            Field::Contact => contact.name = one_line(),
            Field::FirstName => first = Some(one_line()),
            Field::LastName => last = Some(one_line()),
            Field::Role if cell.chars().count() > LONGEST => {
                refuse(format!("This has at most {LONGEST} characters."));
            }
            Field::Role => contact.role = Some(one_line()),
            Field::Email => match read_emails(&texts()) {
                Ok(emails) => contact.emails.extend(emails),
                Err(refusal) => refuse(refusal.to_string()),
            },
            Field::Phone => match read_phones(&texts()) {
                Ok(phones) => contact.phones.extend(phones),
                Err(refusal) => refuse(refusal.to_string()),
            },
            Field::Birthday => match Birthday::parse(cell) {
                Ok(day) => contact.birthday = Some(day),
                Err(refusal) => refuse(refusal.to_string()),
            },
            Field::Language => match read_language(cell) {
                Ok(tag) => contact.language = Some(tag),
                Err(refusal) => refuse(refusal.to_string()),
            },
            Field::Attribute(_) if cell.chars().count() > 200 => {
                refuse("A value has at most 200 characters.".into());
            }
            Field::Attribute(key) => {
                draft.attributes.insert(key.clone(), one_line());
            }
        }
    }
    if contact.emails.len().max(contact.phones.len()) > MOST {
        bad.push(BadCell {
            column: None,
            message: format!("A contact has at most {MOST} addresses, and as many numbers."),
        });
    }
    if contact.name.is_empty() {
        let parts: Vec<String> = [first, last].into_iter().flatten().collect();
        contact.name = parts.join(" ");
    }
    let reachable =
        !contact.emails.is_empty() || !contact.phones.is_empty() || contact.birthday.is_some();
    if contact.name.is_empty() && reachable {
        contact.name = draft
            .name
            .clone()
            .or_else(|| contact.emails.first().cloned())
            .unwrap_or_default();
    }
    if !contact.name.is_empty() {
        match read_name(&contact.name) {
            Ok(name) => {
                contact.name = name;
                draft.contact = Some(contact);
            }
            Err(refusal) => bad.push(BadCell {
                column: None,
                message: refusal.to_string(),
            }),
        }
    }
    if draft.key.is_none() && draft.label().is_empty() {
        bad.push(BadCell {
            column: None,
            message: "Neither a key nor a name says who this is.".to_owned(),
        });
    }
    if bad.is_empty() { Ok(draft) } else { Err(bad) }
}

fn read_kind(text: &str) -> Option<ClientKind> {
    match fold(text).as_str() {
        "household" | "family" | "haushalt" | "familie" => Some(ClientKind::Household),
        "company" | "firm" | "business" | "organization" | "organisation" | "firma"
        | "unternehmen" => Some(ClientKind::Company),
        "consumer" | "person" | "individual" | "private" | "privat" | "einzelperson" => {
            Some(ClientKind::Consumer)
        }
        _ => None,
    }
}

/// Whether a file's contact is one that is known of the same client: by an address, a number, or the name.
pub fn same_contact(known: &ContactDetails, said: &ContactDetails) -> bool {
    let mail = said
        .emails
        .iter()
        .any(|one| known.emails.iter().any(|other| fold(one) == fold(other)));
    let named = fold(&known.name) == fold(&said.name);
    let phone = said
        .phones
        .iter()
        .any(|one| known.phones.iter().any(|other| same_phone(one, other)));
    named || mail && (first_word(&known.name) == first_word(&said.name)) || phone && mail
}

fn first_word(name: &str) -> String {
    fold(name)
        .split_whitespace()
        .next()
        .unwrap_or_default()
        .to_owned()
}

/// Lays what a file says over what is known of a contact: addresses and numbers are added, the rest replaces. Whether
/// anything changed.
pub fn lay_over(known: &mut ContactDetails, said: &ContactDetails) -> bool {
    let before = known.clone();
    for email in &said.emails {
        if !known.emails.iter().any(|it| fold(it) == fold(email)) {
            known.emails.push(email.clone());
        }
    }
    for phone in &said.phones {
        if !known.phones.iter().any(|it| same_phone(it, phone)) {
            known.phones.push(phone.clone());
        }
    }
    if said.role.is_some() {
        known.role.clone_from(&said.role);
    }
    if said.language.is_some() {
        known.language.clone_from(&said.language);
    }
    if said.time_zone.is_some() {
        known.time_zone.clone_from(&said.time_zone);
    }
    // A birthday without its year does not take away a year that is known.
    match (known.birthday, said.birthday) {
        (Some(old), Some(new)) if new.year().is_none() && old.agrees(new) => {}
        (_, Some(new)) => known.birthday = Some(new),
        (_, None) => {}
    }
    *known != before
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(headings: &[&str]) -> Vec<Option<Field>> {
        headings.iter().map(|it| Field::of_heading(it)).collect()
    }

    #[test]
    fn headings_are_read_in_two_languages() {
        for (heading, field) in [
            ("Client ID", Some(Field::Key)),
            ("Kundennummer", Some(Field::Key)),
            ("E-Mail", Some(Field::Email)),
            ("Date of birth", Some(Field::Birthday)),
            ("Geburtsdatum", Some(Field::Birthday)),
            ("Vorname", Some(Field::FirstName)),
            (
                "Wine preference",
                Some(Field::Attribute("wine-preference".to_owned())),
            ),
            (" -- ", None),
        ] {
            assert_eq!(Field::of_heading(heading), field, "{heading}");
        }
    }

    #[test]
    fn a_row_says_a_client_and_a_contact() {
        let fields = fields(&[
            "Key",
            "Name",
            "Kind",
            "First name",
            "Last name",
            "Email",
            "Phone",
            "Birthday",
            "Region",
        ]);
        let row = [
            "H-1",
            "Roy",
            "Household",
            "Anna",
            "Roy",
            "Anna@x.org; a2@x.org",
            "'+43 1 234567",
            "'--02-29",
            " West ",
        ];
        let draft = read_row(&fields, &row).unwrap();
        assert_eq!(
            (draft.key.as_deref(), draft.kind),
            (Some("H-1"), Some(ClientKind::Household))
        );
        assert_eq!(draft.attributes["region"], "West");
        let contact = draft.contact.unwrap();
        assert_eq!(
            (contact.name.as_str(), contact.emails.len()),
            ("Anna Roy", 2)
        );
        let bad = read_row(&fields, &["", "", "tribe", "", "", "x", "1", "30.2.", ""]).unwrap_err();
        let columns: Vec<Option<usize>> = bad.iter().map(|it| it.column).collect();
        assert_eq!(columns, [Some(2), Some(5), Some(6), Some(7), None]);
    }

    #[test]
    fn a_row_says_no_more_than_a_form_may() {
        let fields = fields(&["Name", "Role", "Email", "Email 2"]);
        let long = "a".repeat(201);
        let bad = read_row(&fields, &["Roy", &long, "", ""]).unwrap_err();
        assert_eq!(bad[0].column, Some(1));
        let some = |name: &str| -> String {
            let each: Vec<String> = (0..15).map(|no| format!("{name}{no}@x.org")).collect();
            each.join("; ")
        };
        assert!(read_row(&fields, &["Roy", "", &some("a"), ""]).is_ok());
        let bad = read_row(&fields, &["Roy", "", &some("a"), &some("b")]).unwrap_err();
        assert_eq!(bad[0].column, None);
    }

    #[test]
    fn a_key_is_made_the_same_way_again() {
        let draft = |mail: &str| Draft {
            contact: Some(ContactDetails {
                name: "Anna".to_owned(),
                emails: vec![mail.to_owned()],
                ..ContactDetails::default()
            }),
            ..Draft::default()
        };
        assert_eq!(
            draft("A@x.org").made_key(None),
            draft("a@x.org").made_key(None)
        );
        assert_ne!(
            draft("A@x.org").made_key(None),
            draft("b@x.org").made_key(None)
        );
        assert_eq!(
            draft("a@x.org").made_key(Some("u1")),
            draft("b@x.org").made_key(Some("u1"))
        );
    }

    #[test]
    fn what_a_file_says_is_laid_over_and_nothing_known_is_lost() {
        let mut known = ContactDetails {
            name: "Anna Roy".to_owned(),
            role: Some("mother".to_owned()),
            emails: vec!["a@x.org".to_owned()],
            birthday: Birthday::parse("1980-02-29").ok(),
            ..ContactDetails::default()
        };
        let said = ContactDetails {
            name: "anna roy".to_owned(),
            emails: vec!["A@x.org".to_owned(), "b@x.org".to_owned()],
            birthday: Birthday::parse("--02-29").ok(),
            ..ContactDetails::default()
        };
        assert!(same_contact(&known, &said));
        assert!(lay_over(&mut known, &said));
        assert_eq!(known.emails, ["a@x.org", "b@x.org"]);
        assert_eq!(known.birthday.unwrap().to_string(), "1980-02-29");
        assert!(
            !lay_over(&mut known, &said),
            "the same again changes nothing"
        );
    }
}
