//! The feed of a record.

use webitel_chats::client::creatio::CrmError;
use webitel_chats::domain::record::{Draft, Edit};
use webitel_chats::ids::crm::PostId;

use crate::record::made;
use crate::server::Sandbox;

#[tokio::test]
async fn posts_are_written_answered_liked_changed_and_removed() {
    let sandbox = Sandbox::start();
    let (anna, bohdan) = (sandbox.signed_in("anna").await, sandbox.signed_in("bohdan").await);
    let record = made(&anna).await.id;
    let post = anna.post(PostId(anna.new_id().0), record, "<p>First 'words' 🙂</p>").await.unwrap();
    assert!(post.author.me && !post.edited);
    let seen = bohdan.posts(record, 0).await.unwrap().remove(0);
    assert_eq!((seen.id, seen.html.as_str(), seen.author.me), (post.id, "<p>First 'words' 🙂</p>", false));
    let liked = bohdan.like(post.id, true).await.unwrap();
    assert_eq!((liked.likes, liked.liked), (1, true));
    assert_eq!(bohdan.like(post.id, false).await.unwrap().likes, 0);
    let comment = bohdan.comment(PostId(bohdan.new_id().0), record, post.id, "Yes").await.unwrap();
    assert_eq!(anna.comments(post.id, 0).await.unwrap()[0].id, comment.id);
    assert_eq!(anna.posts(record, 0).await.unwrap()[0].comments, 1);
    assert!(matches!(anna.edit_post(comment.id, "No").await, Err(CrmError::Forbidden { .. })));
    assert_eq!(bohdan.edit_post(comment.id, "No").await.unwrap().html, "No");
    anna.delete_post(post.id).await.unwrap();
    assert!(anna.posts(record, 0).await.unwrap().is_empty());
}

#[tokio::test]
async fn people_are_found_to_be_mentioned() {
    let sandbox = Sandbox::start();
    let crm = sandbox.signed_in("anna").await;
    let name = crm.me().await.unwrap().name;
    let found = crm.mentionable(name.split(' ').next().unwrap(), 0).await.unwrap();
    assert!(found.iter().any(|found| found.title == name) && found.len() <= 5);
}

#[tokio::test]
async fn who_follows_a_record_sees_what_changes() {
    let sandbox = Sandbox::start();
    let crm = sandbox.signed_in("anna").await;
    let record = made(&crm).await;
    for _ in 0..2 {
        crm.follow(record.id, true).await.unwrap();
    }
    assert!(crm.is_followed(record.id).await.unwrap() && crm.open_record(record.id).await.unwrap().followed);
    let mut draft = Draft::new(record.clone());
    draft.set(Edit::ResultDetails("Sold".to_owned()));
    crm.save(&draft).await.unwrap();
    assert!(crm.posts(record.id, 0).await.unwrap()[0].html.contains("Sold"));
    crm.follow(record.id, false).await.unwrap();
    assert!(!crm.is_followed(record.id).await.unwrap());
}
