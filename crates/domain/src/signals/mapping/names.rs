//! Column names compared as people mean them, and a kept mapping put on another file whose columns moved.

use super::{ColumnRule, Mapping, Role};

/// How a column of the file was found in the mapping.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Match {
    /// The same name.
    Exact,
    /// The same but for case, spaces, underscores and punctuation: "*RESPNUM", "AIRLINE CODE".
    Spelling,
    /// One letter swapped, missing or too many in a name of six or more: "Q12PRECHEKCRATE".
    Typo,
}

/// A mapping on a file's columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Adoption {
    /// The mapping with the file's own names; columns that vanished are gone, new ones are ignored.
    pub mapping: Mapping,
    /// (column of the file, name in the mapping, how) in the file's order.
    pub matched: Vec<(String, String, Match)>,
    /// Columns of the file that the mapping doesn't know.
    pub new: Vec<String>,
    /// Columns of the mapping that the file doesn't have, without those it ignores anyway.
    pub vanished: Vec<String>,
}

/// Letters and digits only, lower case, without accents.
pub fn plain(name: &str) -> String {
    name.chars()
        .flat_map(char::to_lowercase)
        .filter_map(|c| match c {
            'à' | 'á' | 'â' | 'ä' | 'ã' | 'å' => Some('a'),
            'ç' => Some('c'),
            'è' | 'é' | 'ê' | 'ë' => Some('e'),
            'ì' | 'í' | 'î' | 'ï' => Some('i'),
            'ñ' => Some('n'),
            'ò' | 'ó' | 'ô' | 'ö' | 'õ' => Some('o'),
            'ù' | 'ú' | 'û' | 'ü' => Some('u'),
            'ß' => Some('s'),
            c if c.is_alphanumeric() => Some(c),
            _ => None,
        })
        .collect()
}

/// The words of a name: "Product.Tastiness" → product, tastiness; "overallRating" → overall, rating; "Q7ALL" → q7, all.
pub fn tokens(name: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut token = String::new();
    let mut before: Option<char> = None;
    for c in name.chars() {
        let cut = match before {
            Some(b) => {
                b.is_lowercase() && c.is_uppercase()
                    || b.is_numeric() && c.is_alphabetic() && token.chars().count() > 1
            }
            None => false,
        };
        if !c.is_alphanumeric() || cut {
            if !token.is_empty() {
                tokens.push(plain(&std::mem::take(&mut token)));
            }
            token.clear();
        }
        if c.is_alphanumeric() {
            token.push(c);
        }
        before = Some(c);
    }
    if !token.is_empty() {
        tokens.push(plain(&token));
    }
    tokens
}

/// A key for a question, attribute or touchpoint made from a name: lower case, words joined by `_`.
pub fn key(name: &str) -> String {
    let mut key = String::new();
    for c in name.trim().chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            key.push(c);
        } else if !key.ends_with('_') && !key.is_empty() {
            key.push('_');
        }
    }
    let key = key.trim_end_matches('_').to_owned();
    if key.is_empty() { "column".into() } else { key }
}

/// Whether two plain names differ by one letter swapped with its neighbour, replaced, missing or too many.
fn one_slip(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let start = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let end = a[start..]
        .iter()
        .rev()
        .zip(b[start..].iter().rev())
        .take_while(|(x, y)| x == y)
        .count();
    let (x, y) = (&a[start..a.len() - end], &b[start..b.len() - end]);
    // A digit tells questions apart: Q8COM1 is not Q8COM2.
    if x.iter().chain(y).any(|c| c.is_numeric()) {
        return false;
    }
    match (x.len(), y.len()) {
        (0, 1) | (1, 0) | (1, 1) => true,
        (2, 2) => x[0] == y[1] && x[1] == y[0],
        _ => false,
    }
}

/// Whether a column of the file is that of a rule.
type Same<'a> = &'a dyn Fn(&str, usize) -> bool;

/// Puts a mapping on the columns of a file. Each rule is used once; exact names go first.
pub fn adopt(mapping: &Mapping, columns: &[String]) -> Adoption {
    let mut taken = vec![false; mapping.columns.len()];
    let mut found: Vec<Option<(usize, Match)>> = vec![None; columns.len()];
    let names: Vec<Vec<&str>> = mapping
        .columns
        .iter()
        .map(|rule| {
            std::iter::once(rule.column.as_str())
                .chain(rule.aliases.iter().map(String::as_str))
                .collect()
        })
        .collect();
    let plain_names: Vec<Vec<String>> = names
        .iter()
        .map(|names| names.iter().map(|name| plain(name)).collect())
        .collect();
    let tests: [(Match, Same<'_>); 3] = [
        (Match::Exact, &|column, rule| names[rule].contains(&column)),
        (Match::Spelling, &|column, rule| {
            let column = plain(column);
            !column.is_empty() && plain_names[rule].contains(&column)
        }),
        (Match::Typo, &|column, rule| {
            let column = plain(column);
            column.chars().count() >= 6
                && plain_names[rule].iter().any(|name| one_slip(name, &column))
        }),
    ];
    for (how, same) in tests {
        for (at, column) in columns.iter().enumerate() {
            if found[at].is_some() {
                continue;
            }
            let hits: Vec<usize> = (0..taken.len())
                .filter(|rule| !taken[*rule] && same(column, *rule))
                .collect();
            // A slip that fits two rules says nothing.
            if let Some(&rule) = hits.first()
                && (how != Match::Typo || hits.len() == 1)
            {
                taken[rule] = true;
                found[at] = Some((rule, how));
            }
        }
    }
    let mut rules = Vec::with_capacity(columns.len());
    let (mut matched, mut new) = (Vec::new(), Vec::new());
    for (column, found) in columns.iter().zip(&found) {
        match found {
            Some((rule, how)) => {
                let rule = &mapping.columns[*rule];
                matched.push((column.clone(), rule.column.clone(), *how));
                let mut aliases = rule.aliases.clone();
                if *how != Match::Exact && !aliases.contains(&rule.column) {
                    aliases.push(rule.column.clone());
                }
                rules.push(ColumnRule {
                    column: column.clone(),
                    aliases,
                    ..rule.clone()
                });
            }
            None => {
                new.push(column.clone());
                rules.push(ColumnRule {
                    column: column.clone(),
                    aliases: Vec::new(),
                    label: None,
                    role: Role::Ignore,
                });
            }
        }
    }
    let vanished = mapping
        .columns
        .iter()
        .zip(&taken)
        .filter(|(rule, taken)| !**taken && rule.role != Role::Ignore)
        .map(|(rule, _)| rule.column.clone())
        .collect();
    let mut mapping = Mapping {
        columns: rules,
        ..mapping.clone()
    };
    mapping.keep_used_touchpoints();
    Adoption {
        mapping,
        matched,
        new,
        vanished,
    }
}

impl Mapping {
    /// Leaves out touchpoints that no column speaks of any more: an import must not create what nobody asked about.
    pub fn keep_used_touchpoints(&mut self) {
        let used: std::collections::BTreeSet<String> = self
            .columns
            .iter()
            .flat_map(|rule| rule.role.touchpoints())
            .map(str::to_owned)
            .collect();
        self.touchpoints
            .retain(|touchpoint| used.contains(&touchpoint.key));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_split_into_words() {
        for (name, expected) in [
            ("Product.Tastiness", "product tastiness"),
            ("overallRating", "overall rating"),
            ("Q7ALL", "q7 all"),
            ("NbPassageKS", "nb passage ks"),
            ("date_visit", "date visit"),
            ("Zufriedenheit gesamt", "zufriedenheit gesamt"),
            ("*RESPNUM", "respnum"),
        ] {
            assert_eq!(tokens(name).join(" "), expected);
        }
    }

    #[test]
    fn keys_are_words_joined() {
        assert_eq!(key("Q13 COUNTY"), "q13_county");
        assert_eq!(key("*RESPNUM"), "respnum");
        assert_eq!(key("  "), "column");
    }

    fn mapping(columns: &[&str]) -> Mapping {
        Mapping {
            version: 1,
            name: "t".into(),
            source: "t".into(),
            about: None,
            file: Default::default(),
            date: Default::default(),
            channel: None,
            stages: vec![],
            channels: vec![],
            touchpoints: vec![],
            columns: columns
                .iter()
                .map(|column| ColumnRule {
                    column: (*column).into(),
                    aliases: vec![],
                    label: None,
                    role: Role::Weight,
                })
                .collect(),
        }
    }

    #[test]
    fn next_years_file_is_recognized_though_its_columns_moved() {
        let mapping = mapping(&[
            "RESPNUM",
            "AIRLINE_CODE",
            "Q8COM1",
            "Q8COM2",
            "Q12PRECHEKCRATE",
            "Q18AGE",
        ]);
        let columns: Vec<String> = [
            "Q8COM2",
            "*RESPNUM",
            "Airline code",
            "Q12PRECHECKRATE",
            "Q8COM3",
            "Q19AGE",
        ]
        .map(String::from)
        .into();
        let adoption = adopt(&mapping, &columns);
        let shown: Vec<String> = adoption
            .matched
            .iter()
            .map(|(a, b, how)| format!("{a}={b} {how:?}"))
            .collect();
        assert_eq!(
            shown,
            [
                "Q8COM2=Q8COM2 Exact",
                "*RESPNUM=RESPNUM Spelling",
                "Airline code=AIRLINE_CODE Spelling",
                "Q12PRECHECKRATE=Q12PRECHEKCRATE Typo"
            ]
        );
        assert_eq!(adoption.new, ["Q8COM3", "Q19AGE"]);
        assert_eq!(adoption.vanished, ["Q8COM1", "Q18AGE"]);
        assert_eq!(adoption.mapping.columns[3].aliases, ["Q12PRECHEKCRATE"]);
    }
}
