"""Metro: United Kingdom, free daily, English. Page checked: 2024-07-17."""

from scrapers import ArticleSpider, Sitemap, css, xpath


class Metro(ArticleSpider):
    name = "metro"
    allowed_domains = ["metro.co.uk"]
    language = "en"
    time_zone = "Europe/London"
    country = "GB"
    sources = [
        Sitemap("https://metro.co.uk/news-sitemap.xml"),
        Sitemap("https://metro.co.uk/sitemap.xml"),
    ]
    article_urls = r"/\d{4}/\d{2}/\d{2}/"
    not_article_urls = r"/video/"

    # Its h1 is another headline than the one it gives machines.
    headline = xpath("substring-before(//title, ' | ')")
    remove = [
        css(".metro-factbox"),  # its title was left
        # "Follow Metro.co.uk on Twitter and Facebook …" at the end
        xpath(
            "//*[contains(@class, 'article-body')]/p[.//a[contains(@href, 'twitter.com/MetroUK')]]"
        ),
    ]
