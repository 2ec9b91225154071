"""Serve the sample site for a look in a browser: ``python -m scrapers.testing [PORT]``."""

from __future__ import annotations

import sys

from scrapers.testing.server import SiteServer
from scrapers.testing.site import SampleSite

if __name__ == "__main__":
    server = SiteServer(SampleSite.load(), int(sys.argv[1]) if len(sys.argv) > 1 else 8000)
    sys.stderr.write(f"{server.url}/ (Ctrl-C ends it)\n")
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        server.server_close()
