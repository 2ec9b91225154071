from scrapers.extraction.body import Witness, extract_body
from scrapers.extraction.page import parse
from scrapers.extraction.rules import RuleSet

P1 = "The bridge over the river will be closed for two months, the town said on Monday."
P2 = "Drivers must take the long way round, by the mill and the old railway station."
P3 = "The mayor, who had asked for the repair three years ago, called it overdue."
P4 = "Work begins in May and costs two million, of which the state pays about half."


def paragraphs(html):
    page = parse(html, "https://paper.example/town/bridge")
    blocks = extract_body(page, RuleSet(), Witness()).blocks
    return [block.text for block in blocks if block.kind != "caption"]


TEASERS = [
    (
        "Market hall gets a new roof",
        "The old hall was leaking for years, and now the council has paid.",
    ),
    (
        "School choir wins again",
        "For the third time in a row, the singers of the school came home first.",
    ),
    (
        "Night trains are back",
        "After ten years without them, the line to the coast runs at night again.",
    ),
    (
        "A garden for everybody",
        "Where the gasworks stood, the town plants trees, and anyone may help.",
    ),
]


def boxes(kind):
    return "".join(
        f"<div class={kind}><h3><a href=/s/{at}>{title}</a></h3><p>{text}</p></div>"
        for at, (title, text) in enumerate(TEASERS)
    )


def test_boxes_of_other_stories_below_do_not_widen_the_region():
    text = "".join(f"<p>{text}</p>" for text in (P1, P2, P3, P4))
    html = (
        f"<html><body><div id=page><div class=col><h1>Bridge to close</h1>{text}</div>"
        f"<div class=row>{boxes('tile')}</div></div></body></html>"
    )
    assert paragraphs(html) == [P1, P2, P3, P4]


def test_an_article_made_of_boxes_with_linked_titles_keeps_them():
    html = f"<html><body><div id=page><h1>Four good things</h1>{boxes('tile')}</div></body></html>"
    assert set(paragraphs(html)) >= {text for _, text in TEASERS}


def test_an_article_that_has_comments_is_no_comment():
    text = "".join(f"<p>{text}</p>" for text in (P1, P2, P3))
    aside = f"<div class=notes><p>{P4}</p></div>"
    html = (
        f"<html><body><div><article class='has-comments'><h1>Bridge to close</h1>{text}</article>"
        f"{aside}</div></body></html>"
    )
    assert paragraphs(html)[:3] == [P1, P2, P3]
