//! The binary `relais`: everything it does stands in the library beside it.

/// Files are folded from thousands of small allocations: a tenth of the time of the system's own allocator. What is
/// freed is wiped: a word that was typed does not lie in memory until something else happens to take its place.
#[global_allocator]
static ALLOCATOR: zeroizing_alloc::ZeroAlloc<mimalloc::MiMalloc> =
    zeroizing_alloc::ZeroAlloc(mimalloc::MiMalloc);

fn main() -> std::process::ExitCode {
    node::run()
}
