"""Postillon: Germany, satire, German. Page checked: 2024-04-25."""

from scrapers import ArticleSpider, Sitemap, xpath


class DerPostillon(ArticleSpider):
    name = "der_postillon"
    allowed_domains = ["der-postillon.com"]
    language = "de"
    time_zone = "Europe/Berlin"
    country = "DE"
    # the addresses of its feed are of another site
    sources = [Sitemap("https://www.der-postillon.com/sitemap.xml")]
    article_urls = r"/20\d\d/\d\d/[^/]+\.html"

    # initials, in small print under the text; JSON-LD has the site
    authors = xpath(
        "substring-before(//span[contains(@style, 'x-small')][contains(., ';')]"
        "[not(contains(substring-before(., ';'), ':'))], ';')"
    )
