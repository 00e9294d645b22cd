use std::time::{Duration, Instant};

use super::*;
use crate::domain::notes::html::{read, write};

fn blocks(html: &str) -> Vec<Block> {
    read(html).blocks
}

fn only_line(html: &str) -> Vec<Span> {
    match blocks(html).as_slice() {
        [Block::Paragraph(line)] => line.clone(),
        other => panic!("not one paragraph: {other:?}"),
    }
}

#[test]
fn what_is_written() {
    let source = "# T & <i>\n\na **b *c*** `<d>`\nnext [x](https://a.com/?b=1&c=\"2\")\n\n- one\n  - two\n\n4. four\n\n> q\n\n```\n<e>\n```\n\n---";
    assert_eq!(
        write(&markdown::read(source)),
        "<h1>T &amp; &lt;i&gt;</h1>\
         <p>a <strong>b <em>c</em></strong> <code>&lt;d&gt;</code><br>next \
         <a href=\"https://a.com/?b=1&amp;c=&quot;2&quot;\" rel=\"noopener noreferrer\" target=\"_blank\">x</a></p>\
         <ul><li>one<ul><li>two</li></ul></li></ul><ol start=\"4\"><li>four</li></ol>\
         <blockquote><p>q</p></blockquote><pre><code>&lt;e&gt;</code></pre><hr>"
    );
}

#[test]
fn marks_come_as_elements_and_as_styles() {
    let bold = [text("a "), marked("b", "b"), text(" c")];
    for html in [
        "a <b>b</b> c",
        "<p>a <strong>b</strong> c</p>",
        "<div>a <span style=\"font-weight:bold\">b</span> c</div>",
        "a <SPAN STYLE='color:red; FONT-WEIGHT : 700 !important'>b</SPAN> c",
        "a <font color=red><b>b</b></font> c",
        "<b style=\"font-weight:normal\">a <b>b</b> c</b>",
        "a<b> b </b>c",
        "<p>\n  a\n  <b>b\n  </b>c</p>",
    ] {
        assert_eq!(only_line(html), bold, "{html}");
    }
    assert_eq!(only_line("<i>a</i> <em>b</em>"), [marked("a", "i"), text(" "), marked("b", "i")]);
    assert_eq!(
        only_line("<span style='text-decoration: underline line-through'>a</span>"),
        [marked("a", "s")]
    );
    assert_eq!(only_line("<u>a</u><del>b</del>"), [text("a"), marked("b", "s")]);
    assert_eq!(only_line("<b><i>a</b>b</i>c"), [marked("a", "bi"), marked("b", "i"), text("c")]);
    assert_eq!(
        blocks("<p style='font-weight:bold'>a<p>b"),
        [Block::Paragraph(vec![marked("a", "b")]), paragraph("b")]
    );
}

#[test]
fn blocks_of_the_crms_editor() {
    assert_eq!(blocks("<p>a</p>\r\n\r\n<p>&nbsp;</p>\r\n<div>b</div>c"), ["a", "b", "c"].map(paragraph));
    assert_eq!(only_line("10&nbsp;km<br />b<br>"), [text("10\u{a0}km"), line_break(), text("b")]);
    assert_eq!(
        blocks("<h2>T<br>u</h2><h5>v</h5>"),
        [Block::Heading(Level::Two, vec![text("T u")]), Block::Heading(Level::Three, vec![text("v")])]
    );
    let nested =
        Block::List { first: None, items: vec![vec![paragraph("a"), list(&["b"])], vec![paragraph("c")]] };
    for html in [
        "<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n<li>c</li>\n</ul>",
        "<ul><li><p>a</p><ul><li>b</ul><li>c</ul>",
        "<ul><li>a</li><ul><li>b</li></ul><li>c</li></ul>",
    ] {
        assert_eq!(blocks(html), std::slice::from_ref(&nested), "{html}");
    }
    assert_eq!(
        blocks("<blockquote>a</blockquote><hr/><pre>\n b\n  c\n</pre>"),
        [Block::Quote(vec![paragraph("a")]), Block::Rule, Block::Code(" b\n  c".to_owned())]
    );
    assert_eq!(only_line("a<code>b  c</code>"), [text("a"), code("b c")]);
    assert_eq!(
        blocks("<ol start=3><li>a</ol>"),
        [Block::List { first: Some(3), items: vec![vec![paragraph("a")]] }]
    );
}

#[test]
fn tables_are_rows_of_text() {
    let html = "<table><thead><tr><th>Name</th><th>No</th></tr></thead>\n<tbody>\n<tr>\n<td><p>a</p><p>b</p></td>\n\
                <td></td>\n<td><b>1</td></tr></tbody></table>after";
    assert_eq!(
        blocks(html),
        [
            Block::Paragraph(vec![marked("Name", "b"), text(" | "), marked("No", "b")]),
            Block::Paragraph(vec![text("a"), line_break(), text("b | | "), marked("1", "b")]),
            paragraph("after")
        ]
    );
}

#[test]
fn scripts_go_and_words_stay() {
    assert_eq!(words(&blocks("a<script>alert('<b>')</script>b<style>p{}</style>c<!-- d --><!-->e")), "abce");
    assert_eq!(words(&blocks("<svg onload=x><text>a</text></svg><button onclick='y'>b</button>")), "ab");
    assert_eq!(words(&blocks("1 < 2 > 1 <3 & &copy; &#x41;&unknown;&")), "1 < 2 > 1 <3 & © A&unknown;&");
    assert_eq!(words(&blocks("<a href='javascript:x'>a</a> <a href=\"x>y\">b</a>")), "a b");
    assert_eq!(words(&blocks("a <b title=\"c>d</b> e")), "a d e");
}

#[test]
fn pictures_that_cannot_be_kept_are_counted() {
    let html = "<img src='data:image/png;base64,AAAA' alt=a><img src='https://a.com/b.png'><img alt=c>\
                <img src='/0/rest/FileService/Download/ChatFile/1?x=1&amp;y=2' alt='d'>";
    let read = read(html);
    assert_eq!((words(&read.blocks).as_str(), read.lost_images), ("acd", 2));
    assert!(write(&read.blocks).contains("ChatFile/1?x=1&amp;y=2\" alt=\"d\""));
}

#[test]
fn what_means_the_same_is_stored_as_it_was() {
    let stored = "<div><font color=red>a</font>&nbsp;</div><p><b>b</b></p>";
    let notes = Stored::read(stored);
    assert_eq!(notes.markdown(), "a\n\n**b**");
    assert_eq!(notes.changed_to("a\n\n__b__"), stored);
    assert_eq!(notes.changed_to("a\n\nb"), "<p>a</p><p>b</p>");
}

#[test]
fn hostile_html_takes_no_time() {
    let hostile = [
        "<",
        "<a",
        "<a ",
        "<a \"",
        "<a b=\"",
        "<a b='>",
        "<a b=\"'>",
        "<!--",
        "<!",
        "</",
        "</a",
        "<b><i>",
        "</b></i>",
        "<ul>",
        "<li>",
        "<ul><li>",
        "<p>",
        "<div>",
        "<table>",
        "<td>",
        "<tr><td>a",
        "<blockquote>",
        "&",
        "&a",
        "&copy;",
        "<script>",
        "<pre>",
        "<h1>",
        "<a href=x>",
        "www.a.com ",
        "http://",
        "<img>",
        "<br>",
    ];
    for piece in hostile {
        for end in ["", ">", "\""] {
            let html = format!("{}{end}", piece.repeat(20_000 / piece.len()));
            let start = Instant::now();
            let read = blocks(&html);
            assert!(depth(&read) <= MAX_DEPTH);
            let _ = markdown::read(&markdown::write(&read));
            assert!(start.elapsed() < Duration::from_secs(5), "{piece}…{end}: {:?}", start.elapsed());
        }
    }
}
