"""Les Échos: France, business daily, French. Most articles behind a paywall.

No page checked: no rule beyond addresses.
"""

from scrapers import ArticleSpider, Sitemap


class Lesechos(ArticleSpider):
    name = "lesechos"
    allowed_domains = ["lesechos.fr"]
    language = "fr"
    time_zone = "Europe/Paris"
    country = "FR"
    sources = [
        Sitemap("https://www.lesechos.fr/sitemap_news.xml"),
        Sitemap("https://sitemap.lesechos.fr/sitemap_index.xml"),
    ]
    article_urls = r"-\d{5,}(?:[?#]|$)"
