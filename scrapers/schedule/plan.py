"""``schedule.toml`` and what spiders say of themselves, read into one job a site."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

from scrapers.errors import ConfigError
from scrapers.schedule.due import Adaptive, Cron, Every, Timing
from scrapers.schedule.words import Bounds, Group, Rule, Table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["FILE", "Job", "SiteFacts", "plan_sites", "read_plan"]

FILE = "schedule.toml"
_M = TypeVar("_M", bound=BaseModel)
_RULES = ("cron", "every", "adaptive")


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """What a plan has to know of a spider."""

    country: str | None = None
    """Two letters, small."""
    schedule: Any = None
    """Its attribute of this name."""
    where: str = ""
    """What to call it in an error."""
    takes_limit: bool = True
    """Whether it knows ``-a limit``; else Scrapy counts its items."""


@dataclass(frozen=True, slots=True)
class Job:
    """One site as it is scheduled."""

    site: str
    timing: Timing
    priority: int = 0
    limit: int | None = None
    minutes: int | None = None
    megabytes: int | None = None
    takes_limit: bool = True
    rule: Rule = field(default_factory=Rule)
    """As written, for those who list it."""


def read_plan(folder: Path, sites: Mapping[str, SiteFacts]) -> dict[str, Job]:
    """The sites that are scheduled, by name; see `plan_sites`.

    Args:
        folder: that of ``scrapy.cfg``; without a ``schedule.toml`` in it, the spiders alone say.
        sites: every spider by name.

    Raises:
        ConfigError: the file cannot be read, or says what cannot be.
    """
    path = folder / FILE
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        return plan_sites({}, sites)
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: {getattr(error, 'strerror', None) or error}") from None
    try:
        held = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ConfigError(f"{FILE}: no TOML: {error}") from None
    return plan_sites(held, sites)


def plan_sites(held: Mapping[str, Any], sites: Mapping[str, SiteFacts]) -> dict[str, Job]:
    """One job for each site that a rule applies to.

    What is said of fewer sites wins, key by key: ``[all]``, ``[country.XX]``, ``[group.NAME]`` in
    the order of the file, the spider's own ``schedule``, ``[site.NAME]``.

    Args:
        held: the file as TOML has it.
        sites: every spider by name.

    Raises:
        ConfigError: one line with the place.
    """
    table = _checked(Table, dict(held), FILE)
    _check_names(table, sites)
    jobs = {}
    for site, facts in sorted(sites.items()):
        rule = Rule()
        for more in _rules(table, site, facts):
            rule = _over(rule, more)
        if not rule.off and any(getattr(rule, name) is not None for name in _RULES):
            jobs[site] = _job(site, rule, facts)
    return jobs


def _rules(table: Table, site: str, facts: SiteFacts) -> Iterator[Rule]:
    if table.all is not None:
        yield table.all
    if facts.country in table.country:
        yield table.country[facts.country]
    for group in table.group.values():
        if site in group.sites or facts.country in group.countries:
            yield group
    if facts.schedule is not None:
        yield _own(facts)
    if site in table.site:
        yield table.site[site]


def _own(facts: SiteFacts) -> Rule:
    """A spider's attribute: ``"30m"``, ``"adaptive"``, a cron expression, or a table of keys."""
    given = facts.schedule
    if isinstance(given, str):
        if given == "adaptive":
            given = {"adaptive": True}
        else:
            given = {"cron" if " " in given.strip() else "every": given}
    if not isinstance(given, Mapping):
        raise ConfigError(
            f'{facts.where}.schedule = {given!r}: write "30m", "adaptive", "0 6 * * *" or a table'
        )
    return _checked(Rule, dict(given), f"{facts.where}.schedule")


def _over(rule: Rule, more: Rule) -> Rule:
    """The keys that `more` gives, else those of `rule`; of the three kinds of rule, one."""
    values = {name: getattr(more, name) for name in Rule.model_fields}
    given = {name: value for name, value in values.items() if value is not None}
    if any(name in given for name in _RULES):
        given = dict.fromkeys(_RULES) | given
    kept = {name: getattr(rule, name) for name in Rule.model_fields}
    return Rule.model_construct(**{**kept, **given})


def _job(site: str, rule: Rule, facts: SiteFacts) -> Job:
    timing: Cron | Every | Adaptive
    if rule.cron is not None:
        timing = Cron(rule.cron, rule.zone or "UTC")
    elif rule.every is not None:
        timing = Every(rule.every)
    else:
        bounds = rule.adaptive or Bounds()
        timing = Adaptive(bounds.least, bounds.most)
    return Job(
        site=site,
        timing=Timing(timing, rule.jitter or timedelta()),
        priority=rule.priority or 0,
        limit=rule.limit,
        minutes=rule.minutes,
        megabytes=rule.megabytes,
        takes_limit=facts.takes_limit,
        rule=rule,
    )


def _check_names(table: Table, sites: Mapping[str, SiteFacts]) -> None:
    """Refuse a site or a country that there is not."""
    countries = sorted({facts.country for facts in sites.values() if facts.country})
    places = [
        *((f"site.{name}", name, "spider", sites) for name in table.site),
        *((f"country.{name}", name, "spider of country", countries) for name in table.country),
    ]
    for key, group in table.group.items():
        places += [(f"group.{key}.sites", name, "spider", sites) for name in group.sites]
        places += [
            (f"group.{key}.countries", name, "spider of country", countries)
            for name in group.countries
        ]
    for place, name, what, known in places:
        if name not in known:
            raise ConfigError(f"{FILE}: {place}: no {what} {name!r}; {_near(name, known)}")


def _checked(model: type[_M], values: dict[str, Any], where: str) -> _M:
    try:
        return model.model_validate(values)
    except ValidationError as error:
        raise ConfigError(_line(error, where)) from None


def _line(error: ValidationError, where: str) -> str:
    """The first thing that is wrong, with its place and its value."""
    first = error.errors()[0]
    place = ".".join(map(str, first["loc"]))
    start = f"{where}: {place}" if place else where
    if first["type"] == "extra_forbidden":
        name = str(first["loc"][-1])
        known = _known(first["loc"])
        return f"{start}: no such key; {_near(name, known)}"
    message = first["msg"].removeprefix("Value error, ")
    value = first["input"]
    return f"{start}: {message}" if isinstance(value, dict) else f"{start} = {value!r}: {message}"


def _known(loc: tuple[int | str, ...]) -> list[str]:
    """The keys there are where one is wrong."""
    if len(loc) == 1 and loc[0] not in Rule.model_fields:
        return list(Table.model_fields)
    if "adaptive" in loc:
        return list(Bounds.model_fields)
    return list(Group.model_fields if loc[0] == "group" else Rule.model_fields)


def _near(name: str, known: Any) -> str:
    near = difflib.get_close_matches(name, list(known), n=1)
    if near:
        return f"did you mean {near[0]}?"
    return f"known: {', '.join(known)}" if len(list(known)) < 15 else "`scrapy sites` lists them"  # noqa: PLR2004  # a line's worth
