"""La Vanguardia: Spain, daily, Spanish. Some articles behind a paywall.

Page checked: 2025-01-13.
"""

from scrapers import ArticleSpider, Feed, Sitemap, css


class Lavanguardia(ArticleSpider):
    name = "lavanguardia"
    allowed_domains = ["lavanguardia.com"]
    language = "es"
    time_zone = "Europe/Madrid"
    country = "ES"
    # the other sitemaps are named by the month
    sources = [
        Sitemap("https://www.lavanguardia.com/sitemap-google-news.xml"),
        Sitemap("https://www.lavanguardia.com/sitemap-news-agencias.xml"),
        Feed("https://www.lavanguardia.com/rss/home.xml"),
        Feed("https://www.lavanguardia.com/rss/internacional.xml"),
    ]
    article_urls = r"/\d{8}/\d+/"

    # The standfirst stands in the header, far above the text.
    body = css("article:has(.article-modules) h2.epigraph, .article-modules")
