//! The limits of the system that a worker sets on itself, as a second line behind its parent's
//! deadline.

use std::time::Duration;

/// What a worker may take beside the documents and the memory of an evaluation: its code, the
/// policies, the stack of its evaluations.
#[cfg(unix)]
const ROOM: u64 = 3 << 30;

/// Bytes that a document may take for each byte of its text.
#[cfg(unix)]
const GROWTH: u64 = 24;

/// No core dumps: they would write the inventory to disk.
pub(super) fn forbid_core_dumps() {
    #[cfg(unix)]
    set(rustix::process::Resource::Core, 0);
}

/// Bounds the address space, for evaluations of `memory` bytes beside documents whose texts have
/// `documents` bytes.
pub(super) fn bound_memory(memory: u64, documents: u64) {
    #[cfg(unix)]
    {
        let grown = documents.saturating_mul(GROWTH);
        let bytes = ROOM.saturating_add(memory).saturating_add(grown);
        set(rustix::process::Resource::As, bytes);
    }
    #[cfg(not(unix))]
    let _ = (memory, documents);
}

/// Bounds the processor time from now on.
pub(super) fn bound_time(more: Duration) {
    #[cfg(unix)]
    {
        use rustix::time::{ClockId, clock_gettime};
        let spent = clock_gettime(ClockId::ProcessCPUTime).tv_sec;
        let spent = u64::try_from(spent).unwrap_or_default();
        let seconds = spent.saturating_add(more.as_secs()).saturating_add(1);
        set(rustix::process::Resource::Cpu, seconds);
    }
    #[cfg(not(unix))]
    let _ = more;
}

/// Moves a soft limit. A system that refuses leaves the deadline of the parent, which is enough.
#[cfg(unix)]
fn set(resource: rustix::process::Resource, soft: u64) {
    let hard = rustix::process::getrlimit(resource).maximum;
    let soft = hard.map_or(soft, |hard| soft.min(hard));
    let limit = rustix::process::Rlimit {
        current: Some(soft),
        maximum: hard,
    };
    let _ = rustix::process::setrlimit(resource, limit);
}
