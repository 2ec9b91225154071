"""Crawls on other machines, by a Dask cluster (extra ``cluster``)."""
