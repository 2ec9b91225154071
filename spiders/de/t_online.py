"""T-Online: Germany, news portal, German. Page checked: 2026-01-07."""

from scrapers import ArticleSpider, Feed, xpath


class TOnline(ArticleSpider):
    name = "t_online"
    allowed_domains = ["t-online.de"]
    language = "de"
    time_zone = "Europe/Berlin"
    country = "DE"
    sources = [
        Feed("https://www.t-online.de/nachrichten/feed.rss"),
        Feed("https://www.t-online.de/nachrichten/panorama/feed.rss"),
        Feed("https://www.t-online.de/sport/feed.rss"),
        Feed("https://www.t-online.de/unterhaltung/feed.rss"),
        Feed("https://www.t-online.de/digital/feed.rss"),
        Feed("https://www.t-online.de/finanzen/feed.rss"),
    ]
    article_urls = r"/id_\d+/"
    not_article_urls = r"/author/"

    # the standfirst, bold
    keep = xpath("//*[@data-testid = 'StageLayout.StreamItem']/p[contains(@class, 'font-bold')]")
    remove = [
        # kicker and headline once more, above the text
        xpath("//*[@data-testid = 'StageLayout.StreamItem']/h2[span and div]"),
        # lists of other articles: each entry holds a link
        xpath("//*[@data-testid = 'StageLayout.StreamItem']/ul[not(li[not(.//a)])]"),
    ]
