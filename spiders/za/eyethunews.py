"""Eyethu News: South Africa, local paper, Zulu. Page checked: 2025-11-25."""

from scrapers import ArticleSpider, Sitemap


class Eyethunews(ArticleSpider):
    name = "eyethunews"
    allowed_domains = ["eyethunews.co.za"]
    language = "zu"
    time_zone = "Africa/Johannesburg"
    country = "ZA"
    sources = [Sitemap("https://eyethunews.co.za/sitemap.xml")]
    article_urls = r"eyethunews\.co\.za/\d+/[^/]+"
