//! What is known of many clients at once, column by column.

use std::collections::{BTreeMap, HashMap};

/// What is known of many clients, a column for each field, the rows in the same order in all.
#[derive(Debug, Clone, Default)]
pub struct Columns {
    pub rows: usize,
    pub columns: HashMap<String, Column>,
}

/// One field of many clients.
#[derive(Debug, Clone)]
pub enum Column {
    /// Words by their number; 0 is not known.
    Words(Words),
    /// Not a number is not known.
    Numbers(Vec<f32>),
}

/// A column of words, each different one kept once.
#[derive(Debug, Clone, Default)]
pub struct Words {
    pub codes: Vec<u32>,
    /// The word of code 1 first.
    pub words: Vec<String>,
    numbers: BTreeMap<String, u32>,
}

impl Words {
    /// A column with so many rows of which nothing is known.
    pub fn unknown(rows: usize) -> Self {
        Self {
            codes: vec![0; rows],
            ..Self::default()
        }
    }

    /// The code of a word.
    pub fn code(&mut self, word: &str) -> u32 {
        if let Some(code) = self.numbers.get(word) {
            return *code;
        }
        self.words.push(word.to_owned());
        let code = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        self.numbers.insert(word.to_owned(), code);
        code
    }

    /// Adds a row; the column grows with rows of which nothing is known up to it.
    pub fn put(&mut self, row: usize, word: &str) {
        let code = self.code(word);
        if self.codes.len() <= row {
            self.codes.resize(row + 1, 0);
        }
        self.codes[row] = code;
    }

    pub fn word(&self, row: usize) -> Option<&str> {
        let code = usize::try_from(*self.codes.get(row)?).ok()?;
        self.words.get(code.checked_sub(1)?).map(String::as_str)
    }
}
