"""Euronews (EN): Europe, news channel, English. Page checked: 2024-04-30."""

from scrapers import ArticleSpider, Sitemap, css


class EuronewsEn(ArticleSpider):
    name = "euronews_en"
    allowed_domains = ["euronews.com"]
    language = "en"
    time_zone = "Europe/Paris"
    country = "GB"
    sources = [
        Sitemap("https://www.euronews.com/sitemaps/en/latest-news.xml"),
        Sitemap("https://www.euronews.com/sitemaps/en/articles.xml"),
    ]
    article_urls = r"/\d{4}/\d{2}/\d{2}/"
    not_article_urls = r"\.com/video/"

    # Its h1 is longer than the headline it gives others.
    headline = css("meta[property='og:title']::attr(content)")
