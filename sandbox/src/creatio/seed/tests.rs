use crate::app::App;
use crate::args::Args;
use crate::creatio::model;
use crate::testing::Sandbox;

fn count(app: &App, sql: &str) -> i64 {
    app.read(|db| Ok(db.query_row(sql, [], |row| row.get(0))?)).unwrap()
}

fn rows(app: &App) -> Vec<(&'static str, i64)> {
    model::all()
        .map(|entity| (entity.name, count(app, &format!("SELECT count(*) FROM {}", entity.table()))))
        .collect()
}

#[test]
fn there_is_as_much_as_look_ups_need_however_often_it_starts() {
    let sandbox = Sandbox::new();
    let first = rows(&sandbox.app);
    // Five contacts are the staff's.
    for expected in [
        ("Contact", 205),
        ("Account", 40),
        ("Case", 300),
        ("Activity", 150),
        ("WebitelChatResult", 12),
        ("WebitelChatHelloMessage", 13),
        ("WebitelChat", 30),
    ] {
        assert!(first.contains(&expected), "{expected:?} of {first:?}");
    }
    let again = App::open(&Args { data: sandbox.app.data.clone(), ..Args::for_tests() }).unwrap();
    assert_eq!(rows(&again), first);
}

#[test]
fn it_is_the_same_on_every_installation() {
    let ids = |sandbox: &Sandbox| -> Vec<(String, Vec<u8>, String)> {
        let sql = "SELECT 'c', \"Id\", \"Name\" FROM crm_Contact UNION ALL SELECT 's', \"Id\", \"Subject\" FROM crm_Case
                   UNION ALL SELECT 'a', \"Id\", \"Title\" FROM crm_Activity ORDER BY 1, 2";
        let read = |row: &rusqlite::Row| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
        let query = |db: &rusqlite::Connection| {
            Ok(db.prepare(sql)?.query_map([], read)?.collect::<rusqlite::Result<_>>()?)
        };
        sandbox.app.read(query).unwrap()
    };
    assert_eq!(ids(&Sandbox::new()), ids(&Sandbox::new()));
}

#[test]
fn nothing_is_without_its_words() {
    let sandbox = Sandbox::new();
    for (table, column) in [
        ("Contact", "Name"),
        ("Case", "Subject"),
        ("Case", "Number"),
        ("Activity", "Title"),
        ("WebitelChat", "Name"),
    ] {
        let empty = format!("SELECT count(*) FROM crm_{table} WHERE \"{column}\" = ''");
        assert_eq!(count(&sandbox.app, &empty), 0, "{table}.{column}");
    }
    assert_eq!(count(&sandbox.app, "SELECT count(*) FROM pragma_foreign_key_check"), 0);
    let names = "SELECT count(*) - count(DISTINCT \"Name\") FROM crm_Contact";
    assert!(count(&sandbox.app, names) < 10, "hardly anybody has another one's name");
}

#[test]
fn clients_of_the_demo_chats_are_recognised() {
    let sandbox = Sandbox::new();
    let sql = "SELECT count(*) FROM crm_WebitelChat w JOIN crm_ContactIdentity i
                   ON i.\"ChannelIdentity\" = w.\"ClientIdentity\" AND i.\"ContactId\" = w.\"ContactId\"";
    assert!(count(&sandbox.app, sql) >= 10);
    assert!(count(&sandbox.app, "SELECT count(*) FROM crm_WebitelChat WHERE \"ContactId\" IS NULL") >= 5);
}

#[test]
fn chats_have_files_notes_tasks_and_posts() {
    let sandbox = Sandbox::new();
    let app = &sandbox.app;
    let files = count(app, "SELECT count(*) FROM crm_WebitelChatFile");
    assert!(files >= 5);
    let stored = "SELECT count(*) FROM crm_WebitelChatFile f JOIN crm_streams s ON s.record = f.\"Id\"
                  WHERE length(s.bytes) = f.\"Size\"";
    assert_eq!(count(app, stored), files);
    assert_eq!(count(app, "SELECT count(*) FROM crm_WebitelChat WHERE \"Notes\" <> ''"), 15);
    assert_eq!(count(app, "SELECT sum(\"CommentCount\") FROM crm_SocialMessage"), 6);
    let tasks = "SELECT count(*) FROM crm_Activity a JOIN crm_ActivityStatus s ON s.\"Id\" = a.\"StatusId\"
                 WHERE a.\"WebitelChatId\" IS NOT NULL AND NOT s.\"Finish\"";
    assert_eq!(count(app, tasks), 10);
}
