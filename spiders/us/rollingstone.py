"""Rolling Stone: United States, music and culture, English. Some articles behind a paywall.

No page checked: no rule beyond addresses.
"""

from scrapers import ArticleSpider, Sitemap


class Rollingstone(ArticleSpider):
    name = "rollingstone"
    allowed_domains = ["rollingstone.com"]
    language = "en"
    time_zone = "America/New_York"
    country = "US"
    sources = [
        Sitemap("https://www.rollingstone.com/news-sitemap.xml"),
        Sitemap("https://www.rollingstone.com/sitemap_index.xml"),
    ]
    article_urls = r"-\d{4,}/?(?:[?#]|$)"
    not_article_urls = r"/video/"
