"""The Independent: United Kingdom, daily, English. Some articles behind a paywall.

No page checked: no rule beyond addresses.
"""

from scrapers import ArticleSpider, Sitemap


class Independent(ArticleSpider):
    name = "independent"
    allowed_domains = ["independent.co.uk", "the-independent.com"]
    language = "en"
    time_zone = "Europe/London"
    country = "GB"
    sources = [
        Sitemap("https://www.independent.co.uk/sitemaps/googlenews"),
        Sitemap("https://www.independent.co.uk/sitemap.xml"),
    ]
    article_urls = r"-[ab]\d{5,}\.html"
