"""Whatever the blocks say: cleaning never fails, and a clean article stays as it is."""

from hypothesis import given
from hypothesis import strategies as st

from pipelines.boilerplate import Boilerplate
from pipelines.normalize import Normalize
from scrapers.items import BLOCK_KINDS, Article, Block, Link
from scrapers.lexicon import phrases

LEAD_INS = st.sampled_from(
    [*phrases("teaser", "en"), *phrases("newsletter", "en"), *phrases("tags")]
)
WORDS = st.text(alphabet="abc ABC.:“”<>{}=[]/é関1©", max_size=60)
TEXTS = st.one_of(
    st.text(min_size=1), st.builds("{}{}{}".format, LEAD_INS, st.sampled_from(": "), WORDS)
)
LINKS = st.lists(
    st.builds(Link, url=st.just("https://example.org/?utm_source=x"), text=WORDS), max_size=2
)
BLOCKS = st.builds(
    Block,
    kind=st.sampled_from(BLOCK_KINDS),
    text=TEXTS,
    links=LINKS,
    path=st.sampled_from([None, "html/body/p", "html/body/div.irp/p"]),
)
ARTICLES = st.builds(
    Article,
    url=st.just("https://example.org/a"),
    headline=st.one_of(st.none(), TEXTS),
    description=st.one_of(st.none(), TEXTS),
    body=st.lists(BLOCKS, max_size=8),
)


def cleaned(article):
    for pipeline in (Normalize, Boilerplate):
        article = pipeline(pipeline.settings_type.read({})).process_item(article)
    return article


@given(ARTICLES)
def test_cleaning_a_clean_article_changes_nothing(article):
    once = cleaned(article)
    body, removed = [block.model_copy(deep=True) for block in once.body], list(once.removed)
    twice = cleaned(once)
    assert twice.body == body
    assert twice.removed == removed


@given(ARTICLES)
def test_every_character_that_goes_is_on_record(article):
    normal = Normalize(Normalize.settings_type.read({})).process_item(article)
    before = sum(sum(map(str.isalnum, block.text)) for block in normal.body)
    after = cleaned(normal)
    kept = sum(sum(map(str.isalnum, block.text)) for block in after.body)
    taken = sum(sum(map(str.isalnum, removal.text)) for removal in after.removed)
    assert kept + taken == before
