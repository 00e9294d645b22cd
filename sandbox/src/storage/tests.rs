//! Uploads and downloads over HTTP.

use axum::body::Body;
use serde_json::Value;

use crate::testing::{Answer, Sandbox, request};

const PIXEL: &[u8] = include_bytes!("../seed/files/label.png");

async fn upload(sandbox: &Sandbox, token: &str, query: &str, mime: &str, bytes: &[u8]) -> Answer {
    let chat = sandbox.chat_of("anna");
    let path = format!("/api/storage/file/{chat}/upload?channel=chat{query}");
    let request = request("POST", token, &path).header("Content-Type", mime);
    sandbox.send(request.body(Body::from(bytes.to_vec())).unwrap()).await
}

async fn upload_part(sandbox: &Sandbox, token: &str, name: &str, bytes: &[u8]) -> Value {
    let mut form = format!(
        "--x\r\nContent-Disposition: form-data; name=\"f\"; filename=\"{name}\"\r\nContent-Type: image/png\r\n\r\n"
    )
    .into_bytes();
    form.extend_from_slice(bytes);
    form.extend_from_slice(b"\r\n--x--\r\n");
    upload(sandbox, token, "", "multipart/form-data; boundary=x", &form).await.json()[0].clone()
}

#[tokio::test]
async fn what_was_uploaded_comes_back_byte_for_byte() {
    let sandbox = Sandbox::new();
    let token = sandbox.token("anna");
    let form = upload_part(&sandbox, &token, "етикетка.png", PIXEL).await;
    let raw = upload(&sandbox, &token, "&name=label.png", "image/png", PIXEL).await.json()[0].clone();
    for (file, name) in [(&form, "етикетка.png"), (&raw, "label.png")] {
        assert_eq!((&file["name"], &file["mime"]), (&name.into(), &"image/png".into()));
        assert_eq!(file["size"], PIXEL.len());
        let path = format!("/api/storage/file/{}/download?source=image/png", file["id"]);
        let answer = sandbox.get(&token, &path).await;
        assert_eq!(answer.bytes, PIXEL);
        assert!(answer.header("content-disposition").starts_with("attachment; "));
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(sandbox.get("", file["shared"].as_str().unwrap()).await.bytes, PIXEL);
    }
}

#[tokio::test]
async fn a_stream_shows_pictures_in_parts_and_nothing_that_could_run() {
    let sandbox = Sandbox::new();
    let token = sandbox.token("anna");
    let picture = upload_part(&sandbox, &token, "a.png", PIXEL).await;
    let path = format!("/api/storage/file/{}/stream", picture["id"]);
    let part = request("GET", &token, &path).header("Range", "bytes=1-3").body(Body::empty()).unwrap();
    let part = sandbox.send(part).await;
    assert_eq!((part.status.as_u16(), part.bytes.as_slice()), (206, &b"PNG"[..]));
    assert!(part.header("content-disposition").starts_with("inline; "));

    for (name, mime) in [("a.html", "text/html"), ("a.svg", "image/svg+xml"), ("a.pdf", "application/pdf")] {
        let file = upload(&sandbox, &token, &format!("&name={name}"), mime, b"<script>").await.json();
        let answer = sandbox.get(&token, &format!("/api/storage/file/{}/stream", file[0]["id"])).await;
        assert!(answer.header("content-disposition").starts_with("attachment; "), "{name}");
        assert_eq!(answer.header("content-security-policy"), "default-src 'none'; sandbox");
    }
}

#[tokio::test]
async fn names_do_not_lead_out_of_the_folder() {
    let sandbox = Sandbox::new();
    let token = sandbox.token("anna");
    for name in ["../../evil.txt", "..\\\\..\\\\evil.txt", "/etc/evil.txt"] {
        let file = upload_part(&sandbox, &token, name, b"x").await;
        assert_eq!(file["name"], "evil.txt", "{name}");
    }
    let file = upload(&sandbox, &token, "&name=..%2F..%2Fa%00%0Ab.txt", "text/plain", b"x").await.json();
    assert_eq!(file[0]["name"], "ab.txt");
    for path in [
        "/api/storage/file/..%2Fsandbox.sqlite/download",
        "/api/storage/file/%2e%2e%2fsandbox.sqlite/stream",
        "/any/file/..%2Fsandbox.sqlite/download?expires=9999999999999&signature=00",
    ] {
        assert_eq!(sandbox.get(&token, path).await.refusal().0, 404, "{path}");
    }
}

#[tokio::test]
async fn agents_read_files_and_those_who_take_part_store_them() {
    let sandbox = Sandbox::new();
    let stranger = sandbox.token("carmen");
    let file = upload_part(&sandbox, &sandbox.token("anna"), "a.png", PIXEL).await;
    for way in ["download", "stream"] {
        let path = format!("/api/storage/file/{}/{way}", file["id"]);
        assert!(sandbox.get(&stranger, &path).await.status.is_success());
        assert_eq!(sandbox.get("", &path).await.refusal().0, 401);
    }
    assert_eq!(upload(&sandbox, &stranger, "&name=a", "text/plain", b"x").await.refusal().0, 404);
    assert_eq!(upload(&sandbox, "", "&name=a", "text/plain", b"x").await.refusal().0, 401);
}

#[tokio::test]
async fn a_changed_link_is_refused() {
    let sandbox = Sandbox::new();
    let token = sandbox.token("anna");
    let one = upload_part(&sandbox, &token, "a.png", PIXEL).await;
    let other = upload_part(&sandbox, &token, "b.png", PIXEL).await;
    let link = one["shared"].as_str().unwrap();
    let moved = link.replace(&format!("/{}/", one["id"]), &format!("/{}/", other["id"]));
    for changed in [moved, link.replace("expires=1", "expires=2"), link.split('?').next().unwrap().to_owned()]
    {
        assert_eq!(sandbox.get("", &changed).await.refusal().0, 403, "{changed}");
    }
}

#[tokio::test]
async fn what_is_too_large_or_forbidden_is_refused_with_the_reason() {
    let sandbox = Sandbox::new();
    let token = sandbox.token("anna");
    let huge = vec![0; 20 * 1024 * 1024 + 1];
    let refusal = upload(&sandbox, &token, "&name=a.bin", "application/octet-stream", &huge).await;
    assert_eq!(refusal.refusal(), (413, "utils.file.locally.writing.limit".to_owned()));
    assert!(refusal.json()["detail"].as_str().unwrap().contains("20 MB"));

    let policy = serde_json::json!([{"channel": "chat", "mime_types": ["image/*"]}]);
    sandbox.app.act(|act| Ok(crate::store::settings::put(&act.db, "file_policies", &policy)?)).unwrap();
    let refusal = upload(&sandbox, &token, "&name=a.exe", "application/x-msdownload", b"MZ").await;
    assert_eq!(refusal.refusal(), (403, "policy.file.allow".to_owned()));
    assert_eq!(refusal.json()["detail"], "forbidden");
    assert_eq!(upload(&sandbox, &token, "&name=a.png", "image/png", PIXEL).await.status, 200);
}

#[tokio::test]
async fn what_was_half_written_is_removed_at_the_next_start() {
    let sandbox = Sandbox::new();
    let file = upload_part(&sandbox, &sandbox.token("anna"), "a.png", PIXEL).await;
    let folder = sandbox.app.files_dir();
    std::fs::write(folder.join("0123.part"), b"half").unwrap();
    super::tidy(&folder).unwrap();
    assert!(!folder.join("0123.part").exists());
    assert!(folder.join(file["id"].to_string()).exists());
}
