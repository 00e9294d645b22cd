use proptest::prelude::{ProptestConfig, any, prop, prop_assert, proptest};
use proptest::strategy::Strategy as Generator;

use super::*;

const SKILL: SkillId = SkillId(1);

fn waiting(attempt: i64, medium: Media) -> Waiting {
    let skill = QueueSkill { skill: SKILL, level: 0, min_capacity: 0, max_capacity: 100 };
    Waiting {
        attempt: AttemptId(attempt),
        medium,
        priority: 0,
        strategy: Strategy::Fifo,
        since: Millis(attempt),
        team: None,
        skills: vec![skill],
        refused: HashMap::new(),
    }
}

fn agent(id: i64) -> Available {
    Available {
        agent: AgentId(id),
        team: TeamId(1),
        skills: HashMap::from([(SKILL, 50)]),
        open_for_chats: true,
        open_for_calls: true,
        chat_count: 1,
        work: Workload::default(),
        since: Millis(id),
    }
}

fn assigned(waiting: &[Waiting], agents: &[Available]) -> Vec<(i64, i64)> {
    let pairs = assign(waiting, &mut agents.to_vec());
    pairs.into_iter().map(|(attempt, agent)| (attempt.0, agent.0)).collect()
}

#[test]
fn who_rested_longest_comes_first_and_nobody_gets_too_much() {
    let chats = [waiting(1, Media::Chat), waiting(2, Media::Chat), waiting(3, Media::Chat)];
    assert_eq!(assigned(&chats, &[agent(8), agent(7)]), [(1, 7), (2, 8)]);
}

#[test]
fn chats_spread_before_they_pile_up() {
    let chats = [waiting(1, Media::Chat), waiting(2, Media::Chat), waiting(3, Media::Chat)];
    let agents = [Available { chat_count: 3, ..agent(7) }, Available { chat_count: 3, ..agent(8) }];
    assert_eq!(assigned(&chats, &agents), [(1, 7), (2, 8), (3, 7)]);
}

#[test]
fn somebody_who_refused_is_asked_only_if_nobody_else_is_free() {
    let mut chat = waiting(1, Media::Chat);
    chat.refused = HashMap::from([(AgentId(7), Millis(5)), (AgentId(8), Millis(4))]);
    assert_eq!(assigned(&[chat.clone()], &[agent(7), agent(8), agent(9)]), [(1, 9)]);
    assert_eq!(assigned(&[chat], &[agent(7), agent(8)]), [(1, 8)], "the longest ago");
}

#[test]
fn a_wrap_up_takes_the_place_of_a_chat_but_leaves_room_for_a_call() {
    let wrapping = Available { work: Workload { wrap_ups: 1, ..Workload::default() }, ..agent(7) };
    let agents = [wrapping];
    assert_eq!(assigned(&[waiting(1, Media::Chat)], &agents), []);
    assert_eq!(assigned(&[waiting(1, Media::Call)], &agents), [(1, 7)]);
}

#[test]
fn a_chat_count_of_nothing_means_no_chats() {
    assert_eq!(assigned(&[waiting(1, Media::Chat)], &[Available { chat_count: 0, ..agent(7) }]), []);
}

#[test]
fn capacity_and_team_must_fit() {
    let mut chat = waiting(1, Media::Chat);
    chat.skills[0].min_capacity = 51;
    assert_eq!(assigned(&[chat], &[agent(7)]), []);
    let mut chat = waiting(1, Media::Chat);
    chat.team = Some(TeamId(2));
    assert_eq!(assigned(&[chat], &[agent(7), Available { team: TeamId(2), ..agent(8) }]), [(1, 8)]);
}

#[test]
fn priority_goes_before_age_and_the_strategy_decides_within() {
    let old = waiting(1, Media::Chat);
    let urgent = Waiting { priority: 1, ..waiting(2, Media::Chat) };
    assert_eq!(assigned(&[old, urgent], &[agent(7)]), [(2, 7)]);
    let lifo = |attempt| Waiting { strategy: Strategy::Lifo, ..waiting(attempt, Media::Chat) };
    assert_eq!(assigned(&[lifo(1), lifo(2)], &[agent(7)]), [(2, 7)]);
}

fn any_waiting() -> impl Generator<Value = Vec<Waiting>> {
    let one = (any::<bool>(), 0..3i64, any::<bool>(), 0..1000i64, 0..4i64, 0..4i64);
    prop::collection::vec(one, 0..12).prop_map(|all| {
        all.into_iter()
            .enumerate()
            .map(|(n, (call, priority, lifo, since, team, refused))| Waiting {
                priority,
                strategy: if lifo { Strategy::Lifo } else { Strategy::Fifo },
                since: Millis(since),
                team: (team < 2).then_some(TeamId(team)),
                refused: HashMap::from([(AgentId(refused), Millis(1))]),
                ..waiting(i64::try_from(n).unwrap(), if call { Media::Call } else { Media::Chat })
            })
            .collect()
    })
}

fn any_agents() -> impl Generator<Value = Vec<Available>> {
    let one = (0..2i64, 0..2i64, 0..3i64, 0..2i64, 0..4i64, any::<(bool, bool, bool)>());
    prop::collection::vec(one, 0..6).prop_map(|all| {
        all.into_iter()
            .enumerate()
            .map(|(n, (team, calls, chats, wrap_ups, chat_count, (chat, call, skilled)))| Available {
                team: TeamId(team),
                skills: if skilled { HashMap::from([(SKILL, 50)]) } else { HashMap::new() },
                open_for_chats: chat,
                open_for_calls: call,
                chat_count,
                // A world in which somebody has both already is not ours.
                work: Workload { calls, chats: if calls > 0 { 0 } else { chats }, wrap_ups },
                ..agent(i64::try_from(n).unwrap())
            })
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(5_000))]

    /// Whatever waits and whoever is there: nobody gets a call and a chat, nobody more than
    /// agreed, nothing is given away twice, and nobody who fits stays idle.
    #[test]
    fn every_assignment_keeps_the_rules(waiting in any_waiting(), agents in any_agents()) {
        let mut after = agents.clone();
        let pairs = assign(&waiting, &mut after);
        let mut given = std::collections::HashSet::new();
        for (attempt, agent) in &pairs {
            prop_assert!(given.insert(*attempt), "given away twice");
            let one = waiting.iter().find(|one| one.attempt == *attempt).unwrap();
            let agent = agents.iter().find(|known| known.agent == *agent).unwrap();
            prop_assert!(agent.level(one.team, &one.skills).is_some());
            prop_assert!(agent.is_free_for(one.medium));
        }
        for (before, after) in agents.iter().zip(&after) {
            prop_assert!(after.work.calls == 0 || after.work.chats == 0, "a call and a chat");
            prop_assert!(after.work.calls <= 1);
            prop_assert!(after.work.held() <= before.chat_count.max(before.work.held()));
        }
        for one in waiting.iter().filter(|one| !given.contains(&one.attempt)) {
            let idle = |agent: &&Available| {
                agent.is_free_for(one.medium) && agent.level(one.team, &one.skills).is_some()
            };
            prop_assert!(!after.iter().any(|agent| idle(&agent)), "somebody who fits stays idle");
        }
    }
}
