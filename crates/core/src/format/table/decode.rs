//! The bytes of a text file as text. Schools send UTF-8, what Excel writes, and older encodings.

/// How the bytes were read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    Utf16,
    /// What is left when the bytes are not UTF-8: what Excel for Windows writes as plain "CSV".
    Windows1252,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    pub text: String,
    pub encoding: Encoding,
}

impl Encoding {
    /// What the person should know; nothing about the usual encodings.
    pub fn note(self, file: &str) -> Option<String> {
        (self == Self::Windows1252).then(|| {
            format!("{file} is not in UTF-8; it was read as Windows-1252; check the accents.")
        })
    }
}

/// The text without its byte-order mark; `None` when the bytes are no text at all.
pub fn decode(bytes: &[u8]) -> Option<Decoded> {
    let (text, encoding) = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8_or_windows(rest),
        [0xFF, 0xFE, rest @ ..] => (utf16(rest, u16::from_le_bytes), Encoding::Utf16),
        [0xFE, 0xFF, rest @ ..] => (utf16(rest, u16::from_be_bytes), Encoding::Utf16),
        _ if !bytes.contains(&0) => utf8_or_windows(bytes),
        _ => (utf16_without_mark(bytes)?, Encoding::Utf16),
    };
    (!text.contains('\0')).then_some(Decoded { text, encoding })
}

fn utf8_or_windows(bytes: &[u8]) -> (String, Encoding) {
    match std::str::from_utf8(bytes) {
        Ok(text) => (text.to_owned(), Encoding::Utf8),
        Err(_) => (windows_1252(bytes), Encoding::Windows1252),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units: Vec<u16> = bytes
        .chunks_exact(2)
        .map(|pair| unit([pair[0], pair[1]]))
        .collect();
    String::from_utf16_lossy(&units)
}

/// In UTF-16 of European names every second byte is zero, and which one tells the order.
fn utf16_without_mark(bytes: &[u8]) -> Option<String> {
    let zeros = |first: usize| {
        bytes
            .iter()
            .skip(first)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    let most = bytes.len().div_ceil(4);
    if odd > most && even == 0 {
        return Some(utf16(bytes, u16::from_le_bytes));
    }
    (even > most && odd == 0).then(|| utf16(bytes, u16::from_be_bytes))
}

fn windows_1252(bytes: &[u8]) -> String {
    bytes
        .iter()
        .map(|byte| match byte {
            0x80..=0x9F => WINDOWS_1252[usize::from(byte - 0x80)],
            _ => char::from(*byte),
        })
        .collect()
}

/// The 32 places in which Windows-1252 differs from Latin-1; five of them are not in use.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{FFFD}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{FFFD}', 'Ž',
    '\u{FFFD}', '\u{FFFD}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{FFFD}',
    'ž', 'Ÿ',
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_read_in_the_encodings_that_schools_send() {
        let little: Vec<u8> = "Ávery,3"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let big: Vec<u8> = "Ávery,3"
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        let marked = |mark: &[u8], text: &[u8]| [mark, text].concat();
        for (bytes, encoding) in [
            ("Ávery,3".as_bytes().to_vec(), Encoding::Utf8),
            (
                marked(&[0xEF, 0xBB, 0xBF], "Ávery,3".as_bytes()),
                Encoding::Utf8,
            ),
            (marked(&[0xFF, 0xFE], &little), Encoding::Utf16),
            (marked(&[0xFE, 0xFF], &big), Encoding::Utf16),
            (little, Encoding::Utf16),
            (big, Encoding::Utf16),
            (b"\xC1very,3".to_vec(), Encoding::Windows1252),
        ] {
            let text = "Ávery,3".to_owned();
            assert_eq!(
                decode(&bytes),
                Some(Decoded { text, encoding }),
                "{bytes:?}"
            );
        }
        assert_eq!(decode(b"O\x92Neil").unwrap().text, "O’Neil");
    }

    #[test]
    fn what_is_not_text_is_not_read() {
        assert_eq!(decode(&[0x7F, b'E', b'L', b'F', 0, 0, 0, 1]), None);
        assert_eq!(decode(&[0]), None);
        assert_eq!(decode(b"").unwrap().text, "");
    }
}
