//! Reading single cells: numbers as people write them, and values compared as people mean them.

use std::borrow::Cow;

/// The form in which two values are the same: "Blank" is "BLANK", "6.0" is "6", "6 " is "6".
pub fn canonical(value: &str) -> Cow<'_, str> {
    let value = value.trim();
    let bytes = value.as_bytes();
    // Most cells are short digits already in that form.
    if bytes.iter().all(u8::is_ascii_digit)
        && (bytes.len() == 1 || bytes.first().is_none_or(|first| *first != b'0'))
    {
        return Cow::Borrowed(value);
    }
    if let Some(number) = number(value)
        && number.abs() < 1e15
    {
        return Cow::Owned(format!("{number}"));
    }
    if value
        .bytes()
        .any(|byte| byte.is_ascii_uppercase() || byte >= 0x80)
    {
        return Cow::Owned(value.to_lowercase());
    }
    Cow::Borrowed(value)
}

/// A number written with a decimal point or a decimal comma: "3.5", "3,5", "-99", "+2", "1e3" is not one.
/// Thousands separators are not read: "1,234" could be either, so it reads as 1.234 only when the comma
/// isn't followed by exactly three digits.
pub fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    let body = text.strip_prefix(['-', '+', '−']).unwrap_or(text);
    if body.is_empty() || !body.as_bytes()[0].is_ascii_digit() && !body.starts_with(['.', ',']) {
        return None;
    }
    let mut separators = 0;
    for byte in body.bytes() {
        match byte {
            b'0'..=b'9' => {}
            b'.' | b',' => separators += 1,
            _ => return None,
        }
    }
    let negative = text.starts_with(['-', '−']);
    let value: f64 = match separators {
        0 => body.parse().ok()?,
        1 if body.contains(',') => {
            let (_, fraction) = body.split_once(',')?;
            if fraction.len() == 3 {
                return None;
            }
            body.replace(',', ".").parse().ok()?
        }
        1 => body.parse().ok()?,
        _ => return None,
    };
    Some(if negative { -value } else { value })
}

/// Words that stand for "no answer" in English, German, French and Spanish, in canonical form.
pub fn is_blank_word(canonical: &str) -> bool {
    matches!(
        canonical,
        "na" | "n/a"
            | "n.a."
            | "nan"
            | "null"
            | "none"
            | "nil"
            | "-"
            | "--"
            | "."
            | "?"
            | "blank"
            | "missing"
            | "unknown"
            | "no answer"
            | "no response"
            | "k.a."
            | "k. a."
            | "keine angabe"
            | "leer"
            | "nr"
            | "sans réponse"
            | "non réponse"
            | "nsp"
            | "vide"
            | "sin respuesta"
            | "ns/nc"
            | "vacío"
            | "#n/a"
            | "(blank)"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<f64>) {
        assert_eq!(number(text), expected, "{text:?}");
    }

    #[test]
    fn numbers() {
        check("5", Some(5.0));
        check(" 5 ", Some(5.0));
        check("-99", Some(-99.0));
        check("−3", Some(-3.0));
        check("3,5", Some(3.5));
        check("0.2847177143", Some(0.284_717_714_3));
        check("1,234", None);
        check("1.234", Some(1.234));
        check("1.2.3", None);
        check("", None);
        check("-", None);
        check("6:30", None);
        check("12a", None);
        check("1e3", None);
        check("NaN", None);
        check("inf", None);
    }

    #[test]
    fn values_are_compared_as_meant() {
        for (a, b) in [
            ("Blank", "BLANK"),
            ("6.0", "6"),
            (" 6", "6"),
            ("-99.0", "-99"),
            ("Été", "été"),
            ("06", "6"),
        ] {
            assert_eq!(canonical(a), canonical(b));
        }
        assert_ne!(canonical("6.5"), canonical("6"));
    }
}
