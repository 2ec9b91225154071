"""Durban Local: South Africa, local paper of Durban, English.

No page checked: no rule beyond addresses.
"""

from scrapers import ArticleSpider, Sitemap


class Durbanlocal(ArticleSpider):
    name = "durbanlocal"
    allowed_domains = ["durbanlocal.co.za"]
    language = "en"
    time_zone = "Africa/Johannesburg"
    country = "ZA"
    sources = [Sitemap("https://durbanlocal.co.za/sitemap/")]
    # As on other sites of the same house.
    article_urls = r"/\d{4}-\d{2}-\d{2}-"
