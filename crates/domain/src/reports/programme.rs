//! The programme: Schmitt's five steps of customer experience management, each with a gate that passes on what is really
//! there, never on somebody's word.
//!
//! - **step**: analyse the customer's world; build the experiential platform; design the brand experience; structure the
//!   interface; innovate continuously. They build on each other, but none waits for another: a gate that passes may
//!   fail again when what it rests on has aged.
//! - **check**: one condition of a gate: so much done of so much. A gate passes when every check does. A check of nothing
//!   (no audience, no element) has not passed: there is nothing to show yet.
//! - **contribution**: what a department owns, signs and delivers. Departments, never colleagues.
//!
//! Source: B. H. Schmitt, *Customer Experience Management* (2003), chapters 3–8; the thresholds are ours and stand beside
//! each check.

use std::collections::BTreeMap;

/// One of the five steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    World,
    Platform,
    Brand,
    Interface,
    Innovation,
}

impl Step {
    pub const ALL: [Step; 5] = [
        Step::World,
        Step::Platform,
        Step::Brand,
        Step::Interface,
        Step::Innovation,
    ];

    pub const fn as_str(self) -> &'static str {
        match self {
            Step::World => "world",
            Step::Platform => "platform",
            Step::Brand => "brand",
            Step::Interface => "interface",
            Step::Innovation => "innovation",
        }
    }
}

/// One condition of a gate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Check {
    /// Audiences of which at least [`FACETS`] of six facets are known freshly, from at least two kinds of evidence.
    AudiencesKnown,
    /// One version of the platform is published.
    PlatformPublished,
    /// Departments that have a role card.
    DepartmentsWithRoleCards,
    /// Role cards signed by everybody who holds them.
    RoleCardsSigned,
    /// Parts of the promise that a touchpoint, an element or a standard expresses.
    PromiseExpressed,
    /// Static elements and standards of behaviour that express something of the platform.
    ElementsExpress,
    /// Elements and standards that were examined within a year.
    ElementsExamined,
    /// Moments of truth with a live plan that is not stale.
    TruthsPlanned,
    /// Touchpoints that are live, of those that should be there.
    Coverage,
    /// Findings of the gap finder that were decided.
    FindingsDecided,
    /// Of the last four quarters (of 91 days), those in which a plan was published or changed.
    QuartersWithChange,
    /// Moments of truth whose plan was published within a year.
    TruthsRenewed,
}

/// Facets of six that must be known of an audience.
pub const FACETS: usize = 4;

impl Check {
    pub const fn as_str(self) -> &'static str {
        match self {
            Check::AudiencesKnown => "audiences_known",
            Check::PlatformPublished => "platform_published",
            Check::DepartmentsWithRoleCards => "departments_with_role_cards",
            Check::RoleCardsSigned => "role_cards_signed",
            Check::PromiseExpressed => "promise_expressed",
            Check::ElementsExpress => "elements_express",
            Check::ElementsExamined => "elements_examined",
            Check::TruthsPlanned => "truths_planned",
            Check::Coverage => "coverage",
            Check::FindingsDecided => "findings_decided",
            Check::QuartersWithChange => "quarters_with_change",
            Check::TruthsRenewed => "truths_renewed",
        }
    }

    pub const fn step(self) -> Step {
        match self {
            Check::AudiencesKnown => Step::World,
            Check::PlatformPublished | Check::DepartmentsWithRoleCards | Check::RoleCardsSigned => {
                Step::Platform
            }
            Check::PromiseExpressed | Check::ElementsExpress | Check::ElementsExamined => {
                Step::Brand
            }
            Check::TruthsPlanned | Check::Coverage | Check::FindingsDecided => Step::Interface,
            Check::QuartersWithChange | Check::TruthsRenewed => Step::Innovation,
        }
    }

    /// The share from which on it passes, 0..=1.
    pub const fn threshold(self) -> f64 {
        match self {
            Check::AudiencesKnown
            | Check::PlatformPublished
            | Check::DepartmentsWithRoleCards
            | Check::PromiseExpressed
            | Check::QuartersWithChange => 1.0,
            Check::RoleCardsSigned
            | Check::ElementsExpress
            | Check::TruthsPlanned
            | Check::Coverage => 0.9,
            Check::ElementsExamined | Check::FindingsDecided => 0.75,
            Check::TruthsRenewed => 0.5,
        }
    }
}

/// How far something is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    pub done: u32,
    pub of: u32,
}

impl Progress {
    pub fn count(items: impl IntoIterator<Item = bool>) -> Progress {
        items
            .into_iter()
            .fold(Progress::default(), |so_far, done| Progress {
                done: so_far.done + u32::from(done),
                of: so_far.of + 1,
            })
    }

    /// 0..=1; `None` where there is nothing.
    pub fn share(self) -> Option<f64> {
        (self.of > 0).then(|| f64::from(self.done) / f64::from(self.of))
    }
}

/// What the gates look at.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Facts {
    pub checks: Vec<(Check, Progress)>,
    pub departments: Vec<Contribution>,
}

/// One check, judged.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    pub check: Check,
    pub progress: Progress,
    pub threshold: f64,
    pub passed: bool,
}

/// Whether a step is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gate {
    /// Nothing was done for it yet.
    NotBegun,
    Open,
    Passed,
}

impl Gate {
    pub const fn as_str(self) -> &'static str {
        match self {
            Gate::NotBegun => "not_begun",
            Gate::Open => "open",
            Gate::Passed => "passed",
        }
    }
}

/// One step with its gate.
#[derive(Debug, Clone, PartialEq)]
pub struct StepState {
    pub step: Step,
    pub gate: Gate,
    pub checks: Vec<Judged>,
}

/// What one department puts in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contribution {
    /// `None`: touchpoints of which no department was named.
    pub department: Option<String>,
    /// Touchpoints that it owns (live, planned or missing).
    pub owns: u32,
    /// Of these, with a live plan.
    pub planned: u32,
    /// Signatures on its role cards, of those that hold them.
    pub signed: Progress,
    /// Deliveries with a checklist at its touchpoints within the last 91 days.
    pub delivers: u32,
}

/// The five steps, judged.
pub fn steps(facts: &Facts) -> Vec<StepState> {
    let known: BTreeMap<Check, Progress> = facts.checks.iter().copied().collect();
    Step::ALL
        .iter()
        .map(|&step| {
            let checks: Vec<Judged> = known
                .iter()
                .filter(|(check, _)| check.step() == step)
                .map(|(&check, &progress)| judge(check, progress))
                .collect();
            let gate = if !checks.is_empty() && checks.iter().all(|it| it.passed) {
                Gate::Passed
            } else if checks.iter().all(|it| it.progress.done == 0) {
                Gate::NotBegun
            } else {
                Gate::Open
            };
            StepState { step, gate, checks }
        })
        .collect()
}

fn judge(check: Check, progress: Progress) -> Judged {
    let threshold = check.threshold();
    // Shares of small numbers: 9 of 10 is 0.9 in words and in floating point alike.
    let passed = progress
        .share()
        .is_some_and(|share| share + 1e-9 >= threshold);
    Judged {
        check,
        progress,
        threshold,
        passed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(checks: &[(Check, u32, u32)]) -> Facts {
        Facts {
            checks: checks
                .iter()
                .map(|&(check, done, of)| (check, Progress { done, of }))
                .collect(),
            departments: Vec::new(),
        }
    }

    fn gate(checks: &[(Check, u32, u32)], step: Step) -> Gate {
        steps(&facts(checks))
            .into_iter()
            .find(|it| it.step == step)
            .unwrap()
            .gate
    }

    #[test]
    fn a_gate_passes_when_all_its_checks_do() {
        use Check::*;
        for (checks, expected) in [
            (&[(AudiencesKnown, 3, 3)][..], Gate::Passed),
            (&[(AudiencesKnown, 2, 3)], Gate::Open),
            (&[(AudiencesKnown, 0, 3)], Gate::NotBegun),
            (&[(AudiencesKnown, 0, 0)], Gate::NotBegun),
            (&[], Gate::NotBegun),
        ] {
            assert_eq!(gate(checks, Step::World), expected, "{checks:?}");
        }
        let nearly = [
            (TruthsPlanned, 9, 10),
            (Coverage, 45, 50),
            (FindingsDecided, 3, 4),
        ];
        assert_eq!(gate(&nearly, Step::Interface), Gate::Passed);
        let short = [
            (TruthsPlanned, 8, 9),
            (Coverage, 50, 50),
            (FindingsDecided, 4, 4),
        ];
        assert_eq!(gate(&short, Step::Interface), Gate::Open);
        // Nothing to decide is nothing to show.
        let none = [
            (TruthsPlanned, 9, 10),
            (Coverage, 45, 50),
            (FindingsDecided, 0, 0),
        ];
        assert_eq!(gate(&none, Step::Interface), Gate::Open);
    }

    #[test]
    fn there_are_always_five_steps_in_their_order() {
        let names: Vec<&str> = steps(&Facts::default())
            .iter()
            .map(|it| it.step.as_str())
            .collect();
        assert_eq!(
            names,
            ["world", "platform", "brand", "interface", "innovation"]
        );
    }

    #[test]
    fn progress_counts() {
        let counted = Progress::count([true, false, true]);
        assert_eq!(counted, Progress { done: 2, of: 3 });
        assert_eq!(Progress::count([]).share(), None);
    }
}
