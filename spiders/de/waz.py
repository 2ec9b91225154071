"""Westdeutsche Allgemeine Zeitung (WAZ): Germany, regional daily, German.

Some articles behind a paywall. Pages checked: 2023-06-29, 2024-03-08, 2025-09-10.
"""

from scrapers import ArticleSpider, Sitemap, css, xpath


class Waz(ArticleSpider):
    name = "waz"
    allowed_domains = ["waz.de"]
    language = "de"
    time_zone = "Europe/Berlin"
    country = "DE"
    sources = [Sitemap("https://www.waz.de/sitemaps/news.xml")]
    article_urls = r"/article\d+/|-id\d+\.html"

    # the standfirst begins with a place, the meta tag does not: known by it, it belongs to the text
    description = css("article .expressive-copy-lg")
    remove = [
        css("article .not-prose"),  # as the site says of players and boxes between paragraphs
        # lists of other articles, where each entry holds a link, and the headings above them
        xpath("//article//ul[li and not(li[not(.//a)])]"),
        xpath("//article//h3[following-sibling::*[1][self::ul[li and not(li[not(.//a)])]]]"),
    ]
