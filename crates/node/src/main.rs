//! The binary `relais`: everything it does stands in the library beside it.

fn main() -> std::process::ExitCode {
    node::run()
}
