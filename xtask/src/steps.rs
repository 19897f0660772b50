//! One visible step after the other, their times, and what their test runners counted.

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Write as _};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

pub type Outcome<T = ()> = Result<T, String>;

struct Done {
    name: String,
    took: Duration,
    passed: u64,
    failed: u64,
    ok: bool,
}

/// The steps of one command. A failed step is kept and the next one runs, so that one run tells everything.
pub struct Steps {
    title: &'static str,
    total: usize,
    begun: usize,
    started: Instant,
    done: Vec<Done>,
}

impl Steps {
    pub fn new(title: &'static str, total: usize) -> Self {
        Self {
            title,
            total,
            begun: 0,
            started: Instant::now(),
            done: Vec::new(),
        }
    }

    /// Runs a step that the following ones need: its failure ends the command.
    pub fn need<T>(&mut self, name: &str, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
        let started = self.announce(name);
        let result = work();
        self.record(name, started, 0, 0, result.is_ok());
        result.map_err(|problem| format!("{name}: {problem}"))
    }

    /// Runs a test runner, shows its output and reads what it counted.
    pub fn tests(&mut self, name: &str, command: &mut Command) {
        let started = self.announce(name);
        let (ok, passed, failed) = match tee(command) {
            Ok((ok, output)) => {
                let (passed, failed) = count(&output);
                (ok, passed, failed)
            }
            Err(problem) => {
                eprintln!("{problem}");
                (false, 0, 0)
            }
        };
        self.record(name, started, passed, failed, ok);
    }

    fn announce(&mut self, name: &str) -> Instant {
        self.begun += 1;
        println!("\n[{}/{}] {name}", self.begun, self.total);
        Instant::now()
    }

    fn record(&mut self, name: &str, started: Instant, passed: u64, failed: u64, ok: bool) {
        self.done.push(Done {
            name: name.to_owned(),
            took: started.elapsed(),
            passed,
            failed,
            ok,
        });
    }

    /// The table at the end; an error if any step failed or a test runner ran no test at all.
    pub fn summary(self) -> Outcome {
        let width = self
            .done
            .iter()
            .map(|step| step.name.chars().count())
            .max()
            .unwrap_or(0);
        let mut text = format!("\n{} in {}\n", self.title, spoken(self.started.elapsed()));
        for step in &self.done {
            let counted = match (step.passed, step.failed) {
                (0, 0) => String::new(),
                (passed, failed) => format!("{passed} passed, {failed} failed"),
            };
            let sign = if step.ok { "ok    " } else { "FAILED" };
            let _ = writeln!(
                text,
                "  {sign} {:width$}  {:>9}  {counted}",
                step.name,
                spoken(step.took)
            );
        }
        print!("{text}");
        let passed: u64 = self.done.iter().map(|step| step.passed).sum();
        let failed: u64 = self.done.iter().map(|step| step.failed).sum();
        if passed + failed > 0 {
            println!("\n{passed} passed, {failed} failed");
        }
        let broken: Vec<&str> = self
            .done
            .iter()
            .filter(|step| !step.ok)
            .map(|step| step.name.as_str())
            .collect();
        if broken.is_empty() {
            Ok(())
        } else {
            Err(format!("Not passed: {}", broken.join(", ")))
        }
    }
}

/// Runs a command that must succeed, its output on this terminal.
pub fn must(command: &mut Command) -> Outcome {
    let shown = shown(command);
    let status = command
        .status()
        .map_err(|problem| format!("`{shown}` could not start: {problem}"))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("`{shown}` ended with {status}"))
    }
}

/// Runs a command quietly and returns what it printed.
pub fn read(command: &mut Command) -> Outcome<String> {
    let shown = shown(command);
    let output = command
        .output()
        .map_err(|problem| format!("`{shown}` could not start: {problem}"))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    } else {
        Err(format!(
            "`{shown}` ended with {}: {}",
            output.status,
            String::from_utf8_lossy(&output.stderr).trim()
        ))
    }
}

fn shown(command: &Command) -> String {
    let mut text = command.get_program().to_string_lossy().into_owned();
    for argument in command.get_args() {
        text.push(' ');
        text.push_str(&argument.to_string_lossy());
    }
    text
}

fn tee(command: &mut Command) -> Outcome<(bool, String)> {
    let shown = shown(command);
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|problem| format!("`{shown}` could not start: {problem}"))?;
    let mut kept = String::new();
    if let Some(stdout) = child.stdout.take() {
        for line in BufReader::new(stdout).split(b'\n') {
            let line = line.map_err(|problem| format!("reading from `{shown}`: {problem}"))?;
            let line = String::from_utf8_lossy(&line);
            println!("{line}");
            kept.push_str(&line);
            kept.push('\n');
        }
        let _ = std::io::stdout().flush();
    }
    let status = child
        .wait()
        .map_err(|problem| format!("waiting for `{shown}`: {problem}"))?;
    Ok((status.success(), kept))
}

/// Sums `N passed` and `N failed` of the closing lines of cargo test, Vitest and Playwright.
fn count(output: &str) -> (u64, u64) {
    let plain = without_colour(output);
    let closing = |line: &&str| {
        let line = line.trim_start();
        line.starts_with("test result:") // cargo test
            || line.starts_with("Tests  ") // Vitest
            || line.strip_prefix(|c: char| c.is_ascii_digit()).is_some_and(|rest| {
                let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit());
                [" passed", " failed", " flaky"].iter().any(|word| rest.starts_with(word)) // Playwright
            })
    };
    plain
        .lines()
        .filter(closing)
        .fold((0, 0), |(passed, failed), line| {
            (
                // What passed on the second try has passed, and Playwright lists it by name.
                passed + number_before(line, "passed") + number_before(line, "flaky"),
                failed + number_before(line, "failed"),
            )
        })
}

fn number_before(line: &str, word: &str) -> u64 {
    let words: Vec<&str> = line
        .split([' ', ';', '|', '(', ')', ','])
        .filter(|part| !part.is_empty())
        .collect();
    words
        .windows(2)
        .find(|pair| pair[1] == word)
        .and_then(|pair| pair[0].parse().ok())
        .unwrap_or(0)
}

fn without_colour(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        if character == '\u{1b}' {
            // a colour sequence ends with its first letter
            for following in characters.by_ref() {
                if following.is_ascii_alphabetic() {
                    break;
                }
            }
        } else {
            plain.push(character);
        }
    }
    plain
}

fn spoken(took: Duration) -> String {
    let seconds = took.as_secs();
    if seconds < 60 {
        format!("{:.1} s", took.as_secs_f64())
    } else {
        format!("{} min {:02} s", seconds / 60, seconds % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_lines_of_all_three_runners_are_counted() {
        let check =
            |output: &str, expected: (u64, u64)| assert_eq!(count(output), expected, "{output}");
        check(
            "test result: ok. 12 passed; 0 failed; 0 ignored; finished in 0.1s",
            (12, 0),
        );
        check("test result: FAILED. 3 passed; 2 failed; 0 ignored", (3, 2));
        check(
            "\u{1b}[2m      Tests \u{1b}[22m \u{1b}[1m\u{1b}[32m7 passed\u{1b}[39m\u{1b}[22m (7)",
            (7, 0),
        );
        check("      Tests  1 failed | 6 passed (7)", (6, 1));
        check("  9 passed (12.3s)", (9, 0));
        check("  1 failed\n    [x] › a.spec.ts\n  8 passed (3.0s)", (8, 1));
        check("  1 flaky\n    [x] › a.spec.ts\n  8 passed (3.0s)", (9, 0));
        check("I have passed by", (0, 0));
    }
}
