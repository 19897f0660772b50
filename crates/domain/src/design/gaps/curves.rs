//! Score and share of true findings, by detector. Printed by a test of `demo::gaps::evaluation`, which fits them on
//! simulated firms; `cargo xtask gen` writes them anew.

use super::confidence::Curve;

#[rustfmt::skip]
pub(super) const TEMPLATE: Curve = &[
    (0.05, 0.05), (0.283, 0.075), (0.371, 0.339), (0.452, 0.594), (0.479, 0.833), (0.515, 0.95),
    (0.721, 0.979), (0.916, 0.997), (1.0, 1.0),
];

#[rustfmt::skip]
pub(super) const UNANSWERED_EVENT: Curve = &[
    (0.05, 0.05), (0.15, 0.15), (0.25, 0.25), (0.35, 0.35), (0.517, 0.375), (0.65, 0.65),
    (0.75, 0.75), (0.843, 0.936), (0.95, 0.95), (1.0, 1.0),
];

#[rustfmt::skip]
pub(super) const SILENCE: Curve = &[
    (0.05, 0.05), (0.15, 0.15), (0.25, 0.25), (0.35, 0.35), (0.45, 0.45), (0.745, 0.525),
    (0.919, 0.556), (0.963, 0.815), (0.975, 0.853), (0.98, 1.0),
];

#[rustfmt::skip]
pub(super) const EMPTY_CELL: Curve = &[
    (0.05, 0.05), (0.15, 0.15), (0.25, 0.25), (0.35, 0.35), (0.45, 0.45), (0.58, 0.626),
    (0.65, 0.65), (0.717, 0.738), (0.791, 0.842), (0.861, 0.861), (0.924, 0.994), (1.0, 1.0),
];

#[rustfmt::skip]
pub(super) const UNSERVED_EXPECTATION: Curve = &[
    (0.05, 0.05), (0.15, 0.15), (0.25, 0.25), (0.43, 0.55), (0.622, 0.919), (0.724, 0.95),
    (0.822, 0.991),
];

#[rustfmt::skip]
pub(super) const CHASE: Curve = &[
    (0.05, 0.05), (0.15, 0.15), (0.25, 0.25), (0.659, 0.33), (0.906, 0.372), (0.965, 0.857),
    (0.997, 1.0),
];

#[rustfmt::skip]
pub(super) const WISH: Curve = &[
    (0.05, 0.05), (0.15, 0.15), (0.25, 0.25), (0.35, 0.35), (0.45, 0.45), (0.55, 0.55),
    (0.614, 0.723), (0.697, 0.972), (0.79, 0.99), (0.887, 0.993),
];
