"""Global News: Canada, television news, English. No page checked: no rule beyond addresses."""

from scrapers import ArticleSpider, Sitemap


class Globalnews(ArticleSpider):
    name = "globalnews"
    allowed_domains = ["globalnews.ca"]
    language = "en"
    time_zone = "America/Toronto"
    country = "CA"
    sources = [
        Sitemap("https://globalnews.ca/news-sitemap.xml"),
        Sitemap("https://globalnews.ca/sitemap.xml"),
    ]
    article_urls = r"/news/\d+/"
