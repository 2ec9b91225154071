"""Business Insider: United States, business news, English. Some articles behind a paywall.

Page checked: 2024-02-14.
"""

from scrapers import ArticleSpider, Sitemap


class BusinessinsiderUs(ArticleSpider):
    name = "businessinsider_us"
    allowed_domains = ["businessinsider.com"]
    language = "en"
    time_zone = "America/New_York"
    country = "US"
    sources = [
        Sitemap("https://www.businessinsider.com/sitemap/google-news.xml"),
        Sitemap("https://www.businessinsider.com/sitemap/2024-01.xml"),
    ]
    article_urls = [
        r"-\d{4}-\d{1,2}(?:[/?#]|$)",
        r"/(?:guides|personal-finance|reviews)/.+-",
    ]
