"""Hankook Ilbo: South Korea, daily, Korean. Page checked: 2026-01-29."""

from scrapers import ArticleSpider, Sitemap, css


class Hankookilbo(ArticleSpider):
    name = "hankookilbo"
    allowed_domains = ["hankookilbo.com"]
    language = "ko"
    time_zone = "Asia/Seoul"
    country = "KR"
    sources = [
        Sitemap("https://www.hankookilbo.com/sitemap/latest-articles"),
        Sitemap("https://www.hankookilbo.com/sitemap/daily-articles/2020"),
    ]
    article_urls = r"(?i)/news/(?:article|read)/A\d{10,}"

    date_published = css("[data-deploy-dt]::attr(data-deploy-dt)")  # nowhere else since 2026
