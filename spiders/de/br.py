"""Bayerischer Rundfunk (BR): Germany, public broadcaster, German.

Pages checked: 2024-04-22, 2024-08-27.
"""

from scrapers import ArticleSpider, Sitemap, xpath


class Br(ArticleSpider):
    name = "br"
    allowed_domains = ["br.de"]
    language = "de"
    time_zone = "Europe/Berlin"
    country = "DE"
    sources = [
        Sitemap("https://www.br.de/nachrichten/sitemaps/news.xml"),
        Sitemap("https://web.master.br24-web.br-master.de/nachrichten/sitemaps/article-recent.xml"),
    ]
    article_urls = r"/nachrichten/[^/]+/[^/]+,\w{6,8}\b"

    # the call for the newsletter at the end
    remove = xpath("//*[@id = 'articlebody']//p[.//a[contains(@href, 'newsletter')]]")
