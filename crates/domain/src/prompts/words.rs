//! How a client's newest words are marked, as the score in the same answer has it.

/// How something was felt, as far as a score tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Felt {
    Short,
    Expected,
    Beyond,
}

impl Felt {
    pub const fn as_str(self) -> &'static str {
        match self {
            Felt::Short => "short",
            Felt::Expected => "expected",
            Felt::Beyond => "beyond",
        }
    }
}

/// The cut that the ladder makes of scores where there are no expectations: on 1–5, 5 is beyond and 4 as expected; on
/// 0–10, 9 and 10 are beyond, 7 and 8 as expected; on 1–7, 7 and 6. Everything under that is short. `None`: the scale is
/// another one (or none), or the score is not on it, and nothing is claimed.
pub fn felt_by_score(score: i64, scale: &str) -> Option<Felt> {
    let (least, expected, beyond, most) = match scale {
        "0-10" => (0, 7, 9, 10),
        "1-5" => (1, 4, 5, 5),
        "1-7" => (1, 6, 7, 7),
        _ => return None,
    };
    if !(least..=most).contains(&score) {
        return None;
    }
    Some(match score {
        _ if score >= beyond => Felt::Beyond,
        _ if score >= expected => Felt::Expected,
        _ => Felt::Short,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_is_cut_as_the_ladder_cuts_it() {
        let check = |scale: &str, expected: &str| {
            let of = |score| {
                felt_by_score(score, scale).map_or('-', |felt| match felt {
                    Felt::Short => 's',
                    Felt::Expected => 'e',
                    Felt::Beyond => 'b',
                })
            };
            let cut: String = (-1..=11).map(of).collect();
            assert_eq!(cut, expected, "{scale}");
        };
        check("0-10", "-ssssssseebb-");
        check("1-5", "--ssseb------");
        check("1-7", "--ssssseb----");
        check("0-100", "-------------");
        check("", "-------------");
    }
}
