"""Wochenblatt: Paraguay, online news, German. Page checked: 2025-04-16."""

from scrapers import ArticleSpider, Sitemap, xpath


class Wochenblatt(ArticleSpider):
    name = "wochenblatt"
    allowed_domains = ["wochenblatt.cc"]
    language = "de"
    time_zone = "America/Asuncion"
    country = "PY"
    sources = [Sitemap("https://wochenblatt.cc/sitemap_index.xml")]
    article_urls = r"\.cc/[\w%]+(?:-[\w%]+)+/?(?:[?#]|$)"

    # The last paragraph says who wrote it: "Wochenblatt / Última Hora".
    authors = xpath(
        "substring-after(//*[contains(@class, 'entry-content')]/p"
        "[starts-with(normalize-space(), 'Wochenblatt')][string-length() < 100][last()], '/')"
    )
