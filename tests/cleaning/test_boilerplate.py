"""What each rule takes out, and what looks like it and stays."""

import pytest

from scrapers.cleaning import RULES, Guide, clean
from scrapers.items import Article, Author, Block, Link, Removal
from scrapers.lexicon import index

FIRST = "Nine men rowed across the lake at dawn, and nobody on the far shore had seen them come."
SECOND = (
    "By noon the ferry had been searched twice, and the harbour master went home for his lunch."
)
LAST = "The boats were found a week later, dry and neatly stacked behind the old salt works."


def paragraph(text, *links, kind="paragraph", path=None, level=None):
    linked = [Link(url=f"https://example.org/{at}", text=one) for at, one in enumerate(links)]
    return Block(kind=kind, text=text, links=linked, path=path, level=level)


def cleaned(*blocks, off=(), **fields):
    article = Article(url="https://example.org/story", **fields)
    body = [one if isinstance(one, Block) else paragraph(one) for one in blocks]
    kept, cuts = clean(article, body, Guide(index(), frozenset(off)))
    return [block.text for block in kept], [(cut.rule, cut.text) for cut in cuts]


def between(block, **fields):
    """What is left of a block in the middle, and the rule that took the rest."""
    after = [f"{FIRST} It was {month}." for month in ("May", "June", "July", "August")]
    rest = [f"{SECOND} So they said in {month}." for month in ("May", "June", "July", "August")]
    kept, cuts = cleaned(FIRST, SECOND, block, *after, *rest, **fields)
    return kept[2:-8], cuts


def at_end(*blocks, **fields):
    kept, cuts = cleaned(FIRST, SECOND, LAST, *blocks, **fields)
    return kept[3:], cuts


TEASERS = [
    paragraph("See also Ferry fares rise again in the north"),
    paragraph("See also: Ferry fares rise again"),
    paragraph("READ MORE: Ferry fares rise again in the north"),
    paragraph("Related: Ferry fares rise again", "Ferry fares rise again"),
    paragraph("► Lire aussi : Les tarifs du ferry augmentent"),
    paragraph("Lesen Sie auch: Fähren werden teurer"),
    paragraph("Читайте также: Паром подорожал"),
    paragraph("اقرأ أيضا: ارتفاع أسعار العبارات"),
    paragraph("関連記事：フェリー運賃が値上げ"),
    paragraph("[Read also: Ferry fares rise again]"),
    paragraph("Also read how the ferry sank.", "how the ferry sank"),
    paragraph("See more lake towns: Nine harbours", "Nine harbours"),
    paragraph("👉 See more on how lakes freeze at Lake News.", "Lake News"),
]


@pytest.mark.parametrize("block", TEASERS)
def test_a_lead_in_with_its_title_goes(block):
    kept, cuts = between(block)
    assert kept == []
    assert cuts == [("teaser", block.text)]


def test_a_lead_in_alone_takes_the_links_below_it_along():
    kept, _ = cleaned(
        FIRST,
        SECOND,
        "Read more:",
        paragraph("Ferry fares rise again", "Ferry fares rise again"),
        paragraph("Salt works to close", "Salt works to close", kind="list_item"),
        FIRST + " It was June.",
        SECOND + " He slept.",
        LAST,
    )
    assert kept == [FIRST, SECOND, FIRST + " It was June.", SECOND + " He slept.", LAST]


def test_a_heading_over_links_at_the_end_goes_with_them():
    links = [
        paragraph(f"Title number {n}", f"Title number {n}", kind="list_item") for n in (1, 2, 3)
    ]
    kept, cuts = at_end(paragraph("Most read", kind="heading", level=3), *links)
    assert kept == []
    assert len(cuts) == 4


def test_only_the_lead_in_and_title_at_the_end_of_a_paragraph_go():
    title = "Ferry fares rise again"
    kept, cuts = between(paragraph(f"{LAST} READ MORE: {title}", title))
    assert kept == [LAST]
    assert cuts == [("teaser", f"READ MORE: {title}")]


def test_only_the_lead_in_and_title_at_the_start_of_a_paragraph_go():
    title = "Ferry fares rise again"
    kept, cuts = between(paragraph(f"Read also: {title} {LAST}", title))
    assert kept == [LAST]
    assert cuts == [("teaser", f"Read also: {title}")]


PROSE = [
    "See also the ruling of 1998, which the court cited.",
    "Related costs rose 5%.",
    "Subscribe to the view that boats need crews, and the rest follows.",
    "More: A Life",
    "Read the label before you row.",
    "Watch out for rocks, the ferryman said.",
    "Advertisement spending fell by a third last year.",
    "Share prices fell.",
    "Comments by the minister were not published until Monday.",
    "Photo finishes are rare in rowing.",
    "Copyright law protects the ferryman's songs for seventy years.",
    "By noon nobody was left.",
    "Sign up, they told him, and he signed.",
    "Follow the money, said the harbour master.",
    "Tags hung from every oar.",
    "Published in 1911, the novel made him famous.",
    "Source material was hard to come by.",
    "“Read more books,” she said.",
    "“The interest of both towns matters to us.”",
    "Sweet lake, run softly till I end my song",
    "Home",
    "5 miles",
    "4.7 / 5",
    "10 p.m.",
    "The <div> element holds other elements.",
    "He wrote f(x) = {x} on the board [sic] and left.",
    "Via Roma was closed.",
    "Cookies were served on the ferry, and nobody asked for consent.",
]


@pytest.mark.parametrize("text", PROSE)
def test_prose_that_only_holds_the_words_stays(text):
    assert between(text) == ([text], [])


@pytest.mark.parametrize("text", PROSE)
def test_the_same_prose_stays_at_the_end_too(text):
    assert at_end(text) == ([text], [])


def test_a_heading_with_the_words_stays():
    block = paragraph("Read more books", kind="heading", level=2)
    assert between(block) == (["Read more books"], [])


def test_a_list_of_links_that_is_the_article_stays():
    links = [
        paragraph(f"The {n}th best lake of them all", f"The {n}th best lake of them all",
                  kind="list_item")
        for n in range(12)
    ]  # fmt: skip
    kept, cuts = cleaned(FIRST, *links)
    assert len(kept) == 13
    assert cuts == []


LINES = {
    "advertisement": ["Advertisement", "ADVERTISEMENT", "Story continues below", "Anzeige"],
    "skip_link": ["Skip to main content", "Back to top", "Zum Inhalt springen"],
    "share": ["Share this article", "Copy link", "Partager sur Facebook"],
    "share_bar": ["Facebook Twitter WhatsApp Email"],
    "counter": ["5 min read", "Page 2 of 7", "Lesezeit: 4 Minuten", "12 comments"],
    "published": ["Published: 3 May 2024, 10:15", "Mis à jour le 3 mai 2024"],
    "newsletter": [
        "Sign up for our newsletter and get the best stories in your inbox every morning.",
        "Abonnieren Sie unseren Newsletter und lesen Sie das Wichtigste am Morgen.",
        "Подписывайтесь на наш канал в Telegram",
    ],
    "consent": ["We use cookies to make this site work. You can change this at any time."],
    "caption": ["Photo: Ada Example/Lake Press", "Foto: dpa", "© Ada Example", "Photo by A. Bo"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "text"), [(r, text) for r, texts in LINES.items() for text in texts]
)
def test_a_line_of_the_page_goes_wherever_it_stands(rule, text):
    assert between(text) == ([], [(rule, text)])


ENDINGS = {
    "copyright": ["© 2024 Lake Press. All rights reserved.", "Copyright 2024 Lake Press"],
    "agency": ["(Reporting by Ada Example; Editing by Bo Sample)", "Source: Lake Press"],
    "comment": ["What do you think? Let us know in the comments.", "Leave a comment"],
    "tags": ["Tags: boats, lake, ferry", "Filed under: boats, lake"],
    "follow": ["Follow us on Twitter @lakepress"],
}


@pytest.mark.parametrize(
    ("rule", "text"), [(r, text) for r, texts in ENDINGS.items() for text in texts]
)
def test_a_line_below_the_text_goes(rule, text):
    assert at_end(text) == ([], [(rule, text)])


def test_a_paywall_notice_goes():
    notice = paragraph("Already a subscriber? Log in", "Log in")
    assert at_end(notice) == ([], [("paywall", notice.text)])


def test_the_box_about_the_author_goes_to_its_end():
    kept, cuts = at_end(
        paragraph("About the author", kind="heading", level=3),
        "Ada Example has written about lakes since 2001 and lives near one.",
    )
    assert kept == []
    assert [rule for rule, _ in cuts] == ["author_box", "author_box"]


def test_a_line_that_says_who_the_author_is_goes():
    text = "Ada Example is a staff writer who covers lakes."
    assert at_end(text, authors=[Author(name="Ada Example")]) == ([], [("author_box", text)])


def test_what_stands_above_the_headline_goes_with_its_copies():
    headline = "Nine men vanish from a lake"
    kept, cuts = cleaned(
        "April 23, 2031", "Lake Herald", "All news from the water, every day", headline, headline,
        FIRST, SECOND, headline=headline, publisher="Lake Herald",
    )  # fmt: skip
    assert kept == [FIRST, SECOND]
    assert [rule for rule, _ in cuts] == [
        "dateline",
        "masthead",
        "masthead",
        "headline",
        "headline",
    ]


def test_the_standfirst_stays_even_where_it_is_the_description():
    kept, _ = cleaned(FIRST, SECOND, LAST, headline="Nine men", description=FIRST)
    assert kept == [FIRST, SECOND, LAST]


def test_the_standfirst_stays_where_it_is_the_alternative_headline():
    kept, _ = cleaned(FIRST, SECOND, LAST, headline="Nine men", alternative_headline=FIRST)
    assert kept == [FIRST, SECOND, LAST]


def test_a_heading_for_links_over_the_next_heading_goes():
    related = paragraph("Related boating topics", kind="heading", level=3)
    kept, cuts = cleaned(FIRST, related, paragraph("Salt", kind="heading", level=3), SECOND, LAST)
    assert kept == [FIRST, "Salt", SECOND, LAST]
    assert [rule for rule, _ in cuts] == ["teaser"]


def test_a_byline_above_the_text_goes():
    kept, cuts = cleaned("By Ada Example", FIRST, SECOND, authors=[Author(name="Ada Example")])
    assert (kept, cuts) == ([FIRST, SECOND], [("byline", "By Ada Example")])


def test_a_block_said_twice_in_a_row_is_said_once():
    assert cleaned(FIRST, FIRST, SECOND) == ([FIRST, SECOND], [("duplicate", FIRST)])


def test_a_refrain_may_repeat():
    assert cleaned(FIRST, "Row, row, row", "Row, row, row", SECOND)[1] == []


LEAKS = [
    '” data-script=”https://static.example.org/widget/index.js” ></output>',
    '" data-script="https://static.example.org/widget/index.js" >',
    '<div class="promo" data-id="7">',
    '[caption id="attachment_7" align="alignnone"]',
    "{{ article.promo }}",
    "$$ARTICLE_OFFER$$",
    ".promo { color: red; margin: 0 }",
    '{"@context": "https://schema.org", "@type": "WebPage", "name": "x"}',
    "(function(d, s) { var js = d.createElement(s); js.async = 1; })(document);",
    "window.dataLayer = window.dataLayer || []; dataLayer.push({'a': 1});",
    "<!-- widget 7 -->",
]  # fmt: skip


@pytest.mark.parametrize("text", LEAKS)
def test_leaked_mark_up_goes(text):
    assert between(text) == ([], [("markup", text)])


def test_mark_up_that_leaked_into_a_sentence_goes_alone():
    kept, cuts = between(f'{SECOND} [gallery ids="1,2"] {LAST}')
    assert kept == [f"{SECOND} {LAST}"]
    assert cuts == [("markup", '[gallery ids="1,2"]')]


def test_code_is_never_mark_up():
    block = paragraph('<div class="promo">', kind="code")
    assert between(block) == (['<div class="promo">'], [])


def test_a_plug_ins_box_goes_whatever_it_says():
    block = paragraph("Salt, boats and more", path="html/body/div.inline-related-posts/p")
    assert between(block)[1] == [("box", block.text)]


def test_a_box_that_holds_the_story_stays():
    path = "html/body/div.yarpp/p"
    kept, _ = cleaned(paragraph(FIRST, path=path), paragraph(SECOND, path=path))
    assert kept == [FIRST, SECOND]


@pytest.mark.parametrize("rule", sorted(set(LINES) | set(ENDINGS)))
def test_a_rule_that_is_off_does_nothing(rule):
    text = (LINES | ENDINGS)[rule][0]
    assert rule not in {name for name, _ in cleaned(FIRST, SECOND, LAST, text, off=RULES)[1]}


def test_pictures_captions_are_left_to_the_extraction():
    block = paragraph("Photo: Ada Example", kind="caption")
    assert between(block) == (["Photo: Ada Example"], [])


STORY = "html/body/main/article/p"
BOX = "html/body/main/article/div.b7/p"


def boxed(*lines, path=BOX):
    """What is left of lines in a box of their own, and the rules that took the rest."""
    prose = [paragraph(f"{FIRST} It was {month}.", path=STORY) for month in ("May", "June", "July")]
    kept, cuts = cleaned(
        *prose, *(paragraph(line, path=path) for line in lines), paragraph(LAST, path=STORY)
    )
    return kept[3:-1], {rule for rule, _ in cuts}


@pytest.mark.parametrize(
    "lines",
    [
        ("Download our app", "Tides and ferries on your phone: get the Lake app for free."),
        ("Subscribe to the Herald", "Four weeks for one crown, cancel at any time."),
        ("Abonnez-vous au Phare", "Le premier mois pour une couronne."),
        ("La suite est réservée aux abonnés", "Il vous reste 82 % de cet article à lire."),
        ("We use cookies on this site.", "Nothing is shown until you agree."),
        ("Оформите подписку", "Первый месяц — за одну крону."),
    ],
)
def test_a_box_with_an_offer_goes_whole(lines):
    kept, rules = boxed(*lines)
    assert kept == []
    assert "promo_box" in rules


def test_a_box_in_which_nothing_is_offered_stays():
    lines = ("Subscribe to the view", "Four boats, six oars, one crew.")
    assert boxed(*lines) == (list(lines), set())


def test_prose_beside_an_offer_stays():
    assert boxed("Download our app", SECOND)[0] == [SECOND]


def test_the_text_around_an_offer_is_no_box():
    assert boxed("Download our app", "Row, row, row", path=STORY)[0] == ["Row, row, row"]


def test_a_box_goes_whole_whose_first_line_the_extraction_took():
    lost = Removal(rule="extraction.ending", reason="", text="Subscribe to the Herald", path=BOX)
    kept, _ = cleaned(
        paragraph(FIRST, path=STORY),
        paragraph("The first month for one crown.", path=BOX),
        removed=[lost],
    )
    assert kept == [FIRST]


TITLE = "Eleven huts where the fog lifts"


def linked(text=TITLE, url="https://www.example.org/2031/eleven-huts-of-fog", **fields):
    return Block(kind="paragraph", text=text, links=[Link(url=url, text=text)], **fields)


def test_a_linked_title_between_two_paragraphs_goes():
    assert between(linked()) == ([], [("linked_title", TITLE)])


@pytest.mark.parametrize(
    "block",
    [
        linked(url="https://elsewhere.test/2031/eleven-huts-of-fog"),
        linked(url="https://example.org/files/eleven-huts-of-fog.pdf"),
        linked(url="https://example.org/huts"),
        linked(url="https://example.org/story#eleven-huts-of-fog"),
        linked("He found all eleven huts in fog."),
        linked("Eleven huts"),
    ],
)
def test_another_linked_line_stays(block):
    assert between(block) == ([block.text], [])


def test_linked_titles_in_a_row_stay():
    blocks = [linked(f"{TITLE} in {month}") for month in ("May", "June")]
    assert cleaned(FIRST, SECOND, *blocks, FIRST + " Row.", SECOND + " Row.", LAST)[1] == []


def test_linked_titles_that_head_the_parts_of_a_digest_stay():
    parts = [part for n in range(4) for part in (linked(f"{TITLE} {n}"), f"{FIRST} {n} men.")]
    assert cleaned(FIRST, *parts)[1] == []


def test_a_linked_title_that_the_text_announces_stays():
    block = linked()
    kept, _ = cleaned(FIRST, f"{SECOND[:-1]}, and then wrote this:", block, LAST)
    assert block.text in kept


def test_a_byline_within_the_text_goes():
    text = "Автор: Ада Озерная, корреспондент"
    assert between(text, authors=[Author(name="Ада Озерная")]) == ([], [("byline", text)])


def test_a_sentence_that_begins_with_an_authors_name_stays():
    text = "By Ada Example it was called a lake."
    assert between(text, authors=[Author(name="Ada Example")]) == ([text], [])


OFFERS = {
    "newsletter": [
        "Inscrivez-vous à notre newsletter pour recevoir chaque matin l’essentiel.",
        "Suscríbete a nuestro boletín y recibe cada mañana lo esencial.",
        "Iscriviti alla nostra newsletter per ricevere ogni mattina le notizie.",
        "Meld je aan voor onze nieuwsbrief en lees elke ochtend het laatste nieuws.",
        "Zapisz się na nasz newsletter i czytaj najważniejsze wiadomości.",
    ],
    "paywall": ["Abonnez-vous pour lire tous nos articles en illimité, à partir d’un euro."],
    "consent": [
        "Bitte stimmen Sie der Nutzung von Cookies zu, um diesen Inhalt anzuzeigen.",
        "Please accept cookies to see this map.",
    ],
}


@pytest.mark.parametrize(
    ("rule", "text"), [(rule, text) for rule, texts in OFFERS.items() for text in texts]
)
def test_a_single_sentence_that_offers_goes(rule, text):
    assert between(text) == ([], [(rule, text)])


def test_a_button_that_is_a_link_goes():
    block = paragraph("Sign up today and row for free.", "Sign up today")
    assert between(block) == ([], [("newsletter", block.text)])


@pytest.mark.parametrize(
    "block",
    [
        paragraph("See also the ruling of 1998, which the court cited.", "the ruling of 1998"),
        paragraph("Sign up, they told him at the lake.", "lake"),
        paragraph("Get the boats in", "Get the boats in", kind="list_item"),
    ],
)
def test_prose_that_holds_a_link_stays(block):
    assert between(block) == ([block.text], [])


def test_a_line_for_links_over_the_next_heading_goes():
    salt = paragraph("Salt", kind="heading", level=3)
    assert cleaned(FIRST, "Related papers", salt, SECOND, LAST)[0] == [FIRST, "Salt", SECOND, LAST]
