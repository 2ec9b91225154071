"""The Mirror: United Kingdom, tabloid, English. Pages checked: 2024-04-28, 2024-08-05."""

from scrapers import ArticleSpider, Sitemap, css


class Mirror(ArticleSpider):
    name = "mirror"
    allowed_domains = ["mirror.co.uk"]
    language = "en"
    time_zone = "Europe/London"
    country = "GB"
    sources = [
        Sitemap("https://www.mirror.co.uk/map_news.xml"),
        Sitemap("https://www.mirror.co.uk/sitemaps/sitemap_index.xml"),
    ]
    article_urls = r"mirror\.co\.uk/.+-\d{6,}(?:[/?#]|$)"
    not_article_urls = r"/(?:gallery|video)/"

    # Its h1 is longer than the headline it gives others.
    headline = css("meta[property='og:title']::attr(content)")
    remove = css("blockquote.twitter-tweet")  # embedded, no part of the text
