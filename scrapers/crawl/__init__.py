"""What runs around a crawl: feeds, what was seen before, the run's summary."""
