//! How the fields of forms are read, each with a sentence for what does not fit.

/// The longest name of a thing: it must fit a row of a table.
const LABEL: usize = 120;
/// The longest text: it is read beside others.
const TEXT: usize = 1_000;

/// One line that must be there.
pub fn label(text: &str) -> Result<String, String> {
    let label = one_line(text);
    match label.chars().count() {
        0 => Err("this is needed".to_owned()),
        1..=LABEL => Ok(label),
        _ => Err(format!("at most {LABEL} characters fit here")),
    }
}

/// One line that may be empty.
pub fn line(text: &str) -> Result<String, String> {
    let line = one_line(text);
    if line.chars().count() > LABEL {
        return Err(format!("at most {LABEL} characters fit here"));
    }
    Ok(line)
}

/// Some lines; may be empty.
pub fn text(text: &str) -> Result<String, String> {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let text = lines.join("\n").trim().to_owned();
    if text.chars().count() > TEXT {
        return Err(format!("at most {TEXT} characters fit here"));
    }
    Ok(text)
}

/// Some lines that must be there.
pub fn words(words: &str) -> Result<String, String> {
    let words = text(words)?;
    if words.is_empty() {
        return Err("this is needed".to_owned());
    }
    Ok(words)
}

/// Each once, in the given order.
pub fn each_once<T: PartialEq + Clone>(items: &[T]) -> Vec<T> {
    let mut kept: Vec<T> = Vec::with_capacity(items.len());
    for item in items {
        if !kept.contains(item) {
            kept.push(item.clone());
        }
    }
    kept
}

fn one_line(text: &str) -> String {
    let tidy = text.split_whitespace().collect::<Vec<_>>().join(" ");
    tidy.chars().filter(|c| !c.is_control()).collect()
}
