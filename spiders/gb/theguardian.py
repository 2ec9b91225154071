"""The Guardian: United Kingdom, daily, English. No paywall. Page checked: 2024-02-24."""

from scrapers import ArticleSpider, Sitemap


class Theguardian(ArticleSpider):
    name = "theguardian"
    allowed_domains = ["theguardian.com"]
    language = "en"
    time_zone = "Europe/London"
    country = "GB"
    sources = [Sitemap("https://www.theguardian.com/sitemaps/news.xml")]
    article_urls = r"/\d{4}/[a-z]{3}/\d{2}/"
    not_article_urls = r"/(?:gallery|video|audio|picture|ng-interactive)/"
