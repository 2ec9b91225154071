"""Daily Express: United Kingdom, tabloid, English. Page checked: 2024-07-18."""

from scrapers import ArticleSpider, Sitemap, css


class Express(ArticleSpider):
    name = "express"
    allowed_domains = ["express.co.uk"]
    language = "en"
    time_zone = "Europe/London"
    country = "GB"
    sources = [
        Sitemap("https://www.express.co.uk/googlenews.xml"),
        Sitemap("https://www.express.co.uk/sitemap.xml"),
    ]
    article_urls = r"express\.co\.uk/(?:[a-z-]+/)+\d{5,}/"
    not_article_urls = r"/(?:pictures|videos?)/"

    # Its h1 is longer than the headline it gives others.
    headline = css("meta[property='og:title']::attr(content)")
    remove = [
        css(".live-events__entry-info"),  # "21 mins ago", the time and the author again
        css(".newsCaption"),  # now a caption, now a paragraph
        css(".whatsapp-group"),  # "Our community members are treated to …"
    ]
