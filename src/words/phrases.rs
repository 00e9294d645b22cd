//! Sentences with parts.
