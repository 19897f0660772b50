//! Hashing passwords: argon2id with the parameters RFC 9106 and OWASP recommend (19 MiB, two passes).

use std::sync::LazyLock;

use argon2::Argon2;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use domain::access::Password;
use tokio::sync::Semaphore;

use crate::App;
use crate::error::{Code, Problem};

/// Each hash takes a core and 19 MiB for a while: two at a time, so that a flood of attempts leaves the rest
/// of the server alone.
static TURNS: Semaphore = Semaphore::const_new(2);

/// What is compared when nobody has this address, so that the answer takes as long. No password has it.
static NOBODY: LazyLock<String> = LazyLock::new(|| {
    hash_now(b"nobody", &[0x5a; 16]).expect("the parameters and the salt are valid")
});

/// The hash to keep, in the PHC string format, with a salt of its own.
pub async fn hash(app: &App, password: &Password) -> Result<String, Problem> {
    let (text, salt) = (password.expose().to_owned(), app.secret::<16>());
    let turn = TURNS.acquire().await.map_err(Problem::internal)?;
    let hashed = tokio::task::spawn_blocking(move || {
        // Held by the work and not by who waits for it, who may have gone.
        let _turn = turn;
        hash_now(text.as_bytes(), &salt)
    });
    let hashed = hashed.await;
    hashed
        .map_err(Problem::internal)?
        .map_err(|error| Problem::internal(error.to_string()))
}

/// Whether this is the password. Without a hash to compare it takes as long, and is never right.
pub async fn verify(text: &str, hash: Option<&str>) -> Result<bool, Problem> {
    // Nothing longer was ever accepted; hashing it would only cost time.
    if text.chars().count() > Password::MOST {
        return Ok(false);
    }
    let (text, hash) = (text.to_owned(), hash.map(str::to_owned));
    let turn = TURNS.acquire().await.map_err(Problem::internal)?;
    let right = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        let known = hash.is_some();
        let hash = hash.unwrap_or_else(|| NOBODY.clone());
        Argon2::default()
            .verify_password(text.as_bytes(), hash.as_str())
            .is_ok()
            && known
    });
    right
        .await
        .map_err(|error| Problem::new(Code::Internal).caused_by(error))
}

fn hash_now(password: &[u8], salt: &[u8]) -> argon2::password_hash::Result<String> {
    Ok(Argon2::default()
        .hash_password_with_salt(password, salt)?
        .to_string())
}
