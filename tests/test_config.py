import pytest
from pydantic import field_validator

from scrapers.config import PartSettings, check_names, check_values
from scrapers.errors import ConfigError


class Frobnicate(PartSettings):
    """Made up for these tests."""

    prefix = "FROBNICATE"

    chars: int = 250
    """How many."""
    words: list[str] = []
    """Which."""
    weights: dict[str, float] = {}
    """How much."""
    colour: str = "red"
    """Anything but beige."""

    @field_validator("colour")
    @classmethod
    def _is_colour(cls, value):
        if value == "beige":
            raise ValueError("no colour")
        return value


def test_a_value_from_the_command_line_is_converted():
    assert Frobnicate.read({"FROBNICATE_CHARS": "9"}).chars == 9


def test_settings_of_other_parts_are_ignored():
    assert Frobnicate.read({"CONCURRENT_REQUESTS": 8}) == Frobnicate()


def test_a_list_may_be_given_with_commas():
    assert Frobnicate.read({"FROBNICATE_WORDS": "a, b"}).words == ["a", "b"]


def test_a_table_may_be_given_as_json():
    assert Frobnicate.read({"FROBNICATE_WEIGHTS": '{"a": 2}'}).weights == {"a": 2.0}


def test_broken_json_is_named():
    with pytest.raises(ConfigError, match=r"FROBNICATE_WEIGHTS='{a}': no valid JSON"):
        Frobnicate.read({"FROBNICATE_WEIGHTS": "{a}"})


def test_a_misspelt_setting_is_named_with_what_was_meant():
    with pytest.raises(ConfigError, match=r"FROBNICATE_CHARZ='9'.*did you mean FROBNICATE_CHARS"):
        Frobnicate.read({"FROBNICATE_CHARZ": "9"})


def test_a_bad_value_is_named_with_its_setting():
    with pytest.raises(ConfigError, match=r"FROBNICATE_CHARS='many'"):
        Frobnicate.read({"FROBNICATE_CHARS": "many"})


def test_a_value_that_a_rule_of_a_part_refuses_is_told_in_the_words_of_that_rule():
    with pytest.raises(ConfigError, match=r"^FROBNICATE_COLOUR='beige': no colour; see"):
        Frobnicate.read({"FROBNICATE_COLOUR": "beige"})


def test_settings_cannot_be_changed_once_read():
    with pytest.raises(ValueError, match=r"frozen"):
        Frobnicate().chars = 3


def test_a_setting_that_is_nearly_a_known_one_is_refused():
    with pytest.raises(ConfigError, match=r"DOWNLOAD_DELY.*did you mean DOWNLOAD_DELAY"):
        check_names(["DOWNLOAD_DELY"], ["STORE_URL"], ["DOWNLOAD_DELAY"])


def test_a_setting_of_somebody_elses_component_is_accepted():
    check_names(["ELASTIC_HOSTS"], ["STORE_URL"], ["DOWNLOAD_DELAY"])


SCRAPY = {"DOWNLOAD_DELAY": 0, "ROBOTSTXT_OBEY": False, "BOT_NAME": "bot", "LOG_LEVEL": "DEBUG"}


@pytest.mark.parametrize(
    ("name", "value"),
    [("DOWNLOAD_DELAY", "often"), ("DOWNLOAD_DELAY", "nan"), ("ROBOTSTXT_OBEY", "0.5"),
     ("ROBOTSTXT_OBEY", "never"), ("LOG_LEVEL", "LOUD")],
)  # fmt: skip
def test_a_value_that_scrapy_would_trip_over_is_named_with_its_setting(name, value):
    with pytest.raises(ConfigError, match=f"^{name}='{value}': "):
        check_values({name: value}, SCRAPY)


@pytest.mark.parametrize(
    ("name", "value"),
    [("DOWNLOAD_DELAY", "0.5"), ("DOWNLOAD_DELAY", 2), ("ROBOTSTXT_OBEY", "true"),
     ("ROBOTSTXT_OBEY", "1"), ("BOT_NAME", "0x"), ("LOG_LEVEL", "INFO"), ("ELASTIC_HOSTS", "a")],
)  # fmt: skip
def test_a_value_that_scrapy_can_read_is_accepted(name, value):
    check_values({name: value}, SCRAPY)
