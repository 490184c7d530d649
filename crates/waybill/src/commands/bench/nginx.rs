//! nginx beside us: it serves the very bytes of one page, with the same headers, from a file.

use std::fmt::Write as _;
use std::fs;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use rustix::process::{Pid, Signal, kill_process};

use super::client::Answer;

/// It starts within this time, or not at all.
const STARTS_WITHIN: Duration = Duration::from_secs(10);
/// What nginx says by itself, or what it alone can know.
const ITS_OWN: [&str; 5] = ["content-type", "content-length", "date", "connection", "transfer-encoding"];

/// Where the page stands.
pub(super) const PATH: &str = "/page";

/// nginx, serving; it ends with this.
pub(super) struct Nginx {
    child: Child,
    pub(super) at: SocketAddr,
}

/// The program, where it is installed.
pub(super) fn program() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    // Debian puts it where only administrators look.
    let places = std::env::split_paths(&path).chain(["/usr/sbin".into(), "/usr/local/sbin".into()]);
    places.map(|place| place.join("nginx")).find(|program| program.is_file())
}

impl Nginx {
    /// Serves this answer from a new folder.
    pub(super) fn start(program: &Path, folder: &Path, page: &Answer) -> anyhow::Result<Self> {
        fs::create_dir(folder)?;
        fs::write(folder.join(PATH.trim_start_matches('/')), &page.body)?;
        // The system names a port that is free; nobody else asks for one in between on a machine that measures.
        let at = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?;
        let written = folder.join("nginx.conf");
        fs::write(&written, config(folder, at, page)?)?;
        let mut command = Command::new(program);
        command.arg("-p").arg(folder).arg("-c").arg(&written).args(["-e", "stderr"]);
        let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn()?;
        let mut nginx = Self { child, at };
        let began = Instant::now();
        while TcpStream::connect(at).is_err() {
            if nginx.child.try_wait()?.is_some() || began.elapsed() > STARTS_WITHIN {
                bail!("nginx does not serve");
            }
            sleep(Duration::from_millis(20));
        }
        Ok(nginx)
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        // Killed outright it would leave its workers behind.
        let _ = kill_process(Pid::from_child(&self.child), Signal::TERM);
        let _ = self.child.wait();
    }
}

/// As many workers as there are of ours, no log, the file kept open, connections that stay.
fn config(folder: &Path, at: SocketAddr, page: &Answer) -> anyhow::Result<String> {
    let folder = folder.to_str().filter(|text| !text.contains(['"', '$'])).context("a folder with a plain name")?;
    let kind = page.headers.iter().find(|(name, _)| name == "content-type").context("a page has a type")?;
    let quoted = |text: &str| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
    let mut headers = String::new();
    for (name, value) in page.headers.iter().filter(|(name, _)| !ITS_OWN.contains(&name.as_str())) {
        writeln!(headers, "        add_header {} {};", quoted(name), quoted(value))?;
    }
    let folders: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .map(|name| format!("    {name}_temp_path \"{folder}/{name}\";\n"))
        .concat();
    // Started by the administrator its workers would be somebody who may not read the folder; for anybody else the line means nothing.
    Ok(format!(
        "user root root;\nworker_processes 2;\ndaemon off;\npid \"{folder}/pid\";\nerror_log stderr crit;\n\
         events {{ worker_connections 1024; }}\n\
         http {{\n{folders}    access_log off;\n    sendfile on;\n    tcp_nopush on;\n    open_file_cache max=16;\n    etag off;\n    \
         server_tokens off;\n    keepalive_requests 1000000000;\n    types {{ }}\n    default_type {};\n    \
         server {{\n        listen {at} backlog=1024;\n        root \"{folder}\";\n{headers}    }}\n}}\n",
        quoted(&kind.1)
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_handed_on_and_its_own_are_left_to_it() {
        let headers = [("content-type", "text/html"), ("content-length", "4"), ("x-said", "a \"word\"; two")];
        let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
        let page = Answer { status: 200, headers, body: b"page".to_vec() };
        let config = config(Path::new("/some/folder"), "127.0.0.1:80".parse().unwrap(), &page).unwrap();
        assert!(config.contains("add_header \"x-said\" \"a \\\"word\\\"; two\";\n"), "{config}");
        assert!(
            config.contains("default_type \"text/html\";") && !config.contains("add_header \"content-"),
            "{config}"
        );
    }
}
