"""What is known of a site as lines for a reader, and what to do about it. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from scrapers.health.suspicion import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scrapers.health.state import State, Verdict

__all__ = ["as_json", "lines"]

_DO: Final = {
    Kind.RULE_BROKEN: (
        "see where the text stands now: scrapy inspect {url}",
        "correct `body` of the spider, or let a new one be written: scrapy newsite {url}",
        "record the page for the tests: scrapy record {url}",
        "until then, the better of rule and generic way: -s HEALTH_FALLBACK=generic",
    ),
    Kind.RULE_SWALLOWS_BOILERPLATE: (
        "see which blocks are new, and copy their selector: scrapy inspect {url}",
        "put it into `remove` of the spider",
        "record the page for the tests: scrapy record {url}",
    ),
    Kind.LAYOUT_CHANGED: (
        "see what is read, and what is not: scrapy inspect {url}",
        "if the text is whole, say so: scrapy health {site} --accept",
        "else give the spider a `body`: scrapy newsite {url}",
        "record the page for the tests: scrapy record {url}",
    ),
    Kind.BLOCKED: (
        "go slower (DOWNLOAD_DELAY), and say in USER_AGENT who you are and where to reach you",
        "ask the publisher",
    ),
    Kind.CONSENT_WALL: (
        "look for another edition of the page: AMP, print, or a feed with the full text",
        "see what comes: scrapy inspect {url}",
    ),
    Kind.PAYWALLED: (
        "articles are kept as far as they are open, and say so: is_accessible_for_free",
        "if that is how the site is now: scrapy health {site} --accept",
    ),
    Kind.FEED_DEAD: (
        "see what the sources answer: scrapy crawl {site} -L INFO -a limit=1",
        "name others in `sources` of the spider; without any they are found: scrapy newsite URL",
    ),
}
_FIGURES: Final = {
    "text": ("characters of text", "{:.0f}"),
    "generic_kept": ("of the generic way's text is ours", "{:.0%}"),
    "told_kept": ("of JSON-LD's text is ours", "{:.0%}"),
    "outside": ("of the page's text left behind", "{:.0%}"),
    "foreign": ("boxes and links in the text", "{:.0f}"),
    "extra": ("of our text nobody else reads", "{:.0%}"),
}


_SAME: Final = 0.1
"""Of a figure, a change that is not shown."""


def lines(site: str, state: State) -> Iterator[str]:
    """All there is to say of a site, a line each."""
    verdict = state.verdict
    if verdict is None:
        yield f"{site}: {_calm(state)}"
        return
    yield f"{site}: {_words(verdict.kind)} since {verdict.since[:10]}"
    of = "run" if verdict.kind is Kind.FEED_DEAD and not verdict.examples else "page"
    yield f"  on {verdict.pages} of the last {verdict.of} {of}s: {verdict.why}"
    for name, (before, now) in verdict.figures.items():
        what, form = _FIGURES[name]
        if abs(now - before) > _SAME * max(before, now):
            yield f"  {form.format(before):>7} was, {form.format(now):>6} is  {what}"
    for url in verdict.examples:
        yield f"  {url}"
    yield from (f"  - {step}" for step in _steps(site, verdict))


def as_json(site: str, state: State) -> dict[str, Any]:
    """The same for a program."""
    verdict = state.verdict
    found: dict[str, Any] = {
        "site": site,
        "verdict": verdict.kind.value if verdict else None,
        "checked": state.checked,
        "pages": state.pages,
        "baseline": len(state.rows),
    }
    if verdict is not None:
        found |= {
            "since": verdict.since,
            "shown_by": verdict.pages,
            "of_last": verdict.of,
            "why": verdict.why,
            "figures": {name: {"was": a, "is": b} for name, (a, b) in verdict.figures.items()},
            "examples": list(verdict.examples),
            "next": _steps(site, verdict),
        }
    return found


def _steps(site: str, verdict: Verdict) -> list[str]:
    url = verdict.examples[0] if verdict.examples else "URL"
    name = site.partition(":")[0]
    return [step.format(url=url, site=site if "--accept" in step else name)
            for step in _DO[verdict.kind]]  # fmt: skip


def _calm(state: State) -> str:
    if not state.rows and not state.recent:
        return "not watched yet"
    pages = f"{state.pages} page{'' if state.pages == 1 else 's'} watched"
    if not state.rows:
        return f"nothing odd; {pages}, too few to know what is usual"
    return f"read as it was; {pages}, the baseline is made of {len(state.rows)}"


def _words(kind: Kind) -> str:
    return kind.value.replace("_", " ")
