"""The browser of the tests, where there is none."""

import pytest

from scrapers.testing.chromium import Chromium, ChromiumMissing


def entered():
    with Chromium():
        pass


def test_without_chromium_the_message_says_what_to_do(monkeypatch):
    monkeypatch.setattr("shutil.which", lambda _: None)
    with pytest.raises(ChromiumMissing, match="apt-get install chromium"):
        entered()


def test_a_chromium_that_does_not_start_is_missing(monkeypatch):
    monkeypatch.setattr("scrapers.testing.chromium._NAMES", ("false",))
    with pytest.raises(ChromiumMissing, match="does not start here"):
        entered()
