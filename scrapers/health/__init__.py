"""Is a site still read as it was: each page compared, a baseline kept, a change called by name.

`compare` (one page), `baseline`, `suspicion` (one page beside the baseline) and `verdict` (many
pages, over runs) are pure and import no Scrapy; `watcher` is the shell.
"""
