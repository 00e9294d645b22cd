//! Reads JSON into the wire's types.
//!
//! `serde_json` reads the text; from there the types are filled by a reader that knows objects as
//! maps only and errors without words. For the browser that halves the code of each type: the
//! derived readers of sequences and all messages for developers are left out.

use serde::de::value::StringDeserializer;
use serde::de::{DeserializeOwned, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;
use serde_json::{Map, Value};

/// The text is no JSON, or not of the type that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unreadable;

/// Reads a text.
pub(super) fn read<T: DeserializeOwned>(text: &str) -> Result<T, Unreadable> {
    fill(parse(text)?)
}

/// Fills a type from a JSON value.
pub(super) fn fill<T: DeserializeOwned>(value: Value) -> Result<T, Unreadable> {
    T::deserialize(Json(value))
}

/// Reads a text whose type shows only inside.
pub(super) fn parse(text: &str) -> Result<Value, Unreadable> {
    serde_json::from_str(text).map_err(|_| Unreadable)
}

/// A JSON value to be read into a type.
#[derive(Clone)]
pub(super) struct Json(pub(super) Value);

impl std::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("unreadable")
    }
}

impl std::error::Error for Unreadable {}

impl serde::de::Error for Unreadable {
    fn custom<T: std::fmt::Display>(_words: T) -> Self {
        Self
    }
    fn invalid_type(_unexpected: serde::de::Unexpected<'_>, _expected: &dyn serde::de::Expected) -> Self {
        Self
    }
    fn invalid_value(_unexpected: serde::de::Unexpected<'_>, _expected: &dyn serde::de::Expected) -> Self {
        Self
    }
    fn invalid_length(_length: usize, _expected: &dyn serde::de::Expected) -> Self {
        Self
    }
    fn unknown_variant(_variant: &str, _expected: &'static [&'static str]) -> Self {
        Self
    }
    fn unknown_field(_field: &str, _expected: &'static [&'static str]) -> Self {
        Self
    }
    fn missing_field(_field: &'static str) -> Self {
        Self
    }
    fn duplicate_field(_field: &'static str) -> Self {
        Self
    }
}

impl<'de> Deserializer<'de> for Json {
    type Error = Unreadable;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(value),
            Value::Number(number) => match (number.as_i64(), number.as_f64()) {
                (Some(value), _) => visitor.visit_i64(value),
                (None, Some(value)) => visitor.visit_f64(value),
                (None, None) => Err(Unreadable),
            },
            Value::String(value) => visitor.visit_string(value),
            Value::Array(values) => visitor.visit_seq(List(values.into_iter())),
            Value::Object(fields) => visitor.visit_map(Fields::new(fields)),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        match self.0 {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        match self.0 {
            Value::Array(values) => visitor.visit_seq(List(values.into_iter())),
            _ => Err(Unreadable),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        match self.0 {
            Value::Object(fields) => visitor.visit_map(Fields::new(fields)),
            _ => Err(Unreadable),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        self.deserialize_map(visitor)
    }

    /// The wire's enumerations are words.
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        match self.0 {
            Value::String(word) => visitor.visit_enum(StringDeserializer::new(word)),
            _ => Err(Unreadable),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf unit unit_struct
        identifier ignored_any
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _len: usize, visitor: V) -> Result<V::Value, Unreadable> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _len: usize,
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        self.deserialize_seq(visitor)
    }
}

struct List(std::vec::IntoIter<Value>);

impl<'de> SeqAccess<'de> for List {
    type Error = Unreadable;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Unreadable> {
        self.0.next().map(|value| seed.deserialize(Json(value))).transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.0.len())
    }
}

struct Fields {
    fields: serde_json::map::IntoIter,
    value: Value,
}

impl Fields {
    fn new(fields: Map<String, Value>) -> Self {
        Self { fields: fields.into_iter(), value: Value::Null }
    }
}

impl<'de> MapAccess<'de> for Fields {
    type Error = Unreadable;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Unreadable> {
        let Some((name, value)) = self.fields.next() else { return Ok(None) };
        self.value = value;
        seed.deserialize(StringDeserializer::new(name)).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Unreadable> {
        seed.deserialize(Json(std::mem::take(&mut self.value)))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde::Deserialize;

    use super::{Unreadable, read};
    use crate::wire::agent::{AgentSession, AgentStatus};
    use crate::wire::chat::{Message, Variables};

    #[derive(Debug, PartialEq, Deserialize)]
    struct Sample {
        whole: i64,
        fraction: f64,
        flag: bool,
        word: String,
        nothing: Option<i64>,
        list: Vec<(i64, String)>,
        map: Variables,
    }

    #[test]
    fn every_form_is_read() {
        let text = r#"{"whole":-5,"fraction":0.5,"flag":true,"word":"ї","nothing":null,"list":[[1,"a"]],
                       "map":{"k":"v"},"unknown":{"deep":[1,{}]}}"#;
        let sample: Sample = read(text).unwrap();
        assert_eq!(sample, serde_json::from_str(text).unwrap());
    }

    #[test]
    fn an_unknown_word_of_an_enumeration_is_harmless() {
        let session: AgentSession = read(r#"{"agent_id":"7","status":"dancing"}"#).unwrap();
        assert_eq!(session.status, AgentStatus::Unknown);
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        for text in ["", "{", "null", "[]", r#""text""#, r#"{"id":{}}"#, r#"{"text":"no id"}"#] {
            assert_eq!(read::<Message>(text), Err(Unreadable), "{text}");
        }
    }

    proptest! {
        /// Hostile text is refused, never more.
        #[test]
        fn no_text_does_harm(text in r#"[\[\]{}":,0-9a-z\\ ]{0,60}"#) {
            let _ = read::<Message>(&text);
            let _ = read::<AgentSession>(&text);
        }
    }
}
