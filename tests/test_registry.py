import sys

import pytest

from scrapers import registry
from scrapers.errors import PluginError


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A folder on the import path, in which a test writes a package of its own name."""
    monkeypatch.syspath_prepend(tmp_path)
    before = set(sys.modules)
    yield tmp_path
    for name in set(sys.modules) - before:
        del sys.modules[name]


def test_walking_finds_modules_in_folders_without_init(package):
    (package / "made_up_sites" / "xx").mkdir(parents=True)
    (package / "made_up_sites" / "xx" / "daily.py").write_text("")
    names = [module.__name__ for module in registry.walk("made_up_sites")]
    assert names == ["made_up_sites", "made_up_sites.xx", "made_up_sites.xx.daily"]


def test_a_plugin_that_fails_to_import_is_named_with_its_line(package):
    (package / "made_up_plugin.py").write_text("x = 1\nx.nothing\n")
    with pytest.raises(
        PluginError, match=r"made_up_plugin.*AttributeError.*made_up_plugin.py, line 2"
    ):
        list(registry.walk("made_up_plugin"))


def test_a_plugin_with_a_syntax_error_is_named_with_its_line(package):
    (package / "made_up_typo.py").write_text("\n\nclass :\n")
    with pytest.raises(PluginError, match=r"SyntaxError.*made_up_typo.py, line 3"):
        list(registry.walk("made_up_typo"))


def test_a_package_that_shadows_the_bundled_pipelines_is_refused(package, monkeypatch):
    (package / "pipelines").mkdir()
    (package / "pipelines" / "__init__.py").write_text("")
    for name in [name for name in sys.modules if name.split(".")[0] == "pipelines"]:
        monkeypatch.delitem(sys.modules, name)
    with pytest.raises(PluginError, match=r"Python finds .* instead of"):
        registry.bundled("pipelines")


def test_pipelines_come_in_running_order():
    orders = [plugin.cls.order for plugin in registry.pipelines()]
    assert orders == sorted(orders)


def test_no_pipeline_takes_the_prefix_of_a_scrapy_setting():
    from scrapy.settings import default_settings

    prefixes = tuple(f"{plugin.name.upper()}_" for plugin in registry.pipelines())
    assert [name for name in dir(default_settings) if name.startswith(prefixes)] == []


def test_what_is_learned_of_a_bundled_site_lies_beside_its_spider(tmp_path, monkeypatch):
    monkeypatch.setattr(registry, "HOME", tmp_path)
    (tmp_path / "spiders" / "uk").mkdir(parents=True)
    path = tmp_path / "spiders" / "uk" / "daily.repeats.toml"
    path.touch()
    assert registry.learned_file("daily", None) == path


def test_what_is_learned_of_an_installed_site_lies_beside_its_spider(package, monkeypatch):
    (package / "made_up_spiders" / "uk").mkdir(parents=True)
    path = package / "made_up_spiders" / "uk" / "daily.repeats.toml"
    path.touch()
    monkeypatch.setattr(registry, "spider_modules", lambda: ["made_up_spiders"])
    assert registry.learned_file("daily", None) == path


def test_a_folder_that_is_named_wins_over_the_spiders_own(tmp_path, monkeypatch):
    monkeypatch.setattr(registry, "HOME", tmp_path)
    for folder in ("spiders", "mine"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "daily.repeats.toml").touch()
    found = registry.learned_file("daily", tmp_path / "mine")
    assert found == tmp_path / "mine" / "daily.repeats.toml"


@pytest.mark.parametrize("name", ["../daily", "a/b", "*", "daily[1]"])
def test_a_name_of_a_site_is_no_path_and_no_pattern(tmp_path, monkeypatch, name):
    monkeypatch.setattr(registry, "HOME", tmp_path)
    (tmp_path / "spiders" / "a").mkdir(parents=True)
    (tmp_path / "spiders" / "a" / "b.repeats.toml").touch()
    (tmp_path / "daily.repeats.toml").touch()
    assert registry.learned_file(name, None) is None
