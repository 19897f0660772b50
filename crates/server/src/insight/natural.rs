//! Names and orders as people have them.

use std::cmp::Ordering;

/// Numbers by size, words by the alphabet, capitals or not; "under 18" before "18 to 24", which comes before "over 64".
pub fn compare(a: &str, b: &str) -> Ordering {
    rank(a)
        .partial_cmp(&rank(b))
        .unwrap_or(Ordering::Equal)
        .then_with(|| a.cmp(b))
}

/// (number first, its size, under or over it, words)
fn rank(text: &str) -> (bool, f64, i8, String) {
    let folded = text.trim().to_lowercase();
    let (side, rest) = side(&folded);
    let digits: String = rest
        .chars()
        .take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '\''))
        .collect();
    let digits: String = digits
        .trim_end_matches(['.', ','])
        .chars()
        .filter(|c| !matches!(c, ',' | '\''))
        .collect();
    match digits.parse::<f64>() {
        Ok(number) => (false, number, side, folded.clone()),
        Err(_) => (true, 0.0, 0, folded.clone()),
    }
}

fn side(text: &str) -> (i8, &str) {
    const UNDER: [&str; 8] = [
        "under ",
        "less than ",
        "up to ",
        "below ",
        "unter ",
        "bis ",
        "<=",
        "<",
    ];
    const OVER: [&str; 8] = [
        "over ",
        "more than ",
        "above ",
        "from ",
        "über ",
        "ab ",
        ">=",
        ">",
    ];
    let text = text.trim_start_matches(['$', '€', '£']).trim_start();
    for (words, side) in [(UNDER, -1), (OVER, 1)] {
        if let Some(rest) = words.iter().find_map(|word| text.strip_prefix(word)) {
            return (side, rest.trim_start().trim_start_matches(['$', '€', '£']));
        }
    }
    (0, text)
}

/// A key as a heading: `home_county` becomes "Home county". A key that is written with care stays.
pub fn label_of_key(key: &str) -> String {
    let words = key.replace(['_', '.'], " ");
    let mut letters = words.chars();
    match letters.next() {
        Some(first) if first.is_lowercase() => first.to_uppercase().chain(letters).collect(),
        _ => words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_as_people_do() {
        let mut values = [
            "65 and over",
            "18-24",
            "Under 18",
            "25-34",
            "over 64",
            "Blank",
            "alpha",
        ];
        values.sort_by(|a, b| compare(a, b));
        assert_eq!(
            values,
            [
                "Under 18",
                "18-24",
                "25-34",
                "over 64",
                "65 and over",
                "alpha",
                "Blank"
            ]
        );
        let mut tenures = [
            "over 10 years",
            "3 to 10 years",
            "under 1 year",
            "1 to 3 years",
        ];
        tenures.sort_by(|a, b| compare(a, b));
        assert_eq!(
            tenures,
            [
                "under 1 year",
                "1 to 3 years",
                "3 to 10 years",
                "over 10 years"
            ]
        );
    }

    #[test]
    fn keys_become_headings() {
        assert_eq!(label_of_key("home_county"), "Home county");
        assert_eq!(label_of_key("NPS wave"), "NPS wave");
    }
}
