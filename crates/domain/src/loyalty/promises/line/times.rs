//! Which time of the day is meant.

use super::words::{Word, is, longest, part_of_day};

/// What a phrase says about the time of day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TimeReading {
    /// Words that were read.
    pub length: usize,
    /// One time (hour, minute), or the two that it may be.
    pub times: Vec<(i8, i8)>,
}

/// The end of the day for who works.
const CLOSE: (i8, i8) = (18, 0);
/// The end of the day for the calendar.
pub(super) const END: (i8, i8) = (23, 59);

/// Reads the time that is named from `at` on. `led`: "at" or "um" stands before it, so that a bare number is an hour.
pub(super) fn time(words: &[Word], at: usize, led: bool) -> Option<TimeReading> {
    let exact = |length, time| {
        Some(TimeReading {
            length,
            times: vec![time],
        })
    };
    const CLOSES: &[&[&str]] = &[
        &["close", "of", "business"],
        &["end", "of", "business"],
        &["cob"],
        &["eob"],
        &["feierabend"],
        &["dienstschluss"],
        &["büroschluss"],
        &["the", "close", "of", "business"],
    ];
    let length = longest(words, at, CLOSES);
    if length > 0 {
        return exact(length, CLOSE);
    }
    const ENDS: &[&[&str]] = &[
        &["end", "of", "day"],
        &["end", "of", "the", "day"],
        &["the", "end", "of", "the", "day"],
        &["eod"],
        &["ende", "des", "tages"],
        &["midnight"],
        &["mitternacht"],
    ];
    let length = longest(words, at, ENDS);
    if length > 0 {
        return exact(length, END);
    }
    if longest(
        words,
        at,
        &[&["noon"], &["midday"], &["mittag"], &["mittags"]],
    ) > 0
    {
        return exact(1, (12, 0));
    }
    spoken(words, at).or_else(|| figures(words, at, led))
}

/// "half past three", "halb vier", "viertel nach drei".
fn spoken(words: &[Word], at: usize) -> Option<TimeReading> {
    const FORMS: &[(&[&str], i8, i8)] = &[
        (&["half", "past"], 0, 30),
        (&["quarter", "past"], 0, 15),
        (&["quarter", "to"], -1, 45),
        (&["a", "quarter", "past"], 0, 15),
        (&["a", "quarter", "to"], -1, 45),
        (&["halb"], -1, 30),
        (&["viertel", "nach"], 0, 15),
        (&["viertel", "vor"], -1, 45),
    ];
    let (phrase, shift, minute) = FORMS.iter().find(|(phrase, ..)| is(words, at, phrase))?;
    let hour = super::words::count(&words.get(at + phrase.len())?.text)?;
    let hour = i8::try_from(hour)
        .ok()
        .filter(|hour| (1..=12).contains(hour))?;
    let hour = match hour + shift {
        0 => 12,
        hour => hour,
    };
    let length = phrase.len() + 1;
    Some(settled(words, at, length, hour, *minute))
}

/// 3pm, 3 pm, 15:30, 15 Uhr, 15.30 Uhr, at 10.
fn figures(words: &[Word], at: usize, led: bool) -> Option<TimeReading> {
    let text = words.get(at)?.text.as_str();
    let digits = text.trim_end_matches(|c: char| !c.is_ascii_digit());
    let suffix = &text[digits.len()..];
    let (hour, minute, parted) = match digits.split_once([':', '.']) {
        Some((hour, minute)) if minute.len() == 2 => (hour, minute.parse().ok()?, true),
        Some(_) => return None,
        None => (digits, 0, false),
    };
    let padded = hour.len() == 2 && hour.starts_with('0');
    let hour: i8 = hour.parse().ok()?;
    let minute: i8 = minute;
    if !(0..=24).contains(&hour) || !(0..60).contains(&minute) || (hour == 24 && minute > 0) {
        return None;
    }
    let next = words.get(at + 1).map_or("", |word| word.text.as_str());
    let half = |word: &str| match word {
        "am" | "a.m" => Some(0),
        "pm" | "p.m" => Some(12),
        _ => None,
    };
    let twelve = |half: i8| hour % 12 + half;
    if let Some(half) = half(suffix) {
        return ((1..=12).contains(&hour)).then(|| TimeReading {
            length: 1,
            times: vec![(twelve(half), minute)],
        });
    }
    // "3 am Freitag" is German for "on Friday".
    let german = next == "am" && words.get(at + 2).is_some_and(|word| word.capital);
    if suffix.is_empty()
        && !german
        && let Some(half) = half(next)
    {
        return ((1..=12).contains(&hour)).then(|| TimeReading {
            length: 2,
            times: vec![(twelve(half), minute)],
        });
    }
    if next == "uhr" || matches!(suffix, "h" | "uhr") {
        let mut length = if next == "uhr" { 2 } else { 1 };
        let mut minute = minute;
        // "15 Uhr 30"
        let behind = words
            .get(at + length)
            .filter(|word| !parted && !word.dotted && word.text.len() == 2);
        if let Some(read) = behind.and_then(|word| word.text.parse().ok())
            && (0..60).contains(&read)
            && next == "uhr"
        {
            minute = read;
            length += 1;
        }
        return Some(settled(words, at, length, hour, minute));
    }
    if !suffix.is_empty() || !(parted && text.contains(':') || led && !parted) {
        return None;
    }
    if padded {
        return Some(TimeReading {
            length: 1,
            times: vec![(hour, minute)],
        });
    }
    let length = 1 + longest(words, at + 1, &[&["o'clock"], &["o’clock"]]);
    Some(settled(words, at, length, hour, minute))
}

/// From 1 to 6 nobody knows which half of the day is meant, unless it is said; from 7 on it is taken as on a
/// clock of 24 hours, since who means the evening says so.
fn settled(words: &[Word], at: usize, length: usize, hour: i8, minute: i8) -> TimeReading {
    let next = at + length;
    let skipped = longest(words, next, &[&["in", "the"], &["am"]]);
    let part = words
        .get(next + skipped)
        .map_or("", |word| word.text.as_str());
    // "um 3 Uhr morgen" says which day.
    if let Some(end) = part_of_day(part).filter(|_| part != "morgen" && part != "mittag") {
        let hour = if end > 12 && hour < 12 {
            hour + 12
        } else {
            hour
        };
        return TimeReading {
            length: length + skipped + 1,
            times: vec![(hour, minute)],
        };
    }
    let times = match hour {
        24 => vec![END],
        1..=6 => vec![(hour, minute), (hour + 12, minute)],
        _ => vec![(hour, minute)],
    };
    TimeReading { length, times }
}
