"""The Telegraph: United Kingdom, daily, English. Most articles behind a paywall.

Page checked: 2023-08-30.
"""

from scrapers import ArticleSpider, Sitemap, css


class Telegraph(ArticleSpider):
    name = "telegraph"
    allowed_domains = ["telegraph.co.uk"]
    language = "en"
    time_zone = "Europe/London"
    country = "GB"
    sources = [
        Sitemap("https://www.telegraph.co.uk/custom/daily-news/sitemap.xml"),
        Sitemap("https://www.telegraph.co.uk/sitemap.xml"),
    ]
    # Guides and tests have no date: a slug of four words at least.
    article_urls = [
        r"/\d{4}/\d{2}/\d{2}/",
        r"/0/[^/]+/",
        r"telegraph\.co\.uk/(?:[a-z0-9-]+/)+[a-z0-9]+(?:-[a-z0-9]+){3,}/?(?:[?#]|$)",
    ]
    not_article_urls = r"/(?:authors|video)/"

    remove = css("[data-test='html-embed']")  # widgets: offers, disclaimers, players
