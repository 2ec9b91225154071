"""The Gateway Pundit: United States, political blog, English. Page checked: 2023-04-28."""

from scrapers import ArticleSpider, Sitemap, css, xpath


class Thegatewaypundit(ArticleSpider):
    name = "thegatewaypundit"
    allowed_domains = ["thegatewaypundit.com"]
    language = "en"
    time_zone = "America/Chicago"
    country = "US"
    sources = [Sitemap("https://www.thegatewaypundit.com/sitemap.xml")]
    article_urls = r"/\d{4}/\d{2}/[^/]+"

    remove = [
        css("p > img ~ em"),  # captions
        # "Click here to read …": other stories of its own. The spaces are no-break ones.
        xpath("//p[starts-with(translate(., '\u00a0', ' '), 'Click here ')]"),
    ]
