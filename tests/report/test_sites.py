from scrapers.report.sites import Figures, Names, SiteRow, sites_page

NAMES = Names(country={"DE": "Germany", "GB": "United Kingdom"}.get, language=str.upper)


def row(name="abend", country="DE", **changed):
    given = {
        "name": name,
        "file": f"../spiders/{name}.py",
        "country": country,
        "language": "de",
        "domains": [f"{name}.test"],
        "sources": ["Sitemap", "Feed", "Sitemap"],
        "recorded": 0,
    }
    return SiteRow(**{**given, **changed})


def line(one, figures=None):
    """The one row of the page's one table."""
    return sites_page([one], figures or {}, NAMES)[-2]


def test_sites_are_under_their_country_by_name():
    page = sites_page([row("b"), row("c", "GB"), row("a")], {}, NAMES)
    shown = [one.split("]")[0] for one in page if one.startswith(("## ", "| ["))]
    assert shown == ["## Germany", "| [a", "| [b", "## United Kingdom", "| [c"]


def test_sites_of_many_countries_come_last():
    page = sites_page([row("a", None), row("b", "GB")], {}, NAMES)
    assert [one for one in page if one.startswith("## ")] == [
        "## United Kingdom",
        "## International",
    ]


def test_the_index_leads_to_each_country():
    assert "[Germany](#germany) 1 · [United Kingdom](#united-kingdom) 2" in sites_page(
        [row("a"), row("b", "GB"), row("c", "GB")], {}, NAMES
    )


def test_sources_are_counted_by_kind():
    assert "| 1 feed, 2 sitemaps |" in line(row())


def test_a_site_without_sources_finds_them():
    assert "| found while it crawls |" in line(row(sources=[]))


def test_figures_show_what_the_rules_change():
    figures = {"abend": Figures(3, (0.981, 0.994), (0.9, 0.9))}
    assert line(row(), figures).endswith("| 3 annotated | 0.981 → 0.994 | 0.900 |")


def test_recorded_pages_are_counted():
    assert "| 6 recorded |" in line(row(recorded=6))


def test_a_site_without_pages_has_no_figures():
    assert line(row()).endswith("|  |  |  |")


def test_what_a_spider_says_makes_no_mark_up():
    assert "| \\<b\\>.test |" in line(row(domains=["<b>.test"]))


def test_no_sites_is_no_error():
    assert sites_page([], {}, NAMES)[0] == "0 sites in 0 countries and regions."
