//! A small client: connections that stay open, each of which asks again once it was answered, and reads every answer to its end.
//!
//! All of them share one thread, so that on two cores the server under test gets most of the machine. What it costs is the same
//! whoever answers.

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

/// Longer than any answer takes; a run that waits this long has failed.
const PATIENCE: Duration = Duration::from_mins(2);
/// By how much the room for an answer grows: more than the front page has.
const ROOM: usize = 64 * 1024;
/// Answers longer than this are none of ours.
const ANSWER_MAX: usize = 4 * 1024 * 1024;

/// One answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) status: u16,
    /// Names in small letters, as they came otherwise.
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
}

/// What came of asking again and again.
#[derive(Default)]
pub(super) struct Seen {
    pub(super) took: Duration,
    /// From the first byte sent to the last one read, for each answer.
    pub(super) each: Vec<Duration>,
}

impl Seen {
    /// With what was seen another time.
    pub(super) fn and(mut self, other: Self) -> Self {
        self.took += other.took;
        self.each.extend(other.each);
        self
    }
}

/// Asks once.
pub(super) fn once(at: SocketAddr, request: Vec<u8>) -> anyhow::Result<Answer> {
    alone(async move {
        let mut line = Line::open(at).await?;
        let head = line.ask(&request).await?;
        line.whole(&head)
    })
}

/// Each connection sends its own requests, one after the other; every answer must have this status. Opening the connections
/// is not timed.
pub(super) fn each_its_own(at: SocketAddr, requests: Vec<Vec<Vec<u8>>>, status: u16) -> anyhow::Result<Duration> {
    alone(async move {
        let lines = open(at, requests.len()).await?;
        let began = Instant::now();
        let asking = lines.into_iter().zip(requests).map(|(mut line, requests)| async move {
            for request in requests {
                let head = line.ask(&request).await?;
                if head.status != status {
                    bail!("answered with {}: {}", head.status, String::from_utf8_lossy(line.body(&head)));
                }
            }
            Ok(())
        });
        all(asking).await?;
        Ok(began.elapsed())
    })
}

/// So many connections send the same request for so long; every answer must be 200 with exactly this body.
pub(super) fn again(
    at: SocketAddr,
    connections: usize,
    request: &[u8],
    body: &Arc<[u8]>,
    during: Duration,
) -> anyhow::Result<Seen> {
    alone(async move {
        let lines = open(at, connections).await?;
        let began = Instant::now();
        let asking = lines.into_iter().map(|mut line| {
            let (request, body) = (request.to_vec(), Arc::clone(body));
            async move {
                let mut each = Vec::new();
                while began.elapsed() < during {
                    let asked = Instant::now();
                    let head = line.ask(&request).await?;
                    each.push(asked.elapsed());
                    if head.status != 200 || line.body(&head) != &*body {
                        bail!("an answer with status {} is not the page that is served", head.status);
                    }
                    // Whose answer is there at once must not keep the thread from the others.
                    tokio::task::yield_now().await;
                }
                Ok(each)
            }
        });
        let each = all(asking).await?.concat();
        Ok(Seen { took: began.elapsed(), each })
    })
}

/// On one thread, for as long as it may take.
fn alone<T>(work: impl Future<Output = anyhow::Result<T>>) -> anyhow::Result<T> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async { tokio::time::timeout(PATIENCE, work).await.context("no answer came")? })
}

async fn open(at: SocketAddr, connections: usize) -> anyhow::Result<Vec<Line>> {
    let mut lines = Vec::new();
    for _ in 0..connections {
        lines.push(Line::open(at).await?);
    }
    Ok(lines)
}

/// Does all of these at once; the first that fails is what is answered.
async fn all<T: Send + 'static>(
    work: impl Iterator<Item = impl Future<Output = anyhow::Result<T>> + Send + 'static>,
) -> anyhow::Result<Vec<T>> {
    let mut running: JoinSet<anyhow::Result<T>> = work.collect();
    let mut done = Vec::new();
    while let Some(one) = running.join_next().await {
        done.push(one??);
    }
    Ok(done)
}

/// A connection that stays open.
struct Line {
    stream: TcpStream,
    /// Room for an answer; it grows as answers ask for it and is never cleared, which would cost more than reading.
    room: Vec<u8>,
    /// How much of it is the answer that was read last.
    filled: usize,
}

/// Where an answer's parts end in what is held.
struct Head {
    status: u16,
    /// Bytes before the body.
    ends: usize,
    /// Bytes of head and body.
    whole: usize,
}

impl Line {
    async fn open(at: SocketAddr) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(at).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, room: vec![0; ROOM], filled: 0 })
    }

    /// Sends a request and reads its answer to the end.
    async fn ask(&mut self, request: &[u8]) -> anyhow::Result<Head> {
        self.send(request).await?;
        self.filled = 0;
        let mut head = None;
        loop {
            self.more().await?;
            if head.is_none() {
                head = read_head(self.held())?;
            }
            match &head {
                Some(known) if self.filled > known.whole => bail!("more came than was asked for"),
                Some(known) if self.filled == known.whole => break,
                _ if self.filled > ANSWER_MAX => bail!("an answer without end"),
                _ => {}
            }
        }
        head.context("an answer without a head")
    }

    async fn send(&mut self, mut bytes: &[u8]) -> io::Result<()> {
        while !bytes.is_empty() {
            self.stream.writable().await?;
            match self.stream.try_write(bytes) {
                Ok(sent) => bytes = &bytes[sent..],
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Reads what there is, at least a byte.
    async fn more(&mut self) -> anyhow::Result<()> {
        if self.filled == self.room.len() {
            self.room.resize(self.filled + ROOM, 0);
        }
        loop {
            self.stream.readable().await?;
            match self.stream.try_read(&mut self.room[self.filled..]) {
                Ok(0) => bail!("the connection ended before the answer did"),
                Ok(read) => {
                    self.filled += read;
                    return Ok(());
                }
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                Err(error) => return Err(error.into()),
            }
        }
    }

    fn held(&self) -> &[u8] {
        &self.room[..self.filled]
    }

    fn body(&self, head: &Head) -> &[u8] {
        &self.held()[head.ends..head.whole]
    }

    fn whole(&self, head: &Head) -> anyhow::Result<Answer> {
        let text = std::str::from_utf8(&self.held()[..head.ends])?;
        let headers = text.lines().skip(1).filter_map(|line| line.split_once(':'));
        let headers = headers.map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned())).collect();
        Ok(Answer { status: head.status, headers, body: self.body(head).to_vec() })
    }
}

/// Status and length of an answer, once its head is here. Only answers that say their length are read.
fn read_head(held: &[u8]) -> anyhow::Result<Option<Head>> {
    let Some(ends) = held.windows(4).position(|four| four == b"\r\n\r\n") else { return Ok(None) };
    let text = std::str::from_utf8(&held[..ends])?;
    let status = text.get(9..12).and_then(|digits| digits.parse().ok()).context("an answer without a status")?;
    let length = text.lines().filter_map(|line| line.split_once(':'));
    let mut length =
        length.filter(|(name, _)| name.eq_ignore_ascii_case("content-length")).map(|(_, value)| value.trim());
    let length: usize = length.next_back().context("an answer that does not say its length")?.parse()?;
    let ends = ends + 4;
    Ok(Some(Head { status, ends, whole: ends + length }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_read_by_its_length() {
        let held = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\ncontent-length: 5\r\n\r\nwhole";
        let head = read_head(held).unwrap().unwrap();
        assert_eq!((head.status, head.whole), (200, held.len()));
        assert!(read_head(b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\n").unwrap().is_none());
        assert!(read_head(b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\nwhole").is_err());
    }
}
