# The steps of .ci/run, one by one.
ci: fmt lint doc test example

fmt:
    cargo fmt --check

lint:
    cargo clippy --all-targets --locked -- -D warnings

doc:
    RUSTDOCFLAGS='-D warnings' cargo doc --no-deps --document-private-items --locked

test:
    cargo test --locked

example: test
    DANGWU_BIN=${CARGO_TARGET_DIR:-target}/debug/dangwu examples/jiaxing.sh
