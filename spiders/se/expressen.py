"""Expressen: Sweden, tabloid, Swedish. Some articles behind a paywall.

No page checked: no rule beyond addresses.
"""

from scrapers import ArticleSpider, Feed, Sitemap


class Expressen(ArticleSpider):
    name = "expressen"
    allowed_domains = ["expressen.se"]
    language = "sv"
    time_zone = "Europe/Stockholm"
    country = "SE"
    sources = [
        Feed("https://feeds.expressen.se/nyheter/"),
        Feed("https://feeds.expressen.se/sport/"),
        Feed("https://feeds.expressen.se/noje/"),
        Feed("https://feeds.expressen.se/debatt/"),
        Feed("https://feeds.expressen.se/kultur/"),
        Sitemap("https://www.expressen.se/sitemap.xml"),
    ]
    # slugs without a number, of three words and more
    article_urls = r"expressen\.se/[^?#]+/[^/?#-]+(?:-[^/?#-]+){2,}/?(?:[?#]|$)"
    not_article_urls = r"expressen\.se/tv/"
