"""CBC News: Canada, public broadcaster, English. No page checked: no rule beyond addresses."""

from scrapers import ArticleSpider, Feed


class Cbc(ArticleSpider):
    name = "cbc"
    allowed_domains = ["cbc.ca"]
    language = "en"
    time_zone = "America/Toronto"
    country = "CA"
    sources = [
        Feed("https://www.cbc.ca/webfeed/rss/rss-topstories"),
        Feed("https://www.cbc.ca/webfeed/rss/rss-world"),
        Feed("https://www.cbc.ca/webfeed/rss/rss-canada"),
    ]
    article_urls = r"-\d\.\d{5,}(?:[/?#]|$)"
    not_article_urls = r"/(?:player|listen)/"
