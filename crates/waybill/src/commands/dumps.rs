//! What is in memory stays there: no core dump when the program dies, and no other program of the same user that looks into it.

/// Before anything secret is in memory. A system that cannot is served all the same, and says so.
pub(crate) fn none() {
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit};
        let limited = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
        if let Err(error) = limited.and_then(|()| set_dumpable_behavior(DumpableBehavior::NotDumpable)) {
            tracing::warn!(%error, "if this program dies, what was in its memory may be written to the disk");
        }
    }
    #[cfg(not(target_os = "linux"))]
    tracing::warn!("on this system core dumps are not switched off: see docs/running.md");
}
