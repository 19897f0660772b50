//! Intervals and tests of the measures: pure functions of counts and sums, so that every engine and every screen
//! gets the same number. Methods and sources are named with each.
