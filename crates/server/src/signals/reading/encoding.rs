//! Which encoding a text file is in, and text decoded as it streams.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read},
    path::Path,
};

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::{ReadError, Remark};

/// So many lines with odd bytes are named.
const NAMED_LINES: usize = 20;

/// Finds the encoding: what the caller says, a byte order mark, zero bytes as in UTF-16, valid UTF-8, and only
/// then a guess from the letters.
pub fn detect(
    path: &Path,
    head: &[u8],
    told: Option<&str>,
) -> Result<(&'static Encoding, Vec<Remark>), ReadError> {
    if let Some(label) = told {
        let encoding = Encoding::for_label(label.as_bytes())
            .ok_or_else(|| ReadError::NoEncoding(label.to_owned()))?;
        let remarks = if encoding == UTF_8 {
            scan(path)?.remarks()
        } else {
            Vec::new()
        };
        return Ok((encoding, remarks));
    }
    if let Some((encoding, _)) = Encoding::for_bom(head) {
        let remarks = if encoding == UTF_8 {
            scan(path)?.remarks()
        } else {
            Vec::new()
        };
        return Ok((encoding, remarks));
    }
    let zeros = |parity: usize| {
        head.iter()
            .skip(parity)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let half = head.len() / 2;
    if half > 0 && (zeros(0) + zeros(1)) * 5 > half {
        if zeros(1) * 10 > half * 4 && zeros(0) * 20 < half {
            return Ok((UTF_16LE, Vec::new()));
        }
        if zeros(0) * 10 > half * 4 && zeros(1) * 20 < half {
            return Ok((UTF_16BE, Vec::new()));
        }
    }
    if head.contains(&0) {
        return Err(ReadError::NoTable(
            "it is not text. Export it as CSV, XLSX or JSON lines.".into(),
        ));
    }
    let controls = head
        .iter()
        .filter(|byte| **byte < 32 && !matches!(byte, b'\t' | b'\n' | b'\r' | 12))
        .count();
    if controls * 50 > head.len() {
        return Err(ReadError::NoTable(
            "it is not text. Export it as CSV, XLSX or JSON lines.".into(),
        ));
    }
    let scan = scan(path)?;
    if scan.invalid == 0 {
        return Ok((UTF_8, Vec::new()));
    }
    // A few broken letters among many whole ones: damaged UTF-8, no other encoding.
    if scan.multibyte > 10 * scan.invalid {
        return Ok((UTF_8, scan.remarks()));
    }
    let encoding = scan.guess;
    let mut remarks = Vec::new();
    if encoding == WINDOWS_1252 && scan.odd > 0 {
        remarks.push(Remark {
            message: format!(
                "{} {} bytes that are no letters in {}: parts of the file seem to come from another program (DOS or Macintosh). They are kept as they read.",
                scan.odd,
                if scan.odd == 1 { "line has" } else { "lines have" },
                encoding.name()
            ),
            lines: scan.odd_lines,
        });
    }
    Ok((encoding, remarks))
}

struct Scan {
    /// Byte sequences that are no UTF-8, and letters of more than one byte that are.
    invalid: u64,
    multibyte: u64,
    invalid_lines: Vec<u64>,
    guess: &'static Encoding,
    /// Lines with bytes that hardly occur in Western European text.
    odd: u64,
    odd_lines: Vec<u64>,
}

impl Scan {
    fn remarks(self) -> Vec<Remark> {
        if self.invalid == 0 {
            return Vec::new();
        }
        let message = format!(
            "{} broken letters: bytes that are no UTF-8 are shown as �.",
            self.invalid
        );
        vec![Remark {
            message,
            lines: self.invalid_lines,
        }]
    }
}

/// Reads the file once, line by line, and remembers little.
fn scan(path: &Path) -> Result<Scan, ReadError> {
    let mut reader = BufReader::with_capacity(256 << 10, File::open(path)?);
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    let mut scan = Scan {
        invalid: 0,
        multibyte: 0,
        invalid_lines: Vec::new(),
        guess: WINDOWS_1252,
        odd: 0,
        odd_lines: Vec::new(),
    };
    let mut line = Vec::new();
    let mut number = 0;
    let mut fed = 0;
    loop {
        line.clear();
        // A line without an end, as in a binary file, comes in pieces.
        let read = (&mut reader).take(1 << 20).read_until(b'\n', &mut line)?;
        if read == 0 {
            break;
        }
        number += 1;
        if line.is_ascii() {
            continue;
        }
        if fed < 16 << 20 {
            fed += line.len();
            detector.feed(&line, false);
        }
        let mut rest = line.as_slice();
        let mut bad = false;
        loop {
            match std::str::from_utf8(rest) {
                Ok(text) => {
                    scan.multibyte += text.chars().filter(|c| !c.is_ascii()).count() as u64;
                    break;
                }
                Err(error) => {
                    scan.multibyte += rest[..error.valid_up_to()]
                        .iter()
                        .filter(|byte| **byte >= 0xC0)
                        .count() as u64;
                    scan.invalid += 1;
                    bad = true;
                    let skip = error.valid_up_to()
                        + error
                            .error_len()
                            .unwrap_or(rest.len() - error.valid_up_to());
                    rest = &rest[skip..];
                }
            }
        }
        if bad && scan.invalid_lines.len() < NAMED_LINES {
            scan.invalid_lines.push(number);
        }
        if line.iter().any(|byte| is_odd(*byte)) {
            scan.odd += 1;
            if scan.odd_lines.len() < NAMED_LINES {
                scan.odd_lines.push(number);
            }
        }
    }
    detector.feed(b"", true);
    if scan.invalid > 0 {
        scan.guess = detector.guess(None, chardetng::Utf8Detection::Deny);
    }
    Ok(scan)
}

/// Letters of DOS and Macintosh that stand where Windows-1252 has rare signs. Quotes, dashes, €, …, œ and Š are not odd.
fn is_odd(byte: u8) -> bool {
    (0x80..=0x9F).contains(&byte)
        && !matches!(
            byte,
            0x80 | 0x85 | 0x8A | 0x8C | 0x91..=0x97 | 0x99 | 0x9A | 0x9C
        )
}

/// Turns bytes of any encoding into UTF-8 while they are read. Bytes that fit nothing become �. Every line ends
/// with \n and so does the text, so that lines can be counted.
pub struct Decoding<R> {
    inner: R,
    decoder: Decoder,
    raw: Vec<u8>,
    raw_at: usize,
    ended: bool,
    out: Vec<u8>,
    out_at: usize,
    read: u64,
    /// The last sign was \r: an \n that follows belongs to it.
    after_return: bool,
    /// The last byte given out, and whether the end of the last line has been added.
    last: u8,
    closed: bool,
    /// Bytes given out, and where the row that is being read must have ended.
    given: u64,
    row_ends_by: Option<u64>,
}

/// A longer row is none: a quotation mark that is never closed would put the rest of the file into one cell.
const LONGEST_ROW: u64 = 16 << 20;

impl<R> Decoding<R> {
    /// Says that a row begins. From now on a row that is too long is an error.
    pub fn begin_row(&mut self) {
        self.row_ends_by = Some(self.given + LONGEST_ROW);
    }
}

impl<R: Read> Decoding<R> {
    pub fn new(inner: R, encoding: &'static Encoding) -> Self {
        Decoding {
            inner,
            decoder: encoding.new_decoder(),
            raw: Vec::new(),
            raw_at: 0,
            ended: false,
            out: Vec::new(),
            out_at: 0,
            read: 0,
            after_return: false,
            last: b'\n',
            closed: false,
            given: 0,
            row_ends_by: None,
        }
    }

    /// Bytes of the file that have been taken in.
    pub fn bytes_read(&self) -> u64 {
        self.read
    }

    fn fill(&mut self) -> io::Result<()> {
        const PIECE: usize = 256 << 10;
        while self.out_at == self.out.len() {
            if self.raw_at == self.raw.len() && !self.ended {
                self.raw.resize(PIECE, 0);
                let read = self.inner.read(&mut self.raw)?;
                self.raw.truncate(read);
                self.raw_at = 0;
                self.read += read as u64;
                self.ended = read == 0;
            }
            self.out.resize(PIECE * 3, 0);
            let (result, taken, written, _) =
                self.decoder
                    .decode_to_utf8(&self.raw[self.raw_at..], &mut self.out, self.ended);
            self.raw_at += taken;
            self.out.truncate(written);
            self.out_at = 0;
            self.tidy_line_ends();
            if self.ended && written == 0 && result == CoderResult::InputEmpty {
                if !self.closed && self.last != b'\n' {
                    self.out.push(b'\n');
                }
                self.closed = true;
                return Ok(());
            }
        }
        Ok(())
    }

    /// \r\n and a lone \r become \n.
    fn tidy_line_ends(&mut self) {
        if self.after_return || self.out.contains(&b'\r') {
            let mut after_return = self.after_return;
            self.out.retain_mut(|byte| {
                let keep = !(after_return && *byte == b'\n');
                after_return = *byte == b'\r';
                if after_return {
                    *byte = b'\n';
                }
                keep
            });
            self.after_return = after_return;
        }
        if let Some(last) = self.out.last() {
            self.last = *last;
        }
    }
}

impl<R: Read> Read for Decoding<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.out_at == self.out.len() {
            if self.closed {
                return Ok(0);
            }
            self.fill()?;
        }
        let ready = &self.out[self.out_at..];
        let count = ready.len().min(into.len());
        into[..count].copy_from_slice(&ready[..count]);
        self.out_at += count;
        self.given += count as u64;
        if self.row_ends_by.is_some_and(|end| self.given > end) {
            return Err(io::Error::new(
                io::ErrorKind::InvalidData,
                "a row is longer than 16 MB; a quotation mark may not be closed",
            ));
        }
        Ok(count)
    }
}

/// A decoded file, to be read in pieces.
pub fn open(path: &Path, encoding: &'static Encoding) -> io::Result<Decoding<File>> {
    Ok(Decoding::new(File::open(path)?, encoding))
}

/// The encoding of a layout, which was found by `detect` and is therefore known.
pub fn named(name: Option<&str>) -> &'static Encoding {
    name.and_then(|name| Encoding::for_label(name.as_bytes()))
        .unwrap_or(UTF_8)
}
