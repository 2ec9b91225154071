"""Het Nieuwsblad: Belgium, daily, Dutch. Some articles behind a paywall.

No page checked: no rule beyond addresses.
"""

from scrapers import ArticleSpider, Feed, Sitemap


class Nieuwsblad(ArticleSpider):
    name = "nieuwsblad"
    allowed_domains = ["nieuwsblad.be"]
    language = "nl"
    time_zone = "Europe/Brussels"
    country = "BE"
    sources = [
        Sitemap("https://www.nieuwsblad.be/sitemap-news.xml"),
        Feed("https://www.nieuwsblad.be/rss/"),
        Sitemap("https://www.nieuwsblad.be/sitemap.xml"),
    ]
    # the old scheme, and the one since 2025
    article_urls = r"/cnt/\w+|/\d{6,}\.html"
