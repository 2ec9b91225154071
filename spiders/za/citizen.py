"""The Citizen: South Africa, daily, English. Page checked: 2025-11-28."""

from scrapers import ArticleSpider, Sitemap


class Citizen(ArticleSpider):
    name = "citizen"
    allowed_domains = ["citizen.co.za"]
    language = "en"
    time_zone = "Africa/Johannesburg"
    country = "ZA"
    sources = [Sitemap("https://www.citizen.co.za/sitemap_index.xml")]
    # A slug of three words at least.
    article_urls = r"citizen\.co\.za/(?:[a-z0-9-]+/)+[a-z0-9]+(?:-[a-z0-9]+){2,}/?(?:[?#]|$)"
    not_article_urls = r"/(?:author|category|page|tag)/"
