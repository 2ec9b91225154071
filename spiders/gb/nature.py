"""Nature: United Kingdom, science journal, English. Some articles behind a paywall.

Page checked: 2025-11-04.
"""

from scrapers import ArticleSpider, Feed, Sitemap, css


class Nature(ArticleSpider):
    name = "nature"
    allowed_domains = ["nature.com"]
    language = "en"
    time_zone = "Europe/London"
    country = "GB"
    sources = [
        Sitemap("https://www.nature.com/latest-news/sitemap.xml"),
        Feed("https://www.nature.com/nature.rss"),
        Sitemap("https://www.nature.com/sitemap.xml"),
    ]
    article_urls = r"/articles/\w+-\d"

    remove = css(".c-article-teaser-text")  # the summary under the headline, no part of the text
