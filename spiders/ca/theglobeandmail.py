"""The Globe and Mail: Canada, daily, English. Most articles behind a paywall.

Page checked: 2024-08-28.
"""

from scrapers import ArticleSpider, Sitemap, css


class Theglobeandmail(ArticleSpider):
    name = "theglobeandmail"
    allowed_domains = ["theglobeandmail.com"]
    language = "en"
    time_zone = "America/Toronto"
    country = "CA"
    sources = [
        Sitemap(
            "https://www.theglobeandmail.com/arc/outboundfeeds/news-sitemap-index/?outputType=xml"
        ),
        Sitemap("https://www.theglobeandmail.com/arc/outboundfeeds/sitemap-index/?outputType=xml"),
    ]
    article_urls = r"/article-?[^/]+"

    remove = css("h6.c-article-body__subheading-v2")  # kickers over its headings
