use std::fmt;

/// A password that is long enough and not one that everybody tries first.
///
/// Length and a list of common ones, no rules on kinds of characters: NIST SP 800-63B §3.1.1.
/// It is never printed.
#[derive(Clone)]
pub struct Password(String);

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasswordRefusal {
    #[error("a password needs at least {} characters", Password::LEAST)]
    TooShort,
    #[error("a password has at most {} characters", Password::MOST)]
    TooLong,
    #[error("this password is one of the first that an attacker tries; take another")]
    Common,
}

impl Password {
    pub const LEAST: usize = 10;
    /// Hashing takes longer with length, so an endless password would be a way to stall the server.
    pub const MOST: usize = 256;

    pub fn parse(text: &str) -> Result<Self, PasswordRefusal> {
        let length = text.chars().count();
        if length < Self::LEAST {
            return Err(PasswordRefusal::TooShort);
        }
        if length > Self::MOST {
            return Err(PasswordRefusal::TooLong);
        }
        if is_common(text) {
            return Err(PasswordRefusal::Common);
        }
        Ok(Self(text.to_owned()))
    }

    /// The text itself, for hashing and for nothing else.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

/// The words that common passwords are made of; with digits and signs around them they stay common.
const COMMON_STEMS: &[&str] = &[
    "abc",
    "abcdef",
    "admin",
    "administrator",
    "baseball",
    "basketball",
    "batman",
    "changeme",
    "charlie",
    "chocolate",
    "computer",
    "default",
    "dragon",
    "football",
    "freedom",
    "guest",
    "hallo",
    "hello",
    "iloveyou",
    "internet",
    "jennifer",
    "letmein",
    "liverpool",
    "login",
    "manchester",
    "master",
    "michael",
    "monkey",
    "passw",
    "passwd",
    "passwort",
    "password",
    "pokemon",
    "princess",
    "qazwsx",
    "qazwsxedc",
    "qwer",
    "qwert",
    "qwerty",
    "qwertyuiop",
    "qwertz",
    "qwertzuiop",
    "asdf",
    "asdfgh",
    "asdfghjkl",
    "zxcvbnm",
    "yxcvbnm",
    "root",
    "samsung",
    "schatz",
    "secret",
    "geheim",
    "shadow",
    "starwars",
    "sunshine",
    "superman",
    "supervisor",
    "test",
    "tester",
    "testing",
    "touchstone",
    "trustno",
    "user",
    "welcome",
    "willkommen",
    "whatever",
    "sommer",
    "winter",
    "summer",
    "spring",
    "autumn",
    "herbst",
    "fruehling",
];

/// Rows of keys and of signs along which fingers walk.
const WALKS: &[&str] = &[
    "01234567890123456789",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklzxcvbnm",
    "qwertzuiopasdfghjklyxcvbnm",
    "1q2w3e4r5t6y7u8i9o0p",
    "1q2w3e4r5t6z7u8i9o0p",
    "q1w2e3r4t5y6u7i8o9p0",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
    "qazwsxedcrfvtgbyhnujm",
    "!@#$%^&*()",
];

fn is_common(text: &str) -> bool {
    let lower: String = text.to_lowercase();
    let distinct: std::collections::BTreeSet<char> = lower.chars().collect();
    if distinct.len() < 4 {
        return true;
    }
    if let Some(half) = repeated(&lower)
        && half.len() < Password::LEAST
    {
        return true;
    }
    let backwards: String = lower.chars().rev().collect();
    if WALKS
        .iter()
        .any(|walk| walk.contains(&lower) || walk.contains(&backwards))
    {
        return true;
    }
    // p4ssw0rd is password, and the digits around a word add little: "Passwort2024!" is tried early.
    let plain: String = lower
        .trim_matches(|c: char| !c.is_alphabetic() && !"@$".contains(c))
        .chars()
        .map(|c| match c {
            '0' => 'o',
            '1' => 'i',
            '3' => 'e',
            '4' | '@' => 'a',
            '5' | '$' => 's',
            other => other,
        })
        .collect();
    let stem = repeated(&plain).unwrap_or(&plain);
    stem.is_empty() || COMMON_STEMS.contains(&stem)
        // A walk with digits after it: qwertyuiop123.
        || (stem.len() >= 4 && WALKS.iter().any(|walk| walk.contains(stem)))
}

/// The part that the text repeats two or more times, if that is all it does.
fn repeated(text: &str) -> Option<&str> {
    (1..=text.len() / 2)
        .filter(|&length| text.len().is_multiple_of(length) && text.is_char_boundary(length))
        .map(|length| &text[..length])
        .find(|part| part.repeat(text.len() / part.len()) == text)
}
