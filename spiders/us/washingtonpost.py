"""Washington Post: United States, daily, English. Most articles behind a paywall.

Page checked: 2024-04-26.
"""

from scrapers import ArticleSpider, Feed, Sitemap, css


class Washingtonpost(ArticleSpider):
    name = "washingtonpost"
    allowed_domains = ["washingtonpost.com"]
    language = "en"
    time_zone = "America/New_York"
    country = "US"
    sources = [
        Sitemap("https://www.washingtonpost.com/sitemaps/news-sitemap.xml.gz"),
        Feed("https://feeds.washingtonpost.com/rss/world"),
        Feed("https://feeds.washingtonpost.com/rss/national"),
        Sitemap("https://www.washingtonpost.com/sitemaps/sitemap.xml.gz"),
    ]
    article_urls = r"/\d{4}/\d{2}/\d{2}/"
    not_article_urls = r"/(?:video|podcasts)/"

    keep = css(".teaser-content p")  # the first paragraphs, called a teaser
