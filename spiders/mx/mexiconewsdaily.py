"""Mexico News Daily: Mexico, online news, English. Some articles behind a paywall.

Page checked: 2025-04-16.
"""

from scrapers import ArticleSpider, Sitemap, css


class Mexiconewsdaily(ArticleSpider):
    name = "mexiconewsdaily"
    allowed_domains = ["mexiconewsdaily.com"]
    language = "en"
    time_zone = "America/Mexico_City"
    country = "MX"
    sources = [Sitemap("https://mexiconewsdaily.com/sitemap_index.xml")]
    article_urls = r"\.com/[a-z0-9-]+/[^/?#-]+(?:-[^/?#-]+){2,}/?(?:[?#]|$)"
    not_article_urls = r"/(?:category|tag|author|page)/"

    remove = css("blockquote.twitter-tweet")  # posts shown between the paragraphs
