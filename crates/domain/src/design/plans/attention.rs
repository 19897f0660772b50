//! How much deliberate attention a touchpoint gets, and how that fades when nobody looks at its plan again.

use jiff::civil::Date;

/// After its review-by day a plan's freshness halves every so many days: after half a year late it counts half. Chosen,
/// not measured: long enough that a busy month costs little, short enough that a plan two years late counts 6 %.
pub const HALVES_EVERY_DAYS: f64 = 180.0;

/// Days by which the review is late; 0 up to and with the review-by day, and where there is none.
fn days_late(review_by: Option<Date>, today: Date) -> i32 {
    review_by
        .and_then(|day| today.since(day).ok())
        .map_or(0, |late| late.get_days().max(0))
}

/// Whether the review-by day is over.
pub fn is_stale(review_by: Option<Date>, today: Date) -> bool {
    review_by.is_some_and(|day| today > day)
}

/// Whole months by which the review is late; `None` while it is not.
pub fn months_late(review_by: Option<Date>, today: Date) -> Option<i32> {
    let day = review_by.filter(|day| today > *day)?;
    let months = i32::from(today.year() - day.year()) * 12 + i32::from(today.month())
        - i32::from(day.month());
    Some(months - i32::from(today.day() < day.day()))
}

/// 0..=1: 1 until the review-by day, then halved every [`HALVES_EVERY_DAYS`].
pub fn freshness(review_by: Option<Date>, today: Date) -> f64 {
    0.5_f64.powf(f64::from(days_late(review_by, today)) / HALVES_EVERY_DAYS)
}

/// 0..=1: the share of required fields that are filled × freshness.
pub fn attention(filled: f64, review_by: Option<Date>, today: Date) -> f64 {
    filled * freshness(review_by, today)
}
