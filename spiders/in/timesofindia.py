"""Times Of India: India, daily, English. Page checked: 2024-09-02."""

from scrapers import ArticleSpider, Feed, Sitemap, css, xpath


class Timesofindia(ArticleSpider):
    name = "timesofindia"
    allowed_domains = ["timesofindia.indiatimes.com"]
    language = "en"
    time_zone = "Asia/Kolkata"
    country = "IN"
    sources = [
        Sitemap("https://timesofindia.indiatimes.com/sitemap/today"),
        Sitemap("https://timesofindia.indiatimes.com/sitemap/yesterday"),
        Feed("https://timesofindia.indiatimes.com/rssfeedstopstories.cms"),
        Feed("https://timesofindia.indiatimes.com/rssfeedmostrecent.cms"),
    ]
    article_urls = r"/(?:articleshow|liveblog)/\d+\.cms"

    # The summary above it belongs to the text.
    body = xpath(
        "//*[@data-articlebody] | //*[@class='art_synopsis'][following::*[@data-articlebody]]"
    )
    remove = [
        css(".vdo_embedd"),  # a player: its title was read as a paragraph
        css(".cdatainfo > i > a[href*='utm_campaign']"),  # a survey of its own, at the end
    ]
