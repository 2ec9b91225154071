"""``scrapy genspider``: Scrapy's command for this project's layout, with failures that count."""

from __future__ import annotations

import keyword
import re
import sys
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

import scrapy
from scrapy.commands.genspider import Command as ScrapyGenspider
from scrapy.commands.genspider import extract_domain, verify_url_scheme
from scrapy.exceptions import UsageError

from scrapers.errors import ConfigError

if TYPE_CHECKING:
    import argparse


_FOLDERS = (
    Path(__file__).resolve().parent.parent / "templates" / "spiders",
    Path(scrapy.__path__[0]) / "templates" / "spiders",
)


class Command(ScrapyGenspider):
    requires_project = True

    def short_desc(self) -> str:
        return "Write a spider for a site"

    def long_desc(self) -> str:
        return (
            "Write spiders/[COUNTRY/]NAME.py for a site; it works at once. "
            "Example: scrapy genspider -t article --country fr le_quotidien lequotidien.example"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--country", metavar="XX", help="folder to write to, such as fr")
        parser.set_defaults(template="article")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Write the file.

        Raises:
            ConfigError: it cannot be; Scrapy's own command would say so and exit with 0.
        """
        if opts.list:
            sys.stdout.write("\n".join(sorted(_templates())) + "\n")
        elif opts.dump:
            sys.stdout.write(_template(opts.dump).read_text(encoding="utf-8"))
        elif len(args) == 2:  # noqa: PLR2004  # name and domain
            name, address = args
            self._write(name, address, opts)
        else:
            raise UsageError

    def _write(self, name: str, address: str, opts: argparse.Namespace) -> None:
        from scrapers.console.placing import check_new, shown_path, spider_folder

        wish, name = name, re.sub(r"[-.]", "_", name).lower()
        if name[:1].isdigit():
            name = f"a{name}"  # as Scrapy does
        if not name.isidentifier() or keyword.iskeyword(name):
            raise ConfigError(f"{wish!r}: no name for a Python file; use letters, digits and _")
        url = verify_url_scheme(address)
        template = _template(opts.template)
        if "." not in extract_domain(url) and not extract_domain(url).startswith("localhost"):
            raise ConfigError(f"{url!r}: no domain; give one such as example.com")
        assert self.settings is not None
        path = spider_folder(self.settings, opts.country) / f"{name}.py"
        check_new(self.settings, name, path, force=opts.force)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_filled(template, name, url), encoding="utf-8")
        sys.stdout.write(f"{shown_path(path)}\ntry it: scrapy crawl {name}\n")


def _templates() -> dict[str, Path]:
    """Name to file; ours win over Scrapy's."""
    return {
        path.stem: path for folder in reversed(_FOLDERS) for path in sorted(folder.glob("*.tmpl"))
    }


def _template(name: str) -> Path:
    """A template by name, or any file by its path.

    Raises:
        ConfigError: there is none.
    """
    path = _templates().get(name, Path(name))
    if path.suffix != ".tmpl" or not path.exists():
        known = ", ".join(sorted(_templates()))
        raise ConfigError(f"template {name!r}: there is none (known: {known}, or a .tmpl file)")
    return path


def _filled(template: Path, name: str, url: str) -> str:
    """The template with what is known of the site filled in."""
    host = _ascii(extract_domain(url))
    values = {
        "name": name,
        "module": name,
        "url": url,
        "host": host,
        "domain": host.removeprefix("www."),
        "classname": "".join(part.capitalize() for part in name.split("_")),
    }
    if template.parent != _FOLDERS[0]:
        values["classname"] += "Spider"  # as Scrapy's own templates have it
    return Template(template.read_text(encoding="utf-8")).safe_substitute(values)


def _ascii(host: str) -> str:
    """As it stands in requests: ``münchen.de`` is ``xn--mnchen-3ya.de`` there.

    Raises:
        ConfigError: it cannot be the name of a host.
    """
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise ConfigError(f"{host!r}: no domain ({error})") from None
