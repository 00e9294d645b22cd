//! What was formatted stays formatted, what was plain stays plain, and nothing harmful comes out.

use proptest::prelude::*;

use super::scanner::check;
use super::*;
use crate::domain::notes::builder::{Builder, Kind};

/// Words with everything in them that means something to Markdown or HTML.
fn phrase() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        8 => "[a-zé漢]{1,4}",
        4 => Just(" ".to_owned()),
        4 => "[-*_`#>+!&<~.:;()=\"'|\\\\\\[\\]]{1,3}",
        1 => "[0-9]{1,3}[.)]? ?",
        1 => prop::sample::select(vec![
            "&amp;", "<b>", "</i>", "https://a.com/_b_*c", "www.a.b&copy;", "a@b.com", "[a]: b", "\u{a0}", "👍🏽", "\u{301}",
        ]).prop_map(str::to_owned),
    ];
    prop::collection::vec(part, 0..5).prop_map(|parts| parts.concat())
}

fn target() -> impl Strategy<Value = Href> {
    "https://[a-z]{1,3}\\.com/[a-z()&_*?=<>\\\\;#~\"']{0,6}"
        .prop_filter_map("an address", |target| Href::new(&target))
}

fn source() -> impl Strategy<Value = Source> {
    "(https://a\\.b/|/0/rest/FileService/|\\.\\./odata/File\\()[a-z&_;)(]{0,5}"
        .prop_filter_map("an address", |source| Source::new(&source))
}

fn span() -> impl Strategy<Value = Span> {
    let content = prop_oneof![
        8 => phrase().prop_map(Content::Text),
        1 => phrase().prop_map(Content::Code),
        1 => (source(), phrase()).prop_map(|(source, alt)| Content::Image { source, alt }),
        1 => Just(Content::Break),
    ];
    let marks = any::<(bool, bool, bool)>().prop_map(|(bold, italic, strike)| Marks { bold, italic, strike });
    let marks = prop_oneof![2 => Just(Marks::default()), 3 => marks];
    (content, marks, prop::option::weighted(0.15, target())).prop_map(|(content, marks, link)| Span {
        content,
        marks,
        link,
    })
}

fn line() -> impl Strategy<Value = Vec<Span>> {
    prop::collection::vec(span(), 0..6)
}

fn block() -> impl Strategy<Value = Block> {
    let level = (1u8..4).prop_map(Level::of);
    let leaf = prop_oneof![
        5 => line().prop_map(Block::Paragraph),
        1 => (level, line()).prop_map(|(level, line)| Block::Heading(level, line)),
        1 => "[a-z`*<>&\t \n-]{0,20}".prop_map(Block::Code),
        1 => Just(Block::Rule),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        let blocks = prop::collection::vec(inner, 0..4);
        let first = prop::option::of(prop_oneof![Just(1u32), 0u32..2_000_000_000]);
        prop_oneof![
            blocks.clone().prop_map(Block::Quote),
            (first, prop::collection::vec(blocks, 0..4))
                .prop_map(|(first, items)| Block::List { first, items }),
        ]
    })
}

/// Blocks as a reader would have made them.
fn tidied(blocks: Vec<Block>) -> Vec<Block> {
    let mut builder = Builder::new();
    blocks.into_iter().for_each(|block| put(block, &mut builder));
    builder.finish()
}

fn put(block: Block, builder: &mut Builder) {
    match block {
        Block::Paragraph(line) => {
            line.into_iter().for_each(|span| builder.push(span));
            builder.end_paragraph();
        }
        Block::Heading(level, line) => {
            line.into_iter().for_each(|span| builder.push(span));
            builder.end_heading(level);
        }
        Block::List { first, items } => {
            builder.open(Kind::List(first));
            for item in items {
                builder.open(Kind::Item);
                item.into_iter().for_each(|block| put(block, builder));
                builder.close();
            }
            builder.close();
        }
        Block::Quote(inner) => {
            builder.open(Kind::Quote);
            inner.into_iter().for_each(|block| put(block, builder));
            builder.close();
        }
        Block::Code(code) => builder.code(&code),
        Block::Rule => builder.rule(),
    }
}

fn notes() -> impl Strategy<Value = Vec<Block>> {
    prop::collection::vec(block(), 0..5).prop_map(tidied)
}

/// HTML as no one should write it.
fn soup() -> impl Strategy<Value = String> {
    let name = prop::sample::select(vec![
        "p",
        "div",
        "b",
        "I",
        "span",
        "a",
        "ul",
        "ol",
        "li",
        "table",
        "tr",
        "td",
        "th",
        "pre",
        "code",
        "h1",
        "h4",
        "blockquote",
        "br",
        "hr",
        "img",
        "font",
        "u",
        "S",
        "svg",
        "x-y",
        "dl",
        "dd",
    ]);
    let attribute = prop::sample::select(vec![
        "",
        " ",
        " style=\"font-weight:bold\"",
        " style='font-style:italic;text-decoration:line-through'",
        " href=\"https://a.com/?b&amp;c\"",
        " href=javascript:alert(1)",
        " href=' java\nscript:x'",
        " onclick=\"x()\"",
        " src=\"data:image/png;base64,A\"",
        " src=x onerror=y",
        " src=/0/rest/FileService/1 alt='<b>\"'",
        " start=7",
        " a=\"",
        " style",
        "/",
    ]);
    let piece = prop_oneof![
        4 => (name.clone(), attribute).prop_map(|(name, attribute)| format!("<{name}{attribute}>")),
        3 => name.prop_map(|name| format!("</{name}>")),
        5 => phrase(),
        1 => prop::sample::select(vec![
            "<!-- c -->", "<script>x()</script>", "<style>y</style>", "<", "</", "<!x>", "<!--", "&nbsp;", "&lt;script&gt;",
            "&#0;", "&#x110000;", "\u{fdd0}", "\0", "\n",
        ]).prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// Letters and digits only.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

proptest! {
    #[test]
    fn html_keeps_notes(blocks in notes()) {
        let html = html::write(&blocks);
        prop_assert_eq!(check(&html), Ok(()));
        prop_assert_eq!(html::read(&html).blocks, blocks, "{}", html);
    }

    #[test]
    fn markdown_keeps_notes(blocks in notes()) {
        let source = markdown::write(&blocks);
        prop_assert_eq!(markdown::read(&source), blocks, "{}", source);
    }

    /// Whatever the CRM stores: it is read the same however often it is written, either way.
    #[test]
    fn any_html_becomes_safe_and_stays_the_same(html in soup()) {
        let blocks = html::read(&html).blocks;
        let safe = html::write(&blocks);
        prop_assert_eq!(check(&safe), Ok(()));
        prop_assert_eq!(&html::read(&safe).blocks, &blocks, "{}", safe);
        let source = markdown::write(&blocks);
        prop_assert_eq!(markdown::read(&source), blocks, "{}", source);
    }

    /// Whatever is typed.
    #[test]
    fn any_markdown_becomes_safe_and_stays_the_same(source in prop_oneof![soup(), any::<String>(), "([-*_`#>~ \n1.]{1,3}|[a-z]{1,3}|<b>|</b>|\\]\\(|!?\\[|    ){0,30}"]) {
        let blocks = markdown::read(&source);
        prop_assert!(depth(&blocks) <= MAX_DEPTH);
        prop_assert_eq!(check(&html::write(&blocks)), Ok(()));
        let again = markdown::write(&blocks);
        prop_assert_eq!(markdown::read(&again), blocks, "{}", again);
    }

    #[test]
    fn no_word_is_lost(parts in prop::collection::vec(("[a-z0-9]{1,5}", prop::sample::select(vec![
        "<p>", "</p>", "<b>", "</b>", "<ul>", "</ul>", "<li>", "</li>", "<table>", "</table>", "<td>", "</td>", "<tr>",
        "<pre>", "</pre>", "<h1>", "</h1>", "<blockquote>", "</blockquote>", "<code>", "</code>", "<br>", "<hr>", " < ", " & ",
        "<a href='https://x.y'>", "<a href='nowhere:'>", "</a>", "<!-- -->", "<u>", "<img>", "<>",
    ])), 0..30)) {
        let html: String = parts.iter().map(|(words, tag)| format!("{words}{tag}")).collect();
        let said: String = parts.iter().map(|(words, _)| words.as_str()).collect();
        prop_assert_eq!(letters(&words(&html::read(&html).blocks)), said);
    }

    #[test]
    fn any_garbage_is_read(text in any::<String>()) {
        let read = html::read(&text).blocks;
        prop_assert!(depth(&read) <= MAX_DEPTH);
        prop_assert_eq!(check(&html::write(&read)), Ok(()));
        if !text.contains('<') && !text.contains('&') {
            prop_assert_eq!(letters(&words(&read)), letters(&text));
        }
    }
}
