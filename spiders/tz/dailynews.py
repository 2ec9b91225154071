"""Daily News (Tanzania): Tanzania, daily, English, WordPress.

No page checked: no rule beyond addresses.
"""

from scrapers import ArticleSpider, Sitemap


class Dailynews(ArticleSpider):
    name = "dailynews"
    allowed_domains = ["dailynews.co.tz"]
    language = "en"
    time_zone = "Africa/Dar_es_Salaam"
    country = "TZ"
    sources = [Sitemap("https://dailynews.co.tz/sitemap_index.xml")]
    # Articles lie at the root; a slug of three words at least.
    article_urls = r"dailynews\.co\.tz/[a-z0-9]+(?:-[a-z0-9]+){2,}/?(?:[?#]|$)"
