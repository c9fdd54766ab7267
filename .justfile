# The steps of .ci/run, one by one.
ci: fmt lint doc test example counts

fmt:
    cargo fmt --check

lint:
    cargo clippy --all-targets --locked -- -D warnings

doc:
    RUSTDOCFLAGS='-D warnings' cargo doc --no-deps --document-private-items --locked

test:
    cargo test --locked

# Writes the list of licences anew, after Cargo.lock was changed.
licences:
    cargo metadata --locked --all-features --format-version 1 | jq -r '.packages[] | select(.source) | [.name, .version, .license] | @tsv' | LC_ALL=C sort > src/cli/supply/licences.tsv

# Needs cargo-deny.
deny:
    cargo deny --config .config/deny.toml check licenses bans sources

# Needs cargo-fuzz; a stable compiler will do. Begins with the seeds of the smoke run in src/fuzz/tests.rs.
fuzz target:
    cargo test --locked --lib -- --ignored seeds_lie_ready_for_the_fuzz_targets
    mkdir -p target/fuzz-corpus/{{target}}
    RUSTC_BOOTSTRAP=1 cargo fuzz run --fuzz-dir tests/fuzz --sanitizer none {{target}} target/fuzz-corpus/{{target}} target/fuzz-seeds/{{target}} -- -max_total_time=300 -detect_leaks=0

example: test
    DANGWU_BIN=${CARGO_TARGET_DIR:-target}/debug/dangwu examples/jiaxing.sh

# Needs valgrind; `-- --keep` behind it keeps what was counted.
counts: test
    cargo bench --locked --bench counts --profile dev
