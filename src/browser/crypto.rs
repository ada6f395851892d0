//! Encryption by the browser: a passphrase becomes keys, keys lock and unlock bytes.
//!
//! Keys stay in the browser and cannot be taken out of it. What a passphrase is for is said by the
//! caller, in the labels.

use js_sys::{Array, ArrayBuffer, JsString, Object, Reflect, Uint8Array};
use thiserror::Error;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{CryptoKey, SubtleCrypto};

#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CryptoError {
    #[error(
        "This browser does not encrypt here. It does so on pages that begin with https. A backup \
         without a passphrase can still be made."
    )]
    Unavailable,
    #[error("The bytes do not fit the key: they were changed.")]
    Changed,
}

/// How a passphrase is made into keys: PBKDF2-HMAC-SHA-256, then HKDF-SHA-256 for each purpose.
pub struct Derivation<'d> {
    pub iterations: u32,
    pub salt: &'d [u8],
    /// HKDF's `info` for the key of the data.
    pub data_key: &'d str,
    /// HKDF's `info` for the bytes that tell whether a passphrase fits.
    pub check: &'d str,
}

/// What comes of a passphrase.
pub struct Keys {
    data: CryptoKey,
    pub check: [u8; 32],
}

/// The text in the normal form NFKC, in which one passphrase is one however it was typed.
pub fn normal_form(text: &str) -> String {
    JsString::from(text).normalize("NFKC").into()
}

/// Takes as long as the iterations ask for.
pub async fn derive(passphrase: &str, how: &Derivation<'_>) -> Result<Keys, CryptoError> {
    let subtle = subtle().ok_or(CryptoError::Unavailable)?;
    derive_with(&subtle, passphrase, how)
        .await
        .map_err(|_| CryptoError::Unavailable)
}

/// AES-256-GCM with a tag of 16 bytes at the end. `header` is authenticated and not encrypted.
pub async fn encrypt(
    keys: &Keys,
    nonce: &[u8],
    header: &[u8],
    bytes: &[u8],
) -> Result<Vec<u8>, CryptoError> {
    let encrypted = async {
        let subtle = subtle().ok_or(JsValue::NULL)?;
        let cipher = cipher(&Uint8Array::from(nonce), header)?;
        let bytes = Uint8Array::from(bytes);
        let promise = subtle.encrypt_with_object_and_js_u8_array(&cipher, &keys.data, &bytes)?;
        Ok::<_, JsValue>(to_bytes(JsFuture::from(promise).await?))
    };
    encrypted.await.map_err(|_| CryptoError::Unavailable)
}

/// The bytes that were encrypted, if neither they nor the header were changed since.
pub async fn decrypt(
    keys: &Keys,
    nonce: &[u8],
    header: &[u8],
    ciphertext: &[u8],
) -> Result<Vec<u8>, CryptoError> {
    let decrypted = async {
        let subtle = subtle().ok_or(JsValue::NULL)?;
        let cipher = cipher(&Uint8Array::from(nonce), header)?;
        let bytes = Uint8Array::from(ciphertext);
        let promise = subtle.decrypt_with_object_and_js_u8_array(&cipher, &keys.data, &bytes)?;
        Ok::<_, JsValue>(to_bytes(JsFuture::from(promise).await?))
    };
    decrypted.await.map_err(|_| CryptoError::Changed)
}

async fn derive_with(
    subtle: &SubtleCrypto,
    passphrase: &str,
    how: &Derivation<'_>,
) -> Result<Keys, JsValue> {
    let typed = imported(subtle, passphrase.as_bytes(), "PBKDF2", "deriveBits").await?;
    let stretching = object(&[
        ("name", "PBKDF2".into()),
        ("hash", "SHA-256".into()),
        ("salt", Uint8Array::from(how.salt).into()),
        ("iterations", how.iterations.into()),
    ])?;
    let stretched = bits(subtle, &stretching, &typed).await?;
    let data = imported(subtle, &stretched, "HKDF", "deriveBits").await?;
    let key = bits(subtle, &purpose(how.data_key)?, &data).await?;
    let check = bits(subtle, &purpose(how.check)?, &data).await?;
    Ok(Keys {
        data: imported_cipher(subtle, &key).await?,
        check: check.try_into().map_err(|_| JsValue::NULL)?,
    })
}

fn purpose(label: &str) -> Result<Object, JsValue> {
    object(&[
        ("name", "HKDF".into()),
        ("hash", "SHA-256".into()),
        ("salt", Uint8Array::new_with_length(0).into()),
        ("info", Uint8Array::from(label.as_bytes()).into()),
    ])
}

/// AES-256-GCM with this nonce; `header` is authenticated.
pub(super) fn cipher(nonce: &Uint8Array, header: &[u8]) -> Result<Object, JsValue> {
    object(&[
        ("name", "AES-GCM".into()),
        ("iv", nonce.into()),
        ("additionalData", Uint8Array::from(header).into()),
        ("tagLength", 128.into()),
    ])
}

async fn imported(
    subtle: &SubtleCrypto,
    secret: &[u8],
    algorithm: &str,
    usage: &str,
) -> Result<CryptoKey, JsValue> {
    let (secret, usages) = (Uint8Array::from(secret), Array::of1(&usage.into()));
    let promise = subtle.import_key_with_str("raw", &secret, algorithm, false, &usages)?;
    Ok(JsFuture::from(promise).await?.unchecked_into())
}

pub(super) async fn imported_cipher(
    subtle: &SubtleCrypto,
    key: &[u8],
) -> Result<CryptoKey, JsValue> {
    let usages = Array::of2(&"encrypt".into(), &"decrypt".into());
    let key = Uint8Array::from(key);
    let promise = subtle.import_key_with_str("raw", &key, "AES-GCM", false, &usages)?;
    Ok(JsFuture::from(promise).await?.unchecked_into())
}

async fn bits(
    subtle: &SubtleCrypto,
    algorithm: &Object,
    from: &CryptoKey,
) -> Result<Vec<u8>, JsValue> {
    let promise = subtle.derive_bits_with_object(algorithm, from, 256)?;
    Ok(to_bytes(JsFuture::from(promise).await?))
}

fn to_bytes(buffer: JsValue) -> Vec<u8> {
    Uint8Array::new(buffer.unchecked_ref::<ArrayBuffer>()).to_vec()
}

fn object(fields: &[(&str, JsValue)]) -> Result<Object, JsValue> {
    let object = Object::new();
    for (name, value) in fields {
        Reflect::set(&object, &(*name).into(), value)?;
    }
    Ok(object)
}

/// The browser offers it to pages on https or localhost only.
pub(super) fn subtle() -> Option<SubtleCrypto> {
    let subtle = web_sys::window()?.crypto().ok()?.subtle();
    (!subtle.is_undefined()).then_some(subtle)
}
