//! Many small texts under one key, each by itself: how a locked workspace lies on the disk.
//!
//! AES-256-GCM by the browser. Each text has a random nonce of 96 bits, which one key may use four
//! billion times, and a label that is authenticated with it, so that no text can be put in the
//! place of another.
//!
//! The code is reached through a pointer alone, so that it comes with the pages that make a cipher:
//! a caseload without a lock starts without it.

use std::rc::Rc;

use futures::future::LocalBoxFuture;
use js_sys::{Array, ArrayBuffer, Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CryptoKey, SubtleCrypto};

use super::crypto::{self, CryptoError};

/// The browser gives no more than 65,536 random bytes at a time, and works on so many at once.
const AT_ONCE: usize = 1_000;
const NONCE: u32 = 12;

/// A key and what is done with it.
#[derive(Clone)]
pub struct Cipher(Rc<dyn Work>);

trait Work {
    fn seal<'t>(&'t self, texts: &'t [Labelled<'t>]) -> Doing<'t, Vec<Sealed>, CryptoError>;
    fn open<'t>(&'t self, sealed: &'t [(String, Sealed)]) -> Doing<'t, Vec<String>, Unfit>;
}

/// A text behind its label.
type Labelled<'t> = (String, &'t str);
type Doing<'t, Done, Failed> = LocalBoxFuture<'t, Result<Done, Failed>>;

/// A key that stays in the browser and cannot be taken out of it.
struct Key {
    key: CryptoKey,
}

/// One text, unreadable, as the browser holds it.
#[derive(Clone)]
pub struct Sealed {
    pub nonce: Uint8Array,
    pub bytes: ArrayBuffer,
}

/// The text of this number does not fit the key and its label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unfit(pub usize);

impl Cipher {
    pub async fn new(key: &[u8; 32]) -> Result<Self, CryptoError> {
        let subtle = crypto::subtle().ok_or(CryptoError::Unavailable)?;
        let key = crypto::imported_cipher(&subtle, key).await;
        key.map(|key| Self(Rc::new(Key { key })))
            .map_err(|_| CryptoError::Unavailable)
    }

    /// Seals texts, each with its label.
    pub async fn seal(&self, texts: &[Labelled<'_>]) -> Result<Vec<Sealed>, CryptoError> {
        self.0.seal(texts).await
    }

    /// The texts that were sealed with these labels.
    ///
    /// # Errors
    /// With the number of the first that was changed, moved or sealed under another key.
    pub async fn open(&self, sealed: &[(String, Sealed)]) -> Result<Vec<String>, Unfit> {
        self.0.open(sealed).await
    }
}

impl Work for Key {
    fn seal<'t>(&'t self, texts: &'t [Labelled<'t>]) -> Doing<'t, Vec<Sealed>, CryptoError> {
        Box::pin(async move {
            let mut sealed = Vec::with_capacity(texts.len());
            for texts in texts.chunks(AT_ONCE) {
                let some = self.seal_some(texts).await;
                sealed.extend(some.map_err(|_| CryptoError::Unavailable)?);
            }
            Ok(sealed)
        })
    }

    fn open<'t>(&'t self, sealed: &'t [(String, Sealed)]) -> Doing<'t, Vec<String>, Unfit> {
        Box::pin(async move {
            let mut texts = Vec::with_capacity(sealed.len());
            for some in sealed.chunks(AT_ONCE) {
                let before = texts.len();
                let opened = self.open_some(some).await;
                texts.extend(opened.map_err(|Unfit(at)| Unfit(before + at))?);
            }
            Ok(texts)
        })
    }
}

impl Key {
    async fn seal_some(&self, texts: &[Labelled<'_>]) -> Result<Vec<Sealed>, JsValue> {
        let subtle = crypto::subtle().ok_or(JsValue::NULL)?;
        let nonces = chance(texts.len() as u32 * NONCE)?;
        let mut used = Vec::with_capacity(texts.len());
        let promises: Array = Array::new();
        for ((label, text), at) in texts.iter().zip(0..) {
            // A slice of its own: a part of an array is stored with all the rest of it.
            let nonce = nonces.slice(at * NONCE, (at + 1) * NONCE);
            let cipher = crypto::cipher(&nonce, label.as_bytes())?;
            let text = Uint8Array::from(text.as_bytes());
            let begun = subtle.encrypt_with_object_and_js_u8_array(&cipher, &self.key, &text)?;
            promises.push(&begun.into());
            used.push(nonce);
        }
        let done = JsFuture::from(Promise::all(&promises)).await?;
        let done: Array = done.unchecked_into();
        let sealed = used
            .into_iter()
            .zip(done.iter())
            .map(|(nonce, bytes)| Sealed {
                nonce,
                bytes: bytes.unchecked_into(),
            });
        Ok(sealed.collect())
    }

    async fn open_some(&self, sealed: &[(String, Sealed)]) -> Result<Vec<String>, Unfit> {
        let subtle = crypto::subtle().ok_or(Unfit(0))?;
        let promises: Array = Array::new();
        for ((label, sealed), at) in sealed.iter().zip(0..) {
            let begun = self.begin_to_open(&subtle, label, sealed);
            promises.push(&begun.map_err(|_| Unfit(at))?.into());
        }
        let Ok(done) = JsFuture::from(Promise::all(&promises)).await else {
            return Err(first_rejected(&promises).await);
        };
        let done: Array = done.unchecked_into();
        let texts = done.iter().zip(0..).map(|(bytes, at)| {
            let bytes = Uint8Array::new(&bytes).to_vec();
            String::from_utf8(bytes).map_err(|_| Unfit(at))
        });
        texts.collect()
    }

    fn begin_to_open(
        &self,
        subtle: &SubtleCrypto,
        label: &str,
        sealed: &Sealed,
    ) -> Result<Promise, JsValue> {
        let cipher = crypto::cipher(&sealed.nonce, label.as_bytes())?;
        subtle.decrypt_with_object_and_buffer_source(&cipher, &self.key, &sealed.bytes)
    }
}

/// The browser says that one failed, not which.
async fn first_rejected(promises: &Array) -> Unfit {
    for (promise, at) in promises.iter().zip(0..) {
        if JsFuture::from(promise.unchecked_into::<Promise>())
            .await
            .is_err()
        {
            return Unfit(at);
        }
    }
    Unfit(0)
}

fn chance(bytes: u32) -> Result<Uint8Array, JsValue> {
    let chance = Uint8Array::new_with_length(bytes);
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    window
        .crypto()?
        .get_random_values_with_js_u8_array(&chance)?;
    Ok(chance)
}
