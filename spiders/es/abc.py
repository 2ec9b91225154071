"""ABC: Spain, daily, Spanish. Some articles behind a paywall. Page checked: 2025-01-13."""

from scrapers import ArticleSpider, Feed, Sitemap


class Abc(ArticleSpider):
    name = "abc"
    allowed_domains = ["abc.es"]
    language = "es"
    time_zone = "Europe/Madrid"
    country = "ES"
    sources = [
        Sitemap("https://www.abc.es/sitemap.xml"),
        Feed("https://www.abc.es/rss/2.0/espana/"),
        Feed("https://www.abc.es/rss/2.0/portada/"),
    ]
    article_urls = r"-(?:19|20)\d{6,12}[-_]\w+\.html"
    not_article_urls = r"-(?:vi|ga)\.html"
