//! A terminal at which somebody sits: the program runs at one end, and what is typed and shown is at the other.
#![cfg(unix)]

use std::io::{Read as _, Write as _};
use std::process::{Child, Command};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};

/// So long is waited for what is to be shown: a machine may be busy.
const PATIENCE: Duration = Duration::from_secs(60);

pub(crate) struct Terminal {
    child: Child,
    keys: std::fs::File,
    shown: Receiver<Vec<u8>>,
    /// All that was shown, and how much of it was waited for.
    screen: String,
    seen: usize,
    /// What came last and is not whole yet.
    waiting: Vec<u8>,
}

impl Terminal {
    /// Runs the program at a terminal of so many columns.
    pub(crate) fn run(mut command: Command) -> Self {
        let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&master).unwrap();
        unlockpt(&master).unwrap();
        let name = ptsname(&master, Vec::new()).unwrap().into_string().unwrap();
        tcsetwinsize(&master, Winsize { ws_row: 40, ws_col: 120, ws_xpixel: 0, ws_ypixel: 0 }).unwrap();
        let end = || std::fs::OpenOptions::new().read(true).write(true).open(&name).unwrap();
        let child = command.env_remove("NO_COLOR").stdin(end()).stdout(end()).stderr(end()).spawn().unwrap();
        // What the command holds of the terminal would keep it open when the program has ended.
        drop(command);
        let keys = std::fs::File::from(master);
        let mut screen = keys.try_clone().unwrap();
        let (send, shown) = channel();
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            // At the end of the program reading fails.
            while let Ok(read @ 1..) = screen.read(&mut bytes) {
                if send.send(bytes[..read].to_vec()).is_err() {
                    break;
                }
            }
        });
        Self { child, keys, shown, screen: String::new(), seen: 0, waiting: Vec::new() }
    }

    /// Waits until this is shown, after what was waited for before.
    #[track_caller]
    pub(crate) fn shows(&mut self, text: &str) -> &mut Self {
        let until = Instant::now() + PATIENCE;
        loop {
            if let Some(at) = self.screen[self.seen..].find(text) {
                self.seen += at + text.len();
                return self;
            }
            let left = until.saturating_duration_since(Instant::now());
            match self.shown.recv_timeout(left) {
                Ok(bytes) => self.take(&bytes),
                Err(_) => panic!("“{text}” is not shown, but: {}", &self.screen[self.seen..]),
            }
        }
    }

    /// Takes in what was shown, without what steers a terminal. What breaks off within a sign or a code waits for the rest.
    fn take(&mut self, bytes: &[u8]) {
        self.waiting.extend_from_slice(bytes);
        let whole = match std::str::from_utf8(&self.waiting) {
            Ok(text) => text.to_owned(),
            Err(broken) => String::from_utf8_lossy(&self.waiting[..broken.valid_up_to()]).into_owned(),
        };
        let mut rest = whole.as_str();
        while let Some(sign) = rest.chars().next() {
            let code = rest.strip_prefix("\u{1b}[").map(|code| code.find(|sign: char| sign.is_ascii_alphabetic()));
            match (sign, code) {
                ('\u{1b}', Some(Some(end))) => rest = &rest[end + 3..],
                ('\u{1b}', _) if code.is_some() || rest.len() == 1 => break,
                ('\u{1b}', _) => rest = &rest[1..],
                _ => {
                    self.screen.push(sign);
                    rest = &rest[sign.len_utf8()..];
                }
            }
        }
        self.waiting.drain(..whole.len() - rest.len());
    }

    /// Types this.
    pub(crate) fn types(&mut self, keys: &str) -> &mut Self {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self
    }

    /// The end of the program: its exit code, and all that was shown.
    pub(crate) fn ends(mut self) -> (i32, String) {
        let code = self.child.wait().unwrap().code().unwrap();
        while let Ok(bytes) = self.shown.recv_timeout(Duration::from_millis(200)) {
            self.take(&bytes);
        }
        (code, self.screen)
    }
}

/// The key for going down a list, and for leaving a question.
pub(crate) const DOWN: &str = "\u{1b}[B";
pub(crate) const ENTER: &str = "\r";
pub(crate) const ESCAPE: &str = "\u{1b}";
