//! Tasks, e-mails and processes.

use webitel_chats::client::creatio::CrmError;
use webitel_chats::client::platform::Platform;
use webitel_chats::domain::record::{Email, NewTask, Sent};
use webitel_chats::ids::crm::ActivityId;

use crate::record::made;
use crate::server::{Sandbox, newest};

const HOUR: i64 = 3_600_000;

#[tokio::test]
async fn a_task_is_made_once_moved_and_done() {
    let sandbox = Sandbox::start();
    let crm = sandbox.signed_in("anna").await;
    let record = made(&crm).await;
    let start = crm.platform().now().plus(HOUR);
    let categories = crm.task_categories().await.unwrap();
    assert_eq!(
        categories.iter().map(|one| one.title.as_str()).collect::<Vec<_>>(),
        ["Call", "Meeting", "To do"]
    );
    let call = Some(categories[0].id);
    let new = NewTask { title: "Call Olena back".to_owned(), start, due: start.plus(HOUR), category: call };
    let key = ActivityId(crm.new_id().0);
    for _ in 0..2 {
        crm.create_task(key, &record, &new).await.unwrap();
    }
    let task = crm.tasks(record.id).await.unwrap().remove(0);
    assert_eq!(
        (task.title.as_str(), task.start, task.due),
        ("Call Olena back", Some(start), Some(start.plus(HOUR)))
    );
    assert_eq!(task.owner.unwrap().id, crm.me().await.unwrap().contact);
    crm.reschedule_task(key, start.plus(HOUR), start.plus(2 * HOUR)).await.unwrap();
    let page = crm.open_record(record.id).await.unwrap();
    assert_eq!(page.tasks.iter().map(|task| task.start).collect::<Vec<_>>(), [Some(start.plus(HOUR))]);
    crm.finish_task(key).await.unwrap();
    assert!(crm.tasks(record.id).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_record_offers_its_processes_and_they_do_their_work() {
    let sandbox = Sandbox::start();
    let crm = sandbox.signed_in("anna").await;
    let chat = newest(&crm).await;
    let processes = crm.processes().await.unwrap();
    let titles: Vec<_> = processes.iter().map(|process| process.title.as_str()).collect();
    assert_eq!(titles, ["Create a case", "Consultation on an existing case"]);
    crm.platform().count();
    crm.processes().await.unwrap();
    assert_eq!(crm.platform().count(), 0, "asked once");
    let before = crm.record(chat.id).await.unwrap().case;
    crm.run_for_record(&processes[0].code, chat.id).await.unwrap();
    let after = crm.record(chat.id).await.unwrap().case;
    assert!(after.is_some() && after != before);
    match crm.run_for_record("NoSuchProcess", chat.id).await {
        Err(CrmError::Refused { words }) => assert!(words.contains("NoSuchProcess"), "{words}"),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn an_email_is_kept_and_sent() {
    let sandbox = Sandbox::start();
    let crm = sandbox.signed_in("anna").await;
    let record = made(&crm).await;
    let email = Email {
        to: "olena@example.com".to_owned(),
        subject: "Your question".to_owned(),
        text: "Hello".to_owned(),
    };
    let sent = crm.send_email(ActivityId(crm.new_id().0), &record, &email).await;
    assert_eq!(sent, Ok(Sent::ByProcess));
}
