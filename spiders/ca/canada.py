"""Canada.com: Canada, news and lifestyle, English. No page checked: no rule beyond addresses."""

from scrapers import ArticleSpider, Feed, Sitemap


class Canada(ArticleSpider):
    name = "canada"
    allowed_domains = ["canada.com"]
    language = "en"
    time_zone = "America/Toronto"
    country = "CA"
    sources = [
        Sitemap("https://o.canada.com/sitemap-news.xml"),
        Feed("https://o.canada.com/feed"),
        Sitemap("https://o.canada.com/sitemap-old.xml"),
    ]
    # A slug of three words at least, as on other sites of Postmedia.
    article_urls = r"canada\.com/(?:[a-z0-9-]+/)+[a-z0-9]+(?:-[a-z0-9]+){2,}/?(?:[?#]|$)"
    not_article_urls = r"/(?:author|category|page|tag|video)/"
