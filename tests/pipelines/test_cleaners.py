"""The cleaning pipelines: their settings, their counts, and what they leave on record."""

from collections import Counter

import pytest

from pipelines.boilerplate import Boilerplate
from pipelines.normalize import Normalize
from pipelines.typography import Typography
from scrapers.errors import ConfigError
from scrapers.items import Article, Block, Image, Link, LiveUpdate

PROSE = "Nine men rowed across the lake at dawn, and nobody on the far shore had seen them come."
MORE = "By noon the ferry had been searched twice, and the harbour master went home for lunch."
TEASER = "See also: Ferry fares rise again"


def run(pipeline, article, **settings):
    """The article after the pipeline, and what was counted."""
    counted = Counter()
    read = pipeline.settings_type.read(settings)
    pipeline(read, lambda name, by: counted.update({name: by})).process_item(article)
    return article, counted


def article(*texts, **fields):
    body = [Block(kind="paragraph", text=text, path="html/body/p") for text in texts]
    return Article(url="https://example.org/a", body=body, **fields)


def test_a_removal_says_rule_reason_text_and_place():
    cleaned, _ = run(Boilerplate, article(PROSE, TEASER, MORE))
    removal = cleaned.removed[0]
    assert removal.rule == "boilerplate.teaser"
    assert "See also" in removal.reason
    assert removal.text == TEASER
    assert removal.path == "html/body/p"


def test_removals_are_counted_by_rule():
    _, counted = run(Boilerplate, article(PROSE, TEASER, MORE))
    assert counted["removed/boilerplate.teaser"] == 1


def test_a_rule_can_be_switched_off():
    cleaned, _ = run(Boilerplate, article(PROSE, TEASER, MORE), BOILERPLATE_RULES_OFF="teaser")
    assert cleaned.paragraphs == [PROSE, TEASER, MORE]


def test_a_rule_that_does_not_exist_is_a_mistake():
    with pytest.raises(ConfigError, match="no rule 'teasers'"):
        Boilerplate.settings_type.read({"BOILERPLATE_RULES_OFF": ["teasers"]})


def test_only_the_languages_named_are_used():
    text = "Lesen Sie auch: Fähren werden teurer"
    cleaned, _ = run(Boilerplate, article(PROSE, text, MORE), BOILERPLATE_LANGUAGES=["en"])
    assert text in cleaned.paragraphs


def test_a_language_without_a_lexicon_is_a_mistake():
    with pytest.raises(ConfigError, match="no language 'xx'"):
        run(Boilerplate, article(PROSE), BOILERPLATE_LANGUAGES=["xx"])


def test_ones_own_phrases_count():
    settings = {"BOILERPLATE_PHRASES": {"teaser": ["Our pick"]}}
    cleaned, _ = run(Boilerplate, article(PROSE, "Our pick: Ferry fares", MORE), **settings)
    assert cleaned.paragraphs == [PROSE, MORE]


def test_a_folder_of_ones_own_lexicon_files_counts(tmp_path):
    (tmp_path / "eo.toml").write_text('teaser = ["Legu ankaŭ"]', encoding="utf-8")
    body = article(PROSE, "Legu ankaŭ: Pramoj plikostiĝas", MORE)
    cleaned, _ = run(Boilerplate, body, BOILERPLATE_LEXICON=str(tmp_path))
    assert cleaned.paragraphs == [PROSE, MORE]


def test_a_folder_that_is_not_there_is_a_mistake(tmp_path):
    with pytest.raises(ConfigError, match="is no folder"):
        run(Boilerplate, article(PROSE), BOILERPLATE_LEXICON=str(tmp_path / "none"))


def test_entries_of_a_live_blog_are_cleaned_too():
    live = article(PROSE)
    live.live_updates = [LiveUpdate(body=article(MORE, TEASER, PROSE).body)]
    cleaned, _ = run(Boilerplate, live)
    assert [block.text for block in cleaned.live_updates[0].body] == [MORE, PROSE]


def test_fields_and_blocks_become_plain():
    raw = article(
        "Tom &amp;amp; Co\u00a0went", "\u200b", headline="A\u00a0title", description=" x "
    )
    cleaned, counted = run(Normalize, raw)
    assert cleaned.paragraphs == ["Tom & Co went"]
    assert (cleaned.headline, cleaned.description) == ("A title", "x")
    assert counted["normalize/empty"] == 1


def test_addresses_lose_what_tracks():
    raw = article(PROSE, canonical_url="https://example.org/a?id=7&utm_source=x#top")
    raw.body[0].links = [Link(url="https://example.org/b?fbclid=1", text="men")]
    raw.images = [Image(url="https://example.org/i.jpg?w=600&gclid=2", caption="A\u00a0lake")]
    cleaned, _ = run(Normalize, raw)
    assert cleaned.canonical_url == "https://example.org/a?id=7"
    assert cleaned.body[0].links[0].url == "https://example.org/b"
    assert cleaned.images[0].url == "https://example.org/i.jpg?w=600"
    assert cleaned.images[0].caption == "A lake"


def test_addresses_stay_where_that_is_set():
    raw = article(PROSE, canonical_url="https://example.org/a?utm_source=x")
    cleaned, _ = run(Normalize, raw, NORMALIZE_URLS=False)
    assert cleaned.canonical_url == "https://example.org/a?utm_source=x"


def test_typography_is_off_until_it_is_asked_for():
    assert not Typography.settings_type.read({}).enabled


def test_typography_repairs_and_counts():
    cleaned, counted = run(Typography, article("At the conference.This is “so», he said."))
    assert cleaned.paragraphs == ["At the conference. This is “so”, he said."]
    assert (counted["typography/spaces"], counted["typography/quotes"]) == (1, 1)


def test_the_cleaners_run_in_order():
    assert Normalize.order < Boilerplate.order < Typography.order
    assert all(one.cleaner for one in (Normalize, Boilerplate, Typography))
