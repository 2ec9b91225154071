"""Los Angeles Times: United States, daily, English. Some articles behind a paywall.

No page checked: no rule beyond addresses.
"""

from scrapers import ArticleSpider, Sitemap


class Latimes(ArticleSpider):
    name = "latimes"
    allowed_domains = ["latimes.com"]
    language = "en"
    time_zone = "America/Los_Angeles"
    country = "US"
    sources = [
        Sitemap("https://www.latimes.com/news-sitemap.xml"),
        Sitemap("https://www.latimes.com/sitemap.xml"),
    ]
    article_urls = r"/(?:articulo|newsletter|story)/\d{4}-\d{2}-\d{2}/"
