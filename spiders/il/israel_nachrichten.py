"""Israel-Nachrichten: Israel, online news, German. Page checked: 2025-04-16."""

from scrapers import ArticleSpider, Sitemap, xpath


class IsraelNachrichten(ArticleSpider):
    name = "israel_nachrichten"
    allowed_domains = ["israel-nachrichten.org"]
    language = "de"
    time_zone = "Asia/Jerusalem"
    country = "IL"
    sources = [Sitemap("https://www.israel-nachrichten.org/wp-sitemap.xml")]
    article_urls = r"/archive/\d+/?(?:[?#]|$)"

    # The last paragraph, all in italics, is who wrote it; below it the paper asks for money.
    authors = xpath(
        "//p[em][normalize-space() = normalize-space(em)]"
        "[following-sibling::p[1]//a[contains(@href, '/spende')]]"
    )
    remove = xpath("//p[.//a[contains(@href, '/spende')]]")
