"""Associated Press News: United States, news agency, English. Page checked: 2023-04-28."""

from scrapers import ArticleSpider, Sitemap, css


class Apnews(ArticleSpider):
    name = "apnews"
    allowed_domains = ["apnews.com"]
    language = "en"
    time_zone = "America/New_York"
    country = "US"
    sources = [
        Sitemap("https://apnews.com/news-sitemap-content.xml"),
        Sitemap("https://apnews.com/sitemap.xml"),
    ]
    article_urls = r"apnews\.com/(?:[a-z]+/)?article/[\w-]"

    # Of the layout since summer 2023: captions in paragraphs above the text, and lists of other
    # stories within it.
    remove = css(".Page-lead [class^='CarouselSlide-info'], .RichTextStoryBody [class^='PageList']")
