"""Junge Welt: Germany, daily, German. Some articles behind a paywall. Page checked: 2024-04-26."""

from scrapers import ArticleSpider, Feed, css, xpath


class Jungewelt(ArticleSpider):
    name = "jungewelt"
    allowed_domains = ["jungewelt.de"]
    language = "de"
    time_zone = "Europe/Berlin"
    country = "DE"
    sources = [Feed("https://www.jungewelt.de/feeds/newsticker.rss")]
    article_urls = r"/artikel/\d+\."

    keep = css("article header .lead")  # the standfirst, too short for the model
    # an advertisement for the paper, with a button
    remove = xpath("//article//*[contains(@class, 'bg-light')][.//*[contains(@class, 'btn')]]")
