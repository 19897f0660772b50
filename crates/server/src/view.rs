//! Shapes that every noun's answers share.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;

/// Words of the interface for words of the domain, both ways. The schema lists them, so whoever reads it need not guess.
macro_rules! words {
    ($(#[$doc:meta])* $view:ident as $schema:ident = $word:ident { $($(#[$of:meta])* $name:ident)* }) => {
        $crate::view::told! {
            $(#[$doc])*
            $view as $schema = $word { $($(#[$of])* $name)* }
        }

        impl From<$view> for $word {
            fn from(it: $view) -> Self {
                match it { $($view::$name => Self::$name,)* }
            }
        }

        impl From<$word> for $view {
            fn from(it: $word) -> Self {
                Self::from(&it)
            }
        }
    };
}
pub(crate) use words;

/// Words of the interface for states of the domain that may hold more than their name: only told, never taken.
macro_rules! told {
    ($(#[$doc:meta])* $view:ident as $schema:ident = $word:ident { $($(#[$of:meta])* $name:ident)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
        #[serde(rename_all = "snake_case")]
        #[schema(as = $schema)]
        pub enum $view { $($(#[$of])* $name,)* }

        impl From<&$word> for $view {
            fn from(it: &$word) -> Self {
                match it { $($word::$name { .. } => Self::$name,)* }
            }
        }
    };
}
pub(crate) use told;

/// A list that is given whole.
#[derive(Serialize, ToSchema)]
pub struct List<T> {
    pub items: Vec<T>,
}

impl<T> List<T> {
    /// The views of things.
    pub fn of<S: Into<T>>(things: Vec<S>) -> Self {
        Self {
            items: things.into_iter().map(Into::into).collect(),
        }
    }
}

/// One page of a list that can grow without end.
#[derive(Serialize, ToSchema)]
pub struct Page<T> {
    pub items: Vec<T>,
    /// The cursor of the next page; absent on the last one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// For a field of a change that can be emptied: absent keeps it (`None`), `null` empties it (`Some(None)`).
pub fn present<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    from: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(from).map(Some)
}

/// A cell of a CSV that a spreadsheet will not run: what begins like a formula gets an apostrophe in front. Numbers stay.
pub fn harmless(cell: &str) -> Cow<'_, str> {
    let runs = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if runs && cell.trim().parse::<f64>().is_err() {
        format!("'{cell}").into()
    } else {
        cell.into()
    }
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn formulas_are_only_text_and_numbers_stay() {
        for (cell, written) in [
            ("=HYPERLINK(\"http://x\")", "'=HYPERLINK(\"http://x\")"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("- too slow", "'- too slow"),
            ("-99", "-99"),
            ("+4.5", "+4.5"),
            ("fine", "fine"),
            ("", ""),
        ] {
            assert_eq!(harmless(cell), written);
        }
    }
}
