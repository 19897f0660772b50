//! Secrets that are shown once and kept as hashes: cookies, keys of the API, links.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

use crate::App;

/// A new secret of 32 random bytes, as text that fits into a link and a cookie.
pub fn new(app: &App) -> String {
    URL_SAFE_NO_PAD.encode(app.secret::<32>())
}

/// What is kept of a secret, in hexadecimal. It has 256 random bits, so a fast hash without salt is enough:
/// there is nothing to guess.
pub fn hash(secret: &str) -> String {
    hexadecimal(&Sha256::digest(secret.as_bytes()))
}

/// The start of every key of the API, so that people and scanners recognize one that leaked.
pub const TOKEN_START: &str = "tst_";

/// A key of the API that was just made.
pub struct TokenSecret {
    /// `tst_`, eight characters by which people tell keys apart, `_`, and the secret.
    pub text: String,
    /// The part that is kept and shown.
    pub prefix: String,
}

pub fn new_token(app: &App) -> TokenSecret {
    let prefix = format!("{TOKEN_START}{}", hexadecimal(&app.secret::<4>()));
    TokenSecret {
        text: format!("{prefix}_{}", new(app)),
        prefix,
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
