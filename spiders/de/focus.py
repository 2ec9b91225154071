"""Focus Online: Germany, weekly, German. Page checked: 2023-04-28."""

from scrapers import ArticleSpider, Sitemap


class Focus(ArticleSpider):
    name = "focus"
    allowed_domains = ["focus.de"]
    language = "de"
    time_zone = "Europe/Berlin"
    country = "DE"
    sources = [Sitemap("https://www.focus.de/sitemap_news_ressorts.xml")]
    article_urls = r"_(?:id_\d+|[0-9a-f-]{8,})\.html"
