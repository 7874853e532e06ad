//! Rows into a file, in one of the formats that inventories come in.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use clap::ValueEnum;
use flate2::write::GzEncoder;
use zstd::stream::write::Encoder as ZstdEncoder;

/// How rows stand in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// A line each
    Ndjson,
    /// One list
    Array,
    /// Pages of 1,000 rows, as Resource Graph answers
    Pages,
}

/// How the file is compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Compression {
    /// Not at all
    None,
    /// As `gzip` does
    Gzip,
    /// As `zstd` does
    Zstd,
}

const ROWS_OF_A_PAGE: u64 = 1_000;
const BUFFER: usize = 1 << 20;

/// A file that rows are written to, one after the other.
pub(crate) struct Output {
    file: Stream,
    format: Format,
    total: u64,
    written: u64,
}

enum Stream {
    Plain(BufWriter<Box<dyn Write>>),
    Gzip(GzEncoder<BufWriter<Box<dyn Write>>>),
    Zstd(ZstdEncoder<'static, BufWriter<Box<dyn Write>>>),
}

impl Output {
    /// Opens a file for so many rows; `-` is standard output.
    pub(crate) fn create(
        path: &Path,
        format: Format,
        compression: Compression,
        total: u64,
    ) -> io::Result<Self> {
        let target: Box<dyn Write> = match path.to_str() {
            Some("-") => Box::new(io::stdout().lock()),
            _ => Box::new(File::create(path)?),
        };
        let target = BufWriter::with_capacity(BUFFER, target);
        let file = match compression {
            Compression::None => Stream::Plain(target),
            Compression::Gzip => Stream::Gzip(GzEncoder::new(target, flate2::Compression::fast())),
            Compression::Zstd => Stream::Zstd(ZstdEncoder::new(target, 1)?),
        };
        Ok(Self {
            file,
            format,
            total,
            written: 0,
        })
    }

    /// Writes one row.
    pub(crate) fn row(&mut self, row: &[u8]) -> io::Result<()> {
        match self.format {
            Format::Ndjson => {}
            Format::Array if self.written == 0 => self.file.write_all(b"[\n")?,
            Format::Pages if self.written.is_multiple_of(ROWS_OF_A_PAGE) => self.page()?,
            Format::Array | Format::Pages => self.file.write_all(b",\n")?,
        }
        self.file.write_all(row)?;
        self.written += 1;
        match self.format {
            Format::Ndjson => self.file.write_all(b"\n"),
            Format::Array if self.written == self.total => self.file.write_all(b"\n]\n"),
            Format::Pages if self.is_end_of_page() => self.file.write_all(b"\n]}\n"),
            Format::Array | Format::Pages => Ok(()),
        }
    }

    fn is_end_of_page(&self) -> bool {
        self.written == self.total || self.written.is_multiple_of(ROWS_OF_A_PAGE)
    }

    fn page(&mut self) -> io::Result<()> {
        let (total, left) = (self.total, self.total - self.written);
        let count = left.min(ROWS_OF_A_PAGE);
        let token = match left > ROWS_OF_A_PAGE {
            true => format!("\"page{}\"", 1 + self.written / ROWS_OF_A_PAGE),
            false => "null".to_owned(),
        };
        let head = format!(
            r#"{{"total_records":{total},"count":{count},"skip_token":{token},"data":[{}"#,
            '\n'
        );
        self.file.write_all(head.as_bytes())
    }

    /// Ends the file.
    pub(crate) fn finish(self) -> io::Result<()> {
        let mut target = match self.file {
            Stream::Plain(target) => target,
            Stream::Gzip(encoder) => encoder.finish()?,
            Stream::Zstd(encoder) => encoder.finish()?,
        };
        target.flush()
    }
}

impl Stream {
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Self::Plain(target) => target.write_all(bytes),
            Self::Gzip(encoder) => encoder.write_all(bytes),
            Self::Zstd(encoder) => encoder.write_all(bytes),
        }
    }
}
