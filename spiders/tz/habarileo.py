"""Habari Leo: Tanzania, daily, Swahili, WordPress. No page checked: no rule beyond addresses."""

from scrapers import ArticleSpider, Sitemap


class Habarileo(ArticleSpider):
    name = "habarileo"
    allowed_domains = ["habarileo.co.tz"]
    language = "sw"
    time_zone = "Africa/Dar_es_Salaam"
    country = "TZ"
    sources = [Sitemap("https://habarileo.co.tz/sitemap.xml")]
    # Articles lie at the root; a slug of three words at least.
    article_urls = r"habarileo\.co\.tz/[a-z0-9]+(?:-[a-z0-9]+){2,}/?(?:[?#]|$)"
