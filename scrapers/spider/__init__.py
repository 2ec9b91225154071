"""The crawl of one site: what a spider declares, what is asked for when, how a page is read."""

from scrapers.spider.article import ArticleSpider

__all__ = ["ArticleSpider"]
