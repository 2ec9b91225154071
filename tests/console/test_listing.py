import json

from scrapers.console.listing import columns, safe_json


def test_columns_line_up_and_the_last_is_not_padded():
    assert columns(("NAME", "N"), [("a", 1), ("longer", 22)]) == "NAME    N\na       1\nlonger  22"


def test_escapes_in_json_are_the_same_json():
    value = {"text": "\x9b1m\u202eabc é"}
    text = safe_json(json.dumps(value, ensure_ascii=False))
    assert json.loads(text) == value


def test_escapes_in_json_leave_nothing_that_steers_a_terminal():
    text = safe_json(json.dumps({"text": "\x9b1m\u202e"}, ensure_ascii=False))
    assert text == '{"text": "\\u009b1m\\u202e"}'
