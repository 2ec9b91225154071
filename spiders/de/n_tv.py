"""N-Tv: Germany, news channel, German. Pages checked: 2023-04-28, 2024-08-05."""

from scrapers import ArticleSpider, Sitemap, css


class NTv(ArticleSpider):
    name = "n_tv"
    allowed_domains = ["n-tv.de"]
    language = "de"
    time_zone = "Europe/Berlin"
    country = "DE"
    sources = [
        Sitemap("https://www.n-tv.de/news.xml"),
        Sitemap("https://www.n-tv.de/sitemap.xml"),
    ]
    article_urls = r"-(?:article|id)\d+\.html"
    not_article_urls = r"/(?:autoren|ntvintern|incoming)/"

    headline = css("meta[property='og:title']::attr(content)")  # h1 and JSON-LD glue the kicker on
