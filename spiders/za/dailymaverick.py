"""Daily Maverick: South Africa, online daily, English. Page checked: 2025-05-22."""

from scrapers import ArticleSpider, Sitemap, css


class Dailymaverick(ArticleSpider):
    name = "dailymaverick"
    allowed_domains = ["dailymaverick.co.za"]
    language = "en"
    time_zone = "Africa/Johannesburg"
    country = "ZA"
    sources = [
        Sitemap("https://www.dailymaverick.co.za/news-sitemap.xml"),
        Sitemap("https://www.dailymaverick.co.za/sitemap_index.xml"),
    ]
    article_urls = r"/article/\d{4}-\d{2}-\d{2}-"

    remove = css(".dm_add_wrapper")  # "Don't want to see this? Remove ads"
