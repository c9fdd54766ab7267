//! Reading ahead: a second thread reads rows and checks what each says by itself, while the first asks the database and
//! writes. The rows arrive in the order of the file, so nothing shows of it but the time.
//!
//! What the first thread is done with goes back to the second, which reads into it again: memory is handed out and taken
//! back by one thread alone, and the one that has less to do.

use std::sync::mpsc::{channel, sync_channel};
use std::thread;

use crate::error::Result;
use crate::input::{Kept, Record, Source};

/// Rows that are handed over at a time, and how many such batches may wait: little enough to bound the memory.
const BATCH: usize = 64;
const WAITING: usize = 4;

/// Hands each row to `each` with what `reading` made of it. A failure on either side ends both.
pub(super) fn read<R: Send>(
    mut source: Source,
    reading: impl Fn(&Record<'_>) -> R + Send,
    mut each: impl FnMut(&Record<'_>, &mut R) -> Result<()>,
) -> Result<()> {
    let columns = source.columns();
    let (sender, receiver) = sync_channel(WAITING);
    let (give_back, given_back) = channel::<Vec<(Kept, R)>>();
    thread::scope(move |scope| {
        scope.spawn(move || {
            let mut spare = Vec::new();
            loop {
                spare.extend(given_back.try_iter().flatten().map(|(row, _)| row));
                let batch = batch(&mut source, &mut spare, &reading);
                let is_last = !matches!(&batch, Ok(rows) if rows.len() == BATCH);
                // Nobody receives any more: the other side has failed and says so itself.
                if sender.send(batch).is_err() || is_last {
                    return;
                }
            }
        });
        for batch in receiver {
            let mut rows = batch?;
            for (row, read) in &mut rows {
                each(&row.under(&columns), read)?;
            }
            // Nobody takes them back any more: all rows are read.
            let _ = give_back.send(rows);
        }
        Ok(())
    })
}

fn batch<R>(source: &mut Source, spare: &mut Vec<Kept>, reading: &impl Fn(&Record<'_>) -> R) -> Result<Vec<(Kept, R)>> {
    let mut rows = Vec::with_capacity(BATCH);
    while rows.len() < BATCH
        && let Some(record) = source.next_record()?
    {
        let (read, told) = (reading(&record), record.told());
        rows.push((source.hand_over(spare.pop(), told), read));
    }
    Ok(rows)
}
