"""Nine News: Australia, television news, English. Page checked: 2024-05-02."""

from scrapers import ArticleSpider, Feed, Sitemap


class Nine(ArticleSpider):
    name = "nine"
    allowed_domains = ["nine.com.au", "9news.com.au"]
    language = "en"
    time_zone = "Australia/Sydney"
    country = "AU"
    sources = [
        Feed("https://www.nine.com.au/rss/feed.xml"),
        Sitemap("https://www.nine.com.au/sitemaps/nine-sitemaps-articles.xml"),
    ]
    # 9news.com.au ends in a UUID; on nine.com.au a slug of four words at least.
    article_urls = [
        r"/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}",
        r"nine\.com\.au/(?:[a-z0-9-]+/)+[a-z0-9]+(?:-[a-z0-9]+){3,}",
    ]
