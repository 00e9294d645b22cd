//! Files and pictures.

use axum::body::Body;
use serde_json::{Value, json};
use uuid::Uuid;

use super::Crm;
use crate::testing::{Answer, Sandbox};

async fn put(crm: &Crm<'_>, path: &str, bytes: &[u8]) -> Answer {
    let request = crm.request("PUT", path).header("Content-Type", "application/octet-stream");
    crm.sandbox.send(request.body(Body::from(bytes.to_vec())).unwrap()).await
}

async fn upload(crm: &Crm<'_>, file: Uuid, chat: &Value, range: &str, bytes: &[u8]) -> Answer {
    let path = format!(
        "/0/rest/FileApiService/UploadFile?fileId={file}&totalFileLength=6&mimeType=image/png&fileName=%D1%8F.png\
         &columnName=Data&entitySchemaName=WebitelChatFile&parentColumnName=WebitelChat&parentColumnValue={}",
        chat.as_str().unwrap()
    );
    let request = crm.request("POST", &path).header("Content-Range", range);
    crm.sandbox.send(request.body(Body::from(bytes.to_vec())).unwrap()).await
}

#[tokio::test]
async fn a_stream_is_put_read_and_removed() {
    let sandbox = Sandbox::new();
    let crm = Crm::sign_in(&sandbox, "anna").await;
    let chat = crm.create("WebitelChat", json!({"Name": "x"})).await["Id"].clone();
    let file = crm.create("WebitelChatFile", json!({"Name": "a.bin", "WebitelChatId": chat})).await;
    let path = format!("/0/odata/WebitelChatFile({})", file["Id"].as_str().unwrap());
    assert_eq!(file["TypeId"], "529bc2f8-0ee0-df11-971b-001d60e938c6");
    assert_eq!(
        file["Data@odata.mediaReadLink"],
        format!("WebitelChatFile({})/Data", file["Id"].as_str().unwrap())
    );
    assert_eq!(put(&crm, &format!("{path}/Data"), b"\x00\xff\x00bytes").await.status, 200);
    assert_eq!(crm.get(&format!("{path}/Data")).await.bytes, b"\x00\xff\x00bytes");
    assert_eq!(crm.record("WebitelChatFile", &file["Id"]).await["Size"], 8);
    assert_eq!(crm.send("DELETE", &format!("{path}/Data"), &json!({})).await.status, 204);
    assert_eq!(crm.get(&format!("{path}/Data")).await.status, 404);
    let listed = crm.list("WebitelChatFile", &[("$select", "Name")]).await;
    assert!(listed.iter().all(|file| file.as_object().unwrap().len() == 1));
}

#[tokio::test]
async fn a_file_is_uploaded_in_pieces_and_saved_as_it_was() {
    let sandbox = Sandbox::new();
    let crm = Crm::sign_in(&sandbox, "anna").await;
    let chat = crm.create("WebitelChat", json!({"Name": "x"})).await["Id"].clone();
    let file = Uuid::new_v4();
    assert_eq!(upload(&crm, file, &chat, "bytes 0-3/6", b"\x89PN\x00").await.status, 200);
    assert_eq!(upload(&crm, file, &chat, "bytes 5-5/6", b"x").await.status, 400, "a gap");
    assert_eq!(upload(&crm, file, &chat, "bytes 4-5/6", b"\xff\x00").await.status, 200);
    let record = crm.record("WebitelChatFile", &json!(file)).await;
    assert_eq!(
        (&record["Name"], &record["Size"], &record["WebitelChatId"]),
        (&json!("я.png"), &json!(6), &chat)
    );
    let answer = crm.get(&format!("/0/rest/FileService/Download/WebitelChatFile/{file}")).await;
    assert_eq!(answer.bytes, b"\x89PN\x00\xff\x00");
    assert!(answer.header("content-disposition").starts_with("attachment"));
    let body = json!({"rootSchema": "WebitelChatFile", "primaryColumnValues": [file]});
    assert_eq!(crm.send("POST", "/0/rest/GridUtilitiesService/DeleteRecords", &body).await.status, 200);
    assert_eq!(crm.get(&format!("/0/odata/WebitelChatFile({file})")).await.status, 404);
    assert_eq!(crm.get(&format!("/0/rest/FileService/Download/WebitelChatFile/{file}")).await.status, 404);
}

#[tokio::test]
async fn a_photo_is_shown_and_a_script_is_not() {
    let sandbox = Sandbox::new();
    let crm = Crm::sign_in(&sandbox, "anna").await;
    for (name, mime, shown) in [("a.png", "image/png", "inline"), ("a.svg", "image/svg+xml", "attachment")] {
        let image = crm.create("SysImage", json!({"Name": name, "MimeType": mime})).await["Id"].clone();
        let id = image.as_str().unwrap();
        put(&crm, &format!("/0/odata/SysImage({id})/Data"), b"<svg/>").await;
        let link = axum::http::Request::get(format!("/0/img/entity/hash/SysImage/Data/{id}"))
            .header("Cookie", &crm.cookies)
            .body(Body::empty());
        let answer = sandbox.send(link.unwrap()).await;
        assert_eq!(answer.status, 200);
        assert!(answer.header("content-disposition").starts_with(shown), "{name}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
    }
}

#[tokio::test]
async fn files_go_with_their_record() {
    let sandbox = Sandbox::new();
    let crm = Crm::sign_in(&sandbox, "anna").await;
    let chat = crm.create("WebitelChat", json!({"Name": "x"})).await["Id"].clone();
    upload(&crm, Uuid::new_v4(), &chat, "bytes 0-0/1", b"x").await;
    let streams = || {
        let sql = "SELECT count(*) FROM crm_streams";
        sandbox.app.read(|db| Ok(db.query_row(sql, [], |row| row.get::<_, i64>(0))?)).unwrap()
    };
    let before = streams();
    crm.send("DELETE", &format!("/0/odata/WebitelChat({})", chat.as_str().unwrap()), &json!({})).await;
    assert_eq!(streams(), before - 1);
}
