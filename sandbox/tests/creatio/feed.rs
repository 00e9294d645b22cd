//! The feed of a record.

use webitel_chats::client::creatio::CrmError;
use webitel_chats::client::platform::Platform;
use webitel_chats::domain::feed::{Mention, PostFile, Typed};
use webitel_chats::domain::record::{Draft, Edit};
use webitel_chats::ids::crm::{AttachmentId, PostId};

use crate::machine::Bytes;
use crate::record::made;
use crate::server::Sandbox;

#[tokio::test]
async fn posts_are_written_answered_liked_changed_and_removed() {
    let sandbox = Sandbox::start();
    let (anna, bohdan) = (sandbox.signed_in("anna").await, sandbox.signed_in("bohdan").await);
    let record = made(&anna).await.id;
    let post = anna.post(PostId(anna.new_id().0), record, "<p>First 'words' 🙂</p>").await.unwrap();
    assert!(post.author.me && !post.edited);
    let seen = bohdan.posts(record, 0).await.unwrap().posts.remove(0);
    assert_eq!((seen.id, seen.html.as_str(), seen.author.me), (post.id, "<p>First 'words' 🙂</p>", false));
    let liked = bohdan.like(post.id, true).await.unwrap();
    assert_eq!((liked.likes, liked.liked), (1, true));
    assert_eq!(anna.who_liked(post.id).await.unwrap()[0].name, "Bohdan Melnyk");
    assert_eq!(bohdan.like(post.id, false).await.unwrap().likes, 0);
    let comment = bohdan.comment(PostId(bohdan.new_id().0), record, post.id, "Yes").await.unwrap();
    assert_eq!(anna.comments(post.id, 0).await.unwrap().posts[0].id, comment.id);
    assert_eq!(anna.posts(record, 0).await.unwrap().posts[0].comments, 1);
    assert!(matches!(anna.edit_post(comment.id, "No").await, Err(CrmError::Forbidden { .. })));
    assert_eq!(bohdan.edit_post(comment.id, "No").await.unwrap().html, "No");
    anna.delete_post(post.id).await.unwrap();
    assert!(anna.posts(record, 0).await.unwrap().posts.is_empty());
}

#[tokio::test]
async fn a_post_that_is_sent_again_is_there_once() {
    let sandbox = Sandbox::start();
    let crm = sandbox.signed_in("anna").await;
    let record = made(&crm).await.id;
    let key = PostId(crm.new_id().0);
    for text in ["First", "Second"] {
        assert_eq!(crm.post(key, record, text).await.unwrap().html, text);
    }
    let (file, bytes) = (AttachmentId(crm.new_id().0), vec![7; 2000]);
    for _ in 0..2 {
        let file_of_mine = Bytes { name: "звіт 1.txt", mime: "text/plain", bytes: bytes.clone() };
        crm.attach_to_post(file, key, &file_of_mine, |_| {}).await.unwrap();
    }
    let posts = crm.posts(record, 0).await.unwrap().posts;
    assert_eq!(posts.len(), 1);
    assert_eq!(posts[0].html, "Second");
    assert_eq!(posts[0].files, [PostFile { id: file, name: "звіт 1.txt".to_owned(), size: 2000 }]);
    let request = crm.post_file_request(file).await.unwrap();
    assert_eq!(crm.platform().fetch(request).await.unwrap().text.len(), 2000);
}

#[tokio::test]
async fn pages_of_a_feed_follow_each_other() {
    let sandbox = Sandbox::start();
    let crm = sandbox.signed_in("anna").await;
    let record = made(&crm).await.id;
    for number in 0..25 {
        crm.post(PostId(crm.new_id().0), record, &number.to_string()).await.unwrap();
    }
    let (first, second) = (crm.posts(record, 0).await.unwrap(), crm.posts(record, 20).await.unwrap());
    assert_eq!((first.full, first.posts.len(), second.full, second.posts.len()), (true, 20, false, 5));
    assert_eq!((first.posts[0].html.as_str(), second.posts[4].html.as_str()), ("24", "0"));
}

#[tokio::test]
async fn news_cost_one_request_and_are_read_once() {
    let sandbox = Sandbox::start();
    let (anna, bohdan) = (sandbox.signed_in("anna").await, sandbox.signed_in("bohdan").await);
    let record = made(&anna).await;
    let id = record.id;
    let before = bohdan.glance(&[id]).await.unwrap();
    bohdan.follow(id, true).await.unwrap();
    let mut draft = Draft::new(record);
    draft.set(Edit::ResultDetails("Sold <today>".to_owned()));
    anna.save(&draft).await.unwrap();
    bohdan.platform().count();
    let after = bohdan.glance(&[id]).await.unwrap();
    assert_eq!(bohdan.platform().count(), 1);
    assert_eq!(before.unread.len(), 0);
    let (before, stamp) = (before.records[0].1, after.records[0].1);
    assert!(stamp.record > before.record && stamp.feed.0 == before.feed.0 + 1);
    let notices = bohdan.notices(&after.unread).await.unwrap();
    let [notice] = notices.as_slice() else { panic!("{notices:?}") };
    assert_eq!((notice.by.as_str(), notice.record), ("Anna Kovalenko", id));
    assert!(notice.words.contains("Sold <today>") && !notice.title.is_empty(), "{notice:?}");
    bohdan.mark_read(&[notice.id]).await.unwrap();
    assert_eq!(bohdan.glance(&[]).await.unwrap().unread, []);
    assert_eq!(anna.glance(&[]).await.unwrap().unread, [], "one's own doing is no news");
}

#[tokio::test]
async fn who_is_mentioned_later_is_told_too_and_once() {
    let sandbox = Sandbox::start();
    let (anna, bohdan) = (sandbox.signed_in("anna").await, sandbox.signed_in("bohdan").await);
    let record = made(&anna).await.id;
    let post = anna.post(PostId(anna.new_id().0), record, "Look").await.unwrap();
    let mention = Mention { contact: bohdan.me().await.unwrap().contact, words: "@Bohdan".to_owned() };
    let typed = Typed { text: "Look, @Bohdan".to_owned(), mentions: vec![mention] };
    for _ in 0..2 {
        let html = typed.html(|contact| anna.page_of_contact(contact));
        let edited = anna.edit_post(post.id, &html).await.unwrap();
        assert_eq!(Typed::read(&edited.html), typed);
    }
    let unread = bohdan.glance(&[]).await.unwrap().unread;
    assert_eq!(bohdan.notices(&unread).await.unwrap()[0].kind, "Mention");
    assert_eq!(unread.len(), 1);
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
    assert!(crm.posts(record.id, 0).await.unwrap().posts[0].html.contains("Sold"));
    crm.follow(record.id, false).await.unwrap();
    assert!(!crm.is_followed(record.id).await.unwrap());
}
