use std::fmt;

/// An e-mail address, in lower case, as the name by which somebody signs in.
///
/// Only the shape is judged; whether mail arrives shows only by sending some.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Email(String);

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EmailRefusal {
    #[error("an e-mail address is needed")]
    Empty,
    #[error("this is not an e-mail address: name@example.org is expected")]
    Shape,
    #[error("an e-mail address has at most 254 characters")]
    TooLong,
}

impl Email {
    pub fn parse(text: &str) -> Result<Self, EmailRefusal> {
        let text = text.trim();
        if text.is_empty() {
            return Err(EmailRefusal::Empty);
        }
        if text.len() > 254 {
            return Err(EmailRefusal::TooLong);
        }
        let (name, host) = text.rsplit_once('@').ok_or(EmailRefusal::Shape)?;
        let plain =
            |c: char| !c.is_whitespace() && !c.is_control() && !"<>()[]\\,;:\"@".contains(c);
        let label = |label: &str| {
            !label.is_empty()
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.chars().all(|c| c.is_alphanumeric() || c == '-')
        };
        let shaped = !name.is_empty()
            && name.len() <= 64
            && name.chars().all(plain)
            && !name.starts_with('.')
            && !name.ends_with('.')
            && !name.contains("..")
            && host.split('.').all(label);
        if !shaped {
            return Err(EmailRefusal::Shape);
        }
        Ok(Self(text.to_lowercase()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
