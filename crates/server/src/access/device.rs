//! The device cookie: a browser that has signed in to an account can prove that it has.
//!
//! It lets nobody in. It only keeps the honest browser's attempts apart from a stranger's (see `throttle.rs`).
//! The proof is a keyed hash over the account and a random number, so nothing is kept on the server but the key.

use std::io::Write as _;
use std::path::Path;
use std::{fs, io};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::ids::AccountId;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use crate::App;

/// The key of this server, kept in the data folder.
pub struct DeviceKey([u8; 32]);

impl DeviceKey {
    /// Reads the key, or keeps `fresh` as the key when there is none.
    pub fn open(data: &Path, fresh: [u8; 32]) -> io::Result<Self> {
        let path = data.join("device.key");
        match fs::read(&path) {
            Ok(bytes) => match bytes.try_into() {
                Ok(key) => return Ok(Self(key)),
                // Damaged: known browsers are strangers once, which is all there is to lose.
                Err(_) => fs::remove_file(&path)?,
            },
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
        let mut options = fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        match options.open(&path) {
            Ok(mut file) => file.write_all(&fresh).map(|()| Self(fresh)),
            // Another process was faster.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Self::open(data, fresh),
            Err(error) => Err(error),
        }
    }

    fn mac(&self, account: AccountId, nonce: &[u8; 16]) -> Hmac<Sha256> {
        let mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("a key of any length is taken");
        mac.chain_update(b"touchstone device")
            .chain_update(account.as_uuid().as_bytes())
            .chain_update(nonce)
    }

    /// A new cookie for a browser that has just signed in.
    pub fn issue(&self, app: &App, account: AccountId) -> String {
        let nonce = app.secret::<16>();
        let mut bytes = nonce.to_vec();
        bytes.extend_from_slice(&self.mac(account, &nonce).finalize().into_bytes());
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// The number of this browser, if the cookie was issued for this account.
    pub fn recognize(&self, cookie: &str, account: AccountId) -> Option<[u8; 16]> {
        let bytes = URL_SAFE_NO_PAD.decode(cookie).ok()?;
        let (nonce, proof) = bytes.split_first_chunk::<16>()?;
        self.mac(account, nonce).verify_slice(proof).ok()?;
        Some(*nonce)
    }
}
