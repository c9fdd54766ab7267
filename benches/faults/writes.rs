//! Writes that fail.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::office::{Office, State, dump};

/// Each write of an import fails once, one after the other, with a full disk and with a failing one.
pub(crate) fn each_in_turn(office: &Office) -> u64 {
    let Some(shim) = shim(office) else {
        println!("failing writes: left out (needs Linux and a C compiler)");
        return 0;
    };
    let line = "member import few.csv";
    let (before, after) = (dump(&office.db()).expect("a sound file"), office.done(line));
    let mut lost = 0;
    for (name, code) in [("disk full", "28"), ("input/output error", "5")] {
        let mut counts = [0_u64; 3];
        for number in 1.. {
            let db = office.copy("failing.db");
            let mut command = office.command(&db, line);
            command.env("LD_PRELOAD", &shim).env("FAIL_AT", number.to_string()).env("FAIL_WITH", code);
            let code = command.env("FAIL_FILE", "failing.db").status().expect("the program runs").code();
            let state = office.state(&db, &before, &after);
            counts[state as usize] += 1;
            // What says that it failed must not have been done, and the other way round; the exit code is the contract's.
            let is_told = matches!((code, state), (Some(0), State::After) | (Some(3 | 5 | 6 | 7), State::Before));
            if !is_told {
                println!("  LOST: write {number}, exit {code:?}, {state:?}");
                lost += 1;
            }
            if code == Some(0) {
                break;
            }
        }
        let [stayed, done, _] = counts;
        println!(
            "each write of an import fails, {name}: {} writes, {stayed} as before, {done} as after",
            stayed + done
        );
    }
    lost
}

/// A disk of its own that is too small for the import.
pub(crate) fn full_disk(office: &Office) -> u64 {
    let disk = office.db().with_file_name("disk");
    let _ = std::fs::create_dir(&disk);
    let size = std::fs::metadata(office.db()).expect("the office").len() + (1 << 20);
    let mounted =
        Command::new("mount").args(["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs"]).arg(&disk).output();
    if !mounted.is_ok_and(|mounted| mounted.status.success()) {
        println!("full disk: left out (may not mount one here)");
        return 0;
    }
    let line = "member import roster.csv";
    let (before, after) = (dump(&office.db()).expect("a sound file"), office.done(line));
    let db = disk.join("small.db");
    std::fs::copy(office.db(), &db).expect("the office fits");
    let ran = office.run(&db, line);
    let state = office.state(&db, &before, &after);
    let said = String::from_utf8_lossy(&ran.stderr).lines().next().unwrap_or_default().to_owned();
    println!("full disk: exit {:?}, {state:?}: {said}", ran.status.code());
    let _ = Command::new("umount").arg(&disk).status();
    u64::from(state != State::Before || ran.status.code() != Some(7))
}

/// Compiles what makes a write fail.
fn shim(office: &Office) -> Option<PathBuf> {
    let shim = office.db().with_file_name("fail.so");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/faults/fail.c");
    let made = Command::new("cc").args(["-shared", "-fPIC", "-O1", "-o"]).arg(&shim).arg(source).arg("-ldl").status();
    (cfg!(target_os = "linux") && made.is_ok_and(|made| made.success())).then_some(shim)
}
