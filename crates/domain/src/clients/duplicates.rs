//! Which clients are likely to be one and the same, and why we think so.
//!
//! Nothing here merges anybody: it says reasons, and a human being decides.

use std::collections::BTreeSet;

use super::contacts::{Birthday, same_phone};
use super::search::{fold, phone_digits};

/// A human being of a client, as far as sameness goes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Human {
    pub name: String,
    pub emails: Vec<String>,
    pub phones: Vec<String>,
    pub birthday: Option<Birthday>,
}

/// What is compared of a client.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Profile {
    pub name: Option<String>,
    pub humans: Vec<Human>,
}

/// What speaks for sameness, or against it. `what` is the value that both have, as the first one writes it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reason {
    pub kind: ReasonKind,
    pub what: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReasonKind {
    SameEmail,
    SamePhone,
    SameName,
    /// One letter apart, or one name left out.
    SimilarName,
    SameBirthday,
    OtherBirthday,
}

impl ReasonKind {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SameEmail => "same_email",
            Self::SamePhone => "same_phone",
            Self::SameName => "same_name",
            Self::SimilarName => "similar_name",
            Self::SameBirthday => "same_birthday",
            Self::OtherBirthday => "other_birthday",
        }
    }

    /// How much it says, in points of 100. The weights are judgement: an address is nearly an identity, a phone is often a
    /// family's, a name alone is many people's.
    const fn points(self) -> i32 {
        match self {
            Self::SameEmail => 60,
            Self::SamePhone => 40,
            Self::SameName => 35,
            Self::SimilarName => 20,
            Self::SameBirthday => 30,
            Self::OtherBirthday => -50,
        }
    }
}

/// How much speaks for two clients being one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Likeness {
    /// 1..=100 points; not a probability.
    pub score: u8,
    pub why: Vec<Reason>,
}

/// From so many points on, a pair is worth a look.
pub const WORTH_A_LOOK: i32 = 50;

/// The words of a name in small letters and in the order of the alphabet: "Roy, Anna" is "Anna Roy".
fn name_words(name: &str) -> Vec<String> {
    const TITLES: &[&str] = &[
        "mr", "mrs", "ms", "miss", "dr", "prof", "herr", "frau", "mag", "ing", "sr", "jr",
        "family", "familie",
    ];
    let folded = fold(name).replace(['\'', '’'], "");
    let mut words: Vec<String> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && !TITLES.contains(word))
        .map(str::to_owned)
        .collect();
    words.sort();
    words
}

/// The part of a number that stays whether or not the country is written.
fn phone_mark(number: &str) -> Option<String> {
    let digits = phone_digits(number);
    (digits.len() >= 7).then(|| digits[digits.len() - 7..].to_owned())
}

/// By what possible twins find each other: whoever shares a mark is worth comparing.
pub fn marks(profile: &Profile) -> BTreeSet<String> {
    let mut marks = BTreeSet::new();
    let mut name = |name: &str| {
        let words = name_words(name);
        // A single word is a first name or a keyword: half the world shares it.
        if words.len() > 1 {
            marks.insert(format!("n:{}", words.join(" ")).chars().take(120).collect());
        }
    };
    profile.name.iter().for_each(|it| name(it));
    profile.humans.iter().for_each(|human| name(&human.name));
    for human in &profile.humans {
        for email in &human.emails {
            marks.insert(
                format!("e:{}", fold(email))
                    .chars()
                    .take(120)
                    .collect::<String>(),
            );
        }
        for phone in human.phones.iter().filter_map(|phone| phone_mark(phone)) {
            marks.insert(format!("p:{phone}"));
        }
    }
    marks
}

/// Whether two words differ by one letter: put in, left out, another, or two swapped.
fn one_letter_apart(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > 1 || a.len().min(b.len()) < 3 {
        return false;
    }
    let same = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[same..], &b[same..]);
    match a.len().cmp(&b.len()) {
        std::cmp::Ordering::Less => a == &b[1..],
        std::cmp::Ordering::Greater => &a[1..] == b,
        std::cmp::Ordering::Equal if a.is_empty() => false,
        std::cmp::Ordering::Equal => {
            a[1..] == b[1..] || (a.len() > 1 && a[0] == b[1] && a[1] == b[0] && a[2..] == b[2..])
        }
    }
}

fn similar_names(a: &[String], b: &[String]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.len() < 2 {
        return false;
    }
    // A middle name left out.
    if short.len() < long.len() {
        return short.iter().all(|word| long.contains(word));
    }
    let differing: Vec<(&String, &String)> = {
        let only_a: Vec<&String> = a.iter().filter(|word| !b.contains(word)).collect();
        let only_b: Vec<&String> = b.iter().filter(|word| !a.contains(word)).collect();
        only_a.into_iter().zip(only_b).collect()
    };
    matches!(differing[..], [(x, y)] if one_letter_apart(x, y))
}

/// What speaks for two clients being one; `None`: not enough to look at. It is the same whichever is named first, except
/// for the spelling of what they share.
pub fn compare(a: &Profile, b: &Profile) -> Option<Likeness> {
    let mut why: BTreeSet<Reason> = BTreeSet::new();
    let mut put = |kind, what: &str| {
        why.insert(Reason {
            kind,
            what: what.to_owned(),
        });
    };
    let names = |profile: &Profile| -> Vec<String> {
        let humans = profile.humans.iter().map(|human| human.name.clone());
        profile.name.iter().cloned().chain(humans).collect()
    };
    let mut same_name: Option<String> = None;
    let mut similar_name: Option<String> = None;
    for one in names(a) {
        let words = name_words(&one);
        for other in names(b) {
            let others = name_words(&other);
            if words.len() > 1 && words == others {
                same_name.get_or_insert_with(|| one.clone());
            } else if similar_names(&words, &others) {
                similar_name.get_or_insert_with(|| one.clone());
            }
        }
    }
    match (same_name, similar_name) {
        (Some(name), _) => put(ReasonKind::SameName, &name),
        (None, Some(name)) => put(ReasonKind::SimilarName, &name),
        (None, None) => {}
    }
    let emails = |profile: &Profile| -> Vec<String> {
        profile
            .humans
            .iter()
            .flat_map(|human| human.emails.clone())
            .collect()
    };
    if let Some(email) = emails(a)
        .iter()
        .find(|one| emails(b).iter().any(|other| fold(one) == fold(other)))
    {
        put(ReasonKind::SameEmail, email);
    }
    let phones = |profile: &Profile| -> Vec<String> {
        profile
            .humans
            .iter()
            .flat_map(|human| human.phones.clone())
            .collect()
    };
    if let Some(phone) = phones(a)
        .iter()
        .find(|one| phones(b).iter().any(|other| same_phone(one, other)))
    {
        put(ReasonKind::SamePhone, phone);
    }
    let days = |profile: &Profile| -> Vec<Birthday> {
        profile
            .humans
            .iter()
            .filter_map(|human| human.birthday)
            .collect()
    };
    let (of_a, of_b) = (days(a), days(b));
    if let Some(day) = of_a
        .iter()
        .find(|one| of_b.iter().any(|other| one.agrees(*other)))
    {
        put(ReasonKind::SameBirthday, &day.to_string());
    } else if let ([one], [_]) = (&of_a[..], &of_b[..]) {
        put(ReasonKind::OtherBirthday, &one.to_string());
    }
    let points: i32 = why.iter().map(|reason| reason.kind.points()).sum();
    if points < WORTH_A_LOOK {
        return None;
    }
    Some(Likeness {
        score: u8::try_from(points.min(100)).unwrap_or(100),
        why: why.into_iter().collect(),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn human(name: &str, email: &str, phone: &str, birthday: &str) -> Profile {
        let list = |text: &str| text.split_whitespace().map(str::to_owned).collect();
        Profile {
            name: None,
            humans: vec![Human {
                name: name.to_owned(),
                emails: list(email),
                phones: if phone.is_empty() {
                    vec![]
                } else {
                    vec![phone.to_owned()]
                },
                birthday: Birthday::parse(birthday).ok(),
            }],
        }
    }

    fn check(a: &Profile, b: &Profile, expected: Option<(u8, &str)>) {
        let found = compare(a, b).map(|it| {
            let why: Vec<&str> = it.why.iter().map(|reason| reason.kind.as_str()).collect();
            (it.score, why.join(" "))
        });
        assert_eq!(
            found,
            expected.map(|(score, why)| (score, why.to_owned())),
            "{a:?} {b:?}"
        );
    }

    #[test]
    fn reasons_add_up_and_are_said() {
        let anna = human("Anna Roy", "anna@x.org", "+43 1 2345678", "1980-02-29");
        check(
            &anna,
            &human("Roy, Anna", "ANNA@x.org", "", ""),
            Some((95, "same_email same_name")),
        );
        check(
            &anna,
            &human("Dr. Anna Roy", "", "01 2345678", ""),
            Some((75, "same_phone same_name")),
        );
        check(
            &anna,
            &human("Anna Maria Roy", "", "", "--02-29"),
            Some((50, "similar_name same_birthday")),
        );
        check(
            &anna,
            &human("Ana Roy", "", "01 2345678", ""),
            Some((60, "same_phone similar_name")),
        );
        // A family shares its phone, and many share a name.
        check(&anna, &human("Ben Roy", "", "01 2345678", ""), None);
        check(&anna, &human("Anna Roy", "", "", ""), None);
        // Mother and daughter of one name.
        check(
            &anna,
            &human("Anna Roy", "", "01 2345678", "2004-05-01"),
            None,
        );
        check(&anna, &human("Carl Berg", "c@x.org", "", ""), None);
    }

    #[test]
    fn one_letter_makes_names_similar() {
        for (a, b, expected) in [
            ("kovacs", "kovasc", true),
            ("kovacs", "kovac", true),
            ("kovacs", "kowacs", true),
            ("kovacs", "kovacs", false),
            ("kovacs", "novak", false),
            ("li", "lu", false),
        ] {
            assert_eq!(one_letter_apart(a, b), expected, "{a} {b}");
            assert_eq!(one_letter_apart(b, a), expected, "{b} {a}");
        }
    }

    #[test]
    fn twins_share_a_mark() {
        let marks_of =
            |profile: &Profile| marks(profile).into_iter().collect::<Vec<_>>().join(" | ");
        assert_eq!(
            marks_of(&human("Roy, Anna", "Anna@x.org", "+43 1 2345678", "")),
            "e:anna@x.org | n:anna roy | p:2345678"
        );
        assert_eq!(marks_of(&human("Anna", "", "1234", "")), "");
    }

    fn profile() -> impl Strategy<Value = Profile> {
        (
            "(Anna|Ana|Ben)( Maria)? (Roy|Berg)",
            "(a@x.org|b@x.org|)",
            "(01 2345678|\\+43 1 2345678|)",
            "(1980-02-29|--02-29|1990-01-01|)",
        )
            .prop_map(|(name, email, phone, day)| human(&name, &email, &phone, &day))
    }

    proptest! {
        #[test]
        fn who_is_named_first_does_not_matter(a in profile(), b in profile()) {
            let kinds = |it: Option<Likeness>| it.map(|it| (it.score, it.why.iter().map(|r| r.kind).collect::<Vec<_>>()));
            prop_assert_eq!(kinds(compare(&a, &b)), kinds(compare(&b, &a)));
        }

        #[test]
        fn who_is_the_same_by_address_or_full_name_shares_a_mark(a in profile(), b in profile()) {
            let strong = compare(&a, &b).is_some_and(|it| it.why.iter().any(|r| matches!(r.kind, ReasonKind::SameEmail | ReasonKind::SamePhone | ReasonKind::SameName)));
            if strong {
                prop_assert!(!marks(&a).is_disjoint(&marks(&b)));
            }
        }
    }
}
