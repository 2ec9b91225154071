import gzip

import pytest

from scrapers.errors import ExtractionError
from scrapers.extraction.page import MAX_BYTES, parse

URL = "https://paper.example/town/bridge"

TEXTS = {
    "windows-1252": "Der Bürgermeister sagte „nein“ – und ging",
    "windows-1250": "Žluťoučký kůň přišel k řece a pil",
    "windows-1251": "Мост через реку закрыли на ремонт",
    "windows-1253": "Η γέφυρα έκλεισε για επισκευή",
    "windows-1254": "Köprü onarım için ağır ağır kapatıldı",
    "windows-1255": "הגשר נסגר לתיקונים",
    "windows-1256": "أغلق الجسر للصيانة",
    "windows-1257": "Tiltas uždarytas remontui šiąnakt",
    "iso-8859-1": "Le pont a été fermé pour réparation",
    "iso-8859-2": "Żółw przeszedł przez most i zasnął",
    "iso-8859-15": "Le pont coûte 5 € à chacun",
    "koi8-r": "Мост через реку закрыли на ремонт",
    "shift_jis": "橋は修理のため閉鎖された",
    "euc-jp": "橋は修理のため閉鎖された",
    "iso-2022-jp": "橋は修理のため閉鎖された",
    "gb2312": "大桥因维修而关闭",
    "gb18030": "大桥因维修而关闭",
    "big5": "大橋因維修而關閉",
    "euc-kr": "다리가 수리를 위해 폐쇄되었다",
    "tis-620": "สะพานปิดซ่อม",
    "utf-8": "Мост, pont, 橋",
}


def text_of(page):
    return "".join(page.tree.itertext()).strip()


@pytest.mark.parametrize("charset", TEXTS)
def test_a_page_is_read_in_the_charset_its_meta_tag_says(charset):
    html = f'<meta charset="{charset}"><p>{TEXTS[charset]}</p>'.encode(charset)
    assert text_of(parse(html, URL)) == TEXTS[charset]


@pytest.mark.parametrize("charset", TEXTS)
def test_a_page_is_read_in_the_charset_its_header_says(charset):
    html = f"<p>{TEXTS[charset]}</p>".encode(charset)
    page = parse(html, URL, content_type=f"text/html; charset={charset}")
    assert text_of(page) == TEXTS[charset]


@pytest.mark.parametrize("charset", ["windows-1252", "windows-1251", "iso-8859-2", "shift_jis"])
def test_utf_8_declared_as_something_else_is_read_as_utf_8(charset):
    html = f'<meta charset="{charset}"><p>Žižkov – Мост</p>'.encode()
    assert text_of(parse(html, URL)) == "Žižkov – Мост"


@pytest.mark.parametrize("charset", ["windows-1251", "koi8-r", "shift_jis", "gb18030", "euc-kr"])
def test_a_legacy_page_declared_as_utf_8_is_sniffed(charset):
    text = TEXTS[charset] * 10
    html = f'<meta charset="utf-8"><p>{text}</p>'.encode(charset)
    assert text_of(parse(html, URL)) == text


@pytest.mark.parametrize(
    ("language", "charset"), [("ar", "windows-1256"), ("he", "windows-1255"), ("th", "tis-620")]
)
def test_the_language_of_a_page_settles_what_the_bytes_leave_open(language, charset):
    html = f'<html lang="{language}"><p>{TEXTS[charset]}</p>'.encode(charset)
    assert text_of(parse(html, URL)) == TEXTS[charset]


def test_a_byte_order_mark_wins_over_every_declaration():
    html = b"\xef\xbb\xbf" + '<meta charset="koi8-r"><p>Žižkov</p>'.encode()
    assert text_of(parse(html, URL, content_type="text/html; charset=big5")) == "Žižkov"


@pytest.mark.parametrize("charset", ["utf-16", "utf-16-le", "utf-16-be"])
def test_wide_text_is_read_with_and_without_a_mark(charset):
    html = "<html><body><p>Žižkov is a part of Prague</p></body></html>".encode(charset)
    assert text_of(parse(html, URL)) == "Žižkov is a part of Prague"


def test_the_charset_of_an_xml_declaration_is_used():
    html = '<?xml version="1.0" encoding="windows-1251"?><html><p>Мост</p></html>'
    assert text_of(parse(html.encode("windows-1251"), URL)) == "Мост"


def test_a_few_broken_bytes_do_not_change_the_charset():
    html = "<meta charset=utf-8><p>Žižkov č. 5 ".encode() + b"\xff</p>"
    assert text_of(parse(html, URL)) == "Žižkov č. 5 \ufffd"


@pytest.mark.parametrize("label", ["hex", "punycode", "unicode_escape", "utf-7", "nonsense"])
def test_a_label_that_is_no_text_encoding_of_the_web_is_ignored(label):
    page = parse(b"<p>plain \xe9", URL, content_type=f"text/html; charset={label}")
    assert text_of(page) == "plain é"


def test_text_that_is_already_decoded_is_taken_as_it_is():
    page = parse('\ufeff<meta charset="koi8-r"><p>Žižkov', URL)
    assert (text_of(page), page.encoding) == ("Žižkov", "str")


def test_a_lone_surrogate_does_not_break_the_parser():
    assert text_of(parse("<p>a\ud800b", URL)) == "a?b"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" \r\n\t",
        "",
        b"%PDF-1.7 and so on",
        b"\xff\xd8\xff\xe0 JFIF",
        b"\x89PNG\r\n\x1a\n",
        gzip.compress(b"<p>text", mtime=0),
        bytes(range(256)) * 20,
    ],
)
def test_what_is_no_page_raises_the_one_documented_error(data):
    with pytest.raises(ExtractionError, match=r"^https://paper\.example/town/bridge: the .*;"):
        parse(data, URL)


def test_nul_bytes_are_left_out():
    assert text_of(parse(b"<p>a\0b\0</p>", URL)) == "ab"


def test_nesting_without_end_is_parsed():
    page = parse(b"<div>" * 50_000 + b"x" + b"</div>" * 50_000, URL)
    assert page.tree.tag == "html"


def test_a_tag_with_a_hundred_thousand_attributes_loses_them():
    bomb = b"<p " + b" ".join(b"a%d=1" % number for number in range(100_000)) + b">text</p>"
    assert text_of(parse(bomb, URL)) == "text"


def test_a_huge_attribute_value_is_no_obstacle():
    page = parse(b'<img src="data:' + b"x" * 3_000_000 + b'"><p>text</p>', URL)
    assert text_of(page) == "text"


def test_a_page_past_the_limit_is_cut():
    page = parse(b"<p>" + b"word " * (MAX_BYTES // 5 + 100), URL)
    assert len(page.html) == MAX_BYTES


def test_two_documents_in_one_are_both_read():
    page = parse(b"<html><p>one</p></html><html><p>two</p></html>", URL)
    assert text_of(page) == "onetwo"


def test_the_root_is_always_html():
    assert parse("plain words", URL).tree.tag == "html"


def test_links_are_relative_to_the_base_element():
    page = parse('<base href="/news/"><p>x', URL)
    assert page.absolute("a.html") == "https://paper.example/news/a.html"


@pytest.mark.parametrize("href", [None, "", "javascript:void(0)", "mailto:a@b.example", "http://["])
def test_what_leads_to_no_page_is_no_link(href):
    assert parse("<p>x", URL).absolute(href) is None


@pytest.mark.parametrize(
    ("page", "bodies"),
    [
        ("<title>A</title><article><p>x</p></article>", ["article"]),
        ("<title>A</title><main>x</main>y<p>z</p>", ["main", "p"]),
        ("<title>A</title><header>h</header><div>x</div>", ["header", "div"]),
        ("<head><title>A</title></head><main>x</main>", ["main"]),
        ("<title>A</title><script>1</script><p>x</p>", ["p"]),
    ],
)
def test_a_page_without_an_end_of_its_head_has_its_text_in_the_body(page, bodies):
    tree = parse(f"<!doctype html><html>{page}</html>", URL).tree
    assert [tag.tag for tag in tree.find("body")] == bodies
    assert {tag.tag for tag in tree.find("head")} <= {"title", "script"}


def test_text_beside_what_leaves_the_head_keeps_its_place():
    page = parse("<title>A</title><main>x</main>y<p>z</p>", URL)
    assert "".join(page.tree.find("body").itertext()) == "xyz"


def test_elements_with_a_tag_come_in_document_order():
    page = parse("<p id=a>x</p><div><p id=b>y</p></div><p id=c>z</p>", "https://paper.example/")
    assert [one.get("id") for one in page.tagged("p")] == ["a", "b", "c"]


def test_a_tag_that_is_not_there_has_no_elements():
    assert list(parse("<p>x</p>", "https://paper.example/").tagged("time")) == []


def test_classes_stand_beside_their_elements():
    page = parse('<p class="lead">x</p><p>y</p>', "https://paper.example/")
    pairs = zip(page.elements, page.classes, strict=True)
    assert [names for element, names in pairs if element.tag == "p"] == ["lead", None]
