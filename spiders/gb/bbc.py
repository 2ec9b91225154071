"""BBC News: United Kingdom, public broadcaster, English. Page checked: 2024-08-01."""

from scrapers import ArticleSpider, Sitemap, xpath


class Bbc(ArticleSpider):
    name = "bbc"
    allowed_domains = ["bbc.com", "bbc.co.uk"]
    language = "en"
    time_zone = "Europe/London"
    country = "GB"
    sources = [
        Sitemap("https://www.bbc.co.uk/sitemaps/https-index-uk-news.xml"),
        Sitemap("https://www.bbc.co.uk/sitemaps/https-index-com-archive.xml"),
    ]
    article_urls = r"/(?:news|sport|culture|future|travel|worklife)/.*(?:articles/\w+|\w+-\d{8})"

    remove = xpath(  # lists of other stories between paragraphs: each entry is nothing but a link
        "//*[@data-component]/ul[not(li[normalize-space() != normalize-space(a)])]"
    )
