"""The Intercept: United States, investigative online paper, English. Page checked: 2023-04-28."""

from scrapers import ArticleSpider, Feed, Sitemap, css


class Theintercept(ArticleSpider):
    name = "theintercept"
    allowed_domains = ["theintercept.com"]
    language = "en"
    time_zone = "America/New_York"
    country = "US"
    sources = [
        Feed("https://theintercept.com/feed/?lang=en"),
        Sitemap("https://theintercept.com/sitemap_index.xml"),
    ]
    article_urls = r"/\d{4}/\d{2}/\d{2}/"

    # Sentences of the text, repeated in large.
    remove = css(".Pullquote, [data-shortcode-type='pullquote']")
