"""Fox News: United States, news channel, English. Page checked: 2023-04-28."""

from scrapers import ArticleSpider, Feed, Sitemap, css, xpath


class Foxnews(ArticleSpider):
    name = "foxnews"
    allowed_domains = ["foxnews.com"]
    language = "en"
    time_zone = "America/New_York"
    country = "US"
    sources = [
        Sitemap("https://www.foxnews.com/sitemap.xml?type=news"),
        Feed("https://moxie.foxnews.com/google-publisher/latest.xml"),
        Feed("https://moxie.foxnews.com/google-publisher/politics.xml"),
        Feed("https://moxie.foxnews.com/google-publisher/us.xml"),
        Feed("https://moxie.foxnews.com/google-publisher/world.xml"),
        Sitemap("https://www.foxnews.com/sitemap.xml"),
    ]
    # A slug of three words at least.
    article_urls = r"foxnews\.com/(?:[a-z0-9-]+/)+[a-z0-9]+(?:-[a-z0-9]+){2,}/?(?:[?#]|$)"
    not_article_urls = r"/(?:category|person|shows|video)/"

    remove = [
        css(".sub-headline"),  # a second headline, no part of the text
        # Headlines of other stories between paragraphs: all a link, all in capitals.
        xpath(
            "//*[contains(@class, 'article-body')]//p[normalize-space() = normalize-space(.//a)]"
            "[translate(., 'abcdefghijklmnopqrstuvwxyz', '') = string(.)]"
        ),
    ]
