"""Taipei Times: Taiwan, daily, English. Page checked: 2024-10-15."""

from scrapers import ArticleSpider, Sitemap, css, xpath


class Taipeitimes(ArticleSpider):
    name = "taipeitimes"
    allowed_domains = ["taipeitimes.com"]
    language = "en"
    time_zone = "Asia/Taipei"
    country = "TW"
    sources = [
        Sitemap("https://www.taipeitimes.com/sitemap/sitemap.xml"),
        Sitemap("https://www.taipeitimes.com/sitemapIndex.xml"),
    ]
    article_urls = r"/archives/\d{4}/\d{2}/\d{2}/\d+"

    # The structured data has the paper, in Chinese. "AFP, MANILA" is an agency and a place.
    authors = xpath(
        "re:replace(string(//*[contains(@class, 'boxTitle')]//*[@class='name']), "
        "', [A-Z ]{2,40}$', '', '')"
    )
    remove = css(".imgboxa")  # captions that are not marked as such
