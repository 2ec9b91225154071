"""Dainik Bhaskar: India, daily, Hindi. No page checked: no rule beyond addresses."""

from scrapers import ArticleSpider, Sitemap


class Bhaskar(ArticleSpider):
    name = "bhaskar"
    allowed_domains = ["bhaskar.com"]
    language = "hi"
    time_zone = "Asia/Kolkata"
    country = "IN"
    sources = [Sitemap("https://www.bhaskar.com/sitemaps-v1--sitemap-google-news-index.xml")]
    article_urls = r"-\d{6,}\.html"
