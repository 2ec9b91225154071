"""Euronews: France, news channel, French. Page checked: 2024-04-30."""

from scrapers import ArticleSpider, Sitemap, css


class EuronewsFr(ArticleSpider):
    name = "euronews_fr"
    allowed_domains = ["fr.euronews.com"]
    language = "fr"
    time_zone = "Europe/Paris"
    country = "FR"
    sources = [
        Sitemap("https://fr.euronews.com/sitemaps/fr/latest-news.xml"),
        Sitemap("https://fr.euronews.com/sitemaps/fr/articles.xml"),
    ]
    article_urls = r"/\d{4}/\d{2}/\d{2}/[^/]+"
    not_article_urls = r"/video/"

    headline = css("meta[property='og:title']::attr(content)")  # the page's heading is another one
    remove = css(".widget--type-quotation")  # sentences of the text once more
