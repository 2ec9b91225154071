"""Evening Standard: United Kingdom, paper of London, English. Page checked: 2024-05-02."""

from scrapers import ArticleSpider, Feed, Sitemap, css


class Standard(ArticleSpider):
    name = "standard"
    allowed_domains = ["standard.co.uk"]
    language = "en"
    time_zone = "Europe/London"
    country = "GB"
    sources = [
        Feed("https://www.standard.co.uk/rss"),
        Sitemap("https://www.standard.co.uk/sitemap.xml"),
    ]
    article_urls = r"-[ab]\d{5,}\.html"

    # Its h1 is longer than the headline it gives others.
    headline = css("meta[property='og:title']::attr(content)")
