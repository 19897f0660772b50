//! Sealed segments: immutable Parquet files in an object store, ordered by client and time.

use std::sync::Arc;

use arrow::array::RecordBatch;
use bytes::Bytes;
use domain::{signals::LogRow, time::Timestamp};
use futures::{StreamExt, executor::block_on};
use object_store::{
    GetResultPayload, ObjectStore, ObjectStoreExt, PutPayload, local::LocalFileSystem, path::Path,
};
use parquet::{
    arrow::{
        ArrowWriter, ProjectionMask,
        arrow_reader::{ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReaderBuilder},
    },
    basic::{Compression, Encoding, ZstdLevel},
    file::{
        properties::{EnabledStatistics, WriterProperties},
        reader::ChunkReader,
        statistics::Statistics,
    },
    schema::types::ColumnPath,
};

use crate::{
    error::InsightError,
    log::{self, Column, Columns},
};

/// How the store knows a segment.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SegmentInfo {
    /// Unique over all time: a changed segment is another segment.
    pub id: String,
    /// Where it lies in the object store: `org/<organization>/<yyyy-mm>/<segment>.parquet`.
    pub path: String,
    pub rows: u64,
    /// Time of its first row.
    pub from: Timestamp,
    /// Time of its last row, included.
    pub to: Timestamp,
}

impl SegmentInfo {
    /// The path of a segment by the rule that everybody follows.
    pub fn path_of(organization: &str, month: &str, id: &str) -> String {
        format!("org/{organization}/{month}/{id}.parquet")
    }
}

/// Where segments are written and read.
#[derive(Clone, Debug)]
pub struct Segments {
    store: Arc<dyn ObjectStore>,
    /// The same place, without waiting for the disk: for what can be computed again.
    hasty: Arc<dyn ObjectStore>,
}

impl Segments {
    pub fn new(store: Arc<dyn ObjectStore>) -> Segments {
        Segments {
            hasty: store.clone(),
            store,
        }
    }

    /// In a folder of this machine. A segment is safely on the disk when it has been written: the store will forget
    /// that its rows were ever in the tail.
    pub fn local(folder: &std::path::Path) -> Result<Segments, object_store::Error> {
        let open = || {
            LocalFileSystem::new_with_prefix(folder).map(|store| store.with_automatic_cleanup(true))
        };
        Ok(Segments {
            store: Arc::new(open()?.with_fsync(true)),
            hasty: Arc::new(open()?),
        })
    }

    /// Writes a segment: sorts the rows and puts the file in place in one step, so that a reader sees all of it or
    /// nothing. Returns what the store has to note down. Rows of no segment are refused by an error.
    pub fn write(
        &self,
        id: &str,
        path: &str,
        mut rows: Vec<LogRow>,
    ) -> Result<SegmentInfo, InsightError> {
        let failed =
            |cause: Box<dyn std::error::Error + Send + Sync>| InsightError::segment(path, cause);
        log::sort(&mut rows);
        let (Some(from), Some(to)) = (
            rows.iter().map(|row| row.time).min(),
            rows.iter().map(|row| row.time).max(),
        ) else {
            return Err(failed("a segment needs at least one row".into()));
        };
        let mut writer = ArrowWriter::try_new(Vec::new(), log::schema(), Some(properties()))
            .map_err(|e| failed(e.into()))?;
        for range in log::cuts(&rows) {
            let batch = log::batch_of(&rows[range]).map_err(|e| failed(e.into()))?;
            writer.write(&batch).map_err(|e| failed(e.into()))?;
            writer.flush().map_err(|e| failed(e.into()))?;
        }
        let file = writer.into_inner().map_err(|e| failed(e.into()))?;
        self.put(path, file)?;
        Ok(SegmentInfo {
            id: id.to_owned(),
            path: path.to_owned(),
            rows: rows.len() as u64,
            from: Timestamp::from_micros(from),
            to: Timestamp::from_micros(to),
        })
    }

    /// Opens a segment for reading; `known` saves reading the footer again.
    pub fn open(
        &self,
        info: &SegmentInfo,
        known: Option<Footer>,
    ) -> Result<OpenSegment, InsightError> {
        let file = self.get(&info.path)?;
        let footer = match known {
            Some(footer) => footer,
            None => {
                Footer::read(&file).map_err(|cause| InsightError::segment(&info.path, cause))?
            }
        };
        Ok(OpenSegment {
            path: info.path.clone(),
            file,
            footer,
        })
    }

    /// Removes a segment's file. That it is gone already is no error.
    pub fn remove(&self, path: &str) -> Result<(), InsightError> {
        match block_on(self.store.delete(&Path::from(path))) {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(cause) => Err(InsightError::segment(path, cause)),
        }
    }

    fn put(&self, path: &str, bytes: Vec<u8>) -> Result<(), InsightError> {
        block_on(
            self.store
                .put(&Path::from(path), PutPayload::from(Bytes::from(bytes))),
        )
        .map(|_| ())
        .map_err(|cause| InsightError::segment(path, cause))
    }

    /// Writes what can be computed again.
    pub(crate) fn put_hastily(&self, path: &str, bytes: Vec<u8>) -> Result<(), InsightError> {
        block_on(
            self.hasty
                .put(&Path::from(path), PutPayload::from(Bytes::from(bytes))),
        )
        .map(|_| ())
        .map_err(|cause| InsightError::segment(path, cause))
    }

    pub(crate) fn get_small(&self, path: &str) -> Option<Bytes> {
        block_on(async { self.hasty.get(&Path::from(path)).await?.bytes().await }).ok()
    }

    /// Path, bytes and time of last change of everything in a folder.
    pub(crate) fn list(&self, folder: &str) -> Result<Vec<(String, u64, i64)>, InsightError> {
        let found = block_on(
            self.store
                .list(Some(&Path::from(folder)))
                .collect::<Vec<_>>(),
        );
        found
            .into_iter()
            .map(|entry| {
                let entry = entry.map_err(|cause| InsightError::segment(folder, cause))?;
                Ok((
                    entry.location.to_string(),
                    entry.size,
                    entry.last_modified.timestamp_micros(),
                ))
            })
            .collect()
    }

    fn get(&self, path: &str) -> Result<SegmentFile, InsightError> {
        let failed = |cause: object_store::Error| InsightError::segment(path, cause);
        let got = block_on(self.store.get(&Path::from(path))).map_err(failed)?;
        match got.payload {
            // A local file is read where it lies: only the wanted columns come into memory.
            GetResultPayload::File(file, _) => Ok(SegmentFile::Local(Arc::new(file))),
            GetResultPayload::Stream(_) => block_on(got.bytes())
                .map(SegmentFile::Fetched)
                .map_err(failed),
        }
    }
}

fn properties() -> WriterProperties {
    let column = |column: Column| ColumnPath::from(column.name());
    let mut properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(1).unwrap_or_default()))
        .set_max_row_group_row_count(None)
        .set_statistics_enabled(EnabledStatistics::Chunk)
        .set_offset_index_disabled(true)
        .set_created_by(concat!("touchstone ", env!("CARGO_PKG_VERSION")).to_owned());
    // Nearly every value is another one: a dictionary would only be built and thrown away.
    for distinct in [Column::Time, Column::Client, Column::Record] {
        properties = properties
            .set_column_dictionary_enabled(column(distinct), false)
            .set_column_encoding(column(distinct), Encoding::PLAIN);
    }
    properties.build()
}

/// The bytes of a segment, on the local disk or fetched.
#[derive(Clone, Debug)]
enum SegmentFile {
    Local(Arc<std::fs::File>),
    Fetched(Bytes),
}

impl parquet::file::reader::Length for SegmentFile {
    fn len(&self) -> u64 {
        match self {
            SegmentFile::Local(file) => file.metadata().map(|metadata| metadata.len()).unwrap_or(0),
            SegmentFile::Fetched(bytes) => bytes.len() as u64,
        }
    }
}

impl ChunkReader for SegmentFile {
    type T = Box<dyn std::io::Read + Send>;

    fn get_read(&self, start: u64) -> parquet::errors::Result<Self::T> {
        Ok(match self {
            SegmentFile::Local(file) => Box::new(std::io::Cursor::new(read_at(
                file,
                start,
                file.metadata()?.len().saturating_sub(start) as usize,
            )?)),
            SegmentFile::Fetched(bytes) => {
                Box::new(std::io::Cursor::new(bytes.slice(start as usize..)))
            }
        })
    }

    fn get_bytes(&self, start: u64, length: usize) -> parquet::errors::Result<Bytes> {
        match self {
            SegmentFile::Local(file) => read_at(file, start, length),
            SegmentFile::Fetched(bytes) => bytes.get_bytes(start, length),
        }
    }
}

/// Reads without moving the file's position, which the row groups' threads share.
#[cfg(unix)]
fn read_at(file: &std::fs::File, start: u64, length: usize) -> parquet::errors::Result<Bytes> {
    use std::os::unix::fs::FileExt;
    let mut buffer = vec![0; length];
    file.read_exact_at(&mut buffer, start)?;
    Ok(buffer.into())
}

#[cfg(not(unix))]
fn read_at(file: &std::fs::File, start: u64, length: usize) -> parquet::errors::Result<Bytes> {
    file.get_bytes(start, length)
}

/// What stands at the end of a segment: where its columns lie and between which values.
#[derive(Clone, Debug)]
pub struct Footer {
    metadata: ArrowReaderMetadata,
    /// Least and greatest number of the imports in it.
    pub batches: (i32, i32),
}

impl Footer {
    fn read(file: &SegmentFile) -> parquet::errors::Result<Footer> {
        let metadata = ArrowReaderMetadata::load(file, ArrowReaderOptions::new())?;
        let mut batches = (i32::MAX, i32::MIN);
        for group in metadata.metadata().row_groups() {
            match group.column(Column::Batch as usize).statistics() {
                Some(Statistics::Int32(found)) => {
                    batches.0 = batches.0.min(found.min_opt().copied().unwrap_or(i32::MIN));
                    batches.1 = batches.1.max(found.max_opt().copied().unwrap_or(i32::MAX));
                }
                _ => batches = (i32::MIN, i32::MAX),
            }
        }
        Ok(Footer { metadata, batches })
    }

    pub fn groups(&self) -> usize {
        self.metadata.metadata().num_row_groups()
    }

    /// Least and greatest time of a row group.
    pub fn times(&self, group: usize) -> (i64, i64) {
        self.range(group, Column::Time)
    }

    /// Least and greatest number of the clients of a row group.
    pub fn clients(&self, group: usize) -> (i64, i64) {
        self.range(group, Column::Client)
    }

    fn range(&self, group: usize, column: Column) -> (i64, i64) {
        match self
            .metadata
            .metadata()
            .row_group(group)
            .column(column as usize)
            .statistics()
        {
            Some(Statistics::Int64(found)) => (
                found.min_opt().copied().unwrap_or(i64::MIN),
                found.max_opt().copied().unwrap_or(i64::MAX),
            ),
            _ => (i64::MIN, i64::MAX),
        }
    }
}

/// A segment that can be read from several threads.
#[derive(Clone, Debug)]
pub struct OpenSegment {
    path: String,
    file: SegmentFile,
    footer: Footer,
}

impl OpenSegment {
    pub fn footer(&self) -> &Footer {
        &self.footer
    }

    /// One row group as one batch, with the wanted columns in the log's order.
    pub fn read(&self, group: usize, columns: Columns) -> Result<RecordBatch, InsightError> {
        self.try_read(group, columns)
            .map_err(|cause| InsightError::segment(&self.path, cause))
    }

    fn try_read(
        &self,
        group: usize,
        columns: Columns,
    ) -> Result<RecordBatch, Box<dyn std::error::Error + Send + Sync>> {
        let metadata = self.footer.metadata.clone();
        let rows = metadata.metadata().row_group(group).num_rows() as usize;
        let mask = ProjectionMask::leaves(
            metadata.parquet_schema(),
            columns.iter().map(|column| column as usize),
        );
        let mut reader =
            ParquetRecordBatchReaderBuilder::new_with_metadata(self.file.clone(), metadata)
                .with_row_groups(vec![group])
                .with_projection(mask)
                .with_batch_size(rows)
                .build()?;
        let batch = reader.next().ok_or("an empty row group")??;
        if batch.num_rows() != rows {
            return Err("a row group came in pieces".into());
        }
        Ok(batch)
    }
}
