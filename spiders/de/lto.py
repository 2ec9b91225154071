"""Legal Tribune Online: Germany, news of law, German. No page checked: no rule beyond addresses."""

from scrapers import ArticleSpider, Feed, Sitemap


class Lto(ArticleSpider):
    name = "lto"
    allowed_domains = ["lto.de"]
    language = "de"
    time_zone = "Europe/Berlin"
    country = "DE"
    sources = [
        Sitemap("https://www.lto.de/googlenews-sitemap.xml"),
        Feed("https://www.lto.de/rss/feed.xml"),
        Sitemap("https://www.lto.de/sitemap.xml"),
    ]
    article_urls = r"/recht/[\w-]+/\w/[^/]|/detail/[^/]"
