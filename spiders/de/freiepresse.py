"""FreiePresse: Germany, regional daily, German.

Some articles behind a paywall. Page checked: 2024-04-30.
"""

from scrapers import ArticleSpider, Feed, Sitemap, css


class Freiepresse(ArticleSpider):
    name = "freiepresse"
    allowed_domains = ["freiepresse.de"]
    language = "de"
    time_zone = "Europe/Berlin"
    country = "DE"
    sources = [
        Feed("https://www.freiepresse.de/rss/rss_politik.php"),
        Feed("https://www.freiepresse.de/rss/rss_wirtschaft.php"),
        Feed("https://www.freiepresse.de/rss/rss_kultur.php"),
        Feed("https://www.freiepresse.de/rss/rss_sport.php"),
        Feed("https://www.freiepresse.de/rss/rss_sachsen.php"),
        Sitemap("https://www.freiepresse.de/sitemaps/articles_last2years.xml"),
    ]
    article_urls = r"-?artikel\d{6,}"

    remove = css("#appBottomRgt")  # an advertisement for the app
