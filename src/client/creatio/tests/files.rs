//! The files and links of a record.

use serde_json::{Value, json};
use uuid::{Uuid, uuid};

use super::requests::{run, signed_in};
use crate::client::creatio::settings::Settings;
use crate::client::tests::world::NamedFile;
use crate::domain::record::{AttachmentKind, SentFile};
use crate::ids::FileId;
use crate::ids::crm::{AttachmentId, RecordId};

const RECORD: RecordId = RecordId(uuid!("dad159f3-6c2d-446a-98d2-0f4d26662bbe"));
const OTHER: Uuid = uuid!("11111111-6c2d-446a-98d2-0f4d26662bbe");
const APP: &str = "https://desk/chats/";

#[test]
fn a_file_of_the_chat_is_told_from_a_link_that_looks_like_one() {
    run(async |world, crm| {
        signed_in(&world);
        world.reply("/$batch", 200, &json!({"responses": [{"id": "0", "status": 201}]}).to_string());
        let file = SentFile { id: FileId(501), name: "bill.pdf".to_owned() };
        crm.note_sent_files(RECORD, APP, std::slice::from_ref(&file)).await.unwrap();
        let asked = world.requests().pop().unwrap();
        let body: Value = serde_json::from_str(asked.body.as_ref().unwrap()).unwrap();
        let row = &body["requests"][0]["body"];
        let address = format!("{APP}#/chat/{RECORD}/file/501");
        assert_eq!(row["Name"], address);
        let link = Settings::default().ids.link;
        let noted = json!({"Id": row["Id"], "Name": address, "Notes": "bill.pdf", "TypeId": link});
        let looks_like_it = json!({"Id": OTHER, "Name": address, "Notes": "mine", "TypeId": link});
        world.reply("/odata/WebitelChatFile", 200, &json!({"value": [noted, looks_like_it]}).to_string());
        let kinds: Vec<_> = crm.attachments(RECORD).await.unwrap().into_iter().map(|row| row.kind).collect();
        let mine = AttachmentKind::Link { url: address.clone(), caption: "mine".to_owned() };
        assert_eq!(kinds, [AttachmentKind::Sent { file, url: address }, mine]);
    });
}

#[test]
fn an_upload_that_is_tried_again_is_the_same_file() {
    run(async |world, crm| {
        signed_in(&world);
        let key = AttachmentId(OTHER);
        world.reply("FileApiService", 503, "");
        assert!(crm.attach(RECORD, key, &NamedFile("a b.txt"), |_| {}).await.is_err());
        world.reply("FileApiService", 200, r#"{"success": true}"#);
        crm.attach(RECORD, key, &NamedFile("a b.txt"), |_| {}).await.unwrap();
        let uploads: Vec<_> =
            world.requests().into_iter().filter(|asked| asked.url.contains("UploadFile")).collect();
        assert_eq!(uploads.len(), 2);
        assert!(uploads.iter().all(|asked| asked.url.contains(&format!("fileId={OTHER}&"))));
        assert!(uploads.iter().all(|asked| asked.url.contains("fileName=a%20b.txt")));
    });
}
