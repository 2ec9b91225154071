"""NTV: Türkiye, news channel, Turkish. Page checked: 2024-04-30."""

from scrapers import ArticleSpider, Feed, Sitemap


class Ntv(ArticleSpider):
    name = "ntv"
    allowed_domains = ["ntv.com.tr"]
    language = "tr"
    time_zone = "Europe/Istanbul"
    country = "TR"
    sources = [
        Sitemap("https://www.ntv.com.tr/sitemaps/news-sitemap.xml"),
        Feed("https://www.ntv.com.tr/gundem.rss"),
        Sitemap("https://www.ntv.com.tr/sitemaps"),
    ]
    article_urls = r",[\w-]{20,}|-\d{6,}(?:[?#]|$)"
    not_article_urls = r"/(?:video|galeri)/"
