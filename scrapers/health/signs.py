"""What was seen of one page, beside what it should show."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["Signs"]


@dataclass(frozen=True, slots=True)
class Signs:
    """What was seen of one page. Lengths in characters; a share is ``None`` if not measured."""

    url: str
    diagnosis: str | None = None
    """See `Diagnosis`."""
    failure: str | None = None
    """Why the page did not come, such as ``403``; then there is nothing else."""
    ruled: bool = False
    """Whether the site has a rule for the body."""
    source: str | None = None
    """Where the body came from, see `Body.source`."""
    text: int = 0
    """Of the body as extracted, before any pipeline."""
    blocks: int = 0
    """Of the body, captions and `foreign` ones left out."""
    foreign: int = 0
    """Blocks in the text that are none of it: taken out, or mostly links."""
    boxes: tuple[str, ...] = ()
    """Classes and ids of such blocks of which the page has several alike."""
    left: int | None = None
    """Running text that was left behind, see `overlap.outside`."""
    generic: int | None = None
    """Of the generic way's body."""
    generic_kept: float | None = None
    """Share of the generic way's text that ours holds."""
    told: int | None = None
    """Of JSON-LD's ``articleBody``."""
    told_kept: float | None = None
    """Share of JSON-LD's text that ours holds."""
    extra: float | None = None
    """Share of our text that neither the generic way nor JSON-LD has; the latter is asked only
    where it is not much shorter."""
    shape: str = ""
    """Classes and ids around most of the text, without what looks generated."""
    sources: tuple[str, ...] = ()
    """Of each of `FIELDS`: where it came from; empty where there is none."""
    published: int | None = None
    """Day of publication, counted from the year 1."""
    free: bool | None = None
    """What the page's metadata says of its being free to read."""
    offers: tuple[str, ...] | None = None
    """See `offers`."""
    keys: tuple[int, ...] = field(default=(), repr=False)
    """Check sums of the short blocks that were kept, to see what recurs."""
    other_keys: tuple[int, ...] = field(default=(), repr=False)
    """The same of the generic way's body, where that is another."""
    fell_back: str | None = None
    """Why the generic way's body was taken instead of the rule's."""

    @property
    def outside(self) -> float | None:
        """`left` as a share of it and our text together."""
        return None if self.left is None else self.left / (self.left + self.text or 1)
