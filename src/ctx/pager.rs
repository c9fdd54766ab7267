//! What is longer than the screen goes through the program that pages it, on a terminal and nowhere else.

use std::io::{self, Write};
use std::process::{Child, ChildStdin, Command, Stdio};

use crate::ctx::to_stderr;
use crate::error::reason;
use crate::i18n::texts;
use crate::i18n::{Lang, say};
use crate::text;

/// What less is told where nobody has told it anything: to stay away from what fits, to leave the colours, not to clear the screen.
const LESS: [(&str, &str); 2] = [("LESS", "FRX"), ("LESSCHARSET", "utf-8")];

/// Standard output before a person: held until it is longer than the screen, then handed to the pager.
pub(super) struct Paged {
    held: Vec<u8>,
    /// The lines and columns of the screen.
    screen: (usize, usize),
    lang: Lang,
    to: To,
}

enum To {
    /// Nothing was longer than the screen yet.
    Held(Vec<String>),
    Pager(Box<Child>, Option<ChildStdin>),
    /// There is no such program.
    Plain,
}

impl Paged {
    /// Standard output for a terminal of so many lines and columns; the words are the program with its arguments.
    pub(super) fn new(pager: Vec<String>, screen: (usize, usize), lang: Lang) -> Self {
        Self { held: Vec::new(), screen, lang, to: To::Held(pager) }
    }

    /// Whether what is held is longer than the screen.
    fn is_long(&self) -> bool {
        let (lines, columns) = self.screen;
        let text = String::from_utf8_lossy(&self.held);
        let rows = text.lines().map(|line| text::width(line).div_ceil(columns.max(1)).max(1));
        rows.sum::<usize>() >= lines
    }

    /// Begins to page: where that cannot be done, it is told, and what is held comes out as it is.
    fn begin(&mut self, pager: &[String]) -> io::Result<()> {
        let Some((program, arguments)) = pager.split_first() else { return self.plain() };
        let mut command = Command::new(program);
        command.args(arguments).stdin(Stdio::piped());
        for (name, value) in LESS.into_iter().filter(|(name, _)| !super::surroundings::is_set(name)) {
            command.env(name, value);
        }
        match command.spawn() {
            Ok(mut child) => {
                let mut stdin = child.stdin.take();
                let written = stdin.as_mut().map_or(Ok(()), |stdin| stdin.write_all(&self.held));
                self.held.clear();
                self.to = To::Pager(Box::new(child), stdin);
                written
            }
            Err(error) => {
                to_stderr(&say!(PagerFailed { pager: pager.join(" "), reason: reason(&error) }).say(self.lang));
                self.plain()
            }
        }
    }

    fn plain(&mut self) -> io::Result<()> {
        self.to = To::Plain;
        io::stdout().write_all(&std::mem::take(&mut self.held))
    }
}

impl Write for Paged {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.to {
            To::Held(pager) => {
                let pager = std::mem::take(pager);
                self.held.extend_from_slice(bytes);
                if self.is_long() {
                    self.begin(&pager)?;
                } else {
                    self.to = To::Held(pager);
                }
                Ok(bytes.len())
            }
            To::Pager(_, Some(stdin)) => stdin.write(bytes),
            To::Pager(_, None) => Ok(0),
            To::Plain => io::stdout().write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.to {
            To::Held(_) => {
                io::stdout().write_all(&std::mem::take(&mut self.held))?;
                io::stdout().flush()
            }
            To::Pager(_, Some(stdin)) => stdin.flush(),
            To::Pager(_, None) => Ok(()),
            To::Plain => io::stdout().flush(),
        }
    }
}

/// What was not finished is not shown; the program goes on when the reader has seen all.
impl Drop for Paged {
    fn drop(&mut self) {
        if let To::Pager(child, stdin) = &mut self.to {
            drop(stdin.take());
            let _ = child.wait();
        }
    }
}
