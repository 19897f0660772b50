//! Earned growth: what of our growth was earned, by clients who stayed and spent more and by those whom they sent, and
//! what was bought.
//!
//! Source: Reichheld, Darnell and Burns, *Winning on Purpose* (2021), appendix B.

/// What one client brought in, in two years that follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TwoYears {
    /// In cents.
    pub last: i64,
    pub this: i64,
    /// Others sent this client.
    pub referred: bool,
}

/// How a year grew. It counts every client with revenue and is no sample, so it has an n and no interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EarnedGrowth {
    /// Revenue of the two years, in cents.
    pub last: i64,
    pub this: i64,
    /// This year's revenue from last year's clients ÷ last year's revenue.
    pub nrr: f64,
    /// This year's revenue from new clients whom others sent ÷ last year's revenue.
    pub enc: f64,
    /// NRR + ENC − 1: the growth we would have had without buying any. May be negative while revenue grows.
    pub egr: f64,
    /// This year's revenue from new clients whom nobody sent ÷ last year's revenue.
    pub bought: f64,
    /// All growth.
    pub growth: f64,
    /// Earned growth ÷ all growth; `None` unless revenue grew.
    pub ratio: Option<f64>,
    /// Clients with revenue last year; new ones this year; of these, those whom others sent.
    pub clients: usize,
    pub new: usize,
    pub referred: usize,
}

/// `None` without revenue last year: nothing to grow from.
pub fn earned_growth(clients: &[TwoYears]) -> Option<EarnedGrowth> {
    // Wider than what is kept: somebody may have written down a figure that no currency has.
    let last: i128 = clients.iter().map(|it| i128::from(it.last)).sum();
    if last <= 0 {
        return None;
    }
    let share = |cents: i128| cents as f64 / last as f64;
    let sum = |wanted: fn(&TwoYears) -> bool| -> i128 {
        let wanted = clients.iter().filter(|it| wanted(it));
        wanted.map(|it| i128::from(it.this)).sum()
    };
    let is_new = |it: &&TwoYears| it.last == 0 && it.this > 0;
    let this = sum(|_| true);
    let kept = |cents: i128| i64::try_from(cents).unwrap_or(i64::MAX);
    let nrr = share(sum(|it| it.last > 0));
    let enc = share(sum(|it| it.last == 0 && it.referred));
    let growth = share(this - last);
    let egr = nrr + enc - 1.0;
    Some(EarnedGrowth {
        last: kept(last),
        this: kept(this),
        nrr,
        enc,
        egr,
        bought: share(sum(|it| it.last == 0 && !it.referred)),
        growth,
        ratio: (growth > 0.0).then(|| egr / growth),
        clients: clients.iter().filter(|it| it.last > 0).count(),
        new: clients.iter().filter(is_new).count(),
        referred: clients
            .iter()
            .filter(is_new)
            .filter(|it| it.referred)
            .count(),
    })
}
