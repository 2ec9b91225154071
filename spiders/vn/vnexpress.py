"""VnExpress: Vietnam, online daily, Vietnamese. Page checked: 2025-10-22."""

from scrapers import ArticleSpider, Feed


class Vnexpress(ArticleSpider):
    name = "vnexpress"
    allowed_domains = ["vnexpress.net"]
    language = "vi"
    time_zone = "Asia/Ho_Chi_Minh"
    country = "VN"
    sources = [
        Feed("https://vnexpress.net/rss/tin-moi-nhat.rss"),
        Feed("https://vnexpress.net/rss/tin-noi-bat.rss"),
        Feed("https://vnexpress.net/rss/thoi-su.rss"),
        Feed("https://vnexpress.net/rss/the-gioi.rss"),
        Feed("https://vnexpress.net/rss/kinh-doanh.rss"),
        Feed("https://vnexpress.net/rss/the-thao.rss"),
    ]
    article_urls = r"-\d{6,}\.html"
    not_article_urls = r"//video\."
