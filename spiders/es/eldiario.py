"""elDiario.es: Spain, online daily, Spanish. No page checked: no rule beyond addresses."""

from scrapers import ArticleSpider, Feed, Sitemap


class Eldiario(ArticleSpider):
    name = "eldiario"
    allowed_domains = ["eldiario.es"]
    language = "es"
    time_zone = "Europe/Madrid"
    country = "ES"
    sources = [
        Sitemap("https://www.eldiario.es/sitemap_google_news_25b87.xml"),
        Feed("https://www.eldiario.es/rss/"),
        Sitemap("https://www.eldiario.es/sitemap_index_25b87.xml"),
    ]
    article_urls = r"_\d+_\d+\.html"
