//! Rows as CSV, for spreadsheets.

use csv_core::{ReadFieldResult, Reader, ReaderBuilder, WriteResult, Writer};

/// What a spreadsheet would take for a formula, and the sign that keeps it from doing so.
const RISKY: [char; 6] = ['=', '+', '-', '@', '\t', '\''];
/// Without it some spreadsheets take UTF-8 for something else.
const BOM: char = '\u{feff}';

/// A row of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its first line in the file, from 1.
    pub number: u64,
    /// Its fields.
    pub fields: Vec<String>,
}

/// Reads the rows of a file. Commas, semicolons and tabs may divide them: whatever the first line
/// has most of.
#[must_use]
pub fn read_table(text: &str) -> Vec<Line> {
    let text = text.strip_prefix(BOM).unwrap_or(text);
    let reader = ReaderBuilder::new().delimiter(delimiter(text)).build();
    let mut file = File { reader, rest: text.as_bytes(), line: 1 };
    std::iter::from_fn(|| file.next_line()).collect()
}

/// What is left to read of a file.
struct File<'a> {
    reader: Reader,
    rest: &'a [u8],
    line: u64,
}

impl File<'_> {
    fn next_line(&mut self) -> Option<Line> {
        // Empty lines are no rows; a row begins after them.
        let empty = self.rest.iter().take_while(|byte| b"\r\n".contains(byte)).count();
        self.skip(empty);
        let number = self.line;
        let (mut fields, mut field, mut buffer) = (Vec::new(), Vec::new(), [0; 512]);
        loop {
            let (result, read, wrote) = self.reader.read_field(self.rest, &mut buffer);
            self.skip(read);
            field.extend_from_slice(&buffer[..wrote]);
            match result {
                // All there is has been given: the next call gives nothing, which means the end.
                ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => {}
                ReadFieldResult::Field { record_end } => {
                    fields.push(plain(&String::from_utf8_lossy(&field)));
                    field.clear();
                    if record_end {
                        return Some(Line { number, fields });
                    }
                }
                ReadFieldResult::End => return None,
            }
        }
    }

    fn skip(&mut self, count: usize) {
        let (gone, rest) = self.rest.split_at(count);
        self.line += gone.iter().map(|byte| u64::from(*byte == b'\n')).sum::<u64>();
        self.rest = rest;
    }
}

fn delimiter(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default().as_bytes();
    let count = |sign: &u8| first.iter().filter(|byte| *byte == sign).count();
    // Of equals the last one wins: the comma.
    *b"\t;,".iter().max_by_key(|sign| count(sign)).unwrap_or(&b',')
}

/// Writes rows with a head.
#[must_use]
pub fn write_table<'a>(head: [&'a str; 2], rows: impl Iterator<Item = [&'a str; 2]>) -> String {
    let mut written = Vec::new();
    let mut writer = Writer::new();
    for row in std::iter::once(head).chain(rows) {
        for (nth, field) in row.into_iter().enumerate() {
            if nth > 0 {
                push(&mut written, |buffer| {
                    let (result, wrote) = writer.delimiter(buffer);
                    (result, 0, wrote)
                });
            }
            let field = harmless(field);
            let mut rest = field.as_bytes();
            push(&mut written, |buffer| {
                let (result, read, wrote) = writer.field(rest, buffer);
                rest = &rest[read..];
                (result, read, wrote)
            });
        }
        push(&mut written, |buffer| {
            let (result, wrote) = writer.terminator(buffer);
            (result, 0, wrote)
        });
    }
    format!("{BOM}{}", String::from_utf8_lossy(&written))
}

/// Writes until nothing is left to write.
fn push(written: &mut Vec<u8>, mut write: impl FnMut(&mut [u8]) -> (WriteResult, usize, usize)) {
    let mut buffer = [0; 512];
    loop {
        let (result, _, wrote) = write(&mut buffer);
        written.extend_from_slice(&buffer[..wrote]);
        if result == WriteResult::InputEmpty {
            return;
        }
    }
}

/// A text that no spreadsheet takes for a formula.
fn harmless(field: &str) -> String {
    if field.starts_with(RISKY) { format!("'{field}") } else { field.to_owned() }
}

/// A text as it was before it was made harmless.
fn plain(field: &str) -> String {
    let inside = field.strip_prefix('\'').filter(|inside| inside.starts_with(RISKY));
    inside.unwrap_or(field).to_owned()
}
