//! Measures that fold no scores: what they are, in the words of docs/measures.md. Their rules stand in `domain`.

/// What a measure is.
pub(super) struct About {
    pub name: &'static str,
    pub title: &'static str,
    pub question: &'static str,
    pub formula: &'static str,
    pub unit: &'static str,
    pub n: &'static str,
    pub interval: &'static str,
    pub left_out: &'static str,
    pub source: &'static str,
    pub example: Example,
}

/// A small sum that can be checked by hand.
pub(super) struct Example {
    pub given: &'static str,
    pub outcome: fn() -> String,
    pub expected: &'static str,
}

/// The sections of docs/measures.md.
pub(super) fn sections(measures: &[About]) -> String {
    let mut text = String::new();
    for about in measures {
        text += &format!(
            "\n### {}: `{}`\n\n{}\n\n",
            about.title, about.name, about.question
        );
        text += "| | |\n| --- | --- |\n";
        for (name, words) in [
            ("Formula", about.formula),
            ("Unit", about.unit),
            ("n", about.n),
            ("Interval", about.interval),
            ("Left out", about.left_out),
            ("Source", about.source),
        ] {
            text += &format!("| {name} | {words} |\n");
        }
        let outcome = (about.example.outcome)();
        debug_assert_eq!(outcome, about.example.expected, "{}", about.name);
        text += &format!("\nWorked example: {} → {outcome}\n", about.example.given);
    }
    text
}

/// Whether every worked example comes out.
#[cfg(test)]
pub(super) fn check(measures: &[About]) {
    for about in measures {
        let example = &about.example;
        assert_eq!((example.outcome)(), example.expected, "{}", about.name);
    }
}
