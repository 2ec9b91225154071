"""Dizindaba: South Africa, local paper, Xhosa, WordPress.

No page checked: no rule beyond addresses.
"""

from scrapers import ArticleSpider, Sitemap


class Dizindaba(ArticleSpider):
    name = "dizindaba"
    allowed_domains = ["dizindaba.co.za"]
    language = "xh"
    time_zone = "Africa/Johannesburg"
    country = "ZA"
    sources = [Sitemap("https://dizindaba.co.za/sitemap_index.xml")]
    # No page at hand; a slug of three words at least, as WordPress makes them.
    article_urls = r"dizindaba\.co\.za/(?:[\w-]+/)*[a-z0-9]+(?:-[a-z0-9]+){2,}/?(?:[?#]|$)"
    not_article_urls = r"/(?:author|category|page|tag)/"
