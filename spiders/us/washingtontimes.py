"""The Washington Times: United States, daily, English.

No page checked: no rule beyond addresses.
"""

from scrapers import ArticleSpider, Feed, Sitemap


class Washingtontimes(ArticleSpider):
    name = "washingtontimes"
    allowed_domains = ["washingtontimes.com"]
    language = "en"
    time_zone = "America/New_York"
    country = "US"
    sources = [
        Feed("https://www.washingtontimes.com/rss/headlines/news/politics/"),
        Sitemap("https://www.washingtontimes.com/sitemap-stories.xml"),
        Sitemap("https://www.washingtontimes.com/sitemap-entries.xml"),
    ]
    article_urls = r"/\d{4}/[a-z]{3}/\d{1,2}/"
    not_article_urls = r"/(?:cartoons|multimedia|video)/"
