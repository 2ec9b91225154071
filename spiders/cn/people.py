"""People's Daily Online: China, party daily, Chinese. No page checked: no rule beyond addresses."""

from scrapers import ArticleSpider, Feed, Sitemap


class People(ArticleSpider):
    name = "people"
    allowed_domains = ["people.com.cn", "people.cn"]
    language = "zh"
    time_zone = "Asia/Shanghai"
    country = "CN"
    sources = [
        Feed("http://www.people.com.cn/rss/politics.xml"),
        Feed("http://www.people.com.cn/rss/society.xml"),
        Feed("http://www.people.com.cn/rss/world.xml"),
        Feed("http://www.people.com.cn/rss/legal.xml"),
        Feed("http://www.people.com.cn/rss/ywkx.xml"),
        Sitemap("http://www.people.cn/sitemap_index.xml"),
    ]
    article_urls = r"/n\d?/\d{4}/\d{4}/c\d+-\d+\.html"
