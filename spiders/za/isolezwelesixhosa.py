"""Isolezwe LesiXhosa: South Africa, paper, Xhosa. No page checked: no rule beyond addresses."""

from scrapers import ArticleSpider, Sitemap


class Isolezwelesixhosa(ArticleSpider):
    name = "isolezwelesixhosa"
    allowed_domains = ["isolezwelesixhosa.co.za"]
    language = "xh"
    time_zone = "Africa/Johannesburg"
    country = "ZA"
    sources = [Sitemap("https://isolezwelesixhosa.co.za/sitemap/")]
    # As on other sites of the same house.
    article_urls = r"/\d{4}-\d{2}-\d{2}-"
