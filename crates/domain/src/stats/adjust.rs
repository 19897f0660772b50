//! Many comparisons at once: with twenty touchpoints, one in twenty differs "significantly" by luck alone.

/// Holm's step-down p-values: the chance of even one false alarm among all comparisons stays under α.
/// The order of the input is kept; p-values that are not numbers stay as they are and don't count as comparisons.
pub fn holm(ps: &[f64]) -> Vec<f64> {
    let order = ascending(ps);
    let m = order.len();
    let mut adjusted = ps.to_vec();
    let mut running = 0.0_f64;
    for (rank, &index) in order.iter().enumerate() {
        running = running.max(((m - rank) as f64 * ps[index]).min(1.0));
        adjusted[index] = running;
    }
    adjusted
}

/// Benjamini and Hochberg's step-up p-values: among what is called different, the expected share of false alarms
/// stays under α. For screening long lists.
pub fn benjamini_hochberg(ps: &[f64]) -> Vec<f64> {
    let order = ascending(ps);
    let m = order.len();
    let mut adjusted = ps.to_vec();
    let mut running = 1.0_f64;
    for (rank, &index) in order.iter().enumerate().rev() {
        running = running.min(m as f64 / (rank + 1) as f64 * ps[index]);
        adjusted[index] = running;
    }
    adjusted
}

fn ascending(ps: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..ps.len()).filter(|&index| !ps[index].is_nan()).collect();
    order.sort_by(|&a, &b| ps[a].total_cmp(&ps[b]));
    order
}
