"""Die Neue Südtiroler Tageszeitung: Italy, daily, German.

No page checked: no rule beyond addresses.
"""

from scrapers import ArticleSpider, Sitemap


class Tageszeitung(ArticleSpider):
    name = "tageszeitung"
    allowed_domains = ["tageszeitung.it"]
    language = "de"
    time_zone = "Europe/Rome"
    country = "IT"
    sources = [Sitemap("https://www.tageszeitung.it/sitemap.xml")]
    article_urls = r"/\d{4}/\d{2}/\d{2}/[^/]+"
