"""Tageblatt: Luxembourg, daily, German.

Some articles behind a paywall. Page checked: 2025-06-30.
"""

from scrapers import ArticleSpider, Sitemap, css


class Tageblatt(ArticleSpider):
    name = "tageblatt"
    allowed_domains = ["tageblatt.lu"]
    language = "de"
    time_zone = "Europe/Luxembourg"
    country = "LU"
    sources = [Sitemap("https://www.tageblatt.lu/Sitemap_Index.xml.gz")]
    # three words at least: names of sections have fewer
    article_urls = r"/[^/-]+-[^/-]+-[^/]"
    not_article_urls = r"\.lu/(?:category|tag|author)/"

    headline = css("meta[property='og:title']::attr(content)")  # with the kicker, as in the h1
    keep = css(".text-content > .shortcode > .teaser > .teaser__body")  # the standfirst
    remove = css(".shortcode > .blockquote")  # says again what a paragraph says
