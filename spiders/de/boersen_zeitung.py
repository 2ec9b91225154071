"""Börsen-Zeitung: Germany, financial daily, German.

Most articles behind a paywall. Pages checked: 2024-10-23, 2024-12-16.
"""

from scrapers import ArticleSpider, Sitemap, css


class BoersenZeitung(ArticleSpider):
    name = "boersen_zeitung"
    allowed_domains = ["boersen-zeitung.de"]
    language = "de"
    time_zone = "Europe/Berlin"
    country = "DE"
    sources = [
        Sitemap("https://www.boersen-zeitung.de/sitemap/news.xml.gz"),
        Sitemap("https://www.boersen-zeitung.de/sitemap/index.xml.gz"),
    ]
    article_urls = r"\.de/(?:[\w-]+/)+[^/]+-[^/]"
    not_article_urls = r"\.de/(?:aktie|author|autor\w*|suche|tag|thema)/"

    # also article:published:time, which stands on some pages
    date_published = css("meta[property^='article:published']::attr(content)")
    remove = css(".wp-block-ppi-subheading")  # a line under the headline, not of the text
    keep = css(".wp-block-ppi-onlineinterline")  # headings, marked up as paragraphs
