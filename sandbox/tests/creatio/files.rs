//! Files and links of a record.

use std::cell::Cell;
use std::rc::Rc;

use webitel_chats::client::creatio::CrmError;
use webitel_chats::client::platform::Platform;
use webitel_chats::domain::record::{AttachmentKind, SentFile};
use webitel_chats::ids::FileId;
use webitel_chats::ids::crm::AttachmentId;

use crate::machine::Bytes;
use crate::record::made;
use crate::server::Sandbox;

#[tokio::test]
async fn what_is_attached_is_listed_fetched_and_removed() {
    let sandbox = Sandbox::start();
    let crm = sandbox.signed_in("anna").await;
    let record = made(&crm).await.id;
    let file = Bytes { name: "звіт & №1.txt", mime: "text/plain", bytes: "привіт".into() };
    let sent = Rc::new(Cell::new(0));
    let seen = Rc::clone(&sent);
    let id = AttachmentId(crm.new_id().0);
    crm.attach(record, id, &file, move |bytes| seen.set(bytes)).await.unwrap();
    assert_eq!(sent.get(), 12);
    let link = crm.attach_link(record, "https://example.com/?a=1&b=2", "Example").await.unwrap();
    for _ in 0..2 {
        let photo = SentFile { id: FileId(501), name: "photo.png".to_owned() };
        crm.note_sent_files(record, "https://desk/", &[photo]).await.unwrap();
    }
    let all = crm.attachments(record).await.unwrap();
    assert_eq!(all.len(), 3, "a file of the chat is noted once");
    let of = |id| all.iter().find(|attachment| attachment.id == id).unwrap();
    assert_eq!(of(id).kind, AttachmentKind::File { name: file.name.to_owned(), size: 12 });
    assert!(!of(id).by.is_empty() && of(id).at.is_some());
    let (url, caption) = ("https://example.com/?a=1&b=2".to_owned(), "Example".to_owned());
    assert_eq!(of(link).kind, AttachmentKind::Link { url, caption });
    let fetched = crm.platform().fetch(crm.file_request(id).await.unwrap()).await.unwrap();
    assert_eq!((fetched.status, fetched.text.as_str()), (200, "привіт"));
    for _ in 0..2 {
        crm.detach(id).await.unwrap();
    }
    assert_eq!(crm.open_record(record).await.unwrap().attachments.len(), 2);
}

#[tokio::test]
async fn what_is_too_large_is_said_to_be_so() {
    let sandbox = Sandbox::start();
    let crm = sandbox.signed_in("anna").await;
    let record = made(&crm).await.id;
    let file =
        Bytes { name: "large.bin", mime: "application/octet-stream", bytes: vec![0; 10 * 1024 * 1024 + 1] };
    let id = AttachmentId(crm.new_id().0);
    assert_eq!(crm.attach(record, id, &file, |_| {}).await, Err(CrmError::TooLarge));
    let empty = Bytes { name: "empty.txt", mime: "", bytes: Vec::new() };
    crm.attach(record, id, &empty, |_| {}).await.unwrap();
}
