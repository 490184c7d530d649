//! Both sides on a loopback port, and a client that sends exactly the bytes it is given.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use tokio::runtime::Runtime;
use tokio::sync::watch;
use waybill::web::serve::{Limits, bind, desk_router, public_router, serve_within};

use crate::ground::Ground;

/// Longer than any answer takes here; a test that waits this long has failed.
pub const PATIENCE: Duration = Duration::from_mins(1);

/// A listening side.
pub struct Side {
    pub address: SocketAddr,
    runtime: Option<Runtime>,
    end: watch::Sender<bool>,
}

impl Side {
    pub fn public(ground: &Ground) -> Self {
        Self::of(public_router(Arc::clone(&ground.app)), Limits::default())
    }

    pub fn desk(ground: &Ground) -> Self {
        Self::of(desk_router(Arc::clone(&ground.app)), Limits::default())
    }

    pub fn of(router: Router, limits: Limits) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let listener = runtime.block_on(bind("127.0.0.1:0".parse().unwrap())).unwrap();
        let address = listener.local_addr().unwrap();
        let (end, ending) = watch::channel(false);
        runtime.spawn(serve_within(listener, router, limits, ending));
        Self { address, runtime: Some(runtime), end }
    }

    /// Tells it to end, as a stopped service is told.
    pub fn end(&self) {
        self.end.send(true).unwrap();
    }

    /// Opens a connection and sends these bytes.
    pub fn say(&self, bytes: &[u8]) -> TcpStream {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.set_write_timeout(Some(PATIENCE)).unwrap();
        stream.write_all(bytes).unwrap();
        stream
    }

    /// One request on a connection of its own: first line, further headers, body.
    pub fn ask(&self, first: &str, headers: &[&str], body: &str) -> Raw {
        let host = if headers.iter().any(|h| h.starts_with("Host:")) { "" } else { "Host: localhost\r\n" };
        let more = headers.iter().fold(String::new(), |more, header| more + header + "\r\n");
        let stream = self.say(format!("{first} HTTP/1.1\r\n{host}Connection: close\r\n{more}\r\n{body}").as_bytes());
        Raw::read(stream)
    }

    /// A form, sent with its length and type.
    pub fn post(&self, path: &str, headers: &[&str], body: &str) -> Raw {
        let length = format!("Content-Length: {}", body.len());
        let mut all = vec!["Content-Type: application/x-www-form-urlencoded", &length];
        all.extend(headers);
        self.ask(&format!("POST {path}"), &all, body)
    }
}

impl Drop for Side {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

/// Whatever came back until the connection was closed.
#[derive(Debug)]
pub struct Raw {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Raw {
    pub fn read(mut stream: TcpStream) -> Self {
        let mut bytes = Vec::new();
        let ended = stream.read_to_end(&mut bytes);
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n");
        let end = end.unwrap_or_else(|| panic!("no answer: {ended:?}, {:?}", String::from_utf8_lossy(&bytes)));
        let head = String::from_utf8_lossy(&bytes[..end]).to_ascii_lowercase();
        let status = head[9..12].parse().unwrap();
        Self { status, head, body: bytes[end + 4..].to_vec() }
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| line.strip_prefix(&format!("{name}: ")))
    }
}
