"""Süddeutsche Zeitung: Germany, daily, German.

Some articles behind a paywall. Page checked: 2023-04-28.
"""

from scrapers import ArticleSpider, Feed, css


class Sueddeutsche(ArticleSpider):
    name = "sueddeutsche"
    allowed_domains = ["sueddeutsche.de"]
    language = "de"
    time_zone = "Europe/Berlin"
    country = "DE"
    sources = [Feed("https://rss.sueddeutsche.de/alles")]
    article_urls = r"[-/](?:1|li|lux|dpa)\.[\w-]{5,}"
    not_article_urls = r"/autoren/"

    # the standfirst stands before the text, where only what describes the article is taken in
    description = css("[data-manual='teaserText']")
