//! Compression by the browser: gzip for backups, raw deflate for the entries of a zip.

use js_sys::{Reflect, Uint8Array};
use thiserror::Error;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// The most that one byte of deflate can stand for.
const MOST_TO_ONE: usize = 1_032;
/// How much goes in at a time.
const SLICE: u32 = 16_384;

#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum GzipError {
    #[error("The compressed data is damaged or cut off.")]
    Damaged,
    #[error("The compressed data holds more than {limit} bytes, the most that is read.")]
    TooLarge { limit: usize },
    #[error("This browser cannot compress. A current Chrome, Edge, Firefox or Safari can.")]
    Unavailable,
}

pub async fn gzip(bytes: &[u8]) -> Result<Vec<u8>, GzipError> {
    let compression = CompressionStream::new("gzip").map_err(|_| GzipError::Unavailable)?;
    through(bytes, compression.unchecked_into(), usize::MAX, Vec::new()).await
}

/// Unpacks gzip into at most `limit` bytes.
///
/// The last four bytes say how much there is (RFC 1952, ISIZE), so that a file which unpacks to
/// more than is read is refused unopened, and one that lies about it is stopped where it begins to.
pub async fn gunzip(bytes: &[u8], limit: usize) -> Result<Vec<u8>, GzipError> {
    let said = bytes.last_chunk::<4>().ok_or(GzipError::Damaged)?;
    let said = u32::from_le_bytes(*said) as usize;
    if said / MOST_TO_ONE > bytes.len() {
        return Err(GzipError::Damaged);
    }
    if said > limit {
        return Err(GzipError::TooLarge { limit });
    }
    let decompression = DecompressionStream::new("gzip").map_err(|_| GzipError::Unavailable)?;
    let room = Vec::with_capacity(said);
    match through(bytes, decompression.unchecked_into(), said, room).await {
        Err(GzipError::TooLarge { .. }) => Err(GzipError::Damaged),
        unpacked => unpacked,
    }
}

/// Unpacks a raw deflate stream, as in a zip, into at most `limit` bytes.
pub async fn inflate_raw(bytes: &[u8], limit: usize) -> Result<Vec<u8>, GzipError> {
    let decompression =
        DecompressionStream::new("deflate-raw").map_err(|_| GzipError::Unavailable)?;
    through(bytes, decompression.unchecked_into(), limit, Vec::new()).await
}

#[wasm_bindgen]
extern "C" {
    // Both are behind `web_sys_unstable_apis` in web-sys, which changes other signatures too.
    type CompressionStream;

    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> Result<CompressionStream, JsValue>;

    type DecompressionStream;

    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> Result<DecompressionStream, JsValue>;

    type Transform;

    #[wasm_bindgen(method, structural, getter)]
    fn readable(this: &Transform) -> Readable;

    #[wasm_bindgen(method, structural, getter)]
    fn writable(this: &Transform) -> Writable;

    type Readable;

    #[wasm_bindgen(method, structural, catch, js_name = getReader)]
    fn reader(this: &Readable) -> Result<Reader, JsValue>;

    type Writable;

    #[wasm_bindgen(method, structural, catch, js_name = getWriter)]
    fn writer(this: &Writable) -> Result<Writer, JsValue>;

    type Writer;

    #[wasm_bindgen(method, structural)]
    fn write(this: &Writer, chunk: &Uint8Array) -> js_sys::Promise;

    #[wasm_bindgen(method, structural)]
    fn close(this: &Writer) -> js_sys::Promise;

    type Reader;

    #[wasm_bindgen(method, structural)]
    fn read(this: &Reader) -> js_sys::Promise;

    #[wasm_bindgen(method, structural)]
    fn cancel(this: &Reader) -> js_sys::Promise;
}

/// Sends the bytes through a transform and collects what comes out, up to the limit: a small file
/// may unpack to more than the device has.
async fn through(
    bytes: &[u8],
    transform: Transform,
    limit: usize,
    mut unpacked: Vec<u8>,
) -> Result<Vec<u8>, GzipError> {
    let reader = transform.readable().reader();
    let writer = transform.writable().writer();
    let (Ok(reader), Ok(writer)) = (reader, writer) else {
        return Err(GzipError::Unavailable);
    };
    spawn_local(feed(writer, Uint8Array::from(bytes)));
    while let Some(chunk) = next_chunk(&reader).await? {
        let length = chunk.length() as usize;
        if length > limit - unpacked.len() {
            // Whether the rest can be called off does not matter any more.
            let _ = JsFuture::from(reader.cancel()).await;
            return Err(GzipError::TooLarge { limit });
        }
        let filled = unpacked.len();
        unpacked.resize(filled + length, 0);
        chunk.copy_to(&mut unpacked[filled..]);
    }
    Ok(unpacked)
}

/// A little at a time: the browser unpacks all of what it is given at once, and a megabyte may be
/// a gigabyte.
async fn feed(writer: Writer, bytes: Uint8Array) {
    let length = bytes.length();
    let mut from = 0;
    while from < length {
        let until = length.min(from + SLICE);
        // An error comes out at the reader as well.
        if JsFuture::from(writer.write(&bytes.subarray(from, until)))
            .await
            .is_err()
        {
            return;
        }
        from = until;
    }
    let _ = JsFuture::from(writer.close()).await;
}

async fn next_chunk(reader: &Reader) -> Result<Option<Uint8Array>, GzipError> {
    let read = JsFuture::from(reader.read())
        .await
        .map_err(|_| GzipError::Damaged)?;
    let value = Reflect::get(&read, &"value".into()).map_err(|_| GzipError::Damaged)?;
    Ok(value.dyn_into().ok())
}
