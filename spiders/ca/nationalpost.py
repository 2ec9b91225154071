"""National Post: Canada, daily, English. Some articles behind a paywall.

Page checked: 2024-08-28.
"""

from scrapers import ArticleSpider, Feed, Sitemap, css, xpath


class Nationalpost(ArticleSpider):
    name = "nationalpost"
    allowed_domains = ["nationalpost.com"]
    language = "en"
    time_zone = "America/Toronto"
    country = "CA"
    sources = [
        Sitemap("https://nationalpost.com/sitemap-news.xml"),
        Feed("https://nationalpost.com/feed"),
        Sitemap("https://nationalpost.com/sitemap-old.xml"),
    ]
    # A slug of three words at least.
    article_urls = r"nationalpost\.com/(?:[a-z0-9-]+/)+[a-z0-9]+(?:-[a-z0-9]+){2,}/?(?:[?#]|$)"
    not_article_urls = r"/(?:author|category|page|tag|video)/"

    # The standfirst lies in the header.
    body = xpath(
        "//section[contains(@class, 'article-content__content-group')] | //p"
        "[@class='article-subtitle']"
        "[following::section[contains(@class, 'article-content__content-group')]]"
    )
    remove = [
        css(".more-topic"),  # "Recommended from Editorial"
        # What it says of itself, at the end.
        xpath("//p[starts-with(normalize-space(), 'Our website is the place')]"),
    ]
