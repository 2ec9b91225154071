import pytest

from scrapers.extraction.bombs import without_attribute_bombs, without_depth
from scrapers.extraction.page import parse

URL = "https://paper.example/town/bridge"
NAMES = [f"a{number}" for number in range(40_000)]
FILL = b"<p>The bridge is open again.</p>" * 40

BOMBS = {
    "bare": " ".join(NAMES),
    "with values": " ".join(f'{name}="1"' for name in NAMES),
    "without spaces": "".join(f'{name}="1"' for name in NAMES),
    "with tags in the values": " ".join(f'{name}="<b>"' for name in NAMES),
    "with tags in single quotes": " ".join(f"{name}='<b>'" for name in NAMES),
}


def text_of(html):
    return "".join(parse(html, URL).tree.find("body").itertext())


@pytest.mark.parametrize("attributes", BOMBS.values(), ids=BOMBS.keys())
def test_a_tag_loses_attributes_without_number(attributes):
    html = b"<p " + attributes.encode() + b">text</p>"
    assert without_attribute_bombs(FILL + html + FILL) == FILL + b"<p>text</p>" + FILL


def test_a_page_of_many_such_tags_loses_them_all():
    bomb = ("<p " + " ".join(NAMES[:2_000]) + ">text</p>").encode()
    assert without_attribute_bombs(bomb * 100) == b"<p>text</p>" * 100


@pytest.mark.parametrize(
    "before",
    [
        f'<div class="body" data-all=\'{{"text": "{"a word and one more " * 500}"}}\'>',
        f'<meta name="description" content="{"a word and one more " * 500}">',
        f'<img alt="A bridge" srcset="{", ".join(f"/a{n}.jpg {n}w" for n in range(2_000))}">',
    ],
    ids=["data", "a description", "pictures"],
)
def test_a_long_value_is_one_attribute(before):
    assert without_attribute_bombs(before.encode() + FILL) == before.encode() + FILL


@pytest.mark.parametrize(
    "before",
    [
        f"<script>if (a <b) {{ {'let c = d; ' * 1_000} }}</script>",
        f"<SCRIPT>if (a <b) {{ {'let c = d; ' * 1_000} }}</SCRIPT>",
        f"<!-- a <b c {'and a word ' * 1_000}-->",
        f"<title>a <b c {'and a word ' * 1_000}</title>",
    ],
    ids=["script", "SCRIPT", "comment", "title"],
)
def test_what_only_looks_like_such_a_tag_takes_nothing_along(before):
    assert text_of(before.encode() + b"<body><p>text</p></body>") == "text"


@pytest.mark.parametrize("tag", ["div", "span", "a", "ul><li", "table><tr><td", "dl><dd", "p><i"])
def test_what_is_nested_too_deep_is_read_and_what_follows(tag):
    page = parse(f"<p>before</p>{f'<{tag}>' * 20_000}inside<p>after</p>", URL)
    words = "".join(page.tree.itertext())
    assert [word in words for word in ("before", "inside", "after")] == [True] * 3


def test_a_page_flattened_is_no_page_cut():
    assert parse("<div>" * 50_000 + "inside", URL).cut is None


def test_paragraphs_nested_too_deep_stay_apart():
    flat = without_depth(b"<div>" * 400 + b"<div>one</div><div>two <b>words</b></div>")
    assert flat.endswith(b"<div><hr>one<hr><hr>two words<hr>")


def test_end_tags_without_a_start_change_nothing():
    html = b"</div></p>" * 1_000 + b"<div>x</div>"
    assert without_depth(html) == html
