import json

import pytest


@pytest.fixture
def rows(project):
    def read(*args):
        done = project.run("plugins", "--json", *args)
        return {row["name"]: row for row in json.loads(done.stdout)}

    return read


def test_pipelines_come_in_running_order(rows):
    orders = [row["order"] for row in rows().values() if row["order"] is not None]
    assert orders == sorted(orders)


def test_a_pipeline_says_order_state_settings_and_origin(rows):
    row = rows()["normalize"]
    assert (row["order"], row["state"], row["settings"]) == (100, "on", "NORMALIZE")
    assert row["origin"].endswith("pipelines/normalize.py")


def test_one_that_its_setting_switches_off_is_off_and_last(rows):
    found = rows("-s", "NORMALIZE_ENABLED=0")
    assert (found["normalize"]["state"], found["normalize"]["order"]) == ("off", None)


def test_one_that_the_project_moves_is_moved(rows):
    found = rows("-s", 'ITEM_PIPELINES={"pipelines.normalize.Normalize": 150}')
    assert (found["normalize"]["state"], found["normalize"]["order"]) == ("moved", 150)


def test_one_that_the_project_sets_to_none_is_off(rows):
    found = rows("-s", 'ITEM_PIPELINES={"pipelines.normalize.Normalize": null}')
    assert found["normalize"]["state"] == "off"


def test_a_plain_scrapy_pipeline_is_listed_too(project, rows):
    project.write(
        "shop/sink.py", "class Sink:\n    def process_item(self, item):\n        return item\n"
    )
    row = rows("-s", 'ITEM_PIPELINES={"shop.sink.Sink": 950}')["Sink"]
    assert (row["state"], row["order"], row["origin"]) == ("plain", 950, "shop.sink")


def test_the_list_for_people_has_a_line_each(project, rows):
    lines = project.run("plugins").stdout.splitlines()
    assert lines[0].split() == ["ORDER", "NAME", "STATE", "CLEANER", "SETTINGS", "ORIGIN"]
    assert len(lines) == 1 + len(rows())
