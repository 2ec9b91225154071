"""Scrapy settings of this project: polite by default, everything else left to the add-on.

Every setting of the framework, with its default, is in ``docs/settings.md``.
"""

BOT_NAME = "scrapers"

SPIDER_MODULES = ["spiders"]
NEWSPIDER_MODULE = "spiders"
SPIDER_LOADER_CLASS = "scrapers.loader.SiteLoader"
COMMANDS_MODULE = "scrapers.commands"
ADDONS = {"scrapers.Addon": 500}

# Say who is asking; add an address where a publisher can reach you.
USER_AGENT = "scrapers/0.1 (news crawler on Scrapy)"
ROBOTSTXT_OBEY = True
DOWNLOAD_DELAY = 1
CONCURRENT_REQUESTS_PER_DOMAIN = 2
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 1
AUTOTHROTTLE_TARGET_CONCURRENCY = 1.0
DOWNLOAD_TIMEOUT = 60
COOKIES_ENABLED = False

# A news page is rarely over 1 MB; 32 MB still lets the largest sitemaps through.
DOWNLOAD_MAXSIZE = 32 * 1024 * 1024

# Two consoles that Scrapy opens by default: not wanted in a crawl that runs by itself.
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False

# The add-on brings every format; these Scrapy must know earlier, for `-O articles.jsonl:zyte`.
FEED_EXPORTERS = {
    "schemaorg": "scrapers.crawl.exporters.SchemaOrg",
    "zyte": "scrapers.crawl.exporters.Zyte",
    "jsonfeed": "scrapers.crawl.exporters.JsonFeed",
}
