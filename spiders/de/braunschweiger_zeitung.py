"""Braunschweiger Zeitung: Germany, regional daily, German.

Some articles behind a paywall. Pages checked: 2024-05-16, 2025-09-09.
"""

from scrapers import ArticleSpider, Feed, Sitemap, css, xpath


class BraunschweigerZeitung(ArticleSpider):
    name = "braunschweiger_zeitung"
    allowed_domains = ["braunschweiger-zeitung.de"]
    language = "de"
    time_zone = "Europe/Berlin"
    country = "DE"
    # the archive has a sitemap a month and no list of them
    sources = [
        Sitemap("https://www.braunschweiger-zeitung.de/sitemaps/news.xml"),
        Feed("https://www.braunschweiger-zeitung.de/rss"),
    ]
    article_urls = r"/article\d+/|-id\d+\.html"

    # the standfirst begins with a place, the meta tag does not: known by it, it belongs to the text
    description = css("article .expressive-copy-lg")
    remove = [
        css("article .not-prose"),  # as the site says of players and boxes between paragraphs
        # lists of other articles, where each entry holds a link, and the headings above them
        xpath("//article//ul[li and not(li[not(.//a)])]"),
        xpath("//article//h3[following-sibling::*[1][self::ul[li and not(li[not(.//a)])]]]"),
    ]
