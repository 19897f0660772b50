//! Numbers of varying length in a row of bytes, and a row of bytes that is written and read in one piece.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// Seven bits a byte, the lowest first; the eighth says that more follow.
pub(crate) fn put(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Numbers of either sign; those near zero are short.
pub(crate) fn put_signed(bytes: &mut Vec<u8>, number: i64) {
    put(bytes, (number << 1 ^ number >> 63) as u64);
}

/// Reads from a place on. Past the end, and of what no such number is, it reads zeros: what was kept on disk by an older
/// program is told apart by its key, before it comes here.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reader<'a> {
    bytes: &'a [u8],
    pub at: usize,
}

impl<'a> Reader<'a> {
    pub fn new(bytes: &'a [u8], at: usize) -> Reader<'a> {
        Reader { bytes, at }
    }

    pub fn is_over(&self) -> bool {
        self.at >= self.bytes.len()
    }

    #[inline]
    pub fn take(&mut self) -> u64 {
        let mut number = 0;
        let mut shift = 0;
        while let Some(&byte) = self.bytes.get(self.at) {
            self.at += 1;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 || shift >= 57 {
                break;
            }
            shift += 7;
        }
        number
    }

    #[inline]
    pub fn take_signed(&mut self) -> i64 {
        let number = self.take();
        (number >> 1) as i64 ^ -((number & 1) as i64)
    }

    /// One byte, 0 past the end.
    #[inline]
    pub fn byte(&mut self) -> u8 {
        let byte = self.bytes.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        byte
    }

    /// The next so many bytes as a reader of their own.
    pub fn part(&mut self, length: usize) -> Reader<'a> {
        let end = (self.at + length).min(self.bytes.len());
        let part = Reader::new(&self.bytes[..end], self.at);
        self.at = end;
        part
    }
}

/// A row of bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Bytes(pub Vec<u8>);

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Bytes, D::Error> {
        struct Visitor;
        impl de::Visitor<'_> for Visitor {
            type Value = Bytes;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("bytes")
            }

            fn visit_bytes<E: de::Error>(self, bytes: &[u8]) -> Result<Bytes, E> {
                Ok(Bytes(bytes.to_vec()))
            }

            fn visit_byte_buf<E: de::Error>(self, bytes: Vec<u8>) -> Result<Bytes, E> {
                Ok(Bytes(bytes))
            }
        }
        deserializer.deserialize_byte_buf(Visitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back() {
        let numbers = [0, 1, 127, 128, 300, 1 << 20, i64::MAX as u64, u64::MAX >> 1];
        let signed = [0, -1, 1, -300, i64::MIN, i64::MAX];
        let mut bytes = Vec::new();
        numbers.iter().for_each(|&it| put(&mut bytes, it));
        signed.iter().for_each(|&it| put_signed(&mut bytes, it));
        let mut reader = Reader::new(&bytes, 0);
        for number in numbers {
            assert_eq!(reader.take(), number);
        }
        for number in signed {
            assert_eq!(reader.take_signed(), number);
        }
        assert!(reader.is_over());
        assert_eq!(reader.take(), 0);
    }
}
