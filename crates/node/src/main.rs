//! The binary `relais`: everything it does stands in the library beside it.

/// Files are folded from thousands of small allocations: a tenth of the time of the system's own allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    node::run()
}
