//! `ProcessEngineService.svc`: runs a business process.

use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::signed::{Svc, body};
use crate::app::App;
use crate::creatio::processes::{self, Values};
use crate::creatio::refusal::{Outcome, Refusal};
use crate::creatio::reply::Reply;
use crate::creatio::session::Caller;

/// Body of `RunProcess`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    schema_name: Option<String>,
    #[serde(rename = "schemaUId")]
    schema_uid: Option<String>,
    #[serde(default)]
    parameter_values: Vec<Parameter>,
    #[serde(default)]
    result_parameter_names: Vec<String>,
}

#[derive(Deserialize)]
struct Parameter {
    name: String,
    value: Value,
}

/// A process that has ended well.
const DONE: u8 = 2;
/// A process that broke off.
const BROKEN: u8 = 3;

/// `RunProcess`: 200 in any case; `success` tells how it went.
pub(super) async fn run(State(app): State<App>, Svc(caller): Svc, bytes: Bytes) -> Reply {
    let run: Run = match body(&bytes) {
        Ok(run) => run,
        Err(refusal) => return refusal.svc(),
    };
    let name = run.schema_name.or(run.schema_uid).unwrap_or_default();
    let parameters =
        run.parameter_values.into_iter().map(|parameter| (parameter.name, parameter.value)).collect();
    let answer = |status, results: Value, error: Value| {
        Reply::json(
            200,
            json!({
                "processId": Uuid::new_v4(), "processStatus": status, "resultParameterValues": results,
                "executionData": null, "success": error.is_null(), "errorInfo": error,
            }),
        )
    };
    match start(&app, &caller, &name, &parameters) {
        Ok(mut results) => {
            results.retain(|name, _| run.result_parameter_names.contains(name));
            answer(DONE, json!(results), Value::Null)
        }
        Err(refusal) => {
            let error =
                json!({"errorCode": "ProcessException", "message": refusal.words(), "stackTrace": null});
            answer(BROKEN, Value::Null, error)
        }
    }
}

/// `{code}/Execute?…`: the answer is JSON in XML.
pub(super) async fn execute(
    State(app): State<App>,
    Svc(caller): Svc,
    Path(code): Path<String>,
    Query(query): Query<Vec<(String, String)>>,
) -> Reply {
    let asked = query.iter().find(|(name, _)| name == "ResultParameterName").map(|(_, value)| value.clone());
    let parameters = query.into_iter().map(|(name, value)| (name, value.into())).collect();
    match start(&app, &caller, &code, &parameters) {
        Ok(results) => {
            let result = asked.and_then(|name| results.get(&name).cloned()).unwrap_or_default();
            let json = result.to_string().replace('&', "&amp;").replace('<', "&lt;");
            let xml = format!(
                "<string xmlns=\"http://schemas.microsoft.com/2003/10/Serialization/\">{json}</string>"
            );
            Reply::text("application/xml; charset=utf-8", xml)
        }
        Err(refusal) => refusal.svc(),
    }
}

fn start(app: &App, caller: &Caller, name: &str, parameters: &Values) -> Outcome<Values> {
    let process = processes::find(name).ok_or_else(|| {
        Refusal::Failed(format!("Item with name \"{name}\" not found in the process library."))
    })?;
    app.command(|act| process.run(act, caller, parameters))
}
