import pytest

from scrapers.extraction import Diagnosis, extract_page
from scrapers.extraction.page import parse

URL = "https://paper.example/town/the-bridge-to-be-closed-for-two-months"
LINE = "The bridge over the river will be closed for two months, the town said on Monday. "


def prose(count):
    return "".join(f"<p>{n}. {LINE * 3}</p>" for n in range(count))


SHELL = "<div id=app></div><script src=/app.js></script>"
STORIES = "".join(
    f"<h3><a href='/town/story-{n}'>Story number {n} about the town and its river</a></h3>"
    for n in range(40)
)
MENU = (
    "<nav>" + "".join(f"<a href=/s{n}>A section of the paper {n}</a>" for n in range(60)) + "</nav>"
)


def diagnosis(html, url=URL):
    return extract_page(parse(html, url)).diagnosis


def page(body, title="", head=""):
    return f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


@pytest.mark.parametrize(
    ("expected", "html"),
    [
        (
            Diagnosis.NOT_HTML,
            "<?xml version='1.0'?><rss><channel><title>News</title></channel></rss>",
        ),
        (Diagnosis.NOT_HTML, '{"articles": [{"title": "Bridge"}]}'),
        (Diagnosis.NOT_HTML, f"Plain text, 3 < 4. {LINE}"),
        (Diagnosis.EMPTY, page("<div> </div>", "Paper")),
        (Diagnosis.SCRIPT_SHELL, page(SHELL, "Paper")),
        (
            Diagnosis.BOT_WALL,
            page(
                "Checking.<script src=/cdn-cgi/challenge-platform/x.js></script>",
                "Just a moment...",
            ),
        ),
        (Diagnosis.BOT_WALL, page("<p>Reference 18.2f</p>", "Access Denied")),
        (
            Diagnosis.CONSENT_WALL,
            page(
                "<p>We and our partners store cookies. Do you give your consent to tracking?</p>"
                "<script>window.didomiConfig = {}</script>",
                "Your privacy",
            ),
        ),
        (
            Diagnosis.LOGIN_WALL,
            page("<h1>Log in</h1><form><input name=user><input type=password></form>", "Log in"),
        ),
        (Diagnosis.ERROR_PAGE, page("<h1>Page not found</h1><p>Try the search.</p>", "404")),
        (Diagnosis.INDEX_PAGE, page(STORIES, "Town")),
    ],
)
def test_a_page_that_is_no_article_is_named(expected, html):
    url = URL if expected is not Diagnosis.INDEX_PAGE else "https://paper.example/category/town/"
    assert diagnosis(html, url) is expected


def test_a_video_page_without_a_text_is_a_video_hub():
    head = "<meta property='og:type' content='video.other'>"
    html = page(
        "<h1>The bridge</h1><p>Watch how it is done.</p><p>Two minutes from the river.</p>",
        head=head,
    )
    assert diagnosis(html, "https://paper.example/video/bridge") is Diagnosis.VIDEO_HUB


@pytest.mark.parametrize(
    "title",
    ["404 cars cross it a day", "Access denied: the bridge", "Please wait", "Log in to the bridge"],
)
def test_no_phrase_alone_makes_an_article_something_else(title):
    text = f"<h1>{title}</h1>{prose(8)}"
    assert diagnosis(page(text, title)) is None


@pytest.mark.parametrize(
    "extra",
    [
        "<script src=/cdn-cgi/challenge-platform/x.js></script>",
        "<script>var didomi, cookie, consent</script><p>cookies cookies consent</p>",
        "<form><input type=password>Log in</form>",
        STORIES,
        MENU,
    ],
)
def test_an_article_stays_one_beside_the_scripts_and_links_of_other_pages(extra):
    html = page(f"<article><h1>Bridge</h1>{prose(8)}</article>{extra}", "Bridge")
    assert diagnosis(html) is None


def test_a_short_piece_of_news_is_an_article():
    head = "<meta property='og:type' content='article'>"
    assert diagnosis(page(f"<article><h1>Bridge</h1><p>{LINE}</p></article>", head=head)) is None


def free(html):
    return extract_page(parse(html, URL)).article.is_accessible_for_free


def ld(inside):
    node = f'{{"@type": "NewsArticle", "headline": "Bridge", {inside}}}'
    return f'<script type="application/ld+json">{node}</script>'


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (ld('"isAccessibleForFree": false'), False),
        (ld('"isAccessibleForFree": "True"'), True),
        (ld('"hasPart": {"isAccessibleForFree": "False", "cssSelector": ".paid"}'), False),
        ("<meta property='article:content_tier' content='locked'>", False),
        ("<meta property='article:content_tier' content='free'>", True),
        ("<meta property='article:content_tier' content='metered'>", None),
        ("", None),
    ],
)
def test_what_the_page_says_of_its_paywall_is_read(head, expected):
    assert free(page(f"<article><p>{LINE}</p></article>", head=head)) is expected


def test_a_box_that_asks_to_subscribe_below_a_short_text_is_a_wall():
    wall = "<div class='article-paywall'><p>Read on with a subscription to the paper.</p></div>"
    assert free(page(f"<article><p>{LINE}</p></article>{wall}")) is False


def test_a_box_that_asks_to_subscribe_below_a_long_text_is_an_offer():
    wall = "<div class='article-paywall'><p>Read on with a subscription to the paper.</p></div>"
    assert free(page(f"<article>{prose(14)}</article>{wall}")) is None
