"""El País: Spain, daily, Spanish. Some articles behind a paywall.

No page checked: no rule beyond addresses.
"""

from scrapers import ArticleSpider, Feed, Section


class Elpais(ArticleSpider):
    name = "elpais"
    allowed_domains = ["elpais.com"]
    language = "es"
    time_zone = "Europe/Madrid"
    country = "ES"
    # its sitemaps, one a month since 1976, are named by the month
    sources = [
        Feed("https://feeds.elpais.com/mrss-s/pages/ep/site/elpais.com/portada"),
        Section("https://elpais.com/"),
    ]
    article_urls = r"/\d{4}[-/]\d{2}[-/]\d{2}/.+\.html"
    not_article_urls = r"/album/|/videos/"
