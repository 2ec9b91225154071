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
    not_article_urls = r"/nachrichten/(?:autoren|themen)/"

    # a ticker's text lies in several sections, of which the generic way takes the longest
    body = xpath(
        "//*[@id = 'articlebody']//section[starts-with(@class, 'ArticleModuleText_')]"
        " | //section[starts-with(@class, 'ArticleModuleTeaser_')]"  # the standfirst
        "[//*[@id = 'articlebody']//section[starts-with(@class, 'ArticleModuleText_')]]"
        "//p[contains(@class, 'TeaserText')]"
    )
    remove = [
        # notes of the editors, all in italics or a link: who helped, where to subscribe
        xpath("//*[@id = 'articlebody']//p[em and not(text()[normalize-space()])]"),
        xpath("//*[@id = 'articlebody']//p[a[contains(@href, 'br24-blickt-nach-europa')]]"),
    ]
