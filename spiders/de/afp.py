"""AFP Faktencheck: Germany, fact checks of the news agency, German. Page checked: 2026-05-24."""

from scrapers import ArticleSpider, Sitemap, css


class Afp(ArticleSpider):
    name = "afp"
    allowed_domains = ["faktencheck.afp.com"]
    language = "de"
    time_zone = "Europe/Berlin"
    country = "DE"
    sources = [Sitemap("https://faktencheck.afp.com/sitemap.xml")]
    article_urls = r"/doc\.afp\.com\.\w"

    authors = css(".person-link a")  # the visible byline is read without who translated
