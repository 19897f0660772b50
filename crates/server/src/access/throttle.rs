//! Slows down who guesses passwords, without locking out who knows theirs.
//!
//! Every attempt is counted before the password is looked at, against the account and against the address it
//! comes from; a browser that has signed in to this account before shows its device cookie and is counted by
//! itself instead, so that a stranger who keeps guessing cannot shut it out (OWASP, "Device cookies"). The first
//! attempts are free; then each one doubles the wait.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use domain::ids::{AccountId, LinkId};
use domain::time::Timestamp;

/// What attempts are counted against.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Counted {
    /// The address that was typed, known or not: an unknown one must not behave differently.
    Email(String),
    Ip(IpAddr),
    /// A browser that has signed in to this account before.
    Device(AccountId, [u8; 16]),
    /// Guesses of links and of the set-up token.
    Link(IpAddr),
    /// What is written on one client's own page.
    Page(LinkId),
}

impl Counted {
    /// The address, or all that whoever has it may choose from: one line has a whole /64 of IPv6, and could otherwise
    /// guess with another address each time.
    pub fn ip(ip: IpAddr) -> Self {
        Self::Ip(network(ip))
    }

    /// The same for guesses of links.
    pub fn link(ip: IpAddr) -> Self {
        Self::Link(network(ip))
    }
    /// Attempts before the first wait. Many people may share one address.
    fn free(&self) -> u32 {
        match self {
            Self::Email(_) => 5,
            Self::Ip(_) | Self::Link(_) => 30,
            Self::Device(..) => 10,
            Self::Page(_) => 60,
        }
    }
}

fn network(ip: IpAddr) -> IpAddr {
    match ip {
        IpAddr::V4(_) => ip,
        IpAddr::V6(ip) => IpAddr::from((u128::from(ip) >> 64 << 64).to_be_bytes()),
    }
}

/// An attempt is forgotten after this time.
const FORGET: Duration = Duration::from_secs(180);
const LONGEST: Duration = Duration::from_secs(15 * 60);
/// So many entries are kept at most; beyond that, the quietest are forgotten.
const MOST: usize = 100_000;

#[derive(Clone, Copy, Debug)]
struct Bucket {
    /// Attempts not forgotten yet, as of `at`.
    attempts: u32,
    at: Timestamp,
    closed_until: Timestamp,
}

/// The counts, in memory: a restart forgets them, and nobody can wait for that on purpose.
#[derive(Default)]
pub struct Throttle(Mutex<HashMap<Counted, Bucket>>);

impl Throttle {
    /// Counts one attempt. `Err` says how long to wait; then nothing is counted.
    pub fn attempt(&self, against: &[Counted], now: Timestamp) -> Result<(), Duration> {
        let mut buckets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let wait = against
            .iter()
            .filter_map(|counted| buckets.get(counted))
            .map(|bucket| bucket.closed_until.micros() - now.micros())
            .max()
            .unwrap_or_default();
        if wait > 0 {
            return Err(Duration::from_micros(wait.unsigned_abs()));
        }
        for counted in against {
            let free = counted.free();
            let fresh = Bucket {
                attempts: 0,
                at: now,
                closed_until: now,
            };
            let bucket = buckets.entry(counted.clone()).or_insert(fresh);
            bucket.count(free, now);
        }
        if buckets.len() > MOST {
            let mut least = 0;
            while buckets.len() > MOST / 2 {
                buckets.retain(|_, bucket| bucket.left(now) > least);
                least += 1;
            }
        }
        Ok(())
    }

    /// The attempt was right: nothing remains of it.
    pub fn forgive(&self, against: &[Counted]) {
        let mut buckets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for counted in against {
            // An address keeps its count less one: signing in to the own account must not wash off guesses at
            // others.
            match counted {
                Counted::Ip(_) | Counted::Link(_) => {
                    if let Some(bucket) = buckets.get_mut(counted) {
                        bucket.attempts = bucket.attempts.saturating_sub(1);
                        bucket.closed_until = bucket.at;
                    }
                }
                Counted::Email(_) | Counted::Device(..) | Counted::Page(_) => {
                    buckets.remove(counted);
                }
            }
        }
    }
}

impl Bucket {
    /// Attempts that are not forgotten at `now`.
    fn left(&self, now: Timestamp) -> u32 {
        let passed = (now.micros() - self.at.micros()).max(0).unsigned_abs();
        let forgotten = u32::try_from(u128::from(passed) / FORGET.as_micros()).unwrap_or(u32::MAX);
        self.attempts.saturating_sub(forgotten)
    }

    fn count(&mut self, free: u32, now: Timestamp) {
        self.attempts = self.left(now).saturating_add(1);
        self.at = now;
        let over = self.attempts.saturating_sub(free);
        let wait = match over {
            0 => Duration::ZERO,
            over => Duration::from_secs(1 << over.min(16)).min(LONGEST),
        };
        let micros = i64::try_from(wait.as_micros()).unwrap_or(i64::MAX);
        self.closed_until = Timestamp::from_micros(now.micros().saturating_add(micros));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::EPOCH.plus_seconds(seconds)
    }

    fn email() -> Vec<Counted> {
        vec![
            Counted::Email("a@example.org".to_owned()),
            Counted::Ip(IpAddr::from([10, 0, 0, 1])),
        ]
    }

    #[test]
    fn the_first_attempts_are_free_and_then_the_wait_doubles() {
        let throttle = Throttle::default();
        for _ in 0..6 {
            assert_eq!(throttle.attempt(&email(), at(0)), Ok(()));
        }
        assert_eq!(
            throttle.attempt(&email(), at(0)),
            Err(Duration::from_secs(2))
        );
        assert_eq!(throttle.attempt(&email(), at(2)), Ok(()));
        assert_eq!(
            throttle.attempt(&email(), at(2)),
            Err(Duration::from_secs(4))
        );
    }

    #[test]
    fn a_refused_attempt_does_not_lengthen_the_wait() {
        let throttle = Throttle::default();
        while throttle.attempt(&email(), at(0)).is_ok() {}
        for _ in 0..100 {
            assert_eq!(
                throttle.attempt(&email(), at(0)),
                Err(Duration::from_secs(2))
            );
        }
    }

    #[test]
    fn a_known_browser_is_not_shut_out_by_a_stranger() {
        let throttle = Throttle::default();
        for second in 0..10_000 {
            let _ = throttle.attempt(&email(), at(second));
        }
        assert!(throttle.attempt(&email(), at(10_000)).is_err());
        let device = [Counted::Device(
            AccountId::from_uuid(uuid::Uuid::nil()),
            [7; 16],
        )];
        assert_eq!(throttle.attempt(&device, at(10_000)), Ok(()));
    }

    #[test]
    fn the_wait_never_exceeds_a_quarter_of_an_hour_and_is_forgotten() {
        let throttle = Throttle::default();
        let mut now = 0;
        for _ in 0..40 {
            while let Err(wait) = throttle.attempt(&email(), at(now)) {
                assert!(wait <= LONGEST, "{wait:?}");
                now += i64::try_from(wait.as_secs()).unwrap() + 1;
            }
        }
        assert_eq!(throttle.attempt(&email(), at(now + 86_400)), Ok(()));
        assert_eq!(throttle.attempt(&email(), at(now + 86_400)), Ok(()));
    }

    #[test]
    fn all_addresses_of_one_line_count_as_one() {
        let throttle = Throttle::default();
        let guess = |host: u16| {
            [Counted::ip(IpAddr::from([
                0x2001, 0xdb8, 0, 7, 1, 2, 3, host,
            ]))]
        };
        for host in 0..31 {
            assert_eq!(throttle.attempt(&guess(host), at(0)), Ok(()));
        }
        assert!(throttle.attempt(&guess(99), at(0)).is_err());
        let other = [Counted::ip(IpAddr::from([0x2001, 0xdb8, 0, 8, 0, 0, 0, 1]))];
        assert_eq!(throttle.attempt(&other, at(0)), Ok(()));
    }

    #[test]
    fn memory_is_bounded_whoever_guesses() {
        let throttle = Throttle::default();
        for number in 0..=MOST as u32 {
            let _ = throttle.attempt(&[Counted::Ip(IpAddr::from(number.to_be_bytes()))], at(0));
        }
        assert!(throttle.0.lock().unwrap().len() <= MOST);
    }

    #[test]
    fn the_right_password_clears_the_account_but_not_the_address() {
        let throttle = Throttle::default();
        let ip = [Counted::Ip(IpAddr::from([10, 0, 0, 2]))];
        for _ in 0..29 {
            assert_eq!(throttle.attempt(&ip, at(0)), Ok(()));
        }
        throttle.forgive(&ip);
        assert_eq!(throttle.attempt(&ip, at(0)), Ok(()));
        assert_eq!(throttle.attempt(&ip, at(0)), Ok(()));
        assert_eq!(throttle.attempt(&ip, at(0)), Ok(()));
        assert!(throttle.attempt(&ip, at(0)).is_err());
    }
}
