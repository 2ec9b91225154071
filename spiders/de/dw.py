"""Deutsche Welle: Germany, public international broadcaster, German, English and others.

Pages checked: 2023-04-28, 2023-06-13.
"""

from scrapers import ArticleSpider, Feed, Sitemap, css, xpath


class Dw(ArticleSpider):
    name = "dw"
    allowed_domains = ["dw.com"]
    time_zone = "Europe/Berlin"
    country = "DE"
    sources = [
        Sitemap("https://www.dw.com/de/news-sitemap.xml"),
        Sitemap("https://www.dw.com/en/news-sitemap.xml"),
        Feed("https://rss.dw.com/xml/rss-de-all"),
        Feed("https://rss.dw.com/xml/rss-en-all"),
        Sitemap("https://www.dw.com/de/article-sitemap.xml"),
        Sitemap("https://www.dw.com/en/article-sitemap.xml"),
    ]
    article_urls = r"/(?:a|live)-\d+"

    # only here until the relaunch, the meta tag has the station
    authors = xpath("//li[strong[starts-with(., 'Autorin/Autor')]]/text()", until="2023-06-12")
    remove = [
        css(".vjs-wrapper"),  # titles of videos
        css(".picBox"),  # captions, which nothing marks as such
    ]
