use crate::app::App;
use crate::args::Args;
use crate::error::Result;
use crate::store::agent_chats::{self, Filter};
use crate::testing::Sandbox;

fn counts(app: &App) -> Vec<i64> {
    let tables = [
        "teams",
        "users",
        "agents",
        "queues",
        "plans",
        "quick_replies",
        "contacts",
        "conversations",
        "files",
    ];
    let count = |table: &&str| {
        app.read(|db| -> Result<i64> {
            Ok(db.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0))?)
        })
    };
    tables.iter().map(|table| count(table).unwrap()).collect()
}

#[test]
fn everything_is_there_once_however_often_it_starts() {
    let sandbox = Sandbox::new();
    let first = counts(&sandbox.app);
    assert_eq!(first[..8], [2, 5, 4, 4, 2, 10, 20, 30]);
    let again = App::open(&Args { data: sandbox.app.data.clone(), ..Args::for_tests() }).unwrap();
    assert_eq!(counts(&again), first);
}

#[test]
fn every_file_has_its_bytes() {
    let sandbox = Sandbox::new();
    let sizes: Vec<(i64, i64)> = sandbox
        .app
        .read(|db| {
            let mut query = db.prepare("SELECT id, size FROM files")?;
            let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok(rows.collect::<rusqlite::Result<Vec<_>>>()?)
        })
        .unwrap();
    assert!(sizes.len() >= 5);
    for (id, size) in sizes {
        let bytes = std::fs::metadata(sandbox.app.files_dir().join(id.to_string())).unwrap().len();
        assert_eq!(i64::try_from(bytes).unwrap(), size, "file {id}");
    }
}

#[test]
fn each_chat_agent_has_closed_chats_of_today() {
    let sandbox = Sandbox::new();
    for login in ["anna", "bohdan", "carmen"] {
        let user = sandbox.user(login);
        sandbox
            .app
            .read(|db| {
                let closed = |unprocessed| {
                    agent_chats::count(db, Filter { user, closed: true, unprocessed, name: "%" }).unwrap()
                };
                assert!(closed(false) + closed(true) >= 5, "{login}");
                Ok(())
            })
            .unwrap();
    }
}

#[test]
fn messages_are_numbered_in_the_order_of_their_times() {
    let sandbox = Sandbox::new();
    let disorder: i64 = sandbox
        .app
        .read(|db| {
            Ok(db.query_row(
                "SELECT count(*) FROM messages a JOIN messages b USING (conversation_id)
                 WHERE a.id < b.id AND a.created_at > b.created_at",
                [],
                |row| row.get(0),
            )?)
        })
        .unwrap();
    assert_eq!(disorder, 0);
}
