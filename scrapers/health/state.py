"""What is kept of a site from run to run, and its JSON: bounded, whatever a site does. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from pydantic import TypeAdapter, ValidationError

from scrapers.health.signs import Signs  # noqa: TC001  # pydantic reads it
from scrapers.health.suspicion import Kind  # noqa: TC001

__all__ = ["Run", "Seen", "State", "Verdict"]


@dataclass(frozen=True, slots=True)
class Seen:
    """One page as it was judged."""

    signs: Signs
    at: str
    """When it was read; ISO 8601 in UTC."""
    mark: int = 0
    """Check sum of its address."""
    recurring: float = 0.0
    """Share of its blocks that the pages before it had too."""
    kind: Kind | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """What the sources gave in one run."""

    at: str
    found: int
    """Articles that they named, wanted or not."""
    failed: int = 0
    """Sources that did not answer."""
    newest_days: float | None = None
    """Age of the newest article named, when the run began."""
    dead: bool = False
    """Whether that was judged to be wrong; then it is no measure for others."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What happened to a site, and how it is known."""

    kind: Kind
    since: str
    """When the first page was read that shows it; ISO 8601 in UTC."""
    pages: int
    """Pages that show it, of the last `of`."""
    of: int
    why: str
    """The evidence of one of them."""
    examples: tuple[str, ...] = ()
    """Addresses of pages that show it."""
    figures: dict[str, tuple[float, float]] = field(default_factory=dict)
    """Name of a figure to what it was and what it is now: medians."""


@dataclass(slots=True)
class State:
    """Of one site."""

    rules: str = ""
    """Of the site's rules, to notice when somebody has changed them."""
    pages: int = 0
    """Pages ever seen."""
    rows: list[Seen] = field(default_factory=list)
    """Pages that the baseline is made of, the oldest first."""
    recent: list[Seen] = field(default_factory=list)
    """The last ones, which are judged and not yet part of the baseline."""
    runs: list[Run] = field(default_factory=list)
    verdict: Verdict | None = None
    """What stands at present; ``None`` of a site that is read as it was."""
    checked: str | None = None
    """End of the last run; ISO 8601 in UTC."""

    def to_json(self) -> str:
        """For `from_json`."""
        return _adapter().dump_json(self, exclude_defaults=True).decode()

    @classmethod
    def from_json(cls, text: str | bytes) -> State | None:
        """``None`` of what is no state, such as that of a version to come."""
        try:
            return _adapter().validate_json(text)
        except ValidationError:
            return None


@cache
def _adapter() -> TypeAdapter[State]:
    return TypeAdapter(State)
