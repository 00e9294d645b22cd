//! The feed's services and what is read beside them, as the CRM's own pages use them.

use serde_json::{Value, json};
use uuid::{Uuid, uuid};

use super::requests::{batched, responses, run_with, signed_in};
use crate::client::creatio::settings::{Ids, Settings};
use crate::client::creatio::{Crm, CrmError};
use crate::client::tests::world::{NamedFile, World};
use crate::domain::feed::PostFile;
use crate::ids::crm::{AttachmentId, Guid, PostId, RecordId};
use crate::time::Millis;

const RECORD: RecordId = RecordId(uuid!("dad159f3-6c2d-446a-98d2-0f4d26662bbe"));
const SCHEMA: Guid = Guid(uuid!("117d32f9-8275-4534-8411-1c66115ce9cd"));
const POST: PostId = PostId(uuid!("0a7d1c52-8f63-4a2e-9b1d-6f3a1e2b4c5d"));
const FILE: AttachmentId = AttachmentId(Uuid::from_u128(5));

fn run(test: impl AsyncFnOnce(World, Crm<World>)) {
    let ids = Ids { record_schema: Some(SCHEMA), ..Ids::default() };
    let settings = Settings { prefix: Some("/0".to_owned()), ids, ..Settings::default() };
    run_with(settings, async |world, crm| {
        signed_in(&world);
        world.reply("$batch", 200, &responses(&[(200, json!({"value": []}))]));
        world.reply("/odata/FeedFile", 200, r#"{"value":[]}"#);
        test(world, crm).await;
    });
}

fn row(text: &str) -> Value {
    json!({
        "Id": POST, "Message": text, "CreatedOn": "2026-11-22T10:00:00.1234567Z",
        "ModifiedOn": "2026-11-22T10:05:00Z", "CreatedBy": {
            "value": "410006e1-ca4e-4502-a9ec-e54d922d2c00", "displayValue": "Supervisor",
            "primaryImageValue": "00000000-0000-0000-0000-000000000000",
        },
        "LikeCount": 2, "CommentCount": 1, "IsLiked": true,
    })
}

fn body_of(world: &World, part: &str) -> Value {
    let requests = world.requests();
    let asked = requests.iter().rfind(|asked| asked.url.contains(part)).unwrap();
    assert!(asked.url.starts_with("https://crm/0/"), "{}", asked.url);
    serde_json::from_str(asked.body.as_ref().unwrap()).unwrap()
}

#[test]
fn a_page_of_posts_is_read_with_all_its_files() {
    run(async |world, crm| {
        world.reply(
            "ReadEntityMessage",
            200,
            &json!({"ReadEntityMessageResult": [row("<p>Hi</p>")]}).to_string(),
        );
        let file = json!({"Id": FILE, "Name": "a.txt", "Size": 7, "RecordId": POST});
        world.reply("/odata/FeedFile", 200, &json!({"value": [file]}).to_string());
        let page = crm.posts(RECORD, 20).await.unwrap();
        let [post] = page.posts.as_slice() else { panic!("{page:?}") };
        assert_eq!((post.html.as_str(), post.likes, post.comments, post.liked), ("<p>Hi</p>", 2, 1, true));
        assert_eq!(
            (post.author.name.as_str(), post.author.photo, post.author.me),
            ("Supervisor", None, false)
        );
        assert_eq!((post.at, post.edited, page.full), (Some(Millis(1_795_341_600_123)), true, false));
        assert_eq!(post.files, [PostFile { id: FILE, name: "a.txt".to_owned(), size: 7 }]);
        let body = body_of(&world, "EsnService/ReadEntityMessage");
        assert_eq!(body, json!({"message": {"EntityId": RECORD}, "count": 20, "offset": 20}));
        world.reply("/odata/FeedFile", 403, "");
        assert_eq!(
            crm.posts(RECORD, 0).await.unwrap().posts[0].files,
            [],
            "the words can be read all the same"
        );
    });
}

#[test]
fn a_post_names_its_record_and_the_records_object() {
    run(async |world, crm| {
        world.reply("PostMessage", 200, &json!({"PostMessageResult": row("Hi")}).to_string());
        world.reply("PostComment", 200, &json!({"PostCommentResult": row("Hi")}).to_string());
        crm.post(POST, RECORD, "Hi").await.unwrap();
        let mut message = json!({"Id": POST, "SchemaUId": SCHEMA, "EntityId": RECORD, "Message": "Hi"});
        assert_eq!(body_of(&world, "EsnService/PostMessage"), json!({"message": message}));
        let on = PostId(Uuid::from_u128(9));
        crm.comment(POST, RECORD, on, "Hi").await.unwrap();
        message["ParentId"] = json!(on);
        assert_eq!(body_of(&world, "EsnService/PostComment"), json!({"message": message}));
    });
}

#[test]
fn what_went_through_unheard_is_not_posted_twice() {
    run(async |world, crm| {
        let taken = r#"{"success":false,"errorInfo":{"message":"Violation of PRIMARY KEY constraint."}}"#;
        world.reply("PostMessage", 200, taken);
        world.reply("EditMessage", 200, &json!({"EditMessageResult": row("Later words")}).to_string());
        assert_eq!(crm.post(POST, RECORD, "Later words").await.unwrap().html, "Later words");
        let edit = json!({"message": {"Id": POST, "Message": "Later words"}});
        assert_eq!(body_of(&world, "EsnService/EditMessage"), edit);
        world.reply("PostMessage", 403, "");
        assert!(matches!(crm.post(POST, RECORD, "x").await, Err(CrmError::Forbidden { .. })));
        assert_eq!(world.fetched("EditMessage"), 1);
    });
}

#[test]
fn a_file_says_to_which_post_it_belongs() {
    run(async |world, crm| {
        world.reply("UploadFile", 200, r#"{"success":true}"#);
        crm.attach_to_post(FILE, POST, &NamedFile("a b.txt"), |_| {}).await.unwrap();
        let asked = world.requests().pop().unwrap().url;
        let object = "additionalParams=%7B%22RecordSchemaName%22%3A%22SocialMessage%22%7D";
        for part in ["entitySchemaName=FeedFile", "parentColumnName=RecordId", object, "fileName=a%20b.txt"] {
            assert!(asked.contains(part), "{part} in {asked}");
        }
        assert!(
            asked.contains(&format!("fileId={FILE}")) && asked.contains(&format!("parentColumnValue={POST}"))
        );
    });
}

#[test]
fn following_concerns_only_this_user() {
    run(async |world, crm| {
        world.reply("SubscribeUser", 200, r#"{"SubscribeUserResult":{"success":true}}"#);
        crm.follow(RECORD, true).await.unwrap();
        let body = body_of(&world, "SocialSubscriptionService/SubscribeUser");
        assert_eq!(body, json!({"entityId": RECORD, "entitySchemaUId": SCHEMA, "useOnlyOwn": true}));
    });
}

#[test]
fn a_look_for_news_asks_for_what_is_unread_and_how_records_stand() {
    run(async |world, crm| {
        crm.me().await.unwrap();
        let empty = || (200, json!({"value": []}));
        world.reply("$batch", 200, &responses(&[empty(), empty(), empty()]));
        let glance = crm.glance(&[RECORD]).await.unwrap();
        assert_eq!((glance.unread.len(), glance.records.len()), (0, 0));
        let asked = batched(&world.requests().pop().unwrap());
        let urls: Vec<&str> = asked.iter().map(|(_, url)| url.as_str()).collect();
        assert!(urls[0].contains("$filter=%28Owner%2FId%20eq%20"), "{}", urls[0]);
        assert!(
            urls[0].contains("%20and%20IsRead%20eq%20false%29&$orderby=CreatedOn%20desc%2CId&$top=50"),
            "{}",
            urls[0]
        );
        assert!(
            urls[1].starts_with("WebitelChat?$select=Id,Name,ModifiedOn")
                || urls[1].contains("%2CModifiedOn")
        );
        assert!(
            urls[2].contains(&format!("EntityId%20eq%20{RECORD}")) && urls[2].contains("$count=true"),
            "{}",
            urls[2]
        );
    });
}
