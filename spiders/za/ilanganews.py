"""Ilanga: South Africa, paper, Zulu, WordPress. No page checked: no rule beyond addresses."""

from scrapers import ArticleSpider, Sitemap


class Ilanganews(ArticleSpider):
    name = "ilanganews"
    allowed_domains = ["ilanganews.co.za"]
    language = "zu"
    time_zone = "Africa/Johannesburg"
    country = "ZA"
    sources = [Sitemap("https://ilanganews.co.za/wp-sitemap.xml")]
    # No page at hand; a slug of three words at least, as WordPress makes them.
    article_urls = r"ilanganews\.co\.za/(?:[\w-]+/)*[a-z0-9]+(?:-[a-z0-9]+){2,}/?(?:[?#]|$)"
    not_article_urls = r"/(?:author|category|page|tag)/"
