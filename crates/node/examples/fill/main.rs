#![allow(clippy::all)]
mod demo;
fn main() {
    let dir = std::env::args().nth(1).unwrap();
    let t = std::time::Instant::now();
    let mut last = t;
    demo::fill(std::path::Path::new(&dir), &mut |d, n, l| { eprintln!("{:6.2}s {:5.2} {d}/{n} {l}", t.elapsed().as_secs_f64(), last.elapsed().as_secs_f64()); last = std::time::Instant::now(); }).unwrap();
    eprintln!("filled in {:.2}", t.elapsed().as_secs_f64());
}
