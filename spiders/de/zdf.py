"""ZDF: Germany, public broadcaster, German. No page checked: no rule beyond addresses."""

from scrapers import ArticleSpider, Feed, Sitemap


class Zdf(ArticleSpider):
    name = "zdf"
    allowed_domains = ["zdf.de", "zdfheute.de"]
    language = "de"
    time_zone = "Europe/Berlin"
    country = "DE"
    sources = [
        Sitemap("https://www.zdf.de/news-sitemap.xml"),
        Feed("https://www.zdf.de/rss/zdf/nachrichten"),
        Sitemap("https://www.zdf.de/sitemap.xml"),
    ]
    article_urls = r"(?:zdf\.de/(?:nachrichten|artikel)|zdfheute\.de)/.+-\d{2,}"
    not_article_urls = r"/video/"
