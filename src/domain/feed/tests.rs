//! Feeds that change under their readers' hands, and texts that come back as they were typed.

use proptest::prelude::*;
use uuid::Uuid;

use super::*;

const PAGE: usize = 4;

fn post(number: u32) -> Post {
    let author = PostAuthor { id: None, name: "Anna".to_owned(), photo: None, me: false };
    let at = Some(Millis(i64::from(number)));
    let id = PostId(Uuid::from_u128(u128::from(number)));
    let html = String::new();
    Post { id, html, author, at, edited: false, likes: 0, liked: false, comments: 0, files: Vec::new() }
}

/// A server that gives pages of a feed, newest first.
struct Server(Vec<u32>);

impl Server {
    fn page(&self, skip: u32) -> (Vec<Post>, bool) {
        let page: Vec<_> =
            self.0.iter().rev().skip(skip as usize).take(PAGE).map(|number| post(*number)).collect();
        let full = page.len() == PAGE;
        (page, full)
    }

    /// Reads on as the desk does.
    fn read_on(&self, posts: &mut Posts) {
        let mut skip = posts.next_page();
        loop {
            let (page, full) = self.page(skip);
            if skip == 0 {
                posts.begin(page, full);
                return;
            }
            if posts.go_on(page, full) {
                return;
            }
            skip = skip.saturating_sub(2);
        }
    }
}

fn numbers(posts: &Posts) -> Vec<i64> {
    posts.iter().map(|post| post.at.unwrap().0).collect()
}

#[test]
fn what_others_removed_goes_and_what_they_wrote_comes() {
    let mut server = Server((1..=10).collect());
    let mut posts = Posts::new(Order::NewestFirst);
    let (page, full) = server.page(0);
    assert_eq!(posts.begin(page, full).len(), 4);
    assert!(posts.has_more());
    server.0.retain(|number| *number != 9);
    server.0.push(11);
    let (page, full) = server.page(0);
    assert_eq!(posts.begin(page, full), [post(11).id]);
    assert_eq!(numbers(&posts), [11, 10, 8, 7]);
    server.0.extend(12..20);
    let (page, full) = server.page(0);
    posts.begin(page, full);
    assert_eq!(numbers(&posts), [19, 18, 17, 16], "no gap is left");
}

#[test]
fn ones_own_comment_leaves_no_gap() {
    let all: Vec<Post> = (1..=12).map(post).collect();
    let mut posts = Posts::new(Order::OldestFirst);
    posts.begin(all[..PAGE].to_vec(), true);
    posts.put(post(12));
    assert!(!posts.go_on(all[4..8].to_vec(), true), "nothing tells that it joins");
    assert!(posts.go_on(all[2..6].to_vec(), true));
    assert_eq!(numbers(&posts), [1, 2, 3, 4, 5, 6, 12]);
}

#[derive(Clone, Debug)]
enum Step {
    Write,
    Remove(prop::sample::Index),
    Refresh,
    ReadOn,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        Just(Step::Write),
        any::<prop::sample::Index>().prop_map(Step::Remove),
        Just(Step::Refresh),
        Just(Step::ReadOn),
    ]
}

proptest! {
    /// Whatever happens between the pages: nothing is missing, nothing comes twice, all is in order.
    #[test]
    fn reading_on_finds_everything(first in 0_u32..15, steps in prop::collection::vec(step(), 0..25)) {
        let mut server = Server((0..first).collect());
        let mut posts = Posts::new(Order::NewestFirst);
        let mut next = first;
        let mut removed = false;
        for step in steps {
            match step {
                Step::Write => {
                    server.0.push(next);
                    next += 1;
                }
                Step::Remove(which) if !server.0.is_empty() => {
                    server.0.remove(which.index(server.0.len()));
                    removed = true;
                }
                Step::Remove(_) => {}
                Step::Refresh => {
                    let (page, full) = server.page(0);
                    posts.begin(page, full);
                }
                Step::ReadOn => server.read_on(&mut posts),
            }
        }
        let (page, full) = server.page(0);
        posts.begin(page, full);
        for _ in 0..50 {
            if posts.has_more() {
                server.read_on(&mut posts);
            }
        }
        let shown = numbers(&posts);
        prop_assert!(!posts.has_more());
        prop_assert!(shown.windows(2).all(|pair| pair[0] > pair[1]), "{shown:?}");
        let wanted: Vec<i64> = server.0.iter().rev().map(|number| i64::from(*number)).collect();
        prop_assert!(wanted.iter().all(|number| shown.contains(number)), "{wanted:?} in {shown:?}");
        if !removed {
            prop_assert_eq!(shown, wanted);
        }
    }
}

fn anna() -> Mention {
    Mention { contact: ContactId(Uuid::from_u128(7)), words: "@Anna K".to_owned() }
}

fn typed(text: &str) -> Typed {
    Typed { text: text.to_owned(), mentions: vec![anna()] }
}

fn page(contact: ContactId) -> Option<String> {
    Some(format!("https://crm/0/Shell/#Card/Contacts_FormPage/edit/{contact}"))
}

#[test]
fn a_mention_is_a_link_that_the_crm_knows() {
    let html = typed("Ask **@Anna K**, please").html(page);
    assert_eq!(
        html,
        "<p>Ask <strong><a href=\"https://crm/0/Shell/#Card/Contacts_FormPage/edit/\
         00000000-0000-0000-0000-000000000007\" data-link=\"mention\" title=\"Anna K\" \
         rel=\"noopener noreferrer\" target=\"_blank\">@Anna K</a></strong>, please</p>"
            .replace("<strong><a", "<a")
            .replace("@Anna K</a></strong>", "<strong>@Anna K</strong></a>")
    );
    assert_eq!(Typed::read(&html), typed("Ask **@Anna K**, please"));
    assert_eq!(words(&html), "Ask @Anna K, please");
    assert!(!typed("`@Anna K`").html(page).contains("mention"), "code is code");
    assert_eq!(typed("@Anna K").html(|_| None), "<p>@Anna K</p>");
}

#[test]
fn the_mentions_of_other_editors_stay() {
    let id = Uuid::from_u128(9);
    let post =
        format!("<p>Hi <a href=\"#\" data-value=\"{id}\" data-link=\"mention\">Olha &amp; Co</a>!</p>");
    let read = Typed::read(&post);
    assert_eq!(read.mentions, [Mention { contact: ContactId(id), words: "Olha & Co".to_owned() }]);
    assert!(read.html(page).contains(&format!("edit/{id}\" data-link=\"mention\" title=\"Olha &amp; Co\"")));
}

#[test]
fn an_at_asks_for_somebody() {
    let asked = |text: &str| asked_at(&typed(text), text.encode_utf16().count());
    assert_eq!(asked("Hi @bo"), Some(Asked { at: 3..6, name: "bo".to_owned() }));
    assert_eq!(asked("🙂 (@Bo Me"), Some(Asked { at: 4..10, name: "Bo Me".to_owned() }));
    assert_eq!(asked("@"), Some(Asked { at: 0..1, name: String::new() }));
    for none in ["me@example", "@ bo", "@bo\nnext", "@a b c d", "@Anna K and", "no one"] {
        assert_eq!(asked(none), None, "{none}");
    }
    assert_eq!(asked_at(&typed("@bo and more"), 3).map(|asked| asked.name), Some("bo".to_owned()));
}

proptest! {
    /// What is kept comes back to the letter.
    #[test]
    fn what_is_kept_comes_back(text in any::<String>(), words in "@[^\n]{0,20}") {
        let mentions = vec![Mention { words, ..anna() }];
        for mentions in [mentions, Vec::new()] {
            let typed = Typed { text: text.clone(), mentions };
            prop_assert_eq!(Typed::take_up(&typed.keep()), typed);
        }
    }

    /// What is edited and left as it is is posted as it was, and nobody's name breaks out.
    #[test]
    fn an_edited_post_keeps_what_it_says(
        text in "[a-z *_\n]{0,20}",
        name in "@[A-Z][a-z<>\"&']{1,6}( [A-Z][a-z]{1,5})?",
    ) {
        let typed = Typed { text: format!("{text} {name} end"), mentions: vec![Mention { words: name.clone(), ..anna() }] };
        let html = typed.html(page);
        let again = Typed::read(&html).html(page);
        prop_assert_eq!(&again, &html);
        prop_assert!(!html.contains("title=\"<"), "{}", html);
        prop_assert!(html.matches("data-link").count() <= 1, "{}", html);
    }
}
