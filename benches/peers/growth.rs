//! How what was measured grows with the number of people.

use std::collections::BTreeMap;

/// Powers of the number of people: below the first something hardly grows, as a look-up in an index does; up to the second it
/// is linear, sorting and noise allowed for.
const HARDLY: f64 = 0.3;
const LINEAR: f64 = 1.15;

/// The medians of each thing by the number of people, in the order in which things were first measured.
#[derive(Default)]
pub(crate) struct Growth {
    order: Vec<String>,
    times: BTreeMap<String, Vec<(usize, f64)>>,
}

impl Growth {
    /// Notes a median.
    pub(crate) fn take(&mut self, what: &str, rows: usize, time: f64) {
        if !self.order.iter().any(|known| known == what) {
            self.order.push(what.to_owned());
        }
        let times = self.times.entry(what.to_owned()).or_default();
        if times.iter().all(|(known, _)| *known != rows) {
            times.push((rows, time));
        }
    }

    /// Prints seconds at each number of people, and the power with which they grew between the two largest.
    pub(crate) fn tell(&self) {
        println!("\nhow it grows: seconds by people, and the power of the last step");
        for what in &self.order {
            let times = &self.times[what];
            let told: Vec<String> = times.iter().map(|(rows, time)| format!("{rows}: {time:.4}")).collect();
            if let [.., before, last] = times.as_slice() {
                let power = power(*before, *last);
                println!("{what:<28} {}  power {power:.2}, {}", told.join("  "), word(power));
            }
        }
    }
}

fn power((few, before): (usize, f64), (many, after): (usize, f64)) -> f64 {
    (after / before).ln() / (many as f64 / few as f64).ln()
}

fn word(power: f64) -> &'static str {
    if power <= HARDLY {
        "hardly grows"
    } else if power <= LINEAR {
        "at most linear"
    } else {
        "WORSE THAN LINEAR"
    }
}
