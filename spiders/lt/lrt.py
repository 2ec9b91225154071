"""LRT: Lithuania, public broadcaster, Lithuanian. Page checked: 2024-03-31."""

from scrapers import ArticleSpider, Feed, Sitemap, css


class Lrt(ArticleSpider):
    name = "lrt"
    allowed_domains = ["lrt.lt"]
    language = "lt"
    time_zone = "Europe/Vilnius"
    country = "LT"
    sources = [
        Feed("https://www.lrt.lt/?rss"),
        Sitemap("https://www.lrt.lt/servisai/sitemap/sitemap-index.xml"),
    ]
    article_urls = r"/(?:naujienos|lituanica)/[^?#]+/\d{5,}/"

    remove = [
        css("div > blockquote"),  # sentences of the text once more
        css(".media-block__description"),  # captions that are not marked as such
    ]
