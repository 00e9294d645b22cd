//! Files of records: upload in pieces, download, pictures, removal.

use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::http::header::CONTENT_RANGE;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::signed::{Link, Rest, body};
use crate::app::{Act, App};
use crate::creatio::files::{self, Stored};
use crate::creatio::model::{self, Entity, Form, Member, SYS_IMAGE};
use crate::creatio::odata::LARGEST_BODY;
use crate::creatio::refusal::{Outcome, Refusal};
use crate::creatio::reply::Reply;
use crate::creatio::session::Caller;
use crate::creatio::table::{self, Fields};
use crate::creatio::{records, streams, value};
use crate::storage::{clean_name, disposition, is_picture, media_type};

/// What an upload says of its file.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Upload {
    file_id: Uuid,
    total_file_length: Option<usize>,
    #[serde(default)]
    mime_type: String,
    file_name: String,
    entity_schema_name: String,
    parent_column_name: Option<String>,
    parent_column_value: Option<Uuid>,
    /// Further columns, as a JSON object.
    additional_params: Option<String>,
}

/// `FileApiService/UploadFile`: the first piece makes the record, each further one is added.
pub(super) async fn upload(
    State(app): State<App>,
    Rest(caller): Rest,
    Query(upload): Query<Upload>,
    headers: HeaderMap,
    bytes: Bytes,
) -> Outcome<Reply> {
    let entity = file_object(&upload.entity_schema_name)?;
    if upload.total_file_length.is_some_and(|length| length > LARGEST_BODY) {
        return Err(Refusal::TooLarge("The file exceeds the maximum size of 10 MB.".to_owned()));
    }
    let begin = headers.get(CONTENT_RANGE).and_then(|range| begin(range.to_str().ok()?)).unwrap_or(0);
    app.command(|act| {
        if begin == 0 {
            first_piece(act, &caller, entity, &upload, &bytes)
        } else {
            next_piece(act, &caller, entity, upload.file_id, begin, &bytes)
        }
    })?;
    Ok(Reply::json(200, json!({"success": true, "errorInfo": null, "rowsAffected": 1})))
}

/// Where `bytes 100-199/200` begins.
fn begin(range: &str) -> Option<i64> {
    range.strip_prefix("bytes ")?.split('-').next()?.trim().parse().ok()
}

fn first_piece(
    act: &mut Act,
    caller: &Caller,
    entity: &'static Entity,
    upload: &Upload,
    bytes: &[u8],
) -> Outcome<()> {
    let mime = media_type(Some(&upload.mime_type), &upload.file_name);
    if !table::exists(&act.db, entity, upload.file_id)? {
        let mut fields = more_columns(entity, upload)?;
        fields.set_guid("Id", upload.file_id);
        fields.set("Name", clean_name(&upload.file_name));
        if let Some(parent) = &upload.parent_column_name {
            let field = match entity.member(parent) {
                Some(Member::Navigation(column, _) | Member::Value(column)) => column.field(),
                _ => return Err(Refusal::NoColumn { path: parent.clone(), object: entity.name }),
            };
            fields.set_guid(&field, upload.parent_column_value.unwrap_or_default());
        }
        records::create(act, caller, entity, fields)?;
    }
    files::put_bytes(act, caller, entity, upload.file_id, files::DATA, &mime, bytes)
}

fn more_columns(entity: &'static Entity, upload: &Upload) -> Outcome<Fields> {
    let mut fields = Fields::default();
    let more: Map<String, Value> = match &upload.additional_params {
        Some(json) => body(&Bytes::from(json.clone()))?,
        None => Map::new(),
    };
    for (name, wire) in &more {
        let column = entity
            .value(name)
            .ok_or_else(|| Refusal::NoColumn { path: name.clone(), object: entity.name })?;
        fields.set(name, value::from_wire(column, wire).map_err(Refusal::Body)?);
    }
    Ok(fields)
}

fn next_piece(
    act: &mut Act,
    caller: &Caller,
    entity: &'static Entity,
    id: Uuid,
    begin: i64,
    bytes: &[u8],
) -> Outcome<()> {
    let size = streams::size(&act.db, id, files::DATA)?;
    if size != begin {
        return Err(Refusal::Body(format!("The piece begins at {begin}, but {size} bytes are there.")));
    }
    files::append_bytes(act, caller, entity, id, bytes)
}

/// `FileService/Download/{object}/{id}`: always to be saved, never to be shown.
pub(super) async fn download(
    State(app): State<App>,
    Link(caller): Link,
    Path((object, id)): Path<(String, Uuid)>,
) -> Outcome<Reply> {
    let entity = file_object(&object)?;
    let file = app.read_aside(|db| files::read(db, &caller, entity, id))?;
    Ok(given_out(file, false))
}

/// `img/entity/hash/SysImage/Data/{id}`: a picture, shown if it is one.
pub(super) async fn picture(
    State(app): State<App>,
    Link(caller): Link,
    Path(id): Path<Uuid>,
) -> Outcome<Reply> {
    let file = app.read_aside(|db| files::read(db, &caller, &SYS_IMAGE, id))?;
    Ok(given_out(file, true))
}

fn given_out(file: Stored, shown: bool) -> Reply {
    let mime = media_type(Some(&file.mime), &file.name);
    let inline = shown && is_picture(&mime);
    Reply::bytes(mime, file.bytes)
        .with("content-disposition", disposition(inline, &file.name))
        .with("x-content-type-options", "nosniff")
        .with("content-security-policy", "default-src 'none'; sandbox")
        .with("cache-control", "private, max-age=3600")
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Removal {
    root_schema: String,
    primary_column_values: Vec<Uuid>,
}

/// `GridUtilitiesService/DeleteRecords`.
pub(super) async fn delete_records(
    State(app): State<App>,
    Rest(caller): Rest,
    bytes: Bytes,
) -> Outcome<Reply> {
    let removal: Removal = body(&bytes)?;
    let entity =
        model::find(&removal.root_schema).ok_or_else(|| Refusal::NoObject(removal.root_schema.clone()))?;
    app.command(|act| {
        removal.primary_column_values.iter().try_for_each(|id| records::remove(act, &caller, entity, *id))
    })?;
    let removed = removal.primary_column_values;
    let result = json!({"Success": true, "DeletedItems": removed, "UndeletedItems": []});
    Ok(Reply::json(200, json!({"DeleteRecordsResult": result.to_string()})))
}

fn file_object(name: &str) -> Outcome<&'static Entity> {
    let entity =
        model::find(name).filter(|entity| entity.form == Form::File || std::ptr::eq(*entity, &SYS_IMAGE));
    entity.ok_or_else(|| Refusal::NoObject(name.to_owned()))
}
