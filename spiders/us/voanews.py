"""Voice Of America: United States, public broadcaster, English. Page checked: 2024-04-28."""

from scrapers import ArticleSpider, Sitemap


class Voanews(ArticleSpider):
    name = "voanews"
    allowed_domains = ["voanews.com"]
    language = "en"
    time_zone = "America/New_York"
    country = "US"
    sources = [Sitemap("https://www.voanews.com/sitemap.xml")]
    article_urls = r"/a/(?:[^/]+/)?\d+\.html"
