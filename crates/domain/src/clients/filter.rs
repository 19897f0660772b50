//! Which clients are meant: a tree of conditions over what is known of them, kept as a document.
//!
//! What is not known fits no condition but `unknown` and `is_not`: somebody whose region nobody knows is not in the region
//! West, and is among those who are not in the region West.

mod columns;

use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use columns::{Column, Columns, Words};

/// Conditions in one tree; deeper or wider ones nobody reads any more.
pub const MOST_CONDITIONS: usize = 100;
/// Groups, denials and conditions together: each is asked of every client.
const MOST_PARTS: usize = 3 * MOST_CONDITIONS;
const DEEPEST: usize = 10;

/// A tree of conditions. Without any it means everybody.
#[derive(Debug, Clone, PartialEq)]
pub enum Filter {
    /// All of these hold; of none: everybody.
    All(Vec<Filter>),
    /// At least one of these holds; of none: nobody.
    Any(Vec<Filter>),
    Not(Box<Filter>),
    Is(Condition),
}

/// One condition: a field, what is asked of it, and of which value.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    pub field: String,
    pub op: Op,
    /// Of `known` and `unknown`: none.
    pub values: Vec<String>,
}

/// What is asked of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Op {
    Is,
    IsNot,
    AnyOf,
    Contains,
    AtLeast,
    AtMost,
    Known,
    Unknown,
}

impl Op {
    pub const ALL: [Self; 8] = [
        Self::Is,
        Self::IsNot,
        Self::AnyOf,
        Self::Contains,
        Self::AtLeast,
        Self::AtMost,
        Self::Known,
        Self::Unknown,
    ];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Is => "is",
            Self::IsNot => "is_not",
            Self::AnyOf => "any_of",
            Self::Contains => "contains",
            Self::AtLeast => "at_least",
            Self::AtMost => "at_most",
            Self::Known => "known",
            Self::Unknown => "unknown",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|op| op.as_str() == text)
    }

    fn needs(self) -> (usize, usize) {
        match self {
            Self::Known | Self::Unknown => (0, 0),
            Self::AnyOf => (1, 200),
            _ => (1, 1),
        }
    }
}

/// What the values of a field are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FieldKind {
    /// Any words.
    Text,
    Number,
    Date,
    /// One of a few words.
    Choice,
}

impl FieldKind {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "number",
            Self::Date => "date",
            Self::Choice => "choice",
        }
    }

    /// What may be asked of it.
    pub fn ops(self) -> &'static [Op] {
        use Op::{AnyOf, AtLeast, AtMost, Contains, Is, IsNot, Known, Unknown};
        match self {
            Self::Text => &[Is, IsNot, AnyOf, Contains, AtLeast, AtMost, Known, Unknown],
            Self::Number | Self::Date => &[Is, IsNot, AtLeast, AtMost, Known, Unknown],
            Self::Choice => &[Is, IsNot, AnyOf, Known, Unknown],
        }
    }
}

/// Why a tree can't be read, and where in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilterRefusal {
    /// Such as `all[1].any[0].field`.
    pub at: String,
    pub message: String,
}

impl Filter {
    /// Everybody.
    pub fn everybody() -> Self {
        Self::All(Vec::new())
    }

    /// Reads `{"all": […]}`, `{"any": […]}`, `{"not": …}` and `{"field": "attr.region", "op": "is", "value": "West"}`.
    /// `kind` says what a field holds; `None`: there is no such field.
    pub fn read(
        document: &Value,
        kind: &dyn Fn(&str) -> Option<FieldKind>,
    ) -> Result<Self, Vec<FilterRefusal>> {
        let mut reader = Reader {
            kind,
            refusals: Vec::new(),
            conditions: 0,
            parts: 0,
        };
        let read = reader.filter(document, "", 0);
        match read {
            Some(filter) if reader.refusals.is_empty() => Ok(filter),
            _ => Err(reader.refusals),
        }
    }

    pub fn write(&self) -> Value {
        match self {
            Self::All(parts) => {
                serde_json::json!({ "all": parts.iter().map(Self::write).collect::<Vec<_>>() })
            }
            Self::Any(parts) => {
                serde_json::json!({ "any": parts.iter().map(Self::write).collect::<Vec<_>>() })
            }
            Self::Not(part) => serde_json::json!({ "not": part.write() }),
            Self::Is(condition) => {
                let mut written =
                    serde_json::json!({ "field": condition.field, "op": condition.op.as_str() });
                match (&condition.values[..], condition.op) {
                    ([], _) => {}
                    (values, Op::AnyOf) => written["value"] = values.into(),
                    ([value, ..], _) => written["value"] = value.as_str().into(),
                }
                written
            }
        }
    }

    /// The fields that are asked for, each once.
    pub fn fields(&self) -> Vec<&str> {
        fn visit<'f>(filter: &'f Filter, found: &mut Vec<&'f str>) {
            match filter {
                Filter::All(parts) | Filter::Any(parts) => {
                    parts.iter().for_each(|part| visit(part, found))
                }
                Filter::Not(part) => visit(part, found),
                Filter::Is(condition) => {
                    if !found.contains(&condition.field.as_str()) {
                        found.push(&condition.field);
                    }
                }
            }
        }
        let mut found = Vec::new();
        visit(self, &mut found);
        found
    }

    /// For each row whether it is meant.
    pub fn matches(&self, columns: &Columns) -> Vec<bool> {
        match self {
            Self::All(parts) => {
                let mut rows = vec![true; columns.rows];
                for part in parts {
                    for (row, fits) in rows.iter_mut().zip(part.matches(columns)) {
                        *row &= fits;
                    }
                }
                rows
            }
            Self::Any(parts) => {
                let mut rows = vec![false; columns.rows];
                for part in parts {
                    for (row, fits) in rows.iter_mut().zip(part.matches(columns)) {
                        *row |= fits;
                    }
                }
                rows
            }
            Self::Not(part) => part
                .matches(columns)
                .into_iter()
                .map(|fits| !fits)
                .collect(),
            Self::Is(condition) => condition.matches(columns),
        }
    }
}

struct Reader<'k> {
    kind: &'k dyn Fn(&str) -> Option<FieldKind>,
    refusals: Vec<FilterRefusal>,
    conditions: usize,
    parts: usize,
}

impl Reader<'_> {
    fn refuse(&mut self, at: &str, message: impl Into<String>) {
        self.refusals.push(FilterRefusal {
            at: at.to_owned(),
            message: message.into(),
        });
    }

    fn filter(&mut self, document: &Value, at: &str, depth: usize) -> Option<Filter> {
        self.parts += 1;
        if self.parts > MOST_PARTS {
            if self.parts == MOST_PARTS + 1 {
                let said = format!("A tree has at most {MOST_PARTS} groups and conditions.");
                self.refuse(at, said);
            }
            return None;
        }
        let Some(object) = document.as_object() else {
            self.refuse(
                at,
                "A condition is an object with `all`, `any`, `not` or `field`.",
            );
            return None;
        };
        if depth > DEEPEST {
            self.refuse(
                at,
                format!("Conditions stand at most {DEEPEST} deep in each other."),
            );
            return None;
        }
        let inside = |key: &str| {
            if at.is_empty() {
                key.to_owned()
            } else {
                format!("{at}.{key}")
            }
        };
        let mut known = ["all", "any", "not", "field"]
            .into_iter()
            .filter(|key| object.contains_key(*key));
        match (known.next(), known.next()) {
            (Some("field"), None) => self.condition(object, at),
            (Some("not"), None) => {
                let part = self.filter(&object["not"], &inside("not"), depth + 1)?;
                Some(Filter::Not(Box::new(part)))
            }
            (Some(key @ ("all" | "any")), None) => {
                let Some(parts) = object[key].as_array() else {
                    self.refuse(&inside(key), "This is a list of conditions.");
                    return None;
                };
                let mut read = Vec::with_capacity(parts.len());
                for (no, part) in parts.iter().enumerate() {
                    let at = format!("{}[{no}]", inside(key));
                    read.extend(self.filter(part, &at, depth + 1));
                }
                let all = read.len() == parts.len();
                let filter = if key == "all" {
                    Filter::All(read)
                } else {
                    Filter::Any(read)
                };
                all.then_some(filter)
            }
            _ => {
                self.refuse(
                    at,
                    "A condition has one of `all`, `any`, `not` and `field`.",
                );
                None
            }
        }
    }

    fn condition(&mut self, object: &serde_json::Map<String, Value>, at: &str) -> Option<Filter> {
        let inside = |key: &str| {
            if at.is_empty() {
                key.to_owned()
            } else {
                format!("{at}.{key}")
            }
        };
        self.conditions += 1;
        if self.conditions > MOST_CONDITIONS {
            if self.conditions == MOST_CONDITIONS + 1 {
                self.refuse(
                    at,
                    format!("There are at most {MOST_CONDITIONS} conditions."),
                );
            }
            return None;
        }
        let field = object["field"].as_str().unwrap_or_default();
        let Some(kind) = (self.kind)(field) else {
            self.refuse(&inside("field"), format!("There is no field `{field}`."));
            return None;
        };
        let asked = object.get("op").and_then(Value::as_str).unwrap_or_default();
        let Some(op) = Op::parse(asked).filter(|op| kind.ops().contains(op)) else {
            let ops: Vec<&str> = kind.ops().iter().map(|op| op.as_str()).collect();
            self.refuse(
                &inside("op"),
                format!("Of this field one asks {}.", ops.join(", ")),
            );
            return None;
        };
        let text = |value: &Value| match value {
            Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
            Value::Number(number) => Some(number.to_string()),
            Value::Bool(truth) => Some(if *truth { "yes" } else { "no" }.to_owned()),
            _ => None,
        };
        let values: Option<Vec<String>> = match object.get("value") {
            None | Some(Value::Null) => Some(Vec::new()),
            Some(Value::Array(values)) => values.iter().map(text).collect(),
            Some(value) => text(value).map(|value| vec![value]),
        };
        let (least, most) = op.needs();
        let Some(values) = values.filter(|values| (least..=most).contains(&values.len())) else {
            let message = match (least, most) {
                (0, 0) => "Nothing is compared here: leave the value out.",
                (1, 1) => "Say with which value it is compared.",
                _ => "Say with which values it is compared, 1 to 200 of them.",
            };
            self.refuse(&inside("value"), message);
            return None;
        };
        let fits = |value: &String| match kind {
            FieldKind::Number => value.parse::<f64>().is_ok_and(f64::is_finite),
            FieldKind::Date => value.parse::<jiff::civil::Date>().is_ok(),
            FieldKind::Text | FieldKind::Choice => true,
        };
        if !values.iter().all(fits) {
            let message = match kind {
                FieldKind::Number => "This is a number, such as 30.",
                _ => "This is a day, such as 2026-05-13.",
            };
            self.refuse(&inside("value"), message);
            return None;
        }
        Some(Filter::Is(Condition {
            field: field.to_owned(),
            op,
            values,
        }))
    }
}

impl Condition {
    fn matches(&self, columns: &Columns) -> Vec<bool> {
        match columns.columns.get(&self.field) {
            // Nobody has it: it is unknown of everybody.
            None => vec![self.fits_nothing(); columns.rows],
            Some(Column::Words(words)) => {
                let mut by_code = vec![self.fits_nothing()];
                by_code.extend(words.words.iter().map(|word| self.fits_word(word)));
                let fits = |row: usize| {
                    let code = words.codes.get(row).copied().unwrap_or_default();
                    by_code[usize::try_from(code).unwrap_or_default()]
                };
                (0..columns.rows).map(fits).collect()
            }
            Some(Column::Numbers(numbers)) => {
                let value: f32 = self
                    .values
                    .first()
                    .and_then(|value| value.parse().ok())
                    .unwrap_or(f32::NAN);
                let nothing = self.fits_nothing();
                let fits = |row: usize| match numbers
                    .get(row)
                    .copied()
                    .filter(|number| !number.is_nan())
                {
                    None => nothing,
                    Some(number) => match self.op {
                        Op::Is | Op::AnyOf | Op::Contains => number == value,
                        Op::IsNot => number != value,
                        Op::AtLeast => number >= value,
                        Op::AtMost => number <= value,
                        Op::Known => true,
                        Op::Unknown => false,
                    },
                };
                (0..columns.rows).map(fits).collect()
            }
        }
    }

    fn fits_nothing(&self) -> bool {
        matches!(self.op, Op::IsNot | Op::Unknown)
    }

    fn fits_word(&self, word: &str) -> bool {
        let same = |value: &String| value.to_lowercase() == word.to_lowercase();
        let first = self.values.first().map(String::as_str).unwrap_or_default();
        match self.op {
            Op::Is | Op::AnyOf => self.values.iter().any(same),
            Op::IsNot => !self.values.iter().any(same),
            Op::Contains => super::search::fold(word).contains(&super::search::fold(first)),
            Op::AtLeast => compare(word, first).is_some_and(std::cmp::Ordering::is_ge),
            Op::AtMost => compare(word, first).is_some_and(std::cmp::Ordering::is_le),
            Op::Known => true,
            Op::Unknown => false,
        }
    }
}

/// Which comes first: of numbers the smaller, of days the earlier; of anything else nobody can say.
fn compare(a: &str, b: &str) -> Option<std::cmp::Ordering> {
    if let (Ok(a), Ok(b)) = (a.parse::<f64>(), b.parse::<f64>()) {
        return a.partial_cmp(&b);
    }
    let day = |text: &str| text.parse::<jiff::civil::Date>().ok();
    Some(day(a)?.cmp(&day(b)?))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn kind(field: &str) -> Option<FieldKind> {
        match field {
            "kind" => Some(FieldKind::Choice),
            "last_touch_days" => Some(FieldKind::Number),
            "attr.since" => Some(FieldKind::Date),
            field if field.starts_with("attr.") => Some(FieldKind::Text),
            _ => None,
        }
    }

    fn columns() -> Columns {
        let words = |list: &[&str]| {
            let mut column = Words::unknown(list.len());
            for (row, word) in list.iter().enumerate().filter(|(_, word)| !word.is_empty()) {
                column.put(row, word);
            }
            Column::Words(column)
        };
        Columns {
            rows: 4,
            columns: [
                (
                    "attr.region".to_owned(),
                    words(&["West", "east", "", "Überlingen"]),
                ),
                ("attr.revenue".to_owned(), words(&["900", "1000", "12", ""])),
                (
                    "attr.since".to_owned(),
                    words(&["2024-02-29", "2025-01-01", "soon", ""]),
                ),
                (
                    "last_touch_days".to_owned(),
                    Column::Numbers(vec![3.0, 40.0, f32::NAN, 30.0]),
                ),
            ]
            .into(),
        }
    }

    fn check(document: Value, expected: &[usize]) {
        let filter =
            Filter::read(&document, &kind).unwrap_or_else(|it| panic!("{document}: {it:?}"));
        let rows = filter.matches(&columns());
        let fits: Vec<usize> = (0..rows.len()).filter(|row| rows[*row]).collect();
        assert_eq!(fits, expected, "{document}");
        assert_eq!(Filter::read(&filter.write(), &kind), Ok(filter));
    }

    #[test]
    fn conditions_mean_what_they_say() {
        let is = |field: &str, op: &str, value: Value| json!({ "field": field, "op": op, "value": value });
        check(json!({ "all": [] }), &[0, 1, 2, 3]);
        check(json!({ "any": [] }), &[]);
        check(is("attr.region", "is", json!("west")), &[0]);
        check(is("attr.region", "is_not", json!("west")), &[1, 2, 3]);
        check(
            is("attr.region", "any_of", json!(["West", "East"])),
            &[0, 1],
        );
        check(is("attr.region", "contains", json!("uber")), &[3]);
        check(json!({ "field": "attr.region", "op": "known" }), &[0, 1, 3]);
        check(json!({ "field": "attr.region", "op": "unknown" }), &[2]);
        check(
            json!({ "field": "attr.nobody", "op": "unknown" }),
            &[0, 1, 2, 3],
        );
        // Numbers are compared as numbers though they are kept as text.
        check(is("attr.revenue", "at_least", json!(900)), &[0, 1]);
        check(is("attr.since", "at_most", json!("2024-12-31")), &[0]);
        check(is("last_touch_days", "at_least", json!(30)), &[1, 3]);
        check(is("last_touch_days", "is_not", json!(3)), &[1, 2, 3]);
        check(
            json!({ "not": is("last_touch_days", "at_least", json!(30)) }),
            &[0, 2],
        );
        check(
            json!({ "any": [is("attr.region", "is", json!("East")), { "all": [is("attr.revenue", "at_most", json!(20)), { "field": "attr.region", "op": "unknown" }] }] }),
            &[1, 2],
        );
    }

    #[test]
    fn what_can_not_be_read_is_said_with_its_place() {
        for (document, at) in [
            (json!([]), ""),
            (json!({}), ""),
            (json!({ "all": [], "any": [] }), ""),
            (json!({ "all": {} }), "all"),
            (
                json!({ "all": [{ "any": [{ "field": "nothing", "op": "is", "value": "x" }] }] }),
                "all[0].any[0].field",
            ),
            (
                json!({ "field": "kind", "op": "at_least", "value": "x" }),
                "op",
            ),
            (json!({ "field": "kind", "op": "is" }), "value"),
            (
                json!({ "field": "kind", "op": "known", "value": "x" }),
                "value",
            ),
            (
                json!({ "field": "last_touch_days", "op": "is", "value": "soon" }),
                "value",
            ),
            (
                json!({ "field": "attr.since", "op": "is", "value": "2025-02-29" }),
                "value",
            ),
            (
                json!({ "field": "attr.x", "op": "any_of", "value": [] }),
                "value",
            ),
        ] {
            let refusals = Filter::read(&document, &kind).unwrap_err();
            assert_eq!(refusals[0].at, at, "{document}: {refusals:?}");
        }
        let mut deep = json!({ "all": [] });
        for _ in 0..12 {
            deep = json!({ "not": deep });
        }
        assert!(Filter::read(&deep, &kind).is_err());
        let many: Vec<Value> = (0..101)
            .map(|_| json!({ "field": "kind", "op": "known" }))
            .collect();
        assert_eq!(
            Filter::read(&json!({ "all": many }), &kind)
                .unwrap_err()
                .len(),
            1
        );
        // Groups without conditions are asked of every client as well.
        let empty: Vec<Value> = (0..10_000).map(|_| json!({ "all": [] })).collect();
        let refusals = Filter::read(&json!({ "any": empty }), &kind).unwrap_err();
        assert_eq!(refusals.len(), 1);
    }

    fn condition() -> impl Strategy<Value = Filter> {
        let of = |field: &str, op: Op, values: &[&str]| {
            Filter::Is(Condition {
                field: field.to_owned(),
                op,
                values: values.iter().map(|it| (*it).to_owned()).collect(),
            })
        };
        prop_oneof![
            Just(of("attr.region", Op::Is, &["West"])),
            Just(of("attr.region", Op::IsNot, &["West"])),
            Just(of("attr.region", Op::Unknown, &[])),
            Just(of("last_touch_days", Op::AtLeast, &["30"])),
            Just(of("attr.revenue", Op::AtMost, &["900"])),
        ]
    }

    fn tree() -> impl Strategy<Value = Filter> {
        condition().prop_recursive(3, 20, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Filter::All),
                prop::collection::vec(inner.clone(), 0..4).prop_map(Filter::Any),
                inner.prop_map(|part| Filter::Not(Box::new(part))),
            ]
        })
    }

    proptest! {
        #[test]
        fn a_tree_reads_back_as_it_was_written(filter in tree()) {
            prop_assert_eq!(Filter::read(&filter.write(), &kind), Ok(filter));
        }

        #[test]
        fn not_means_all_the_others(filter in tree()) {
            let columns = columns();
            let rows = filter.matches(&columns);
            let others = Filter::Not(Box::new(filter.clone())).matches(&columns);
            prop_assert!(rows.iter().zip(&others).all(|(a, b)| a != b));
        }

        #[test]
        fn the_order_of_conditions_does_not_matter(parts in prop::collection::vec(tree(), 0..4)) {
            let columns = columns();
            let mut turned = parts.clone();
            turned.reverse();
            prop_assert_eq!(Filter::All(parts.clone()).matches(&columns), Filter::All(turned.clone()).matches(&columns));
            prop_assert_eq!(Filter::Any(parts).matches(&columns), Filter::Any(turned).matches(&columns));
        }
    }
}
