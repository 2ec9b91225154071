"""A process that reads pages for a crawl: rules first, then jobs, until the crawl goes.

Started by `scrapers.reader.Processes` alone. Standard output is the answer; whatever prints goes
to standard error.
"""

from __future__ import annotations

import gc
import os
import pickle
import sys
import traceback
from typing import TYPE_CHECKING

from scrapers.reader.page import read_page
from scrapers.reader.wire import receive, send

if TYPE_CHECKING:
    from scrapers.reader.job import Job, Reading

_THRESHOLDS = (50_000, 20, 20)
"""As in a crawl that reads for itself, see `scrapers.crawl.garbage`."""


def main() -> None:
    """Answer each job by a `Reading`, or by the exception that reading it raised."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    gc.set_threshold(*_THRESHOLDS)
    try:
        rules, packs = receive(sys.stdin.buffer)
        while True:
            job: Job = receive(sys.stdin.buffer)
            try:
                answer: Reading | Exception = read_page(job, rules, packs)
            except Exception as error:
                error.add_note(traceback.format_exc())
                answer = error
            try:
                send(answers, answer)
            except (pickle.PicklingError, TypeError, AttributeError):
                send(answers, RuntimeError(f"{answer!r}"))
    except (EOFError, OSError):  # the crawl has ended, or was killed
        return


if __name__ == "__main__":
    main()
