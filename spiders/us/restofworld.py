"""Rest of World: United States, technology outside the West, English. Page checked: 2025-10-21."""

from scrapers import ArticleSpider, Feed, Sitemap, css


class Restofworld(ArticleSpider):
    name = "restofworld"
    allowed_domains = ["restofworld.org"]
    language = "en"
    time_zone = "America/New_York"
    country = "US"
    sources = [
        Feed("https://restofworld.org/feed/latest/"),
        Sitemap("https://restofworld.org/sitemap.xml"),
    ]
    article_urls = r"restofworld\.org/\d{4}/[^/]+"

    remove = css(".conveyor")  # strips of pictures; what stands over each is its caption
