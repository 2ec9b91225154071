"""Daily Star: United Kingdom, tabloid, English. Page checked: 2024-04-23."""

from scrapers import ArticleSpider, Sitemap, css


class Dailystar(ArticleSpider):
    name = "dailystar"
    allowed_domains = ["dailystar.co.uk"]
    language = "en"
    time_zone = "Europe/London"
    country = "GB"
    sources = [
        Sitemap("https://www.dailystar.co.uk/map_news.xml"),
        Sitemap("https://www.dailystar.co.uk/sitemaps/sitemap_index.xml"),
    ]
    article_urls = r"dailystar\.co\.uk/.+-\d{6,}(?:[/?#]|$)"
    not_article_urls = r"/(?:gallery|video)/"

    # Its h1 is longer than the headline it gives others.
    headline = css("meta[property='og:title']::attr(content)")
