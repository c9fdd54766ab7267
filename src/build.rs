//! `include_dir!` does not notice a new file by itself: a report or check that is added must rebuild the program.
fn main() {
    println!("cargo::rerun-if-changed=src/report");
    println!("cargo::rerun-if-changed=src/db/checks");
}
