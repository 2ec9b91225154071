import pytest
from scrapy.settings import Settings

from scrapers.errors import PluginError
from scrapers.loader import SiteLoader

SPIDER = "import scrapy\n\nclass {cls}(scrapy.Spider):\n    name = {name!r}\n"


@pytest.fixture
def load(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(tmp_path)

    def run(package, **files):
        for path, text in files.items():
            file = tmp_path / package / f"{path}.py"
            file.parent.mkdir(exist_ok=True)
            file.write_text(text)
        return SiteLoader.from_settings(Settings({"SPIDER_MODULES": [package]}))

    return run


def test_spiders_are_found_by_name(load):
    assert "daily" in load("made_up_one", daily=SPIDER.format(cls="Daily", name="daily")).list()


def test_two_spiders_of_one_name_are_refused(load):
    twin = SPIDER.format(cls="Daily", name="daily")
    with pytest.raises(
        PluginError, match=r"made_up_two.b.Daily: a spider named 'daily' is in made_up_two.a"
    ):
        load("made_up_two", a=twin, b=twin)


def test_a_spider_that_cannot_be_imported_is_refused(load):
    with pytest.raises(PluginError, match=r"made_up_three.bad"):
        load("made_up_three", bad="import there_is_no_such_module")
