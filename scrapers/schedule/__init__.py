"""Crawls that run by themselves: what is due, one run at a time a site, history, alarms."""
