"""Financial Post: Canada, business daily, English. Some articles behind a paywall.

No page checked: no rule beyond addresses.
"""

from scrapers import ArticleSpider, Feed, Sitemap


class Financialpost(ArticleSpider):
    name = "financialpost"
    allowed_domains = ["financialpost.com"]
    language = "en"
    time_zone = "America/Toronto"
    country = "CA"
    sources = [
        Sitemap("https://financialpost.com/sitemap-news.xml"),
        Feed("https://financialpost.com/feed"),
        Sitemap("https://financialpost.com/sitemap-old.xml"),
    ]
    # A slug of three words at least.
    article_urls = r"financialpost\.com/(?:[a-z0-9-]+/)+[a-z0-9]+(?:-[a-z0-9]+){2,}/?(?:[?#]|$)"
    not_article_urls = r"/(?:author|category|page|tag|video)/"
