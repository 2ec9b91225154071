"""Who signs a page, by its many ways of saying so."""

from __future__ import annotations

import pytest

from scrapers.extraction.hints import Hints
from scrapers.extraction.rules import RuleSet, css

HEADLINE = "Bridge to be repaired by autumn"
H1 = f"<h1>{HEADLINE}</h1>"
LD = {
    "@type": "NewsArticle",
    "headline": HEADLINE,
    "publisher": {"@type": "Organization", "name": "The Daily Paper"},
}


def names(fields):
    return [author.name for author in fields.authors]


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("Anna Writer", ["Anna Writer"]),
        ("Anna Writer and Ben Other", ["Anna Writer", "Ben Other"]),
        ("Anna Writer; Ben Other", ["Anna Writer", "Ben Other"]),
        (["Anna Writer", "Ben Other"], ["Anna Writer", "Ben Other"]),
        ({"@type": "Person", "name": "Anna Writer"}, ["Anna Writer"]),
        ([{"name": "Anna Writer"}, None, {"name": "Ben Other"}], ["Anna Writer", "Ben Other"]),
        ({"@type": "Person", "name": "Anna Writer and Ben Other"}, ["Anna Writer", "Ben Other"]),
        ({"@type": "Person", "name": ["Anna Writer"]}, ["Anna Writer"]),
        ({"@type": "Person", "givenName": "Anna", "familyName": "Writer"}, ["Anna Writer"]),
        ({"@type": "Person", "name": "By Anna Writer"}, ["Anna Writer"]),
        ({"@type": "Person", "name": "Anna Writer (awr)"}, ["Anna Writer"]),
        ({"@type": "Organization", "name": "Agence Exemple"}, ["Agence Exemple"]),
    ],
)
def test_json_ld_names_authors_in_many_shapes(fields_of, author, expected):
    assert names(fields_of(H1, ld=({**LD, "author": author},))) == expected


def test_an_author_may_be_a_reference(fields_of):
    person = {"@type": "Person", "@id": "#a", "name": "Anna Writer", "url": "/author/anna"}
    graph = {"@graph": [{**LD, "author": {"@id": "#a"}}, person]}
    [author] = fields_of(H1, ld=(graph,)).authors
    assert (author.name, author.url) == ("Anna Writer", "https://paper.example/author/anna")


def test_page_and_role_of_an_author_are_kept(fields_of):
    person = {
        "@type": "Person",
        "name": "Anna Writer",
        "url": "https://paper.example/anna",
        "jobTitle": "Reporter",
    }
    [author] = fields_of(H1, ld=({**LD, "author": person},)).authors
    assert (author.url, author.role) == ("https://paper.example/anna", "Reporter")


def test_the_publisher_as_author_gives_way_to_a_visible_byline(fields_of):
    office = {"@type": "Organization", "name": "The Daily Paper"}
    body = f'<article>{H1}<p class="byline">By Anna Writer</p></article>'
    assert names(fields_of(body, ld=({**LD, "author": office},))) == ["Anna Writer"]


def test_an_author_with_the_sites_address_is_the_site(fields_of):
    byline = f'<article>{H1}<p class="byline">By Ben Other</p></article>'
    found = fields_of(byline, meta={"author": "Grand Old Gazette (paper.example)"})
    assert names(found) == ["Ben Other"]


def test_an_author_with_an_address_for_mail_is_a_person(fields_of):
    byline = f'<article>{H1}<p class="byline">By Ben Other</p></article>'
    found = fields_of(byline, meta={"author": "Anna Muster anna@paper.example"})
    assert names(found) == ["Anna Muster"]


def test_the_publisher_signs_where_nobody_else_does(fields_of):
    office = {"@type": "Organization", "name": "The Daily Paper"}
    assert names(fields_of(H1, ld=({**LD, "author": office},))) == ["The Daily Paper"]


def test_the_publisher_is_no_default(fields_of):
    assert fields_of(H1, ld=(LD,)).authors == []


def test_an_agency_goes_before_the_publisher(fields_of):
    offices = {"@type": "Organization", "name": "The Daily Paper"}
    found = fields_of(H1, ld=({**LD, "author": offices},), meta={"author": "Agence Exemple"})
    assert names(found) == ["Agence Exemple"]


@pytest.mark.parametrize("name", ["author", "article:author", "parsely-author", "dc.creator"])
def test_meta_tags_name_authors(fields_of, name):
    assert names(fields_of(H1, meta={name: "Anna Writer"})) == ["Anna Writer"]


def test_an_address_as_author_is_none(fields_of):
    assert fields_of(H1, meta={"article:author": "https://social.example/paper"}).authors == []


def test_a_label_beside_a_value_is_read(fields_of):
    found = fields_of(H1, meta={"twitter:label1": "Written by", "twitter:data1": "Anna Writer"})
    assert names(found) == ["Anna Writer"]


def test_another_labels_value_is_no_author(fields_of):
    found = fields_of(H1, meta={"twitter:label1": "Reading time", "twitter:data1": "Three minutes"})
    assert found.authors == []


@pytest.mark.parametrize(
    "mark",
    [
        '<p class="byline">By <a href="/author/anna">Anna Writer</a></p>',
        '<a rel="author" href="/anna">Anna Writer</a>',
        '<div class="article__author-name">Anna Writer</div>',
        '<div class="author"><span>By</span><span>Anna Writer</span><span>Reporter</span></div>',
        '<span data-testid="byline">Anna Writer</span>',
        "<p>By Anna Writer, Oxford</p>",
        '<address><a href="/profile/anna-writer">Anna Writer</a></address>',
        '<aside><a rel="author" href="/profile/anna-writer">Anna Writer</a></aside>',
        '<div class="meta"><hr>by Anna Writer, who knows the bridge</div>',
        "<p>By <a href='/x/anna'>Anna Writer</a></p>",
        "<ul><li><strong>Author</strong> Anna Writer </li></ul>",
        '<p class="author"><b>AW</b> <span>Anna Writer</span></p>',
        '<p class="byline">Anna Writer</p><p class="byline">Reviewed by Ben Other</p>',
        '<p class="byline">By <a href="/author/a">Anna Writer</a>. Reviewed by '
        '<a href="/author/b">Ben Other</a></p>',
        '<p class="byline">Anna Writer</p><p>Reviewed by <span class="byline">Ben Other</span></p>',
    ],
)
def test_a_visible_byline_is_found(fields_of, mark):
    assert names(fields_of(f"<article>{H1}{mark}<p>Text of it.</p></article>")) == ["Anna Writer"]


def test_a_name_alone_on_the_right_signs_the_text(fields_of):
    body = f'<article>{H1}<p>Text.</p><p style="text-align: right"><b>Anna Writer</b></p></article>'
    assert names(fields_of(body)) == ["Anna Writer"]


def test_the_foot_of_the_article_may_name_its_author(fields_of):
    foot = '<footer><p class="author"><a rel="author" href="/a/anna">Anna Writer</a></p></footer>'
    assert names(fields_of(f"<article>{H1}<p>Text.</p>{foot}</article>")) == ["Anna Writer"]


def test_the_foot_of_the_page_names_nobody(fields_of):
    foot = '<footer><a rel="author" href="/a/anna">Anna Writer</a></footer>'
    assert fields_of(f"<div>{H1}<p>Text.</p></div>{foot}").authors == []


@pytest.mark.parametrize(
    "mark",
    [
        '<p class="byline">Reviewed by Ben Other</p>',
        '<p class="byline">Sat, 20 Nov, 2026 - 06:36</p>',
        '<p class="author">My Top 23 Walks and Bridges</p>',
        '<p style="text-align: right">papers of the Bridge</p>',
    ],
)
def test_what_only_looks_like_a_byline_names_nobody(fields_of, mark):
    assert fields_of(f"<article>{H1}{mark}<p>Text of it.</p></article>").authors == []


def test_libraries_write_the_family_name_first(fields_of):
    found = fields_of(H1, meta={"citation_author": "Muster, Anna B."})
    assert names(found) == ["Anna B. Muster"]


def test_several_linked_authors_are_all_found(fields_of):
    links = '<a href="/author/anna">Anna Writer</a> and <a href="/author/ben">Ben Other</a>'
    body = f'<article>{H1}<p class="byline">By {links}</p></article>'
    assert names(fields_of(body)) == ["Anna Writer", "Ben Other"]


def test_authors_of_a_rail_are_nobody(fields_of):
    rail = "".join(
        f'<div class="related"><h3>Title</h3><p class="author">Person Number{letter}</p></div>'
        for letter in "ABCD"
    )
    assert fields_of(f"<article>{H1}<p>Text.</p></article>{rail}").authors == []


def test_commenters_are_nobody(fields_of):
    comments = '<div class="comments"><span class="author-name">Angry Reader</span></div>'
    assert fields_of(f"<article>{H1}</article>{comments}").authors == []


def test_microdata_names_the_author(fields_of):
    person = (
        '<span itemprop="author" itemscope itemtype="https://schema.org/Person">'
        '<a href="/a"><span itemprop="name">Anna Writer</span></a></span>'
    )
    body = f'<div itemscope itemtype="https://schema.org/NewsArticle">{H1}{person}</div>'
    assert names(fields_of(body)) == ["Anna Writer"]


def test_a_feed_is_heard_where_the_page_is_silent(fields_of):
    found = fields_of(H1, hints=Hints(authors=("Anna Writer",)))
    assert (names(found), found.provenance["authors"].source) == (["Anna Writer"], "feed")


def test_a_sites_own_selector_wins(fields_of):
    rules = RuleSet(fields={"authors": (css("a.me"),)})
    body = f'{H1}<a class="me" href="/x">Ben Other</a>'
    found = fields_of(body, meta={"author": "Anna Writer"}, rules=rules)
    assert (found.authors[0].name, found.authors[0].url) == (
        "Ben Other",
        "https://paper.example/x",
    )


def test_where_the_authors_came_from_is_told(fields_of):
    found = fields_of(H1, ld=({**LD, "author": "By Anna Writer"},)).provenance["authors"]
    assert (found.source, found.raw) == ("json-ld:author", "By Anna Writer")


def test_a_name_before_a_date_in_plain_text_is_read(fields_of):
    line = "<font>By Osla Brandreth | 14 November 2026, 09:15</font>"
    assert names(fields_of(f"<table><tr><td>{H1}{line}<br></td></tr></table>")) == [
        "Osla Brandreth"
    ]


def test_two_people_in_an_offices_name_are_one_office(fields_of):
    office = {"@type": "Organization", "name": "Muster & Beispiel"}
    assert names(fields_of(H1, ld=({**LD, "author": office},))) == ["Muster & Beispiel"]


def test_who_is_linked_in_the_byline_beside_the_one_stated_signs_too(fields_of):
    links = "".join(
        f'<div><a rel="author" href="/p/{at}">{name}</a></div>'
        for at, name in enumerate(("Ben Other", "Anna Writer"))
    )
    body = f"{H1}<div class='names'>{links}</div><p>Text.</p>"
    found = fields_of(body, ld=({**LD, "author": {"name": "Anna Writer"}},))
    assert names(found) == ["Ben Other", "Anna Writer"]


def test_authors_of_teasers_do_not_sign_beside_the_one_stated(fields_of):
    teasers = "".join(
        f"<div><div><div><div><a rel='author' href='/p/{at}'>{name}</a></div></div></div></div>"
        for at, name in enumerate(("Ben Other", "Anna Writer"))
    )
    found = fields_of(f"{H1}{teasers}", ld=({**LD, "author": {"name": "Anna Writer"}},))
    assert names(found) == ["Anna Writer"]


def test_authors_that_other_stories_on_the_page_are_marked_with_are_not_taken(fields_of):
    own, other = (
        f"<article>{head}<span itemprop='author'>{name}</span></article>"
        for head, name in ((H1, "Anna Writer"), ("<h2>Next</h2>", "Ben Other"))
    )
    assert names(fields_of(own + other)) == ["Anna Writer"]


@pytest.mark.parametrize("name", ["TPN Admin", "10+ Years"])
def test_an_account_or_a_boast_is_no_author(fields_of, name):
    assert fields_of(H1, meta={"author": name}).authors == []


@pytest.mark.parametrize("where", ["testimonial-author", "author-tooltip"])
def test_names_in_praise_and_hints_are_no_byline(fields_of, where):
    praise = f"<div class='{where}'><a href='/x'>Ben Other</a></div>"
    assert fields_of(f"<article>{H1}{praise}<p>Text of it.</p></article>").authors == []


def test_a_day_of_the_week_is_no_author(fields_of):
    byline = "<div class='byline'>By <b>Anna Writer</b> <i>Monday, November 23, 2026</i></div>"
    assert names(fields_of(f"{H1}{byline}<p>Text.</p>")) == ["Anna Writer"]


def test_a_linked_person_in_a_sentence_is_no_author(fields_of):
    link = "<a href='/topics/people/ben-other'>Ben Other</a>"
    prose = f"<p>The mayor {link} has been eager to see the old bridge closed at last.</p>"
    assert fields_of(f"<article>{H1}{prose}</article>").authors == []


def test_a_sentence_that_opens_like_a_byline_is_none(fields_of):
    prose = "With Ben Other, you have seen how the bridge was built and why it has to go so soon."
    assert fields_of(f"<article>{H1}<p>{prose}</p></article>").authors == []


@pytest.mark.parametrize("label", ["Contributions from:", "Researched by", "Fact checked by"])
def test_all_who_stand_after_the_label_of_helpers_are_helpers(fields_of, label):
    own = "<div>By <a href='/author/anna'>Anna Writer</a></div>"
    links = ", ".join(f"<a href='/author/{at}'>{at} Other</a>" for at in ("Ben", "Cleo"))
    body = f"<article>{H1}{own}<div>{label} {links}</div><p>Text of it.</p></article>"
    assert names(fields_of(body)) == ["Anna Writer"]


def test_a_topic_in_the_byline_is_no_author(fields_of):
    byline = "<span class='byline__category'><a href='/x'>Health & Home</a></span>"
    assert fields_of(f"<article>{H1}{byline}<p>Text of it.</p></article>").authors == []


def test_a_teaser_module_that_holds_the_headline_holds_its_byline(fields_of):
    byline = "<p class='author-name'>Anna Writer</p>"
    body = f"<div class='ModuleTeaser_box'>{H1}<div>{byline}</div></div><p>Text of it.</p>"
    assert names(fields_of(body)) == ["Anna Writer"]


def test_an_address_under_a_picture_names_the_author(fields_of):
    face = "<figure><img src='a.jpg'><figcaption><address>Anna Writer</address></figcaption>"
    assert names(fields_of(f"<article>{H1}{face}</figure><p>Text.</p></article>")) == [
        "Anna Writer"
    ]


def test_given_and_family_name_in_an_element_each_are_one_name(fields_of):
    name = "<a rel='author' href='/a'><span>Anna</span> <span>Writer</span></a>"
    assert names(fields_of(f"<article>{H1}{name}<p>Text of it.</p></article>")) == ["Anna Writer"]


@pytest.mark.parametrize("words", ["Compartir", "Share", "Most popular"])
def test_a_button_in_the_byline_is_no_author(fields_of, words):
    byline = f"<div class='author'>{words}</div>"
    assert fields_of(f"<article>{H1}{byline}<p>Text of it.</p></article>").authors == []
