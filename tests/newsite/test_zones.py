from datetime import datetime

import pytest

from scrapers.newsite import zones
from scrapers.newsite.zones import zone_of

TABLE = "# code\nDE\t+5230+01322\tEurope/Berlin\tmost of Germany\nDE\t+4742\tEurope/Busingen\n"


@pytest.fixture(autouse=True)
def _table(monkeypatch):
    monkeypatch.setattr(zones, "_table", lambda: TABLE)
    zones._zones.cache_clear()
    yield
    zones._zones.cache_clear()


def test_the_first_zone_of_a_country_is_taken():
    assert zone_of("de") == "Europe/Berlin"


def test_a_country_that_is_in_no_table_has_none():
    assert zone_of("xx") is None


@pytest.mark.parametrize(
    ("printed", "zone"),
    [
        ("2026-07-01T12:00:00+02:00", "Europe/Berlin"),
        ("2026-01-01T12:00:00+01:00", "Europe/Berlin"),
        ("2026-01-01T12:00:00+00:00", "Europe/Berlin"),
        ("2026-01-01T12:00:00-05:00", None),
    ],
    ids=["summer", "winter", "UTC says nothing", "elsewhere"],
)
def test_what_pages_print_may_speak_against_it(printed, zone):
    assert zone_of("DE", [datetime.fromisoformat(printed)]) == zone


def test_a_machine_without_a_table_knows_none(monkeypatch):
    monkeypatch.setattr(zones, "_table", lambda: "")
    zones._zones.cache_clear()
    assert zone_of("DE") is None
