"""Media Indonesia: Indonesia, daily, Indonesian. No page checked: no rule beyond addresses."""

from scrapers import ArticleSpider, Sitemap


class Mediaindonesia(ArticleSpider):
    name = "mediaindonesia"
    allowed_domains = ["mediaindonesia.com"]
    language = "id"
    time_zone = "Asia/Jakarta"
    country = "ID"
    sources = [Sitemap("https://mediaindonesia.com/sitemap.xml")]
    article_urls = r"/\d{4,}/[^/]+"
