"""T-Online: Germany, news portal, German. Page checked: 2026-01-07."""

from scrapers import ArticleSpider, Feed


class TOnline(ArticleSpider):
    name = "t_online"
    allowed_domains = ["t-online.de"]
    language = "de"
    time_zone = "Europe/Berlin"
    country = "DE"
    sources = [
        Feed("https://www.t-online.de/nachrichten/feed.rss"),
        Feed("https://www.t-online.de/nachrichten/panorama/feed.rss"),
        Feed("https://www.t-online.de/sport/feed.rss"),
        Feed("https://www.t-online.de/unterhaltung/feed.rss"),
        Feed("https://www.t-online.de/digital/feed.rss"),
        Feed("https://www.t-online.de/finanzen/feed.rss"),
    ]
    article_urls = r"/id_\d+/"
