from datetime import date

import pytest

from scrapers.extraction.body import Witness, extract_body
from scrapers.extraction.page import parse
from scrapers.extraction.rules import RuleSet, css

URL = "https://paper.example/town/bridge"

P1 = "The bridge over the river will be closed for two months, the town said on Monday."
P2 = "Drivers must take the long way round, by the mill and the old railway station."
P3 = "The mayor, who had asked for the repair three years ago, called it overdue."
P4 = "Work begins in May and costs two million, of which the state pays about half."


def body_of(html, *, rules=None, day=None, **witness):
    return extract_body(parse(html, URL), rules or RuleSet(), Witness(**witness), day=day)


def paragraphs(html, **how):
    return [block.text for block in body_of(html, **how).blocks if block.kind != "caption"]


def kinds(html, **how):
    return [(block.kind, block.text) for block in body_of(html, **how).blocks]


def article(*parts, head=""):
    inner = "".join(part if part.startswith("<") else f"<p>{part}</p>" for part in parts)
    return f"<html><body>{head}<article><h1>Bridge to close</h1>{inner}</article></body></html>"


def test_the_paragraphs_of_an_article_come_without_headline_menu_and_footer():
    menu = "<nav><ul><li><a href=/a>Politics</a><li><a href=/b>Sport</a></ul></nav>"
    html = article(P1, P2, P3, head=menu) + f"<footer><p>{P4}</p></footer>"
    assert paragraphs(html) == [P1, P2, P3]


def test_headings_keep_their_level():
    body = body_of(article(P1, "<h2>The way round</h2>", P2, "<h3>By train</h3>", P3))
    assert [(b.level, b.text) for b in body.blocks if b.kind == "heading"] == [
        (2, "The way round"),
        (3, "By train"),
    ]


def test_list_items_keep_their_depth():
    items = "<ul><li>by the mill, which is shut</li><li>by train<ol><li>from platform two"
    body = body_of(article(P1, items + "</li></ol></li></ul>", P2))
    assert [(b.level, b.text) for b in body.blocks if b.kind == "list_item"] == [
        (1, "by the mill, which is shut"),
        (1, "by train"),
        (2, "from platform two"),
    ]


def test_quotes_code_and_captions_have_their_kind():
    html = article(
        P1,
        f"<blockquote><p>{P3}</p></blockquote>",
        "<pre>if open:\n    cross()</pre>",
        "<figure><img src=a.jpg><figcaption>The bridge in May.</figcaption></figure>",
        P2,
    )
    assert kinds(html) == [
        ("paragraph", P1),
        ("quote", P3),
        ("code", "if open:\n    cross()"),
        ("caption", "The bridge in May."),
        ("paragraph", P2),
    ]


def test_the_cells_of_a_data_row_become_one_block_with_tabs():
    rows = "<table><tr><th>Month</th><th>Cars</th></tr><tr><td>May</td><td>1,200</td></tr></table>"
    body = body_of(article(P1, rows, P2))
    assert [b.text for b in body.blocks if b.kind == "table_row"] == ["Month\tCars", "May\t1,200"]


def test_a_table_that_lays_out_the_page_gives_paragraphs():
    html = f"<table><tr><td>{P1 * 6}</td><td><p>{P2}</p><p>{P3}</p></td></tr></table>"
    assert {b.kind for b in body_of(html).blocks} == {"paragraph"}


@pytest.mark.parametrize(
    ("mark_up", "text"),
    [
        ("The <a href=/m>mayor</a>, who came late", "The mayor, who came late"),
        ("the <b>old</b><i>est</i> bridge", "the oldest bridge"),
        ("the <em> old </em> bridge", "the old bridge"),
        ("one\n   line\tonly&nbsp;here", "one line only here"),
        ("a soft<br>break", "a soft break"),
        ("said &#8220;<q>no</q>&#8221;.", "said “no”."),
        ("弾<ruby>劾<rp>(</rp><rt>がい</rt><rp>)</rp></ruby>", "弾劾(がい)"),
    ],
)
def test_inline_tags_neither_space_nor_glue(mark_up, text):
    assert paragraphs(article(P1, f"<p>{mark_up}. {P2}</p>", P3))[1] == f"{text}. {P2}"


def test_two_line_breaks_end_a_paragraph():
    html = f"<body><div class=story>{P1}<br><br>{P2}<br>\n <br/>{P3}</div></body>"
    assert paragraphs(html) == [P1, P2, P3]


def test_single_line_breaks_end_a_paragraph_where_every_line_is_one():
    long = [f"{P1} {P2}", f"{P3} {P4}", f"{P2} {P4}"]
    assert paragraphs(f"<body><div>{'<br>'.join(long)}</div></body>") == long


def test_short_lines_in_number_stay_lines():
    verse = (
        "<p>The river ran,<br>the river stood,<br>the bridge was iron,<br>the bridge was wood.</p>"
    )
    lines = paragraphs(article(P1, verse, P2))[1].split("\n")
    assert (len(lines), lines[3]) == (4, "the bridge was wood.")


def test_text_straight_in_a_div_is_a_block_on_either_side_of_others():
    html = f"<body><div id=text>{P1}<p>{P2}</p>{P3}<div>{P4}</div></div></body>"
    assert paragraphs(html) == [P1, P2, P3, P4]


def test_a_body_in_several_containers_is_read_as_one():
    advert = "<div class='ad-slot'>Advertisement</div>"
    parts = f"<div class=part><p>{P1}</p><p>{P2}</p></div>{advert}<div class=part><p>{P3}</p></div>"
    assert paragraphs(f"<body><main>{parts}</main></body>") == [P1, P2, P3]


def test_a_standfirst_outside_the_container_is_taken_in():
    lead = "What drivers must know before the river bridge is closed for good"
    head = f"<header><h1>Bridge to close</h1><p class=standfirst>{lead}</p></header>"
    html = f"<body>{head}<div class=entry-content><p>{P1}</p><p>{P2}</p><p>{P3}</p></div></body>"
    assert paragraphs(html) == [lead, P1, P2, P3]


def test_hidden_text_is_left_out_and_the_reason_names_what_hides_it():
    hidden = f"<div style='display: none'><p>{P4}</p></div>"
    body = body_of(article(P1, P2, hidden, P3))
    assert [b.text for b in body.blocks] == [P1, P2, P3]
    assert [(r.rule, r.text) for r in body.removed if "hidden" in r.rule] == [
        ("extraction.hidden", P4)
    ]


@pytest.mark.parametrize(
    ("classes", "rule"),
    [
        ("social-share", "share"),
        ("inline-related-posts", "related"),
        ("newsletter-box", "promo"),
        ("author-bio", "author"),
        ("post-tags", "tags"),
        ("comments", "comments"),
        ("entry-meta", "meta"),
        ("breadcrumb", "navigation"),
        ("cookie-banner", "consent"),
    ],
)
def test_a_box_inside_the_article_goes_with_the_class_word_as_reason(classes, rule):
    box = f"<div class='{classes}'><p>Something else to read, to send or to sign.</p></div>"
    body = body_of(article(P1, P2, box, P3, P4))
    assert [b.text for b in body.blocks] == [P1, P2, P3, P4]
    removal = next(r for r in body.removed if r.rule == f"extraction.{rule}")
    assert removal.reason.startswith("stands in an element marked ")
    assert classes in (removal.path or "")


@pytest.mark.parametrize("tag", ["aside", "form", "nav", "footer"])
def test_a_box_of_such_a_tag_inside_the_article_goes(tag):
    box = f"<{tag}><p>Something else to read, to send or to sign.</p></{tag}>"
    body = body_of(article(P1, P2, box, P3, P4))
    assert [b.text for b in body.blocks] == [P1, P2, P3, P4]
    assert any(r.reason.endswith(f"<{tag}>") for r in body.removed)


def test_only_what_stood_in_the_region_is_put_on_record():
    menu = "<nav><ul><li><a href=/a>Politics</a><li><a href=/b>Sport</a></ul></nav>"
    body = body_of(article(P1, P2, P3, head=menu))
    assert not any("Politics" in removal.text for removal in body.removed)


@pytest.mark.parametrize("classes", ["promo", "teaser", "ads", "paywall", "comments", "related"])
def test_no_class_word_takes_the_whole_article(classes):
    html = f"<body class='{classes}'><div class='{classes}'><p>{P1}</p><p>{P2}</p></div></body>"
    assert paragraphs(html) == [P1, P2]


def test_a_class_word_on_every_paragraph_proves_nothing():
    html = article(*(f"<p class=promo>{text}</p>" for text in (P1, P2, P3, P4)))
    assert paragraphs(html) == [P1, P2, P3, P4]


def test_an_aside_around_the_article_does_not_hide_it():
    html = f"<body><aside><h1>Bridge to close</h1><p>{P1}</p><p>{P2}</p></aside></body>"
    assert paragraphs(html) == [P1, P2]


def test_a_column_named_after_its_sidebar_is_no_sidebar():
    html = f"<body><div class=sidebar-grid><div class=sidebar-grid__main><p>{P1}<p>{P2}</div></div>"
    assert paragraphs(html) == [P1, P2]


def test_an_id_made_of_a_headings_words_marks_nothing():
    html = article(P1, f"<div id=the-comments-of-the-mayor><p>{P3}</p></div>", P2)
    assert paragraphs(html) == [P1, P3, P2]


def test_boxes_of_linked_headings_are_teasers():
    card = (
        "<div class=x><h3><a href=/{0}>Another story of the day {0}</a></h3><p>Read it.</p></div>"
    )
    html = article(P1, P2, P3, P4, *(card.format(number) for number in range(3)))
    body = body_of(html)
    assert [b.text for b in body.blocks] == [P1, P2, P3, P4]
    assert {r.rule for r in body.removed} >= {"extraction.cards"}


def test_an_inline_teaser_keeps_its_link_for_the_cleaner():
    teaser = "<p>See also <a href='/town/mill'>The mill is for sale again</a></p>"
    blocks = body_of(article(P1, teaser, P2)).blocks
    assert [(link.url, link.text) for link in blocks[1].links] == [
        ("https://paper.example/town/mill", "The mill is for sale again")
    ]


def test_a_heading_whose_list_of_links_went_goes_too():
    links = "<h3>More from the town</h3><ul><li><a href=/1>The mill is for sale</a></li>"
    html = article(P1, P2, links + "<li><a href=/2>Trains run late</a></li></ul>", P3)
    assert paragraphs(html) == [P1, P2, P3]


def test_the_path_of_a_block_names_tags_ids_and_classes():
    html = f"<body><main id=content><div class='story long'><p class=lead>{P1}</p><p>{P2}</p>"
    assert body_of(html).blocks[0].path == "html/body/main#content/div.story.long/p.lead"


def test_a_long_path_is_cut_from_the_left():
    html = "<div class='one-rather-long-name another-rather-long-name'>" * 10 + f"<p>{P1}</p>"
    path = body_of(html).blocks[0].path or ""
    assert path.startswith("…/")
    assert path.endswith("/p")
    assert len(path) <= 300


@pytest.mark.parametrize(
    "texts",
    [
        [
            "橋は修理のため、二か月のあいだ閉鎖される。町が月曜日に発表した。",
            "市長は三年前から求めていた。工事は五月に始まり、費用は二億円だという。",
        ],
        [
            "أعلنت البلدية يوم الاثنين أن الجسر سيغلق لمدة شهرين، بسبب أعمال الصيانة.",
            "قال رئيس البلدية إن الإصلاح تأخر كثيرا، وإن الكلفة مليونان.",
        ],
    ],
)
def test_scripts_without_spaces_and_from_the_right_are_read(texts):
    menu = "<ul><li><a href=/a>政治</a></li><li><a href=/b>経済</a></li></ul>"
    html = f"<body>{menu}<div class=text>" + "".join(f"<p>{t}</p>" for t in texts) + "</div></body>"
    assert paragraphs(html) == texts


@pytest.mark.parametrize("html", ["hello", "<p>hello", "<div>hello</div>", "<h2>hello</h2>"])
def test_a_page_with_any_text_gives_some(html):
    assert paragraphs(html) == ["hello"]


def test_the_metadata_stands_in_where_the_page_shows_no_text():
    body = body_of("<body><div id=app></div></body>", article_body=f"{P1}\n{P2}")
    assert (body.source, [b.text for b in body.blocks]) == ("json-ld", [P1, P2])


def test_text_for_browsers_without_scripts_is_read_when_there_is_no_other():
    html = f"<body><div id=app></div><noscript><p>{P1}</p><p>{P2}</p></noscript></body>"
    assert paragraphs(html) == [P1, P2]


def test_a_short_line_the_metadata_lacks_goes():
    texts = [f"{text} This was item {n}." for n in range(3) for text in (P1, P2, P3, P4)]
    html = article(*texts[:4], "Our app", *texts[4:])
    assert paragraphs(html, article_body=" ".join(texts)) == texts


# Rules of a site


def test_a_rule_for_the_body_wins_over_the_generic_way():
    html = f"<body><div id=a><p>{P1}</p><p>{P2}</p><p>{P3}</p></div><div id=b><p>{P4}</p></div>"
    body = body_of(html, rules=RuleSet(body=(css("#b"),)))
    assert (body.source, [b.text for b in body.blocks]) == ("site", [P4])


def test_all_elements_of_the_first_rule_that_finds_any_are_parts():
    html = f"<body><p class=t>{P1}</p><p>{P2}</p><span class=t>{P3}</span></body>"
    rules = RuleSet(body=(css(".none"), css(".t"), css("body")))
    assert paragraphs(html, rules=rules) == [P1, P3]


def test_a_rule_that_finds_nothing_falls_back_to_the_generic_way():
    body = body_of(article(P1, P2), rules=RuleSet(body=(css(".gone"),)))
    assert (body.source, [b.text for b in body.blocks]) == ("markup", [P1, P2])


def test_what_a_site_removes_is_on_record_with_the_rule_as_written():
    html = article(P1, f"<div class=shop><p>{P4}</p></div>", P2)
    body = body_of(html, rules=RuleSet(remove=(css("div.shop"),)))
    assert [b.text for b in body.blocks] == [P1, P2]
    assert [(r.rule, r.reason, r.text) for r in body.removed if r.text == P4] == [
        ("site.remove", "matches css('div.shop')", P4)
    ]


def test_what_a_site_keeps_no_generic_rule_removes():
    html = article(P1, P2, f"<aside class=facts><p>{P4}</p></aside>", P3)
    assert paragraphs(html) == [P1, P2, P3]
    rules = RuleSet(keep=(css("aside.facts"),))
    assert paragraphs(html, rules=rules) == [P1, P2, P4, P3]


def test_what_a_site_keeps_is_text_wherever_it_stands():
    html = article(P1, P2, P3).replace("<article", f"<div class=intro><p>{P4}</p></div><article", 1)
    assert paragraphs(html) == [P1, P2, P3]
    rules = RuleSet(keep=(css("div.intro"),))
    assert paragraphs(html, rules=rules) == [P4, P1, P2, P3]


def test_a_list_of_kickers_with_a_link_each_is_a_list_of_links():
    stories = ("Ferry to the islands begins in May", "Mill at the old bridge to be sold")
    lines = "".join(f"<li><b>Harbour:</b> <a href=/x>{story}</a></li>" for story in stories)
    html = article(P1, P2, f"<h3>What else happens in town</h3><ul>{lines}</ul>", P3)
    assert paragraphs(html) == [P1, P2, P3]


@pytest.mark.parametrize(
    ("day", "expected"), [(date(2025, 12, 31), [P1]), (date(2026, 1, 1), [P2]), (None, [P1])]
)
def test_a_rule_holds_only_as_long_as_it_says(day, expected):
    html = f"<body><p id=old>{P1}</p><p id=new>{P2}</p></body>"
    rules = RuleSet(body=(css("#old", until="2025-12-31"), css("#new")))
    assert paragraphs(html, rules=rules, day=day) == expected


# Robustness


@pytest.mark.parametrize(
    "html",
    [
        "<b><p>" * 20_000 + P1,
        "<a href=/x>" * 20_000 + P1,
        f"<p>{P1}</p>" + "<div><h2><a href=/x>Title of it</a></h2><p>text.</p></div>" * 5_000,
        "<p>" + "<a href=/x>word</a><br><br>" * 10_000,
        "<table>" + "<tr><td>a<td>b" * 10_000,
        "<div class='" + "nav-menu " * 50_000 + f"'><p>{P1}</p></div>",
    ],
)
def test_hostile_mark_up_is_read_in_passing(html):
    assert body_of(html).blocks


def test_the_tree_is_left_as_it_was():
    page = parse(article(P1, "<aside><p>x</p></aside>", P2), URL)
    before = [(element.tag, dict(element.attrib), element.text) for element in page.tree.iter()]
    extract_body(page, RuleSet(remove=(css("aside"),)), Witness())
    assert before == [(e.tag, dict(e.attrib), e.text) for e in page.tree.iter()]


def test_the_same_page_gives_the_same_body_whatever_was_read_before():
    html = article(P1, "<div class=share-box>Share this</div>", P2)
    first = body_of(html)
    body_of(f"<body class=share-box><p>{P3}</p></body>")
    again = body_of(html)
    assert (first.blocks, first.removed) == (again.blocks, again.removed)
