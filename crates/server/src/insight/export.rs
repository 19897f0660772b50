//! Tables as files: CSV for programs, XLSX for people. Numbers stay numbers, with a point, whatever the reader's language.

use crate::error::Problem;

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    Text(String),
    Number(f64),
    Empty,
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Option<String>> for Cell {
    fn from(text: Option<String>) -> Self {
        text.map_or(Self::Empty, Self::Text)
    }
}

impl From<f64> for Cell {
    fn from(number: f64) -> Self {
        if number.is_finite() {
            Self::Number(number)
        } else {
            Self::Empty
        }
    }
}

impl From<u64> for Cell {
    fn from(number: u64) -> Self {
        Self::Number(number as f64)
    }
}

impl From<Option<f64>> for Cell {
    fn from(number: Option<f64>) -> Self {
        number.map_or(Self::Empty, Self::from)
    }
}

impl From<bool> for Cell {
    fn from(truth: bool) -> Self {
        Self::Text(if truth { "yes" } else { "no" }.to_owned())
    }
}

/// A table with one line of headings.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    pub name: &'static str,
    pub columns: Vec<String>,
    pub rows: Vec<Vec<Cell>>,
}

impl Sheet {
    /// UTF-8 with commas, as RFC 4180 has it.
    pub fn to_csv(&self) -> Result<Vec<u8>, Problem> {
        let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
        writer
            .write_record(&self.columns)
            .map_err(Problem::internal)?;
        for row in &self.rows {
            writer
                .write_record(row.iter().map(written))
                .map_err(Problem::internal)?;
        }
        writer
            .into_inner()
            .map_err(|error| Problem::internal(error.to_string()))
    }

    /// A workbook with one sheet, its headings fixed and in bold.
    pub fn to_xlsx(&self) -> Result<Vec<u8>, Problem> {
        let mut book = rust_xlsxwriter::Workbook::new();
        let bold = rust_xlsxwriter::Format::new().set_bold();
        let sheet = book.add_worksheet();
        sheet.set_name(self.name).map_err(Problem::internal)?;
        sheet.set_freeze_panes(1, 0).map_err(Problem::internal)?;
        for (at, column) in self.columns.iter().enumerate() {
            sheet
                .write_string_with_format(0, index(at), column, &bold)
                .map_err(Problem::internal)?;
        }
        for (line, row) in self.rows.iter().enumerate() {
            let line = u32::try_from(line + 1).unwrap_or(u32::MAX);
            for (at, cell) in row.iter().enumerate() {
                match cell {
                    Cell::Text(text) => sheet.write_string(line, index(at), text),
                    Cell::Number(number) => sheet.write_number(line, index(at), *number),
                    Cell::Empty => continue,
                }
                .map_err(Problem::internal)?;
            }
        }
        book.save_to_buffer().map_err(Problem::internal)
    }
}

fn index(column: usize) -> u16 {
    u16::try_from(column).unwrap_or(u16::MAX)
}

fn written(cell: &Cell) -> String {
    match cell {
        // A spreadsheet would run a text that begins like a formula; clients' words and labels come from outside.
        Cell::Text(text) if text.starts_with(['=', '+', '-', '@', '\t', '\r']) => {
            format!("'{text}")
        }
        Cell::Text(text) => text.clone(),
        Cell::Number(number) => number.to_string(),
        Cell::Empty => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet() -> Sheet {
        Sheet {
            name: "Scores",
            columns: vec!["label".into(), "mean".into()],
            rows: vec![
                vec!["Wifi, free".into(), 4.5.into()],
                vec!["=1+1".into(), Cell::Empty],
                vec!["Say \"hello\"".into(), f64::NAN.into()],
            ],
        }
    }

    #[test]
    fn csv_quotes_and_runs_nothing() {
        let text = String::from_utf8(sheet().to_csv().expect("csv")).expect("utf-8");
        assert_eq!(
            text,
            "label,mean\n\"Wifi, free\",4.5\n'=1+1,\n\"Say \"\"hello\"\"\",\n"
        );
    }

    #[test]
    fn a_workbook_is_a_zip() {
        assert_eq!(&sheet().to_xlsx().expect("xlsx")[..2], b"PK");
    }
}
