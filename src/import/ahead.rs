//! Reading ahead: a second thread reads rows and checks what each says by itself, while the first asks the database and
//! writes. The rows arrive in the order of the file, so nothing shows of it but the time.

use std::sync::mpsc::sync_channel;
use std::thread;

use crate::error::Result;
use crate::input::{Kept, Record, Source};

/// Rows that are handed over at a time, and how many such batches may wait: little enough to bound the memory.
const BATCH: usize = 256;
const WAITING: usize = 4;

/// Hands each row to `each` with what `reading` made of it. A failure on either side ends both.
pub(super) fn read<R: Send>(
    mut source: Source,
    reading: impl Fn(&Record<'_>) -> R + Send,
    mut each: impl FnMut(&Record<'_>, R) -> Result<()>,
) -> Result<()> {
    let columns = source.columns();
    let (sender, receiver) = sync_channel(WAITING);
    thread::scope(move |scope| {
        scope.spawn(move || {
            loop {
                let batch = batch(&mut source, &reading);
                let is_last = !matches!(&batch, Ok(rows) if rows.len() == BATCH);
                // Nobody receives any more: the other side has failed and says so itself.
                if sender.send(batch).is_err() || is_last {
                    return;
                }
            }
        });
        for batch in receiver {
            for (row, read) in batch? {
                each(&row.under(&columns), read)?;
            }
        }
        Ok(())
    })
}

fn batch<R>(source: &mut Source, reading: &impl Fn(&Record<'_>) -> R) -> Result<Vec<(Kept, R)>> {
    let mut rows = Vec::with_capacity(BATCH);
    while rows.len() < BATCH
        && let Some(record) = source.next_record()?
    {
        rows.push((record.kept(), reading(&record)));
    }
    Ok(rows)
}
