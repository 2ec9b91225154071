"""Pages for people, made from data: no Scrapy, no clock, the same input gives the same page."""
