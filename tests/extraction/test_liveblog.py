import json

from scrapers.extraction.liveblog import live_updates
from scrapers.extraction.page import parse
from scrapers.extraction.structured import read_structured

URL = "https://paper.example/live/bridge"


def updates_of(html):
    page = parse(html, URL)
    return live_updates(page, read_structured(page))


def test_the_updates_of_json_ld_come_with_time_author_and_link():
    node = {
        "@type": "LiveBlogPosting",
        "headline": "The bridge, hour by hour",
        "liveBlogUpdate": [
            {
                "@type": "BlogPosting",
                "headline": "It is closed",
                "datePublished": "2026-11-23T14:05:00+01:00",
                "articleBody": "<p>The gates are down.</p><p>Nobody crosses.</p>",
                "author": {"name": "Anna Muster"},
                "url": "#post-2",
            },
            {"@type": "BlogPosting", "headline": "It will be closed"},
            {"@type": "BlogPosting"},
            "not a node",
        ],
    }
    first, second = updates_of(f'<script type="application/ld+json">{json.dumps(node)}</script>')
    assert (first.headline, first.url) == ("It is closed", f"{URL}#post-2")
    assert str(first.date_published) == "2026-11-23 14:05:00+01:00"
    assert [author.name for author in first.authors] == ["Anna Muster"]
    assert [block.text for block in first.body] == ["The gates are down.", "Nobody crosses."]
    assert (second.headline, second.date_published) == ("It will be closed", None)


def post(number, time="2026-11-23T14:0{0}:00+01:00"):
    stamp = time.format(number)
    return (
        f"<div class='live-blog-post' id='p{number}'><time datetime='{stamp}'>14:0{number}</time>"
        f"<h3>News number {number}</h3><p>The gates are down at number {number}.</p></div>"
    )


def test_posts_with_a_time_are_read_where_metadata_has_none():
    html = "<div class='live-blog-posts'>" + "".join(post(n) for n in (3, 2, 1)) + "</div>"
    updates = updates_of(html)
    assert [update.headline for update in updates] == [f"News number {n}" for n in (3, 2, 1)]
    assert updates[0].url == f"{URL}#p3"
    assert [block.text for block in updates[0].body] == ["The gates are down at number 3."]


def test_a_post_inside_a_post_is_a_part_of_it():
    inner = "<div class='live-blog-entry'><p>A word on it.</p></div>"
    html = "".join(post(n).replace("</div>", f"{inner}</div>") for n in (3, 2, 1))
    assert [update.headline for update in updates_of(html)] == [
        f"News number {n}" for n in (3, 2, 1)
    ]


def test_two_dated_boxes_make_no_live_blog():
    assert updates_of(post(1) + post(2)) == []


def test_posts_without_a_time_make_no_live_blog():
    assert updates_of("".join(post(n, "soon") for n in range(5))) == []


def test_an_article_has_no_updates():
    assert updates_of("<article><p>The bridge is closed.</p></article>") == []
