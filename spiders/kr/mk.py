"""Maeil Business Newspaper: South Korea, business daily, Korean.

No page checked: no rule beyond addresses.
"""

from scrapers import ArticleSpider, Sitemap


class Mk(ArticleSpider):
    name = "mk"
    allowed_domains = ["mk.co.kr"]
    language = "ko"
    time_zone = "Asia/Seoul"
    country = "KR"
    sources = [
        Sitemap("https://www.mk.co.kr/sitemap/latest-articles/"),
        Sitemap("https://www.mk.co.kr/sitemap/daily-articles/"),
    ]
    article_urls = r"/news/[\w-]+/\d{6,}"
