//! Kinds of events, and what should follow them.

/// A sort of thing that happens to clients: an invoice, a complaint, a milestone, a change of staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventKind {
    /// Dense within the organization; the experience log names the kind by it, in the column `question`.
    pub no: i32,
    pub key: String,
    pub label: String,
    /// `None`: nothing of ours has to follow.
    pub answer: Option<AnswerRule>,
}

/// The touch of ours that should follow an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerRule {
    /// Keys of the touchpoints that answer it; empty: any touch that we start.
    pub touchpoints: Vec<String>,
    /// Days after the event within which it should come, 1..=[`LONGEST_ANSWER`].
    pub within_days: u16,
}

/// The longest time that an answer may take, in days: ten years.
pub const LONGEST_ANSWER: u16 = 3_650;

/// Why this is no answer rule.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AnswerRefusal {
    #[error("an answer comes within 1 to {LONGEST_ANSWER} days")]
    Days,
    #[error("at most 20 touchpoints answer one kind of event")]
    Many,
}

impl AnswerRule {
    pub fn new(touchpoints: Vec<String>, within_days: i64) -> Result<AnswerRule, AnswerRefusal> {
        let within_days = u16::try_from(within_days)
            .ok()
            .filter(|days| (1..=LONGEST_ANSWER).contains(days))
            .ok_or(AnswerRefusal::Days)?;
        if touchpoints.len() > 20 {
            return Err(AnswerRefusal::Many);
        }
        let mut unique = Vec::with_capacity(touchpoints.len());
        for key in touchpoints {
            if !unique.contains(&key) {
                unique.push(key);
            }
        }
        Ok(AnswerRule {
            touchpoints: unique,
            within_days,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_has_a_time_that_people_can_wait() {
        let check = |days: i64| AnswerRule::new(vec![], days).map(|rule| rule.within_days);
        assert_eq!(check(14), Ok(14));
        assert_eq!(check(0), Err(AnswerRefusal::Days));
        assert_eq!(check(-1), Err(AnswerRefusal::Days));
        assert_eq!(check(3_651), Err(AnswerRefusal::Days));
        let twice = AnswerRule::new(vec!["call".into(), "call".into()], 3).unwrap();
        assert_eq!(twice.touchpoints, ["call"]);
    }
}
