"""Daily Mail: United Kingdom, tabloid, English. Some articles behind a paywall.

Page checked: 2024-04-27.
"""

from scrapers import ArticleSpider, Sitemap, css


class Dailymail(ArticleSpider):
    name = "dailymail"
    allowed_domains = ["dailymail.co.uk", "dailymail.com"]
    language = "en"
    time_zone = "Europe/London"
    country = "GB"
    sources = [
        Sitemap("https://www.dailymail.co.uk/google-news-sitemap.xml"),
        Sitemap("https://www.dailymail.co.uk/sitemap-articles-year~2026.xml"),
        Sitemap("https://www.dailymail.co.uk/sitemap-articles-year~2025.xml"),
    ]
    article_urls = r"/article-\d+/"
    not_article_urls = r"/video/"

    # The h1 is longer than the headline it gives others; the attribute has no fixed spelling.
    headline = css("meta[property='og:title']::attr(content)")
    remove = css("#js-article-text > ul.mol-bullets-with-font")  # what is told below, in points
