"""The bundled sample site: six languages, every fault. Served on loopback by the crawl itself."""

from scrapers import ArticleSpider, Feed, Section, Sitemap, css


class Demo(ArticleSpider):
    name = "demo"
    allowed_domains = ["demo.test"]
    time_zone = "Etc/GMT-1"  # its pages print times without a zone
    sources = [
        Sitemap("http://demo.test/sitemap-index.xml"),
        Feed("http://demo.test/feeds/rss.xml"),
        Feed("http://demo.test/feeds/atom.xml"),
        Feed("http://demo.test/feeds/feed.json"),
        Section("http://demo.test/en/archive"),
    ]
    article_urls = r"/2026/\d{2}/\d{2}/"

    # Its pages of then had the tides, in whole sentences, between the paragraphs.
    remove = [css("div.tides", until="2020-12-31")]

    custom_settings = {
        "DOWNLOADER_MIDDLEWARES": {"scrapers.testing.loopback.LoopbackMiddleware": 740},
        # No one is on the other side but this machine.
        "DOWNLOAD_DELAY": 0,
        "AUTOTHROTTLE_ENABLED": False,
    }
