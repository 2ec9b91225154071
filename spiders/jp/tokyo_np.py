"""Tokyo Shimbun: Japan, daily, Japanese. Some articles behind a paywall.

No page checked: no rule beyond addresses.
"""

from scrapers import ArticleSpider, Sitemap


class TokyoNp(ArticleSpider):
    name = "tokyo_np"
    allowed_domains = ["tokyo-np.co.jp"]
    language = "ja"
    time_zone = "Asia/Tokyo"
    country = "JP"
    sources = [Sitemap("https://www.tokyo-np.co.jp/sitemap.xml")]
    article_urls = r"/article/\d+"
