"""Landesspiegel: Liechtenstein, daily, German. Page checked: 2025-06-30."""

from scrapers import ArticleSpider, Sitemap


class Landesspiegel(ArticleSpider):
    name = "landesspiegel"
    allowed_domains = ["landesspiegel.li"]
    language = "de"
    time_zone = "Europe/Vaduz"
    country = "LI"
    sources = [
        Sitemap("https://landesspiegel.li/sitemap-news.xml"),
        Sitemap("https://landesspiegel.li/sitemap-posttype-post.xml"),
    ]
    article_urls = r"/20\d\d/\d\d/[^/]"
