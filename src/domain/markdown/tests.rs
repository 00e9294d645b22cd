use proptest::prelude::*;

use super::*;

fn text(words: &str) -> Inline {
    Inline::Text(words.to_owned())
}

fn only_paragraph(source: &str) -> Vec<Inline> {
    match parse(source).as_slice() {
        [Block::Paragraph(inlines)] => inlines.clone(),
        other => panic!("not one paragraph: {other:?}"),
    }
}

fn words(blocks: &[Block]) -> String {
    blocks
        .iter()
        .map(|block| match block {
            Block::Paragraph(inlines) | Block::Heading(inlines) => text_of(inlines),
            Block::Code(code) => code.clone(),
            Block::Quote(inner) => words(inner),
            Block::List { items, .. } => items.iter().map(|item| words(item)).collect(),
            Block::Rule => String::new(),
        })
        .collect()
}

fn hrefs(inlines: &[Inline]) -> Vec<String> {
    inlines
        .iter()
        .flat_map(|inline| match inline {
            Inline::Link(link, _) => vec![link.href.clone()],
            Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Struck(inner) => hrefs(inner),
            Inline::Text(_) | Inline::Code(_) => Vec::new(),
        })
        .collect()
}

fn depth(blocks: &[Block]) -> usize {
    let inner = |block: &Block| match block {
        Block::Quote(inner) => depth(inner),
        Block::List { items, .. } => items.iter().map(|item| depth(item)).max().unwrap_or(0),
        _ => 0,
    };
    1 + blocks.iter().map(inner).max().unwrap_or(0)
}

#[test]
fn emphasis_code_and_line_breaks() {
    let strong = Inline::Strong(vec![text("b")]);
    let emphasis = Inline::Emphasis(vec![text("e")]);
    let code = Inline::Code("c_d*".to_owned());
    assert_eq!(
        only_paragraph("a **b** *e* `c_d*`\nnext"),
        [text("a "), strong, text(" "), emphasis, text(" "), code, text("\nnext")]
    );
    assert_eq!(only_paragraph("~~no~~"), [Inline::Struck(vec![text("no")])]);
}

#[test]
fn lists_quotes_and_code_blocks() {
    let item = |words| vec![Block::Paragraph(vec![text(words)])];
    assert_eq!(parse("- a\n- b"), [Block::List { first: None, items: vec![item("a"), item("b")] }]);
    assert_eq!(parse("3. a\n4. b"), [Block::List { first: Some(3), items: vec![item("a"), item("b")] }]);
    assert_eq!(parse("> said"), [Block::Quote(item("said"))]);
    assert_eq!(parse("```sh\na *b*\n```"), [Block::Code("a *b*".to_owned())]);
    assert_eq!(parse("# Title"), [Block::Heading(vec![text("Title")])]);
    let nested = Block::List { first: None, items: vec![item("b")] };
    assert_eq!(
        parse("- a\n  - b"),
        [Block::List { first: None, items: vec![vec![Block::Paragraph(vec![text("a")]), nested]] }]
    );
}

#[test]
fn html_is_text() {
    assert_eq!(only_paragraph("a <b onclick=x>c</b>"), [text("a <b onclick=x>c</b>")]);
    assert_eq!(words(&parse("<script>\nalert(1)\n</script>")), "<script>\nalert(1)\n</script>");
    assert_eq!(words(&parse("<!-- c -->\n\nrest")), "<!-- c -->rest");
}

#[test]
fn images_are_links_and_bad_links_are_words() {
    let image = only_paragraph("![a cat](https://a.com/cat.png)");
    assert_eq!(hrefs(&image), ["https://a.com/cat.png"]);
    assert_eq!(text_of(&image), "a cat");
    assert_eq!(only_paragraph("[x](javascript:alert(1))"), [text("x (javascript:alert(1))")]);
    assert_eq!(text_of(&only_paragraph("[](https://a.com)")), "https://a.com");
}

#[test]
fn marks_in_addresses_are_part_of_them() {
    let address = "https://a.com/_b_/c*d*e?x=1&copy;=2";
    let found = only_paragraph(&format!("see {address} **now**"));
    assert_eq!(hrefs(&found), [address]);
    assert_eq!(text_of(&found), format!("see {address} now"));
    assert_eq!(hrefs(&only_paragraph("[x](https://a.com/_b_)")), ["https://a.com/_b_"]);
    assert_eq!(only_paragraph("`https://a.com/_b_`"), [Inline::Code("https://a.com/_b_".to_owned())]);
    assert_eq!(hrefs(&only_paragraph("<https://a.com/_b_>")), ["https://a.com/_b_"]);
    assert_eq!(hrefs(&only_paragraph("**https://a.com**")), ["https://a.com"]);
}

#[test]
fn what_looks_like_a_reference_does_not_vanish() {
    assert_eq!(words(&parse("Hello\n\n[order]: 12345")), "Hello[order]: 12345");
    assert_eq!(words(&parse("[order]: 12345")), "[order]: 12345");
}

#[test]
fn a_deep_tree_is_flattened() {
    let blocks = parse(&format!("{}x", "> ".repeat(1_500)));
    assert!(depth(&blocks) <= MAX_DEPTH + 1);
    assert_eq!(words(&blocks), "x");
    let blocks = parse(&"*a **b ".repeat(800));
    assert!(words(&blocks).contains('b'));
}

proptest! {
    /// Markup may go, letters may not, and no target is ever unsafe.
    #[test]
    fn no_letter_is_lost(source in r"([a-z]{1,6}|[ \n]|[*_~`#>+\-!\[\]()<&:.1]|https://a\.b/){0,60}") {
        let letters = |text: &str| text.chars().filter(char::is_ascii_alphabetic).collect::<Vec<_>>();
        let blocks = parse(&source);
        let shown = letters(&words(&blocks));
        prop_assert!(shown.len() <= 2 * source.len());
        if !source.contains("](") && !source.contains("```") && !source.contains('&') {
            prop_assert_eq!(shown, letters(&source));
        }
    }

    #[test]
    fn any_text_is_read(source in any::<String>()) {
        let blocks = parse(&source);
        prop_assert!(depth(&blocks) <= MAX_DEPTH + 1);
        prop_assert_eq!(text_of(&plain(&source)), source);
    }
}
