//! What is on the screen. Views read the desk, call its intents and know no wire, no JSON and no colour.

pub mod ui;
