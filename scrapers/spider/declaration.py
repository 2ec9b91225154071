"""What the class of a site declares, checked when the class is made, and its rules."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, available_timezones

from scrapers.errors import ConfigError
from scrapers.extraction.rules import RuleSet, Selector

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["FIELDS", "check", "patterns", "rules_of"]

FIELDS = (
    "headline",
    "alternative_headline",
    "description",
    "authors",
    "date_published",
    "date_modified",
    "article_section",
    "keywords",
    "publisher",
)
"""Fields of `Article` that a spider may give selectors for."""

_SELECTORS = (*FIELDS, "body", "remove", "keep")
_DECLARABLE = (
    *_SELECTORS,
    "name",
    "allowed_domains",
    "language",
    "time_zone",
    "country",
    "sources",
    "article_urls",
    "not_article_urls",
    "schedule",
    "custom_settings",
    "start_urls",
)
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
_DOMAIN = re.compile(r"[^\s/:@?#]+(?:\.[^\s/:@?#.]+)+|localhost")


def check(cls: type, known: Iterable[str]) -> None:
    """Refuse what is misspelt or of the wrong kind.

    Args:
        cls: a class of spider; only what it says itself is checked for spelling.
        known: names that a spider of this kind may have.

    Raises:
        ConfigError: names the attribute, its value and what to do.
    """
    known = {*known, *_DECLARABLE}
    for name, value in list(vars(cls).items()):
        if not name.startswith("_") and name not in known:
            _check_name(cls, name, value)
    for name in _SELECTORS:
        _selectors(cls, name)
    for name in ("article_urls", "not_article_urls"):
        patterns(cls, name)
    _check_domains(cls)
    _check_sources(cls)
    _check_words(cls)


def rules_of(cls: type) -> RuleSet:
    """What the class says of its pages."""
    fields = {name: _selectors(cls, name) for name in FIELDS}
    return RuleSet(
        site=getattr(cls, "name", None),
        language=getattr(cls, "language", None),
        time_zone=getattr(cls, "time_zone", None),
        body=_selectors(cls, "body"),
        remove=_selectors(cls, "remove"),
        keep=_selectors(cls, "keep"),
        fields={name: selectors for name, selectors in fields.items() if selectors},
    )


def patterns(cls: type, name: str) -> tuple[re.Pattern[str], ...]:
    """The regular expressions of an attribute: one, or a list.

    Raises:
        ConfigError: one is not well formed.
    """
    value = getattr(cls, name, ())
    given = [value] if isinstance(value, str | re.Pattern) else value
    if not isinstance(given, list | tuple):
        raise _wrong(cls, name, value, 'write a regular expression, r"/\\d{4}/", or a list of them')
    try:
        return tuple(re.compile(expression) for expression in given)
    except (re.error, TypeError) as error:
        raise _wrong(cls, name, value, f"no regular expression: {error}") from None


def _check_name(cls: type, name: str, value: object) -> None:
    holds_selector = isinstance(value, Selector) or (
        isinstance(value, list | tuple) and any(isinstance(part, Selector) for part in value)
    )
    if not holds_selector and (callable(value) or isinstance(value, property | classmethod)):
        return
    near = difflib.get_close_matches(name, _DECLARABLE, n=1, cutoff=0.5 if holds_selector else 0.8)
    if near:
        raise ConfigError(f"{_where(cls)}.{name}: no such attribute; did you mean {near[0]}?")
    if holds_selector:
        raise ConfigError(
            f"{_where(cls)}.{name}: no such attribute; selectors go to {', '.join(_SELECTORS)}"
        )


def _selectors(cls: type, name: str) -> tuple[Selector, ...]:
    value = getattr(cls, name, ())
    given = [value] if isinstance(value, Selector) else value
    if isinstance(given, list | tuple) and all(isinstance(part, Selector) for part in given):
        return tuple(given)
    wrong: Any = value
    if isinstance(given, list | tuple):
        wrong = next(part for part in given if not isinstance(part, Selector))
    hint = f"write css({wrong!r})" if isinstance(wrong, str) else "write css(...) or xpath(...)"
    raise _wrong(cls, name, wrong, f"no selector; {hint}")


def _check_domains(cls: type) -> None:
    domains = getattr(cls, "allowed_domains", None)
    if domains is None:
        return
    if not isinstance(domains, list | tuple):
        raise _wrong(cls, "allowed_domains", domains, 'write a list: ["example.com"]')
    for domain in domains:
        if not (isinstance(domain, str) and _DOMAIN.fullmatch(domain)):
            raise _wrong(cls, "allowed_domains", domain, 'give the bare name: "example.com"')


def _check_sources(cls: type) -> None:
    sources = getattr(cls, "sources", ())
    if not isinstance(sources, list | tuple):
        raise _wrong(cls, "sources", sources, 'write a list: [Sitemap("https://…")]')
    for source in sources:
        if isinstance(source, type) or not callable(getattr(source, "read", None)):
            hint = f"write Sitemap({source!r})" if isinstance(source, str) else "use Sitemap(url)"
            raise _wrong(cls, "sources", source, f"no source; {hint}, Feed or Section")


def _check_words(cls: type) -> None:
    language = getattr(cls, "language", None)
    if language is not None and not (isinstance(language, str) and _LANGUAGE.fullmatch(language)):
        raise _wrong(cls, "language", language, 'no language tag; write "en" or "pt-BR"')
    country = getattr(cls, "country", None)
    if country is not None and not (isinstance(country, str) and re.fullmatch("[A-Z]{2}", country)):
        raise _wrong(cls, "country", country, 'no ISO 3166 code; write "GB"')
    zone = getattr(cls, "time_zone", None)
    if zone is not None:
        try:
            ZoneInfo(zone)
        except (ValueError, TypeError, OSError, KeyError):
            # A machine may have no time zones at all: then nothing can be said.
            if available_timezones():
                raise _wrong(cls, "time_zone", zone, 'write "Europe/Paris"') from None


def _where(cls: type) -> str:
    return f"{cls.__module__}.{cls.__name__}"


def _wrong(cls: type, name: str, value: object, what: str) -> ConfigError:
    return ConfigError(f"{_where(cls)}.{name} = {value!r}: {what}")
