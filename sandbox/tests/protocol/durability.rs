//! The process ends without warning, at any moment, and goes on where it was.

use std::time::Duration;

use serde_json::{Value, json};

use crate::server::Sandbox;

#[tokio::test]
async fn acknowledged_messages_survive() {
    let mut sandbox = Sandbox::start();
    sandbox.queue("Q", json!({}));
    sandbox.agent("ann", json!({"chat_count": 3}));
    let mut ann = sandbox.online("ann").await;
    let (id, path, mut said) = {
        let chat = sandbox.chat("Q", "Olena");
        (chat.id.clone(), chat.path("messages"), Vec::new())
    };
    let invite = ann.accept().await;
    for round in 0..5 {
        for n in 0..20 {
            let text = format!("{round}-{n}");
            if n % 2 == 0 {
                let leg = json!({"channel_id": invite["invite_id"], "conversation_id": id, "text": text});
                ann.ok("send_text_chat", leg).await;
            } else {
                sandbox.post(&path, &json!({"text": text}));
            }
            said.push(text);
        }
        sandbox.kill_and_restart();
        ann = sandbox.desk("ann").await;
    }
    let history = sandbox.get(&path);
    let texts: Vec<&str> =
        history["messages"].as_array().unwrap().iter().map(|one| one["text"].as_str().unwrap()).collect();
    assert_eq!(texts, said);
    let ids: Vec<i64> =
        history["messages"].as_array().unwrap().iter().map(|one| one["id"].as_i64().unwrap()).collect();
    assert!(ids.windows(2).all(|pair| pair[0] < pair[1]));
}

/// Three customers write without a pause while the process is killed: whatever was
/// acknowledged is there, once and in order.
#[test]
fn nothing_acknowledged_is_lost_in_mid_flight() {
    let mut sandbox = Sandbox::start();
    sandbox.queue("Q", json!({}));
    let paths: Vec<String> = (0..3).map(|n| sandbox.chat("Q", &format!("C{n}")).path("messages")).collect();
    let mut acknowledged = vec![Vec::new(); paths.len()];
    for round in 0..4 {
        std::thread::scope(|scope| {
            let writers: Vec<_> = paths
                .iter()
                .map(|path| {
                    let url = sandbox.url(path);
                    scope.spawn(move || write_until_it_fails(&url, round))
                })
                .collect();
            std::thread::sleep(Duration::from_millis(200 + 70 * round));
            sandbox.kill();
            for (known, writer) in acknowledged.iter_mut().zip(writers) {
                known.extend(writer.join().unwrap());
            }
        });
        sandbox.restart();
    }
    for (path, known) in paths.iter().zip(&acknowledged) {
        assert!(known.len() > 20, "too little was written: {}", known.len());
        let history = sandbox.get(path);
        let stored: Vec<&str> =
            history["messages"].as_array().unwrap().iter().map(|one| one["text"].as_str().unwrap()).collect();
        // The last one of a round may be stored without its acknowledgement having arrived.
        let kept: Vec<&str> =
            stored.iter().copied().filter(|text| known.iter().any(|one| one == text)).collect();
        assert_eq!(&kept, known);
        assert!(stored.len() <= known.len() + 4);
    }
}

fn write_until_it_fails(url: &str, round: u64) -> Vec<String> {
    let agent = ureq::Agent::new_with_defaults();
    let mut acknowledged = Vec::new();
    for n in 0.. {
        let text = format!("{round}-{n}");
        match agent.post(url).send_json(json!({"text": text})) {
            Ok(_) => acknowledged.push(text),
            Err(_) => break,
        }
    }
    acknowledged
}

#[tokio::test]
async fn a_ringing_invitation_goes_on_ringing_and_still_expires() {
    let (mut sandbox, mut ann) =
        Sandbox::with_ann(json!({"invite_chat_timeout": 2, "no_answer_delay": 1, "max_no_answer": 9})).await;
    sandbox.chat("Q", "Olena");
    let invite = ann.chat("user_invite").await;
    sandbox.kill_and_restart();
    let mut ann = sandbox.desk("ann").await;
    let list = ann.ok("subscribe_chat", json!({})).await;
    assert_eq!(list["items"][0]["invite_id"], invite["invite_id"]);
    let declined = ann.chat("decline_invite").await;
    assert_eq!(declined["cause"], "TIMEOUT");
    ann.channel("missed").await;
    // The rest is remembered as well.
    sandbox.kill_and_restart();
    let mut ann = sandbox.desk("ann").await;
    let again = ann.chat("user_invite").await;
    assert_eq!(again["variables"]["cc_attempt_id"], invite["variables"]["cc_attempt_id"]);
    ann.ok("join_chat", json!({"invite_id": again["invite_id"]})).await;
}

#[tokio::test]
async fn the_queue_keeps_its_order() {
    let mut sandbox = Sandbox::start();
    sandbox.queue("Q", json!({}));
    for name in ["first", "second", "third"] {
        sandbox.chat("Q", name);
        std::thread::sleep(Duration::from_millis(3));
    }
    sandbox.kill_and_restart();
    sandbox.agent("ann", json!({}));
    let mut ann = sandbox.online("ann").await;
    let mut order = Vec::new();
    for _ in 0..3 {
        let invite = ann.accept().await;
        order.push(invite["members"][0]["name"].clone());
        let leg = json!({"channel_id": invite["invite_id"], "conversation_id": invite["conversation_id"]});
        ann.ok("leave_chat", leg).await;
    }
    assert_eq!(order, ["first", "second", "third"]);
}

#[tokio::test]
async fn a_form_stays_open_and_times_out() {
    let (mut sandbox, mut ann) = Sandbox::with_ann(json!({"processing": true, "processing_sec": 2})).await;
    let id = sandbox.chat("Q", "Olena").id;
    let invite = ann.accept().await;
    ann.ok("leave_chat", json!({"channel_id": invite["invite_id"], "conversation_id": id})).await;
    ann.channel("processing").await;
    sandbox.kill_and_restart();
    let mut ann = sandbox.desk("ann").await;
    let tasks = ann.ok("cc_agent_tasks", json!({"agent_id": ann.agent_id})).await;
    assert_eq!(tasks["items"][0]["state"], "processing");
    let over = ann.channel("waiting").await;
    assert_eq!(over["attempt_id"], tasks["items"][0]["attempt_id"]);
    assert_eq!(ann.ok("cc_agent_tasks", json!({"agent_id": ann.agent_id})).await["items"], json!([]));
}

#[tokio::test]
async fn a_stored_file_survives() {
    let mut sandbox = Sandbox::start();
    sandbox.queue("Q", json!({}));
    let (upload, read) = {
        let chat = sandbox.chat("Q", "Olena");
        (format!("{}&name=a.bin", chat.path("files")), chat.path("files/"))
    };
    let bytes: Vec<u8> = (0..100_000u32).map(|n| u8::try_from(n % 251).unwrap()).collect();
    let agent = ureq::Agent::new_with_defaults();
    let mut answer = agent.post(sandbox.url(&upload)).send(&bytes[..]).unwrap();
    let message: Value = answer.body_mut().read_json().unwrap();
    sandbox.kill_and_restart();
    let path = read.replace("files/", &format!("files/{}", message["file"]["id"]));
    let kept = agent.get(sandbox.url(&path)).call().unwrap().body_mut().read_to_vec().unwrap();
    assert_eq!(kept, bytes);
}

#[tokio::test]
async fn an_interrupt_ends_the_process_though_desks_are_connected() {
    let mut sandbox = Sandbox::start();
    sandbox.agent("ann", json!({}));
    let _ann = sandbox.online("ann").await;
    assert!(sandbox.interrupt(Duration::from_secs(5)));
}
