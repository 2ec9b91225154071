"""Forms of the lead-in to another article that show neither by a colon nor by the link alone."""

import pytest

from scrapers.cleaning import Guide, clean
from scrapers.items import Article, Block, Link
from scrapers.lexicon import index

PROSE = [
    f"Nine men rowed across the lake in {month}, and nobody on the far shore had seen them come."
    for month in ("April", "May", "June", "July", "August", "September")
]
TITLE = "Ferry fares rise again in the north"


def block(text, link=None, kind="paragraph"):
    links = [Link(url="https://example.org/other", text=link)] if link else []
    return Block(kind=kind, text=text, links=links)


def left(one, *after):
    """Whether a block in the middle of the text stays."""
    body = [*map(block, PROSE[:3]), one, *after, *map(block, PROSE[3:])]
    kept, _ = clean(Article(url="https://example.org/story"), body, Guide(index()))
    return one.text in [other.text for other in kept]


@pytest.mark.parametrize(
    "one",
    [
        block("Lesen Sie auch den Kommentar: Warum die Fähre teurer wird"),
        block("Lire aussi notre enquête : Pourquoi le ferry coûte plus cher"),
        block("Lees ook het interview: Waarom de veerboot duurder wordt"),
        block("Auch spannend: Warum die Fähre teurer wird"),
        block("Mirá también: Por qué sube el precio del ferry"),
        block("Leia a reportagem: Por que a balsa ficou mais cara"),
        block("Baca pula: Mengapa tarif feri naik"),
        block("热门阅读：渡轮票价为什么上涨"),
        block("Click here to read what the ferry company told its passengers.", "here"),
        block(f"Don't miss {TITLE}", TITLE),
        block(f"► Listen: {TITLE}"),
        block(f"WATCH: {TITLE}. It costs nine. Why so? See our talk.", f"WATCH: {TITLE}."),
        block("Related:"),
        block("Most popular"),
        block("関連記事"),
        block("Подробнее"),
        block("Read Full Review", "Read Full Review"),
    ],
)
def test_a_lead_in_goes(one):
    assert not left(one)


@pytest.mark.parametrize(
    "one",
    [
        block("Watch this space: the ferry company will decide on its fares in the new year."),
        block("Don't miss the last ferry, which leaves at nine from the pier in the old town."),
        block("Read the fares on the board: they rise in May, and again when the season ends."),
        block("Most popular are the boats that leave at noon and come back before the night."),
        block("Click on a pier to see its fares; the map shows all nine of them.", "the map"),
        block("Listen: nobody on the lake has ever paid as much for a ferry as we do today."),
    ],
)
def test_prose_that_opens_alike_stays(one):
    assert left(one)


def test_a_label_over_a_list_stays():
    assert left(block("Weitere Infos:"), block("Ferry office, pier 9", kind="list_item"))
