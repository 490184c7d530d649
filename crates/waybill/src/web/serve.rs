//! Listening: two ports, one for everybody and one for coordinators on this machine only.
//!
//! Our own accept loop, because a server that waits for ever for half-sent headers is a full outage at a few hundred
//! silent clients: each connection has a time limit for its headers, and there is a limit of connections.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, HttpBody as _, to_bytes};
use axum::extract::{Request as HttpRequest, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, watch};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::timeout::TimeoutLayer;
use waybill_log::witness::REQUEST_MAX;

use super::answer::{self, Answer, Sorry};
use super::desk::DeskRequest;
use super::public::{App, Request};
use super::typed::Typed;
use super::upload::{self, Turns};
use super::witness;
use super::words::{Lang, Tongue};

/// A request with its body must be answered within this time.
const ANSWERED_WITHIN: Duration = Duration::from_secs(30);
/// A request with a file: 64 MB over a line of a megabit. Only the coordinators' side takes any.
const FILE_WITHIN: Duration = Duration::from_mins(10);
/// Largest form, so that 100 kB of text typed into a field still comes back to whoever typed it.
const FORM_MAX: usize = 512 * 1024;

/// What clients may take of us.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Headers must be here this long after the connection opened, or after the answer before.
    pub headers_within: Duration,
    /// How long a connection may last, so that a client that never reads gives its place back.
    pub connection_within: Duration,
    /// Connections at once; well below the usual 1,024 file descriptors of a process.
    pub connections_max: usize,
}

impl Default for Limits {
    fn default() -> Self {
        let (headers_within, connection_within) = (Duration::from_secs(10), Duration::from_mins(2));
        Self { headers_within, connection_within, connections_max: 400 }
    }
}

impl Limits {
    /// For the coordinators' side, where a file may take longer than anything else.
    pub fn of_desk() -> Self {
        Self { connection_within: FILE_WITHIN, ..Self::default() }
    }
}

/// Told once, when the program is to end.
pub type Ending = watch::Receiver<bool>;

/// Serves one listener until the program is to end.
pub async fn serve(listener: TcpListener, router: Router, ending: Ending) {
    serve_within(listener, router, Limits::default(), ending).await;
}

/// Serves one listener within these limits. When the program is to end nobody new is let in, and what was begun is
/// answered, for as long as an answer may take.
pub async fn serve_within(listener: TcpListener, router: Router, limits: Limits, ending: Ending) {
    let connections = Arc::new(Semaphore::new(limits.connections_max));
    let mut over = ending.clone();
    tokio::select! {
        () = accept_all(&listener, &router, limits, &connections, &ending) => {}
        _ = over.wait_for(|ends| *ends) => {}
    }
    drop(listener);
    let all = u32::try_from(limits.connections_max).unwrap_or(u32::MAX);
    let _ = tokio::time::timeout(ANSWERED_WITHIN, connections.acquire_many(all)).await;
}

async fn accept_all(
    listener: &TcpListener,
    router: &Router,
    limits: Limits,
    connections: &Arc<Semaphore>,
    ending: &Ending,
) {
    loop {
        let Ok(permit) = Arc::clone(connections).acquire_owned().await else { return };
        let stream = match listener.accept().await {
            Ok((stream, _)) => stream,
            Err(error) => {
                // Out of file descriptors, or the client was gone already: wait a little and go on.
                tracing::warn!(%error, "a connection was not accepted");
                tokio::time::sleep(Duration::from_millis(100)).await;
                continue;
            }
        };
        let router = TowerToHyperService::new(router.clone());
        let begun = Arc::new(AtomicBool::new(false));
        let noted = Arc::clone(&begun);
        let service = service_fn(move |request| {
            noted.store(true, Ordering::SeqCst);
            router.call(request)
        });
        let mut ending = ending.clone();
        tokio::spawn(async move {
            let mut builder = hyper::server::conn::http1::Builder::new();
            builder.timer(TokioTimer::new()).header_read_timeout(limits.headers_within);
            let connection = builder.serve_connection(TokioIo::new(stream), service);
            let mut connection = std::pin::pin!(connection);
            let whole = async {
                tokio::select! {
                    done = connection.as_mut() => return done,
                    _ = ending.wait_for(|ends| *ends) => {}
                }
                // Browsers open connections ahead: one that has asked for nothing yet has nothing to wait for.
                if !begun.load(Ordering::SeqCst) {
                    return Ok(());
                }
                connection.as_mut().graceful_shutdown();
                connection.await
            };
            // A broken connection is the client's matter; who it was is not logged.
            let _ = tokio::time::timeout(limits.connection_within, whole).await;
            drop(permit);
        });
    }
}

/// The public side.
pub fn public_router(app: Arc<App>) -> Router {
    layered(Router::new().fallback(public).with_state(app), ANSWERED_WITHIN)
}

/// The coordinators' side.
pub fn desk_router(app: Arc<App>) -> Router {
    layered(Router::new().fallback(desk).with_state((app, Turns::default())), FILE_WITHIN)
}

fn layered(router: Router, within: Duration) -> Router {
    router
        .layer(CsrfLayer::new())
        .layer(CompressionLayer::new())
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, within))
        .layer(CatchPanicLayer::new())
}

/// Binds a listener; the coordinators' side is only ever bound to this machine.
pub async fn bind(address: SocketAddr) -> std::io::Result<TcpListener> {
    TcpListener::bind(address).await
}

async fn public(State(app): State<Arc<App>>, request: HttpRequest) -> Answer {
    let (headers, path) = (request.headers().clone(), request.uri().path().to_owned());
    let host = text_of(&headers, header::HOST);
    let host = host.rsplit_once(':').map_or(host.clone(), |(name, _)| name.to_owned());
    if witness::is_asked(request.method(), &path) {
        return ask_witness(app, path, host, request).await;
    }
    let form = match form_of(request).await {
        Ok(form) => form,
        Err(refused) => return *refused,
    };
    let request = Request { path, host, languages: text_of(&headers, header::ACCEPT_LANGUAGE), form };
    blocking(move || app.public(&request)).await
}

/// A log asks for our signature: a text with its length, and none longer than a witness reads.
async fn ask_witness(app: Arc<App>, path: String, host: String, request: HttpRequest) -> Answer {
    if request.headers().contains_key(header::TRANSFER_ENCODING) {
        return witness::turned_away(StatusCode::BAD_REQUEST, "Send the length of the request.");
    }
    let too_long = || witness::turned_away(StatusCode::PAYLOAD_TOO_LARGE, "A witness reads no request of this length.");
    if request.body().size_hint().lower() > u64::try_from(REQUEST_MAX).unwrap_or(u64::MAX) {
        return too_long();
    }
    match to_bytes(request.into_body(), REQUEST_MAX).await {
        Ok(body) => blocking(move || app.witness(&path, &host, &body)).await,
        Err(_) => too_long(),
    }
}

async fn desk(State((app, turns)): State<(Arc<App>, Turns)>, request: HttpRequest) -> Answer {
    let headers = request.headers().clone();
    let (path, query) = (request.uri().path().to_owned(), request.uri().query().unwrap_or_default().to_owned());
    let languages = text_of(&headers, header::ACCEPT_LANGUAGE);
    let (form, file, permit) = if upload::is_one(&headers) && has_its_length(&request) {
        match upload::read(&app, &turns, &path, &headers, request.into_body()).await {
            Ok(sent) => (Some(sent.typed), Some(sent.file), Some(sent.permit)),
            Err(why) => return answer::plain_sorry(why, Tongue::new(Lang::from_accept_language(&languages))),
        }
    } else {
        match tokio::time::timeout(ANSWERED_WITHIN, form_of(request)).await {
            Ok(Ok(form)) => (form, None, None),
            Ok(Err(refused)) => return *refused,
            Err(_) => {
                let w = Tongue::new(Lang::from_accept_language(&languages));
                return answer::plain_sorry(Sorry::BadRequest(StatusCode::REQUEST_TIMEOUT), w);
            }
        }
    };
    let request = DeskRequest { path, query, languages, cookies: text_of(&headers, header::COOKIE), form, file };
    #[cfg(debug_assertions)]
    if planted::answers_early(&request) {
        return planted::answer_early(app, request);
    }
    blocking(move || {
        let _one_file_at_a_time = permit;
        app.desk(&request)
    })
    .await
}

/// What the test of durability must see: a program that says "entered" and enters it a moment later. Not in a released program.
#[cfg(debug_assertions)]
mod planted {
    use super::{Answer, App, Arc, DeskRequest, Duration, StatusCode, answer};

    pub(super) fn answers_early(request: &DeskRequest) -> bool {
        let enters = request.form.as_ref().is_some_and(|form| form.get("go") == "enter");
        enters && std::env::var_os("WAYBILL_PLANTED").is_some_and(|fault| fault == "answered-early")
    }

    pub(super) fn answer_early(app: Arc<App>, request: DeskRequest) -> Answer {
        tokio::task::spawn_blocking(move || {
            std::thread::sleep(Duration::from_millis(50));
            app.desk(&request)
        });
        answer::page(StatusCode::OK, answer::Keep::Never, String::new())
    }
}

/// Whether this is a form with a length and nothing that contradicts it; anything else [`form_of`] refuses.
fn has_its_length(request: &HttpRequest) -> bool {
    *request.method() == Method::POST && !request.headers().contains_key(header::TRANSFER_ENCODING)
}

/// The database is read on threads that may wait.
async fn blocking(work: impl FnOnce() -> Answer + Send + 'static) -> Answer {
    match tokio::task::spawn_blocking(work).await {
        Ok(answer) => answer,
        Err(error) => {
            tracing::error!(%error, "a request ended in a panic");
            answer::plain_sorry(Sorry::WentWrong, Tongue::new(Lang::En))
        }
    }
}

/// The form a request carries; `None` for a reading request. Anything else is refused.
async fn form_of(request: HttpRequest) -> Result<Option<Typed>, Box<Answer>> {
    let w = Tongue::new(Lang::from_accept_language(&text_of(request.headers(), header::ACCEPT_LANGUAGE)));
    let refuse = |status| Err(Box::new(answer::plain_sorry(Sorry::BadRequest(status), w)));
    let headers = request.headers();
    if headers.contains_key(header::TRANSFER_ENCODING) {
        // Browsers send a form's length. With both, a proxy in front may have believed the other one, and hyper takes
        // the length out where it comes second.
        return refuse(StatusCode::BAD_REQUEST);
    }
    match *request.method() {
        Method::GET | Method::HEAD => return Ok(None),
        Method::POST => {}
        _ => return refuse(StatusCode::METHOD_NOT_ALLOWED),
    }
    if !text_of(headers, header::CONTENT_TYPE).starts_with("application/x-www-form-urlencoded") {
        return refuse(StatusCode::UNSUPPORTED_MEDIA_TYPE);
    }
    let body: Body = request.into_body();
    match to_bytes(body, FORM_MAX).await {
        Ok(bytes) => Ok(Some(Typed::new(form_urlencoded::parse(&bytes).into_owned()))),
        Err(_) => Err(Box::new(answer::plain_sorry(Sorry::TooLarge, w))),
    }
}

pub(super) fn text_of(headers: &HeaderMap, name: header::HeaderName) -> String {
    headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned()
}
