//! By when: days and times put together into moments of the organization's zone.

use jiff::ToSpan as _;
use jiff::civil::{Date, DateTime, Time, Weekday};
use jiff::tz::{AmbiguousOffset, TimeZone};

use super::DoubtKind;
use super::dates::{DayReading, Lead, day};
use super::times::{END, TimeReading, time};
use super::words::{Unit, Word, count, is, longest, unit, weekday};
use crate::time::Timestamp;

/// A phrase that says by when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// Words, the last one not included.
    pub from: usize,
    pub to: usize,
    /// A preposition stands before it: it surely says when, and is no part of what is promised.
    pub led: bool,
    /// One moment, or those that it may be.
    pub moments: Vec<Timestamp>,
    pub doubt: Option<DoubtKind>,
}

/// Every phrase of the line that says when, in its order.
pub(super) fn moments(words: &[Word], now: Timestamp, zone: &TimeZone) -> Vec<Found> {
    let clock = Clock { now, zone };
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match clock.phrase(words, at) {
            Some(phrase) => {
                at = phrase.to;
                found.push(phrase);
            }
            None => at += 1,
        }
    }
    found
}

const LEADS: &[(&[&str], Lead)] = &[
    (&["by"], Lead::By),
    (&["until"], Lead::By),
    (&["till"], Lead::By),
    (&["no", "later", "than"], Lead::By),
    (&["not", "later", "than"], Lead::By),
    (&["on", "or", "before"], Lead::By),
    (&["due"], Lead::By),
    (&["due", "by"], Lead::By),
    (&["due", "on"], Lead::On),
    (&["bis"], Lead::By),
    (&["bis", "zum"], Lead::By),
    (&["bis", "zur"], Lead::By),
    (&["bis", "um"], Lead::By),
    (&["bis", "spätestens"], Lead::By),
    (&["bis", "spätestens", "am"], Lead::By),
    (&["spätestens"], Lead::By),
    (&["spätestens", "am"], Lead::By),
    (&["spätestens", "um"], Lead::By),
    (&["spätestens", "bis"], Lead::By),
    (&["spätestens", "bis", "zum"], Lead::By),
    (&["on"], Lead::On),
    (&["am"], Lead::On),
    (&["zum"], Lead::On),
    (&["noch"], Lead::On),
    (&["noch", "am"], Lead::On),
    (&["over"], Lead::On),
    (&["before"], Lead::Before),
    (&["prior", "to"], Lead::Before),
    (&["vor"], Lead::Before),
    (&["vor", "dem"], Lead::Before),
    (&["noch", "vor"], Lead::Before),
    (&["noch", "vor", "dem"], Lead::Before),
    (&["in"], Lead::In),
    (&["im"], Lead::In),
    (&["within"], Lead::In),
    (&["within", "the", "next"], Lead::In),
    (&["in", "the", "next"], Lead::In),
    (&["during"], Lead::In),
    (&["innerhalb"], Lead::In),
    (&["innerhalb", "von"], Lead::In),
    (&["innerhalb", "der", "nächsten"], Lead::In),
    (&["in", "den", "nächsten"], Lead::In),
    (&["binnen"], Lead::In),
];

/// Stand before a time of the day.
const HOURS: &[&[&str]] = &[
    &["at"],
    &["um"],
    &["by"],
    &["bis"],
    &["bis", "um"],
    &["before"],
    &["vor"],
    &["spätestens", "um"],
    &["until"],
];

/// Words by which nobody can be held to a day.
const SOON: &[&[&str]] = &[
    &["asap"],
    &["soon"],
    &["shortly"],
    &["as", "soon", "as", "possible"],
    &["bald"],
    &["demnächst"],
    &["zeitnah"],
    &["so", "bald", "wie", "möglich"],
    &["sobald", "wie", "möglich"],
    &["in", "kürze"],
    &["baldmöglichst"],
];

const TRAILS: &[&[&str]] = &[
    &["at", "the", "latest"],
    &["latest"],
    &["spätestens"],
    &["sharp"],
];

struct Clock<'a> {
    now: Timestamp,
    zone: &'a TimeZone,
}

impl Clock<'_> {
    fn today(&self) -> Date {
        self.now.date(self.zone)
    }

    fn phrase(&self, words: &[Word], at: usize) -> Option<Found> {
        let soon = longest(words, at, SOON);
        if soon > 0 {
            return Some(Found {
                from: at,
                to: at + soon,
                led: true,
                moments: Vec::new(),
                doubt: Some(DoubtKind::Vague),
            });
        }
        let mut leads: Vec<(usize, Lead, bool)> = LEADS
            .iter()
            .filter(|(phrase, _)| is(words, at, phrase))
            .map(|(phrase, lead)| (phrase.len(), *lead, false))
            .collect();
        if is(words, at, &["at"]) || is(words, at, &["um"]) {
            leads.push((1, Lead::On, true));
        }
        leads.sort_by_key(|(length, ..)| std::cmp::Reverse(*length));
        leads.push((0, Lead::Bare, false));
        leads.into_iter().find_map(|(length, lead, hour)| {
            let (more, moments, doubt) = self.core(words, at + length, lead, hour)?;
            let end = at + length + more;
            Some(Found {
                from: at,
                to: end + longest(words, end, TRAILS),
                led: length > 0,
                moments,
                doubt,
            })
        })
    }

    /// What stands behind the preposition: words read, moments, doubt.
    fn core(&self, words: &[Word], at: usize, lead: Lead, hour: bool) -> Option<Reading> {
        if let Some(found) = self.duration(words, at, lead) {
            return Some(found);
        }
        // "done by 5", but not "bis zum 15."
        let alone = words.get(at).is_some_and(|word| {
            let day =
                word.dotted && !(at > 0 && matches!(words[at - 1].text.as_str(), "by" | "until"));
            !day && (word.ends || at + 1 == words.len())
        });
        if let Some(hours) = time(words, at, hour || (lead == Lead::By && alone)) {
            let next = at + hours.length;
            let skipped = longest(words, next, &[&["on"], &["am"], &["by"]]);
            let behind = if skipped > 0 { Lead::On } else { Lead::Bare };
            let parted = words[next - 1].ends && skipped == 0;
            let named = day(words, next + skipped, behind, self.today()).filter(|_| !parted);
            return Some(match named {
                Some(day) => {
                    let length = hours.length + skipped + day.length;
                    let (moments, doubt) = self.place(&day, Some(&hours));
                    (length, moments, doubt)
                }
                None => {
                    let (moments, doubt) = self.next(&hours);
                    (hours.length, moments, doubt)
                }
            });
        }
        // "at the end of March"
        if hour && longest(words, at, &[&["the", "end"], &["end"]]) == 0 {
            return None;
        }
        // "the Friday report" is no day of ours.
        let article = at > 0
            && lead == Lead::Bare
            && matches!(
                words[at - 1].text.as_str(),
                "the" | "a" | "der" | "die" | "das" | "den" | "our" | "your" | "unser" | "ihr"
            );
        let name = words.get(at)?;
        if article && (weekday(&name.text).is_some()) {
            return None;
        }
        let day = day(words, at, lead, self.today())?;
        let (length, hours) = self.time_behind(words, at + day.length);
        let (moments, doubt) = self.place(&day, hours.as_ref());
        Some((day.length + length, moments, doubt))
    }

    /// The time behind a day: "Friday at 10", "morgen bis 12 Uhr".
    fn time_behind(&self, words: &[Word], at: usize) -> (usize, Option<TimeReading>) {
        let skipped = longest(words, at, HOURS);
        match time(words, at + skipped, skipped > 0) {
            Some(hours) => (skipped + hours.length, Some(hours)),
            None => (0, None),
        }
    }

    /// "in two weeks", "innerhalb von 3 Tagen", "two days from now".
    fn duration(&self, words: &[Word], at: usize, lead: Lead) -> Option<Reading> {
        const FEW: &[&[&str]] = &[
            &["a", "few"],
            &["a", "couple", "of"],
            &["several"],
            &["some"],
            &["ein", "paar"],
            &["einigen"],
            &["wenigen"],
            &["few"],
        ];
        if lead != Lead::In && lead != Lead::Bare && lead != Lead::Before {
            return None;
        }
        let vague = longest(words, at, FEW);
        if vague > 0 && lead != Lead::Bare {
            unit(&words.get(at + vague)?.text)?;
            return Some((vague + 1, Vec::new(), Some(DoubtKind::Vague)));
        }
        if lead == Lead::In
            && longest(
                words,
                at,
                &[&["half", "an", "hour"], &["einer", "halben", "stunde"]],
            ) > 0
        {
            return Some((3, vec![self.now.plus_seconds(1_800)], None));
        }
        // "within 48h"
        let hours = words.get(at)?.text.strip_suffix('h').and_then(count);
        if let Some(hours) = hours.filter(|_| lead == Lead::In) {
            return Some((1, vec![self.now.plus_seconds(hours * 3_600)], None));
        }
        let number = count(&words.get(at)?.text)?;
        let mut length = 1;
        let working = matches!(
            words.get(at + 1)?.text.as_str(),
            "working" | "business" | "full"
        );
        length += usize::from(working);
        let mut what = unit(&words.get(at + length)?.text)?;
        if working && what == Unit::Day {
            what = Unit::WorkingDay;
        }
        length += 1;
        let from_now = longest(
            words,
            at + length,
            &[
                &["from", "now"],
                &["from", "today"],
                &["ab", "heute"],
                &["ab", "jetzt"],
                &["time"],
            ],
        );
        match lead {
            Lead::Bare if from_now == 0 => return None,
            // "vor zwei Tagen" is two days ago; "before two weeks" is no English for anything to come.
            Lead::Before => return Some((length, Vec::new(), Some(DoubtKind::Past))),
            _ => length += from_now,
        }
        let today = self.today();
        let date = match what {
            Unit::Minute => {
                return Some((length, vec![self.now.plus_seconds(number * 60)], None));
            }
            Unit::Hour => {
                return Some((length, vec![self.now.plus_seconds(number * 3_600)], None));
            }
            Unit::Day => today.saturating_add(number.days()),
            Unit::WorkingDay => after_working_days(today, number),
            Unit::Week => today.saturating_add((number * 7).days()),
            Unit::Fortnight => today.saturating_add((number * 14).days()),
            // The 31st of a month that has none is its last day.
            Unit::Month => today.saturating_add(number.months()),
            Unit::Year => today.saturating_add(number.min(100).years()),
        };
        let reading = DayReading {
            length,
            days: vec![date],
            doubt: None,
            hour: None,
        };
        let (more, hours) = self.time_behind(words, at + length);
        let (moments, doubt) = self.place(&reading, hours.as_ref());
        Some((length + more, moments, doubt))
    }

    /// A time without a day: today, or where it has gone by, perhaps tomorrow.
    fn next(&self, hours: &TimeReading) -> (Vec<Timestamp>, Option<DoubtKind>) {
        let today = self.today();
        let on = |date: Date| DayReading {
            length: 0,
            days: vec![date],
            doubt: None,
            hour: None,
        };
        let (moments, doubt) = self.place(&on(today), Some(hours));
        if doubt != Some(DoubtKind::Past) {
            return (moments, doubt);
        }
        let tomorrow = today.saturating_add(1.day());
        (self.place(&on(tomorrow), Some(hours)).0, doubt)
    }

    /// The moments of days at times, those that are over left out.
    fn place(
        &self,
        day: &DayReading,
        hours: Option<&TimeReading>,
    ) -> (Vec<Timestamp>, Option<DoubtKind>) {
        let mut times: Vec<(i8, i8)> = match (hours, day.hour) {
            (Some(hours), Some(part)) if hours.times.len() > 1 => {
                // "tomorrow afternoon at 3": the part of the day says which of the two.
                let later = part > 12;
                let fits = hours
                    .times
                    .iter()
                    .filter(|(hour, _)| (*hour >= 12) == later);
                fits.copied().collect()
            }
            (Some(hours), _) => hours.times.clone(),
            (None, Some(hour)) => vec![(hour, 0)],
            (None, None) => vec![END],
        };
        times.dedup();
        let mut doubt = day.doubt;
        let mut moments = Vec::new();
        for date in &day.days {
            for &(hour, minute) in &times {
                let Ok(time) = Time::new(hour, minute, 0, 0) else {
                    continue;
                };
                let (placed, odd) = self.at(date.to_datetime(time));
                doubt = doubt.or(odd);
                moments.extend(placed);
            }
        }
        if doubt.is_none() && times.len() > 1 {
            doubt = Some(DoubtKind::WhichTime);
        }
        let all = moments.len();
        moments.retain(|moment| *moment > self.now);
        moments.sort_unstable();
        moments.dedup();
        match (moments.len(), doubt) {
            (0, None) => (moments, Some(DoubtKind::Past)),
            (0, Some(kind)) if all > 0 && kind != DoubtKind::NoSuchDay => {
                (moments, Some(DoubtKind::Past))
            }
            // Of two readings one is over already, so the other one is meant.
            (1, Some(DoubtKind::WhichDay | DoubtKind::WhichTime)) if all > 1 => (moments, None),
            _ => (moments, doubt),
        }
    }

    /// A time on the wall as a moment. When clocks change it may not exist, or come twice.
    fn at(&self, wall: DateTime) -> (Vec<Timestamp>, Option<DoubtKind>) {
        let placed = self.zone.to_ambiguous_zoned(wall);
        match placed.offset() {
            AmbiguousOffset::Fold { .. } => {
                let twice = [placed.clone().earlier(), placed.later()];
                let moments = twice.into_iter().flatten().map(|it| it.timestamp().into());
                (moments.collect(), Some(DoubtKind::TwiceThatDay))
            }
            AmbiguousOffset::Gap { .. } => {
                let later = placed.compatible().ok().map(|it| it.timestamp().into());
                (later.into_iter().collect(), Some(DoubtKind::NoSuchTime))
            }
            AmbiguousOffset::Unambiguous { .. } => {
                let moment = placed.compatible().ok().map(|it| it.timestamp().into());
                (moment.into_iter().collect(), None)
            }
        }
    }
}

/// Words read, moments, doubt.
type Reading = (usize, Vec<Timestamp>, Option<DoubtKind>);

/// Saturdays and Sundays are left out; holidays, which differ from place to place, are not known here.
fn after_working_days(from: Date, number: i64) -> Date {
    let mut day = from;
    let mut left = number;
    while left > 0 {
        day = day.saturating_add(1.day());
        if !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
            left -= 1;
        }
    }
    day
}
