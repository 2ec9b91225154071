"""i: United Kingdom, daily, English. Some articles behind a paywall. Page checked: 2023-08-30."""

from scrapers import ArticleSpider, Sitemap


class Inews(ArticleSpider):
    name = "inews"
    allowed_domains = ["inews.co.uk"]
    language = "en"
    time_zone = "Europe/London"
    country = "GB"
    sources = [Sitemap("https://inews.co.uk/sitemap.xml")]
    article_urls = r"inews\.co\.uk/.+-\d{5,}(?:[/?#]|$)"
