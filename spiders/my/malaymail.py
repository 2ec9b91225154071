"""Malay Mail: Malaysia, online daily, English. No page checked: no rule beyond addresses."""

from scrapers import ArticleSpider, Feed, Sitemap


class Malaymail(ArticleSpider):
    name = "malaymail"
    allowed_domains = ["malaymail.com"]
    language = "en"
    time_zone = "Asia/Kuala_Lumpur"
    country = "MY"
    sources = [
        Feed("https://www.malaymail.com/feed/rss/"),
        Sitemap("https://www.malaymail.com/sitemap.xml"),
    ]
    article_urls = r"/\d{4}/\d{2}/\d{2}/[^/]+"
