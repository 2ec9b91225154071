"""VG: Norway, tabloid, Norwegian. Some articles behind a paywall.

No page checked: no rule beyond addresses.
"""

from scrapers import ArticleSpider, Sitemap


class Vg(ArticleSpider):
    name = "vg"
    allowed_domains = ["vg.no"]
    language = "nb"
    time_zone = "Europe/Oslo"
    country = "NO"
    sources = [
        Sitemap("https://www.vg.no/sitemap/files/articles-48hrs.xml"),
        Sitemap("https://www.vg.no/sitemap.xml"),
    ]
    article_urls = r"/[ia]/\w{4,}"
