//! A line cut into words, and the small vocabulary of two languages.

use jiff::civil::Weekday;

/// One word of the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// Bytes of the line.
    pub from: usize,
    pub to: usize,
    /// In lower case, without the punctuation around it.
    pub text: String,
    /// Begins with a capital letter.
    pub capital: bool,
    /// A full stop stood behind it.
    pub dotted: bool,
    /// A colon stood behind it.
    pub colon: bool,
    /// An @ stood before it.
    pub at_sign: bool,
    /// A comma, semicolon or full stop ends the phrase here.
    pub ends: bool,
}

const BEFORE: &[char] = &[
    '(', '[', '"', '“', '„', '«', '»', '\'', '‚', '@', '-', '–', '—', '…',
];
const BEHIND: &[char] = &[
    '.', ',', ';', ':', '!', '?', ')', ']', '"', '”', '“', '»', '«', '\'', '’', '…', '–', '—', '-',
];

pub(super) fn words(line: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut rest = line;
    let mut offset = 0;
    while let Some(start) = rest.find(|c: char| !c.is_whitespace()) {
        let tail = &rest[start..];
        let length = tail.find(char::is_whitespace).unwrap_or(tail.len());
        // A comma without a space behind it still parts two words.
        let mut piece_from = offset + start;
        for piece in tail[..length].split_inclusive([',', ';', '–', '—']) {
            words.extend(word(piece, piece_from));
            piece_from += piece.len();
        }
        offset += start + length;
        rest = &tail[length..];
    }
    words
}

fn word(piece: &str, from: usize) -> Option<Word> {
    let front = piece.trim_start_matches(BEFORE);
    let core = front.trim_end_matches(BEHIND);
    if core.is_empty() {
        return None;
    }
    let lead = &piece[..piece.len() - front.len()];
    let trail = &front[core.len()..];
    let from = from + lead.len();
    Some(Word {
        from,
        to: from + core.len(),
        text: core.to_lowercase(),
        capital: core.chars().next().is_some_and(char::is_uppercase),
        dotted: trail.starts_with('.'),
        colon: trail.starts_with(':'),
        at_sign: lead.ends_with('@'),
        ends: trail.contains([',', ';', '.', '!', '?', ')', ':']),
    })
}

/// Whether the words from `at` on are these.
pub(super) fn is(words: &[Word], at: usize, wanted: &[&str]) -> bool {
    wanted
        .iter()
        .enumerate()
        .all(|(i, text)| words.get(at + i).is_some_and(|word| word.text == *text))
}

/// Length of the longest of these phrases that stands at `at`; 0 where none does.
pub(super) fn longest(words: &[Word], at: usize, phrases: &[&[&str]]) -> usize {
    let standing = phrases.iter().filter(|phrase| is(words, at, phrase));
    standing.map(|phrase| phrase.len()).max().unwrap_or(0)
}

/// A day of the week by its whole name, with the part of the day that German writes into it.
pub(super) fn weekday(text: &str) -> Option<(Weekday, Option<&str>)> {
    const NAMES: &[(&str, Weekday)] = &[
        ("monday", Weekday::Monday),
        ("tuesday", Weekday::Tuesday),
        ("wednesday", Weekday::Wednesday),
        ("thursday", Weekday::Thursday),
        ("friday", Weekday::Friday),
        ("saturday", Weekday::Saturday),
        ("sunday", Weekday::Sunday),
        ("montag", Weekday::Monday),
        ("dienstag", Weekday::Tuesday),
        ("mittwoch", Weekday::Wednesday),
        ("donnerstag", Weekday::Thursday),
        ("freitag", Weekday::Friday),
        ("samstag", Weekday::Saturday),
        ("sonnabend", Weekday::Saturday),
        ("sonntag", Weekday::Sunday),
    ];
    let (name, day) = NAMES.iter().find(|(name, _)| text.starts_with(name))?;
    match &text[name.len()..] {
        "" => Some((*day, None)),
        part if part_of_day(part).is_some() => Some((*day, Some(part))),
        _ => None,
    }
}

/// A day of the week in short. These letters are also other words, so they count only behind a preposition.
pub(super) fn short_weekday(word: &Word) -> Option<Weekday> {
    match word.text.as_str() {
        "mon" => Some(Weekday::Monday),
        "tue" | "tues" => Some(Weekday::Tuesday),
        "wed" => Some(Weekday::Wednesday),
        "thu" | "thur" | "thurs" => Some(Weekday::Thursday),
        "fri" => Some(Weekday::Friday),
        "sat" => Some(Weekday::Saturday),
        "sun" => Some(Weekday::Sunday),
        "mo" if word.capital => Some(Weekday::Monday),
        "di" if word.capital => Some(Weekday::Tuesday),
        "mi" if word.capital => Some(Weekday::Wednesday),
        "do" if word.capital => Some(Weekday::Thursday),
        "fr" if word.capital => Some(Weekday::Friday),
        "sa" if word.capital => Some(Weekday::Saturday),
        "so" if word.capital => Some(Weekday::Sunday),
        _ => None,
    }
}

pub(super) fn month(text: &str) -> Option<i8> {
    Some(match text {
        "january" | "jan" | "januar" | "jänner" | "jaenner" => 1,
        "february" | "feb" | "februar" | "feber" => 2,
        "march" | "mar" | "märz" | "maerz" | "mär" => 3,
        "april" | "apr" => 4,
        "may" | "mai" => 5,
        "june" | "jun" | "juni" => 6,
        "july" | "jul" | "juli" => 7,
        "august" | "aug" => 8,
        "september" | "sep" | "sept" => 9,
        "october" | "oct" | "oktober" | "okt" => 10,
        "november" | "nov" => 11,
        "december" | "dec" | "dezember" | "dez" => 12,
        _ => return None,
    })
}

/// The hour by which a part of the day is over.
pub(super) fn part_of_day(text: &str) -> Option<i8> {
    Some(match text {
        "morning" | "früh" | "morgens" | "vormittag" | "vormittags" | "morgen" => 12,
        "noon" | "midday" | "mittag" | "mittags" | "lunchtime" => 12,
        "afternoon" | "nachmittag" | "nachmittags" => 18,
        "evening" | "night" | "abend" | "abends" => 22,
        _ => return None,
    })
}

/// A number of things, from a figure or a word.
pub(super) fn count(text: &str) -> Option<i64> {
    if let Ok(number) = text.parse::<i64>() {
        return (0..=1_000).contains(&number).then_some(number);
    }
    Some(match text {
        "a" | "an" | "one" | "ein" | "eine" | "einem" | "einer" | "einen" | "eines" => 1,
        "two" | "zwei" => 2,
        "three" | "drei" => 3,
        "four" | "vier" => 4,
        "five" | "fünf" | "fuenf" => 5,
        "six" | "sechs" => 6,
        "seven" | "sieben" => 7,
        "eight" | "acht" => 8,
        "nine" | "neun" => 9,
        "ten" | "zehn" => 10,
        "eleven" | "elf" => 11,
        "twelve" | "zwölf" | "zwoelf" => 12,
        "fourteen" | "vierzehn" => 14,
        _ => return None,
    })
}

/// How long something takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Minute,
    Hour,
    Day,
    WorkingDay,
    Week,
    Fortnight,
    Month,
    Year,
}

pub(super) fn unit(text: &str) -> Option<Unit> {
    let text = text.trim_end_matches(['\'', '’']);
    let text = text.replace(['\'', '’'], "");
    Some(match text.as_str() {
        "minute" | "minutes" | "min" | "mins" | "minuten" => Unit::Minute,
        "hour" | "hours" | "hr" | "hrs" | "stunde" | "stunden" => Unit::Hour,
        "day" | "days" | "tag" | "tage" | "tagen" | "tages" => Unit::Day,
        "werktag" | "werktage" | "werktagen" | "arbeitstag" | "arbeitstage" | "arbeitstagen"
        | "workday" | "workdays" => Unit::WorkingDay,
        "week" | "weeks" | "woche" | "wochen" => Unit::Week,
        "fortnight" => Unit::Fortnight,
        "month" | "months" | "monat" | "monate" | "monaten" | "monats" => Unit::Month,
        "year" | "years" | "jahr" | "jahre" | "jahren" | "jahres" => Unit::Year,
        _ => return None,
    })
}

/// A day of the month: 3, 3rd, 3.
pub(super) fn ordinal(word: &Word) -> Option<(i8, bool)> {
    let digits: String = word.text.chars().take_while(char::is_ascii_digit).collect();
    let rest = &word.text[digits.len()..];
    let marked = matches!(rest, "st" | "nd" | "rd" | "th" | "ten" | "te" | "sten");
    let day: i8 = digits.parse().ok()?;
    if !(1..=31).contains(&day) || !(rest.is_empty() || marked) {
        return None;
    }
    Some((day, marked || word.dotted))
}

/// A year written out, 2000 to 2199.
pub(super) fn year(text: &str) -> Option<i16> {
    let year: i16 = text.parse().ok()?;
    (text.len() == 4 && (2000..2200).contains(&year)).then_some(year)
}
