use std::io::Write as _;
use std::net::SocketAddr;
use std::process::Command;

use clap::Args;
use tokio::net::TcpListener;
use tracing::{info, warn};

use super::{Context, Failure};
use crate::App;
use crate::access::ops::open_setup_token;
use crate::config::Config;

#[derive(Args)]
pub struct Serve {
    /// Port to listen on [default: 8080]
    #[arg(long)]
    port: Option<String>,
    /// Address to listen on [default: 127.0.0.1]
    #[arg(long)]
    host: Option<String>,
    /// Load the demo organization first, unless it is there
    #[arg(long)]
    demo: bool,
    /// Open the address in the browser
    #[arg(long)]
    open: bool,
}

impl Serve {
    pub fn flags(&self) -> Vec<(&'static str, Option<String>)> {
        vec![("port", self.port.clone()), ("host", self.host.clone())]
    }

    pub async fn run(self, context: Context) -> Result<(), Failure> {
        crate::metrics::install();
        let signals = StopSignals::listen()?;
        // Before anything is written: where a server runs already, this one must not load the demo beside it.
        let listener = listen(&context.config).await?;
        let app = context.open().await?;
        let demo = match self.demo {
            true => Some(crate::demo::cli::load_usual(&app).await?),
            false => None,
        };
        let port = listener.local_addr()?.port();
        app.listens_on(port);
        announce(&app, self.open).await?;
        if let Some(demo) = demo {
            writeln!(std::io::stdout(), "{demo}")?;
        }
        serve(app, listener, signals).await
    }
}

/// Says where the program is; on the first run with the link that makes its opener the owner.
async fn announce(app: &App, open: bool) -> Result<(), Failure> {
    let address = app.address();
    let link = match open_setup_token(app).await? {
        Some(token) => {
            let link = format!("{address}/setup?token={token}");
            writeln!(
                std::io::stdout(),
                "Touchstone is ready: {address}\nSet it up (this link works once): {link}"
            )?;
            link
        }
        None => {
            writeln!(std::io::stdout(), "Touchstone is ready: {address}")?;
            address
        }
    };
    if open {
        open_in_browser(&link);
    }
    Ok(())
}

fn open_in_browser(link: &str) {
    let program = if cfg!(target_os = "macos") {
        "open"
    } else {
        "xdg-open"
    };
    let opened = if cfg!(windows) {
        Command::new("cmd").args(["/c", "start", "", link]).spawn()
    } else {
        Command::new(program).arg(link).spawn()
    };
    if let Err(error) = opened {
        warn!("no browser could be opened: {error}");
    }
}

async fn listen(config: &Config) -> Result<TcpListener, Failure> {
    let wanted = SocketAddr::new(config.host, config.port);
    TcpListener::bind(wanted).await.map_err(|error| {
        Failure::new(format!("Cannot listen on {wanted}: {error}.")).advise(
            "Another program may be using the port: choose one with --port, or 0 for any free one.",
        )
    })
}

/// Answers until the process is asked to stop; then finishes what has begun.
async fn serve(app: App, listener: TcpListener, signals: StopSignals) -> Result<(), Failure> {
    let service =
        crate::http::router(app.clone()).into_make_service_with_connect_info::<SocketAddr>();
    let mut background = crate::jobs::start(&app);
    let stopping = app.clone();
    let server = axum::serve(listener, service).with_graceful_shutdown(async move {
        signals.wait().await;
        info!("asked to stop, finishing what has begun");
        stopping.stop();
    });
    let mut stopped = app.stopping();
    let limit = app.config().shutdown_seconds.0;
    let too_long = async move {
        // The sender lives as long as the application, so this ends only when somebody asked.
        let _ = stopped.wait_for(|stopping| *stopping).await;
        tokio::time::sleep(limit).await;
    };
    let finished = async {
        server.await?;
        while background.join_next().await.is_some() {}
        Ok::<(), std::io::Error>(())
    };
    tokio::select! {
        result = finished => result?,
        () = too_long => warn!("some work did not end within {limit:?} and is cut off"),
    }
    app.store().close().await;
    Ok(())
}

/// How a terminal and a service manager ask a program to stop.
struct StopSignals {
    #[cfg(unix)]
    interrupt: tokio::signal::unix::Signal,
    #[cfg(unix)]
    terminate: tokio::signal::unix::Signal,
}

impl StopSignals {
    /// From now on the program is asked and not killed.
    fn listen() -> std::io::Result<Self> {
        #[cfg(unix)]
        {
            use tokio::signal::unix::{SignalKind, signal};
            Ok(Self {
                interrupt: signal(SignalKind::interrupt())?,
                terminate: signal(SignalKind::terminate())?,
            })
        }
        #[cfg(not(unix))]
        Ok(Self {})
    }

    async fn wait(self) {
        #[cfg(unix)]
        {
            let Self {
                mut interrupt,
                mut terminate,
            } = self;
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
        }
        #[cfg(not(unix))]
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}
