use super::*;
use crate::domain::notes::markdown::{read, write};

fn only_line(source: &str) -> Vec<Span> {
    match read(source).as_slice() {
        [Block::Paragraph(line)] => line.clone(),
        other => panic!("not one paragraph: {other:?}"),
    }
}

#[test]
fn marks_code_and_breaks() {
    assert_eq!(
        only_line("a **b *c*** ~~d~~ `e_f*`\nnext"),
        [
            text("a "),
            marked("b ", "b"),
            marked("c", "bi"),
            text(" "),
            marked("d", "s"),
            text(" "),
            code("e_f*"),
            line_break(),
            text("next")
        ]
    );
}

#[test]
fn blocks_of_every_kind() {
    let nested = Block::List { first: None, items: vec![vec![paragraph("a"), list(&["b"])]] };
    assert_eq!(read("- a\n  - b"), [nested]);
    let numbered = Block::List { first: Some(3), items: vec![vec![paragraph("a")], vec![paragraph("b")]] };
    assert_eq!(read("3. a\n4. b"), [numbered]);
    assert_eq!(read("> said"), [Block::Quote(vec![paragraph("said")])]);
    assert_eq!(read("```sh\na *b*\n```"), [Block::Code("a *b*".to_owned())]);
    assert_eq!(read("## Title"), [Block::Heading(Level::Two, vec![text("Title")])]);
    assert_eq!(read("###### Title"), [Block::Heading(Level::Three, vec![text("Title")])]);
    assert_eq!(read("a\n\n---\n\nb"), [paragraph("a"), Block::Rule, paragraph("b")]);
}

#[test]
fn links_and_pictures_lead_where_they_may() {
    assert_eq!(only_line("[x](https://a.com/b)"), [linked("x", "https://a.com/b")]);
    assert_eq!(
        only_line("see https://a.com/_b_ now"),
        [text("see "), linked("https://a.com/_b_", "https://a.com/_b_"), text(" now")]
    );
    assert_eq!(only_line("<a@b.com>"), [linked("a@b.com", "mailto:a@b.com")]);
    assert_eq!(only_line("[x](javascript:alert(1))"), [text("x (javascript:alert(1))")]);
    let source = Source::new("/0/rest/FileService/Download/ChatFile/1").expect("a file of the CRM");
    let picture = Span { content: Content::Image { source, alt: "a cat".to_owned() }, ..text("") };
    assert_eq!(only_line("![a cat](/0/rest/FileService/Download/ChatFile/1)"), [picture]);
    assert_eq!(only_line("![a cat](data:image/png;base64,AA)"), [text("a cat")]);
    assert_eq!(only_line("![a cat](/0/ServiceModel/Logout)"), [text("a cat")]);
}

#[test]
fn html_is_text_but_for_the_tags_of_marks() {
    assert_eq!(only_line("a <u onclick=x>c</u>"), [text("a <u onclick=x>c</u>")]);
    assert_eq!(only_line("a <b>c</b>."), [text("a "), marked("c", "b"), text(".")]);
    assert_eq!(only_line("a <b>c"), [text("a <b>c")]);
    assert_eq!(only_line("a <b>c *d* <i>e"), [text("a <b>c "), marked("d", "i"), text(" <i>e")]);
    assert_eq!(only_line("<i><b>c"), [text("<i><b>c")]);
    assert_eq!(only_line("c</b>"), [text("c</b>")]);
    assert_eq!(words(&read("<script>\nalert(1)\n</script>")), "<script> alert(1) </script>");
}

#[test]
fn what_is_written_reads_well() {
    let same = "# Order *12*\n\nHe said **no**, see <https://a.com>:\nthe *second* line\n\n- one\n- two\n  - inner\n\n1. first\n2. second\n\n> said\n> and done\n\n```\nlet a = 1;\n```\n\n___";
    assert_eq!(write(&read(same)), same);
}

#[test]
fn plain_text_stays_plain() {
    let plain = [
        "2 * 3 * 4",
        "a_b_c",
        "_a_",
        "# no",
        "1. no",
        "2) no",
        "- no",
        "+ no",
        "> no",
        "`no`",
        "a < b & c",
        "&amp;",
        "<b>no</b>",
        "[no](https://a.com)",
        "~~no~~",
        "!",
        "===",
        "---",
        "***",
        "\\*",
        "[x]: y",
        "|a|b|",
        "#tag",
        "-5",
    ];
    for words in plain {
        let blocks = html::read(&words.replace('&', "&amp;").replace('<', "&lt;")).blocks;
        let source = write(&blocks);
        assert_eq!(read(&source), blocks, "{words} as {source}");
    }
    assert_eq!(write(&[paragraph("a_b - 5 * 3, #tag 1.5")]), "a_b - 5 \\* 3, #tag 1.5");
}

#[test]
fn a_mark_that_stars_cannot_write_is_a_tag() {
    let blocks = [Block::Paragraph(vec![text("a"), marked(".b.", "b"), text("c")])];
    assert_eq!(write(&blocks), "a<b>.b.</b>c");
    assert_eq!(read("a<b>.b.</b>c"), blocks);
}

#[test]
fn deep_and_long_text_is_read() {
    assert_eq!(depth(&read(&format!("{}x", "> ".repeat(2_000)))), MAX_DEPTH);
    assert_eq!(
        depth(&read(&(0..200).map(|n| format!("{}- x\n", "  ".repeat(n))).collect::<String>())),
        MAX_DEPTH
    );
    assert!(words(&read(&"*a **b ".repeat(2_000))).contains('b'));
    assert!(words(&read(&"<b>".repeat(5_000))).contains("<b>"));
}
