use std::fmt;

/// The stable short name of a thing: lower-case letters, digits, `_`, `-` and `.`; 1 to 80 characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(String);

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyRefusal {
    #[error("a key is needed")]
    Empty,
    #[error("a key has at most 80 characters")]
    TooLong,
    #[error("a key holds letters, digits, `_`, `-` and `.` only")]
    Character,
}

impl Key {
    /// Reads a key as a person wrote it; capitals become small.
    pub fn parse(text: &str) -> Result<Self, KeyRefusal> {
        let key = text.trim().to_lowercase();
        if key.is_empty() {
            return Err(KeyRefusal::Empty);
        }
        if key.chars().count() > 80 {
            return Err(KeyRefusal::TooLong);
        }
        if !key
            .chars()
            .all(|c| c.is_alphanumeric() || "_-.".contains(c))
        {
            return Err(KeyRefusal::Character);
        }
        Ok(Self(key))
    }

    /// Makes a key of a label: "Check-in & Security" becomes `check-in-security`.
    /// A label without a letter or digit has none.
    pub fn of_label(label: &str) -> Option<Self> {
        let mut key = String::new();
        for c in label.to_lowercase().chars() {
            match c {
                'ä' => key.push_str("ae"),
                'ö' => key.push_str("oe"),
                'ü' => key.push_str("ue"),
                'ß' => key.push_str("ss"),
                c if c.is_alphanumeric() => key.push(c),
                _ if key.is_empty() || key.ends_with('-') => {}
                _ => key.push('-'),
            }
        }
        let key: String = key.chars().take(80).collect();
        let key = key.trim_matches('-');
        (!key.is_empty()).then(|| Self(key.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_becomes_a_key() {
        let check =
            |label: &str, key: &str| assert_eq!(Key::of_label(label).unwrap().as_str(), key);
        check("Check-in & Security", "check-in-security");
        check("  Wi-Fi (free)  ", "wi-fi-free");
        check("Gepäck für Öl", "gepaeck-fuer-oel");
        assert_eq!(Key::of_label(" – "), None);
    }

    #[test]
    fn a_key_is_plain() {
        assert_eq!(Key::parse(" WiFi ").unwrap().as_str(), "wifi");
        assert_eq!(Key::parse(""), Err(KeyRefusal::Empty));
        assert_eq!(Key::parse("a b"), Err(KeyRefusal::Character));
        assert_eq!(Key::parse(&"x".repeat(81)), Err(KeyRefusal::TooLong));
    }
}
