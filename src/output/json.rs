//! JSON for scripts: an array of objects, or an object a line, keys and codes in English, what is not known `null`.

use serde_json::{Map, Value as Json, json};

use super::{Column, Printer, Target, Value, hundredths, rounded};
use crate::error::Result;
use crate::text;

pub(super) struct JsonPrinter {
    target: Target,
    keys: Vec<String>,
    /// An object a line, and no array around them.
    lines: bool,
    begun: bool,
}

impl JsonPrinter {
    pub(super) fn new(target: Target, lines: bool) -> Self {
        Self { target, keys: Vec::new(), lines, begun: false }
    }

    fn object(&mut self, row: &[Value]) -> Result<()> {
        let object: Map<String, Json> = self.keys.iter().cloned().zip(row.iter().map(json_value)).collect();
        let json = escape_unsafe(&Json::Object(object).to_string());
        if self.lines {
            return self.target.write(format!("{json}\n").as_bytes());
        }
        let separator = if std::mem::replace(&mut self.begun, true) { ",\n " } else { "[" };
        self.target.write(separator.as_bytes())?;
        self.target.write(json.as_bytes())
    }
}

impl Printer for JsonPrinter {
    fn head(&mut self, columns: &[Column]) -> Result<()> {
        self.keys = columns.iter().map(|column| column.key.clone()).collect();
        Ok(())
    }

    fn row(&mut self, row: &[Value]) -> Result<()> {
        self.object(row)
    }

    fn finish(mut self: Box<Self>, total: Option<&[Value]>) -> Result<Target> {
        if let Some(total) = total {
            self.object(total)?;
        }
        if self.lines {
            return Ok(self.target);
        }
        let end: &[u8] = if self.begun { b"]\n" } else { b"[]\n" };
        self.target.write(end)?;
        Ok(self.target)
    }
}

pub(super) fn json_value(value: &Value) -> Json {
    match value {
        Value::Null | Value::Unknown => Json::Null,
        Value::Text(text) => json!(text),
        Value::Int(number) => json!(number),
        Value::Share(share) => json!(rounded(*share)),
        Value::Decimal(number) => json!(hundredths(*number)),
        Value::Real(number) => json!(number),
        Value::Bool(flag) => json!(flag),
        Value::Code(code) => json!(code.code),
        Value::Codes(codes) => codes.iter().map(|code| code.code).collect(),
        Value::Lines(lines) => lines
            .iter()
            .map(|line| json!({"head": line.head.code, "text": line.text, "outcome": line.mark.map(|mark| mark.code)}))
            .collect(),
    }
}

/// Writes characters that could steer a terminal as `\uXXXX`, which any reader of JSON turns back into them.
fn escape_unsafe(json: &str) -> String {
    if !json.chars().any(text::is_unsafe) {
        return json.to_owned();
    }
    json.chars().fold(String::with_capacity(json.len()), |mut escaped, c| {
        if text::is_unsafe(c) {
            escaped += &format!("\\u{:04x}", u32::from(c));
        } else {
            escaped.push(c);
        }
        escaped
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unsafe_characters_are_escaped_and_come_back() {
        let json = json!({"name": "张\u{202e}三\u{85}\u{1b}[0m"}).to_string();
        let escaped = escape_unsafe(&json);
        assert!(!escaped.chars().any(text::is_unsafe));
        assert_eq!(serde_json::from_str::<Json>(&escaped).unwrap(), serde_json::from_str::<Json>(&json).unwrap());
    }
}
