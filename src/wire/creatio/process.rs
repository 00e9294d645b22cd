//! Running a business process.

use serde::Serialize;

/// A process to be run.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RunProcess {
    /// Its code.
    pub schema_name: String,
    /// What it is given. A parameter that it does not know is dropped without a word.
    pub parameter_values: Vec<Parameter>,
    /// The parameters that are wanted back.
    pub result_parameter_names: Vec<String>,
}

/// A value for a parameter.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Parameter {
    /// The parameter's code.
    pub name: String,
    /// Its value.
    pub value: String,
}

impl RunProcess {
    /// Runs the process with this code.
    #[must_use]
    pub fn new(code: &str) -> Self {
        Self {
            schema_name: code.to_owned(),
            parameter_values: Vec::new(),
            result_parameter_names: Vec::new(),
        }
    }

    /// Gives it a value.
    #[must_use]
    pub fn give(mut self, name: &str, value: impl ToString) -> Self {
        self.parameter_values.push(Parameter { name: name.to_owned(), value: value.to_string() });
        self
    }

    /// Wants a value back.
    #[must_use]
    pub fn want(mut self, name: &str) -> Self {
        self.result_parameter_names.push(name.to_owned());
        self
    }
}
