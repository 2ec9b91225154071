"""LBCI: Lebanon, television, Arabic and English. No page checked: no rule beyond addresses."""

from scrapers import ArticleSpider, Feed, Sitemap


class Lbcgroup(ArticleSpider):
    name = "lbcgroup"
    allowed_domains = ["lbcgroup.tv"]
    # no language: Arabic and English pages, each says which
    time_zone = "Asia/Beirut"
    country = "LB"
    sources = [
        Sitemap("https://www.lbcgroup.tv/newssitemap.xml"),
        Feed("https://www.lbcgroup.tv/Rss/latest-news/ar"),
        Feed("https://www.lbcgroup.tv/Rss/latest-news/en"),
        Feed("https://www.lbcgroup.tv/Rss/NewsHighlights/ar"),
        Feed("https://www.lbcgroup.tv/Rss/NewsHighlights/en"),
    ]
    article_urls = r"/news/[^?#]*/\d{4,}"
