//! What the interface says about readings.

use domain::ids::ExpectationId;
use domain::loyalty::facts::ReadingSource;
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::loyalty::expectations::views::LevelView;
use crate::view::words;

words! {
    /// Where a reading comes from.
    ReadingSourceView as ReadingSource = ReadingSource {
        /// The client said it to us.
        Said
        /// A touch was felt, at a touchpoint whose live plan serves the expectation.
        Touch
        Survey
        /// The client said it on its own page.
        Portal
    }
}

/// How an expectation is met, by the client's own word.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[schema(as = ReadingForm)]
pub struct ReadingForm {
    /// −3 (far short) to 3 (far beyond); 0: as expected
    pub delta: f64,
    /// RFC 3339; now if nothing is said.
    pub at: Option<String>,
    /// `said` if nothing is said; how a touch was felt is noted with the touch.
    #[schema(value_type = Option<ReadingSourceView>)]
    pub source: Option<String>,
    /// What the client said, in its own words.
    pub words: Option<String>,
    /// The number of a reading of the same expectation that was wrong.
    pub corrects: Option<i64>,
}

/// A reading that stands.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Reading)]
pub struct ReadingView {
    /// Its number; a correction gets a new one.
    pub id: i64,
    #[schema(value_type = String, format = "uuid")]
    pub expectation: ExpectationId,
    /// In steps.
    pub delta: f64,
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    pub words: Option<String>,
}

/// One thing that people were asked about twice.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct PairForm {
    /// The column that holds what was expected.
    pub expected: String,
    /// The column that holds what was met.
    pub perceived: String,
    /// A slug that puts like expectations together: their theme.
    pub item: String,
    /// What is expected, in words.
    pub words: String,
    /// `should` if nothing is said.
    #[schema(value_type = Option<LevelView>)]
    pub level: Option<String>,
}

/// A table in which each row is a person who said what it expects and what it met.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[schema(as = PairsForm)]
pub struct PairsForm {
    /// The table as CSV, with one line of headings.
    #[serde(default)]
    pub csv: String,
    /// The column that names the client; without one each row is a client of its own.
    pub client_column: Option<String>,
    /// Where it is from; clients without a name of their own are called by it.
    pub source: String,
    /// When people were asked, RFC 3339; now if nothing is said.
    pub at: Option<String>,
    /// The ends of the scale on which both were said.
    pub scale_low: f64,
    pub scale_high: f64,
    pub pairs: Vec<PairForm>,
}

/// A cell that was not read.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = PairLeftOut)]
pub struct LeftOutView {
    /// Line of the table; the first below the headings is 2.
    pub line: usize,
    pub column: String,
    pub value: String,
    pub reason: String,
}

#[derive(Clone, Debug, Default, Serialize, ToSchema)]
#[schema(as = PairsOutcome)]
pub struct PairsOutcome {
    pub rows: usize,
    /// Expectations that were not known before.
    pub expectations: usize,
    /// Readings that were kept.
    pub readings: usize,
    /// Readings that stood there already.
    pub unchanged: usize,
    /// Pairs of cells that could not be read; the first hundred are listed.
    pub left_out: usize,
    pub problems: Vec<LeftOutView>,
}
