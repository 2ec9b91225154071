"""The report in a real browser: keys, mouse, what a rule would change, and that nothing runs."""

import http.server
import json
import threading
from pathlib import Path

import pytest

from scrapers import css
from scrapers.extraction import RuleSet

PARAGRAPHS = [
    f"In part {n} of the story the engineer explains at length what happened to the bridge."
    for n in range(6)
]


def page(*more, body="story", promo="harbour-box"):
    text = "".join(f"<p>{one}</p>" for one in PARAGRAPHS)
    return (
        '<!doctype html><html lang="en"><head><title>A bridge opens</title>'
        '<meta property="og:title" content="A bridge opens"></head><body>'
        '<nav><a href="/a">Town</a> <a href="/b">Sport</a></nav>'
        f'<article class="{body}-text"><h1>A bridge opens</h1>{text}'
        f'<div class="{promo}"><p>Our harbour walk is on sale now, and every ticket is a map.</p>'
        f"</div>{''.join(more)}</article>"
        '<aside class="related-stories"><h2>More</h2><p>Another story of the town.</p></aside>'
        "</body></html>"
    )


def focused(browser):
    return browser.run("document.activeElement.textContent")


def text_of(browser, selector):
    return browser.run(f"document.querySelector({json.dumps(selector)}).textContent")


def choose(browser, words):
    """The block with these words, by the mouse."""
    number = browser.run(
        "[...document.querySelectorAll('.b')]"
        f".findIndex(b => b.textContent.includes({json.dumps(words)}))"
    )
    browser.point(f"#b{number}", click=True)


def preview(browser):
    return text_of(browser, "#preview")


def test_j_and_k_go_from_block_to_block(show):
    browser = show(page())
    browser.press("j", "j", "j", "k")
    assert focused(browser) == "A bridge opens"


def test_capital_j_goes_to_the_next_group(show):
    browser = show(page())
    browser.press("j", "J", "J")
    assert browser.run("document.activeElement.matches('.run .b:first-child')")


def test_a_block_says_its_rule_and_score_under_the_mouse(show):
    browser = show(page())
    choose(browser, PARAGRAPHS[2])
    browser.point("h1")
    assert browser.run("document.getElementById('tip').hidden")
    browser.point(".run.kept .b")
    told = text_of(browser, "#tip")
    assert "Kept" in told
    assert "score" in told
    assert "model" in told


def test_a_block_says_its_rule_when_it_has_the_focus(show):
    browser = show(page())
    browser.press("j")
    assert "not read: stands in an element marked <nav>" in text_of(browser, "#tip")
    assert browser.run("document.activeElement.getAttribute('aria-describedby')") == "tip"


def test_a_filter_hides_the_blocks_of_its_rule(show):
    browser = show(page())
    browser.press("f", " ")
    assert browser.run("[...document.querySelectorAll('.run.kept')].every(run => run.hidden)")


def test_keys_pass_over_what_is_hidden(show):
    browser = show(page())
    browser.run("document.querySelector('.filter.outside').click()")
    browser.press("j")
    assert (
        browser.run("document.activeElement.closest('.run').classList.contains('outside')") is False
    )


def test_shift_and_click_show_one_rule_alone(show):
    browser = show(page())
    browser.point(".filter.outside", click=True, shift=True)
    shown = "[...document.querySelectorAll('.run:not([hidden])')].map(run => run.dataset.rule)"
    assert set(browser.run(shown)) == {"outside"}


def test_the_selector_of_a_block_is_ready_for_the_spider(show):
    browser = show(page())
    choose(browser, "Our harbour walk")
    assert text_of(browser, "#line") == 'remove = [css("div.harbour-box")]'


def test_a_spider_that_has_such_rules_gets_one_more(show):
    rules = RuleSet(site="daily", remove=(css("p.other"),))
    browser = show(page(), rules=rules)
    choose(browser, "Our harbour walk")
    assert text_of(browser, "#line") == 'css("div.harbour-box"),'
    assert "css('p.other')" in text_of(browser, "#line-hint")


def test_c_copies_the_line(show, chromium):
    chromium.ask(
        "Browser.grantPermissions",
        permissions=["clipboardReadWrite", "clipboardSanitizedWrite"],
    )
    browser = show(page())
    choose(browser, "Our harbour walk")
    browser.press("c")
    browser.run("new Promise(done => setTimeout(done, 50))")
    assert text_of(browser, "#said") == 'copied: remove = [css("div.harbour-box")]'


def test_no_selector_has_a_name_that_a_build_makes_anew(show):
    browser = show(page(promo="css-1x2y3z sc-bdVaJa-0 hYukwx"))
    choose(browser, "Our harbour walk")
    offered = browser.run(
        "[...document.querySelectorAll('#suggestions button')].map(one => one.textContent)"
    )
    assert offered
    assert not [one for one in offered if "1x2y3z" in one or "bdVaJa" in one or "hYukwx" in one]


def test_a_selector_that_takes_most_of_the_article_is_not_proposed(show):
    browser = show(page())
    choose(browser, PARAGRAPHS[2])
    assert browser.run("selector.value") == ""
    assert "Each of these takes most of the article along." in text_of(browser, "#suggestions")


def test_a_selector_that_takes_most_of_the_article_is_warned_of(show):
    browser = show(page())
    choose(browser, PARAGRAPHS[2])
    browser.press("]")
    assert "1 would go" not in preview(browser)
    assert "It takes most of an article" in preview(browser)


def test_a_rule_is_tried_on_every_recorded_page(show):
    browser = show(page(), page(), page(promo="other-box"))
    choose(browser, "Our harbour walk")
    assert "2 would go, 0 would come, on 2 of 3 pages." in preview(browser)


def test_without_recorded_pages_this_page_alone_is_tried(show):
    browser = show(page())
    choose(browser, "Our harbour walk")
    assert "1 would go, 0 would come, on this page alone." in preview(browser)
    assert "No other page of the site is recorded under tests/sites" in preview(browser)


def test_keep_brings_back_what_a_rule_of_the_extraction_took_out(show):
    box = '<div class="newsletter-box"><p>The letter of the harbour tells you all of it.</p></div>'
    browser = show(page(box))
    choose(browser, "The letter of the harbour")
    assert "0 would go, 1 would come" in preview(browser)


def test_keep_brings_in_what_stands_beside_the_article(show):
    browser = show(page())
    choose(browser, "Another story of the town.")
    assert text_of(browser, "#line") == 'keep = [css("aside.related-stories > p")]'
    assert "0 would go, 1 would come" in preview(browser)


def test_what_the_rule_would_change_is_what_it_changes(show, extractor):
    """The preview of each kind of rule against the extraction with that rule."""
    box = '<div class="newsletter-box"><p>The letter of the harbour tells you all of it.</p></div>'
    html = page(box)
    for kind, selector in (
        ("remove", "div.harbour-box"),
        ("keep", "div.newsletter-box"),
        ("keep", "aside"),
        ("body", "article.story-text > p"),
    ):
        browser = show(html)
        browser.press("j", "e")
        browser.run(f"setKind({kind!r}); selector.value = {selector!r}; preview()")
        stay = browser.run(
            f"(() => {{ const e = effect(THIS, {kind!r}, {selector!r});"
            " return e.stay + e.comes.length; })()"
        )
        rules = RuleSet(**{kind: (css(selector),)})
        found = extractor.page(html, "https://daily.test/2026/11/23/bridge", site=rules).article
        assert (kind, stay) == (kind, len(found.body))


def test_a_selector_that_is_none_is_named(show):
    browser = show(page())
    browser.press("j", "e")
    browser.run("selector.value = 'div['; selector.dispatchEvent(new Event('input'))")
    assert "A browser cannot try this selector" in text_of(browser, "#problem")


def test_side_by_side_shows_what_the_sites_rules_change(show):
    rules = RuleSet(site="daily", remove=(css("div.harbour-box"),))
    browser = show(page(), rules=rules)
    browser.press("v")
    assert "1 of 11 blocks met with another fate." in text_of(browser, "#compare")
    assert "removed by site.remove" in text_of(browser, ".pair.unlike .side.removed")


def test_fields_that_differ_stand_side_by_side(show):
    rules = RuleSet(site="daily", fields={"headline": (css("aside h2"),)})
    browser = show(page(), rules=rules)
    browser.press("v")
    row = text_of(browser, "#compare table tr:nth-child(2)")
    assert "More" in row
    assert "A bridge opens" in row


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_the_theme_follows_the_reader(chromium, show, scheme):
    chromium.prefer(scheme)
    browser = show(page())
    dark = browser.run("getComputedStyle(document.documentElement).colorScheme")
    chromium.prefer("light")
    assert dark == scheme


def test_t_changes_the_theme(show):
    browser = show(page())
    browser.press("t")
    assert browser.run("getComputedStyle(document.documentElement).colorScheme") == "dark"


def test_help_opens_by_key_and_closes_by_escape(show):
    browser = show(page())
    browser.press("?")
    assert browser.run("document.getElementById('keys').open")


def test_letters_in_the_selector_are_letters(show):
    browser = show(page())
    browser.press("j", "e", "t", "v")
    assert browser.run("selector.value").endswith("tv")
    assert browser.run("document.documentElement.dataset.theme") is None


def test_tab_reaches_each_part_in_order(show):
    browser = show(page())
    seen = []
    for _ in range(14):
        browser.press("Tab")
        seen.append(browser.run("document.activeElement.id || document.activeElement.className"))
    assert seen[:4] == ["skip", "sides", "theme", "help"]
    assert [one for one in seen if one.startswith(("b", "tab-"))] != []


HOSTILE = (Path(__file__).parent / "hostile.html").read_text("utf-8")
"""Every trick to run a script or to ask for something; HOST and PARAGRAPHS are filled in."""


@pytest.fixture
def counting():
    """A server that writes down what it is asked for."""
    asked = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(200)
            self.send_header("Content-Type", "text/javascript")
            self.end_headers()
            self.wfile.write(b"window.pwned = 1")

        def log_message(self, *args):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield f"127.0.0.1:{server.server_port}", asked
        server.shutdown()
        thread.join()


def hostile_page(host):
    texts = "".join(f"<p>{one}</p>" for one in PARAGRAPHS)
    return HOSTILE.replace("HOST", host).replace("PARAGRAPHS", texts)


@pytest.fixture
def hostile(show, counting):
    host, asked = counting
    html = hostile_page(host)
    rules = RuleSet(site="daily", remove=(css("x-y"),), fields={"headline": (css("h1"),)})
    return show(html, html, rules=rules, url=f"http://{host}/page"), asked


def use_all_of_it(browser):
    """Choose and point at every block, try each rule, see both sides, open every list."""
    browser.run(
        "for (const one of document.querySelectorAll('.b')) { choose(one); showTip(one);"
        " for (const kind of ['remove', 'keep', 'body']) tryKind(kind); }"
    )
    browser.press("v")
    browser.run("for (const one of document.querySelectorAll('.alike, summary')) one.click()")
    browser.run("new Promise(done => setTimeout(done, 200))")


def test_the_hostile_page_by_itself_runs_and_asks(chromium, counting, tmp_path):
    host, asked = counting
    path = tmp_path / "page.html"
    path.write_text(hostile_page(host).replace('http-equiv="refresh"', ""), "utf-8")
    chromium.open(path.as_uri())
    assert chromium.run("typeof window.pwned") == "number"
    assert len(set(asked)) > 10


def test_a_hostile_page_runs_nothing(hostile):
    browser, _ = hostile
    use_all_of_it(browser)
    assert browser.run("typeof window.pwned") == "undefined"


def test_a_hostile_page_asks_for_nothing(hostile):
    browser, asked = hostile
    use_all_of_it(browser)
    assert [url for url in browser.requests() if not url.startswith("file:")] == []
    assert asked == []


def test_the_report_asks_for_nothing_but_itself(show):
    browser = show(page(), page())
    use_all_of_it(browser)
    assert len(browser.requests()) == 1


def test_no_policy_is_violated_and_no_script_fails(hostile):
    browser, _ = hostile
    use_all_of_it(browser)
    bad = [
        e for e in browser.events if e["method"] in ("Log.entryAdded", "Runtime.exceptionThrown")
    ]
    assert bad == []


def test_the_texts_of_a_hostile_page_are_shown_as_texts(hostile):
    browser, _ = hostile
    assert "Hostile </script><script>pwned=1</script> ]]> <!--<script>" in text_of(browser, "#page")


def test_nothing_of_the_pages_tree_is_in_the_report(hostile):
    browser, _ = hostile
    tags = browser.run(
        "document.querySelectorAll('img, svg, iframe, object, embed, video, audio, base, link,"
        " [onerror], [onload], [onclick], [src], [style*=url]').length"
    )
    assert tags == 0
