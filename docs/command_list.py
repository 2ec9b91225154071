"""``commands.md``, for ``generate.py``: every command of ours with its help."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from scrapy.cmdline import ScrapyArgumentParser, _get_commands_from_module
from scrapy.commands import ScrapyHelpFormatter
from scrapy.utils.project import get_project_settings

if TYPE_CHECKING:
    from argparse import Action


_GLOBAL = re.compile(r"(?ms)^Global Options\n-+\n.*?(?=^\S[^\n]*\n[=-]+\n|\Z)")
"""The group of Scrapy's own options; those of a command may come after it."""


class SteadyHelp(ScrapyHelpFormatter):
    """``-o FILE, --output FILE`` with every Python; from 3.13 on, its own is another."""

    def _format_action_invocation(self, action: Action) -> str:
        if not action.option_strings or action.nargs == 0:
            return super()._format_action_invocation(action)
        value = self._format_args(action, action.dest.upper())
        return ", ".join(f"{option} {value}" for option in action.option_strings)


def commands_page() -> str:
    """Every command of ours with its help."""
    lines = [
        "# Commands",
        "",
        "<!-- Written by docs/generate.py; edit the docstrings instead. -->",
        "",
        "`list`, `check`, `shell` and the rest are Scrapy's; these are ours, or changed by us.",
        "All take Scrapy's global options too (`-s NAME=VALUE`, `-L LEVEL`, `--logfile FILE`, …).",
        "Prose goes to standard error, data to standard output.",
        "",
    ]
    for name, text in sorted(helps().items()):
        lines += [f"## scrapy {name}", "", "```text", text, "```", ""]
    return "\n".join(lines)


def helps() -> dict[str, str]:
    """Command to its help text, without Scrapy's global options."""
    os.environ["COLUMNS"] = "90"
    found = {}
    for name, command in _get_commands_from_module("scrapers.commands", inproject=True).items():
        command.settings = get_project_settings()
        parser = ScrapyArgumentParser(
            formatter_class=SteadyHelp,
            usage=f"scrapy {name} {command.syntax()}",
            conflict_handler="resolve",
            description=command.long_desc(),
        )
        command.add_options(parser)
        found[name] = _GLOBAL.sub("", parser.format_help()).strip()
    return found
