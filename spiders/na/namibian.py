"""The Namibian: Namibia, daily, English. Page checked: 2023-11-16."""

from scrapers import ArticleSpider, Feed, Sitemap


class Namibian(ArticleSpider):
    name = "namibian"
    allowed_domains = ["namibian.com.na"]
    language = "en"
    time_zone = "Africa/Windhoek"
    country = "NA"
    sources = [
        Feed("https://www.namibian.com.na/feed/"),
        Sitemap("https://namibian.com.na/sitemap_index.xml"),
    ]
    # Articles lie at the root; a slug of three words at least.
    article_urls = r"namibian\.com\.na/[a-z0-9]+(?:-[a-z0-9]+){2,}/?(?:[?#]|$)"
