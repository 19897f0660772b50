use std::fmt;

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NameRefusal {
    #[error("a name is needed")]
    Empty,
    #[error("a name has at most {most} characters")]
    TooLong { most: usize },
    #[error("a name stands on one line, without control characters")]
    ControlCharacter,
}

fn parse(text: &str, most: usize) -> Result<String, NameRefusal> {
    if text.trim().chars().any(char::is_control) {
        return Err(NameRefusal::ControlCharacter);
    }
    let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() {
        return Err(NameRefusal::Empty);
    }
    if name.chars().count() > most {
        return Err(NameRefusal::TooLong { most });
    }
    Ok(name)
}

macro_rules! names {
    ($($(#[$doc:meta])* $name:ident: $most:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        pub struct $name(String);

        impl $name {
            pub fn parse(text: &str) -> Result<Self, NameRefusal> {
                parse(text, $most).map(Self)
            }

            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

names! {
    /// What a person is called. One line, 1 to 120 characters, spaces tidied.
    PersonName: 120;
    /// What a firm is called. One line, 1 to 120 characters, spaces tidied.
    OrganizationName: 120;
}
