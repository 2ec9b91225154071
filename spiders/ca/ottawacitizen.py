"""Ottawa Citizen: Canada, daily of Ottawa, English. Some articles behind a paywall.

No page checked: no rule beyond addresses.
"""

from scrapers import ArticleSpider, Sitemap


class Ottawacitizen(ArticleSpider):
    name = "ottawacitizen"
    allowed_domains = ["ottawacitizen.com"]
    language = "en"
    time_zone = "America/Toronto"
    country = "CA"
    sources = [
        Sitemap("https://ottawacitizen.com/sitemap-news.xml"),
        Sitemap("https://ottawacitizen.com/sitemap-old.xml"),
    ]
    # A slug of three words at least.
    article_urls = r"ottawacitizen\.com/(?:[a-z0-9-]+/)+[a-z0-9]+(?:-[a-z0-9]+){2,}/?(?:[?#]|$)"
    not_article_urls = r"/(?:author|category|page|tag|video)/"
