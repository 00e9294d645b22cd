//! Posts, comments, likes, mentions, and following.

use serde_json::{Value, json};

use super::Crm;
use crate::testing::Sandbox;

async fn esn(crm: &Crm<'_>, method: &str, message: Value) -> Value {
    let body = json!({"message": message});
    let answer = crm.send("POST", &format!("/0/rest/EsnService/{method}"), &body).await;
    assert_eq!(answer.status, 200, "{method}: {}", answer.json());
    answer.json()[format!("{method}Result")].clone()
}

async fn follow(crm: &Crm<'_>, method: &str, record: &Value) -> Value {
    let body = json!({"entityId": record, "entitySchemaUId": "117d32f9-8275-4534-8411-1c66115ce9cd"});
    let answer = crm.send("POST", &format!("/0/rest/SocialSubscriptionService/{method}"), &body).await;
    answer.json()[format!("{method}Result")].clone()
}

async fn notifications(crm: &Crm<'_>, contact: &str) -> Vec<Value> {
    let filter = format!("Owner/Id eq {contact} and IsRead eq false");
    let found = crm
        .list("ESNNotification", &[("$filter", &filter), ("$expand", "Type"), ("$orderby", "CreatedOn")])
        .await;
    found.iter().map(|notification| notification["Type"]["Code"].clone()).collect()
}

#[tokio::test]
async fn posts_have_comments_and_likes_that_are_counted() {
    let sandbox = Sandbox::new();
    let anna = Crm::sign_in(&sandbox, "anna").await;
    let bohdan = Crm::sign_in(&sandbox, "bohdan").await;
    let case = anna.create("Case", json!({"Subject": "x"})).await["Id"].clone();
    let post = esn(&anna, "PostMessage", json!({"EntityId": case, "Message": "<p>Hello</p>"})).await;
    assert_eq!(post["CreatedBy"]["displayValue"], "Anna Kovalenko");
    let comment = json!({"ParentId": post["Id"], "Message": "<p>Hi</p>"});
    let comment = esn(&bohdan, "PostComment", comment).await;
    for _ in 0..2 {
        assert_eq!(esn(&bohdan, "LikeMessage", json!({"Id": post["Id"]})).await["LikeCount"], 1);
    }
    let read = esn(&anna, "ReadEntityMessage", json!({"EntityId": case})).await;
    assert_eq!(
        (&read[0]["CommentCount"], &read[0]["LikeCount"], &read[0]["IsLiked"]),
        (&json!(1), &json!(1), &json!(false))
    );
    assert_eq!(read.as_array().unwrap().len(), 1, "comments are not posts");
    assert_eq!(esn(&anna, "ReadComments", json!({"Id": post["Id"]})).await[0]["Id"], comment["Id"]);
    assert_eq!(
        esn(&anna, "GetWhoLikedMessage", json!({"Id": post["Id"]})).await[0]["displayValue"],
        "Bohdan Melnyk"
    );
    assert_eq!(notifications(&anna, post["CreatedBy"]["value"].as_str().unwrap()).await, ["Comment", "Like"]);
    assert_eq!(esn(&bohdan, "UnLikeMessage", json!({"Id": post["Id"]})).await["LikeCount"], 0);
    esn(&bohdan, "DeleteMessage", json!({"Id": comment["Id"]})).await;
    assert_eq!(anna.record("SocialMessage", &post["Id"]).await["CommentCount"], 0);
}

#[tokio::test]
async fn only_the_author_changes_a_message() {
    let sandbox = Sandbox::new();
    let anna = Crm::sign_in(&sandbox, "anna").await;
    let bohdan = Crm::sign_in(&sandbox, "bohdan").await;
    let case = anna.create("Case", json!({"Subject": "x"})).await["Id"].clone();
    let post = esn(&anna, "PostMessage", json!({"EntityId": case, "Message": "1"})).await;
    let body = json!({"message": {"Id": post["Id"], "Message": "2"}});
    for method in ["EditMessage", "DeleteMessage"] {
        assert_eq!(
            bohdan.send("POST", &format!("/rest/EsnService/{method}"), &body).await.status,
            403,
            "{method}"
        );
    }
    assert_eq!(esn(&anna, "EditMessage", body["message"].clone()).await["Message"], "2");
    assert_eq!(anna.send("POST", "/rest/EsnService/PostMessage", &json!({"message": {}})).await.status, 400);
    assert_eq!(anna.send("POST", "/rest/EsnService/Nothing", &json!({})).await.status, 404);
}

#[tokio::test]
async fn who_is_mentioned_is_told() {
    let sandbox = Sandbox::new();
    let anna = Crm::sign_in(&sandbox, "anna").await;
    let bohdan = Crm::sign_in(&sandbox, "bohdan").await;
    let body = json!({"text": "boh"});
    let found = anna.send("POST", "/0/rest/ESNFeedModuleService/GetContactsForMention", &body).await.json();
    let found = found["GetContactsForMentionResult"].as_array().unwrap().clone();
    let contact =
        found.iter().find(|contact| contact["Name"] == "Bohdan Melnyk").unwrap()["Id"].as_str().unwrap();
    let html = format!("<a href=\"#x/{contact}\" data-link=\"mention\" title=\"x\">Bohdan</a>, look");
    let case = anna.create("Case", json!({"Subject": "x"})).await["Id"].clone();
    esn(&anna, "PostMessage", json!({"EntityId": case, "Message": html})).await;
    assert_eq!(notifications(&bohdan, contact).await, ["Mention"]);
}

#[tokio::test]
async fn followers_learn_what_others_change() {
    let sandbox = Sandbox::new();
    let anna = Crm::sign_in(&sandbox, "anna").await;
    let bohdan = Crm::sign_in(&sandbox, "bohdan").await;
    let chat = anna.create("WebitelChat", json!({"Name": "x"})).await["Id"].clone();
    let done = json!({"StateId": "5c6e1a10-0c1d-4a53-9f0e-0b7d2c4e8a02", "Notes": "<p>x</p>"});
    anna.change("WebitelChat", &chat, done.clone()).await;
    let feed = async || esn(&bohdan, "ReadEntityMessage", json!({"EntityId": chat})).await;
    assert_eq!(feed().await, json!([]), "nobody follows");
    assert_eq!(follow(&bohdan, "GetIsUserSubscribed", &chat).await, false);
    for _ in 0..2 {
        follow(&bohdan, "SubscribeUser", &chat).await;
    }
    assert_eq!(follow(&bohdan, "GetIsUserSubscribed", &chat).await, true);
    anna.change("WebitelChat", &chat, done).await;
    assert_eq!(feed().await, json!([]), "nothing changed");
    anna.change(
        "WebitelChat",
        &chat,
        json!({"StateId": "5c6e1a10-0c1d-4a53-9f0e-0b7d2c4e8a03", "ResultDetails": "<ok>"}),
    )
    .await;
    let posts = feed().await;
    let message = posts[0]["Message"].as_str().unwrap();
    assert!(message.contains("State: In progress → <b>Completed</b>"), "{message}");
    assert!(message.contains("ResultDetails: — → <b>&lt;ok&gt;</b>"), "{message}");
    let me = bohdan
        .send("POST", "/0/ServiceModel/UserInfoService.svc/GetCurrentUserInfo", &json!({}))
        .await
        .json();
    assert_eq!(notifications(&bohdan, me["contactId"].as_str().unwrap()).await, ["Change"]);
    assert_eq!(esn(&bohdan, "ReadFeed", json!({})).await.as_array().unwrap().len(), 1);
    follow(&bohdan, "UnsubscribeUser", &chat).await;
    anna.change("WebitelChat", &chat, json!({"ResultDetails": "more"})).await;
    assert_eq!(feed().await.as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_post_may_have_files() {
    let sandbox = Sandbox::new();
    let anna = Crm::sign_in(&sandbox, "anna").await;
    let case = anna.create("Case", json!({"Subject": "x"})).await["Id"].clone();
    let post = esn(&anna, "PostMessage", json!({"EntityId": case, "Message": "see the file"})).await;
    let file = json!({"Name": "a.txt", "RecordSchemaName": "SocialMessage", "RecordId": post["Id"]});
    anna.create("FeedFile", file).await;
    assert_eq!(esn(&anna, "ReadAttachments", json!({"Id": post["Id"]})).await[0]["Name"], "a.txt");
}
