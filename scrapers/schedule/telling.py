"""Sends a notice: to the log, a program, a web address, by mail. One that fails stops no other."""

from __future__ import annotations

import json
import logging
import os
import smtplib
import subprocess
import urllib.request
from email.message import EmailMessage
from typing import TYPE_CHECKING, Any

from scrapers.interchange.terminal import printable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scrapers.schedule.settings import AlarmSettings
    from scrapers.schedule.watch import Notice

__all__ = ["Teller"]

logger = logging.getLogger(__name__)


class Teller:
    """Called with a `Notice`.

    Args:
        settings: which ways there are.
        mail: Scrapy's settings, for those that begin with ``MAIL_``.
    """

    def __init__(self, settings: AlarmSettings, mail: Mapping[str, Any]) -> None:
        self._settings = settings
        self._mail = mail

    def __call__(self, notice: Notice) -> bool:
        """Tell in every way; ``False`` if none that was asked for, but the log, took it."""
        level = logging.ERROR if notice.state == "alarm" else logging.WARNING
        logger.log(level, "%s", line(notice))
        ways = [
            (bool(self._settings.command), self._run),
            (bool(self._settings.webhook), self._post),
            (bool(self._settings.mail_to), self._send),
        ]
        wanted = [way for asked, way in ways if asked]
        taken = [self._try(way, notice) for way in wanted]
        return any(taken) or not wanted

    def _try(self, way: Any, notice: Notice) -> bool:
        try:
            way(notice)
        except (OSError, subprocess.SubprocessError, smtplib.SMTPException, ValueError) as error:
            logger.error("%s: %s: %s", line(notice), way.__name__.strip("_"), error)
            return False
        return True

    def _run(self, notice: Notice) -> None:
        """A program without a shell; nothing of a page becomes an argument."""
        facts = notice.as_json()
        told = {f"ALARM_{name.upper()}": str(facts[name]) for name in facts if name != "facts"}
        told = {name: value.replace("\0", "") for name, value in told.items()}
        subprocess.run(  # noqa: S603  # the user's own program
            self._settings.command,
            input=json.dumps(facts).encode(),
            env={**os.environ, **told},
            stdout=subprocess.DEVNULL,
            timeout=self._settings.timeout_seconds,
            check=True,
        )

    def _post(self, notice: Notice) -> None:
        request = urllib.request.Request(  # noqa: S310  # the settings let https:// through only
            self._settings.webhook,
            json.dumps(notice.as_json()).encode(),
            {"Content-Type": "application/json", "User-Agent": "scrapers"},
        )
        opener = urllib.request.build_opener(_NoRedirect)
        opener.open(request, timeout=self._settings.timeout_seconds).close()

    def _send(self, notice: Notice) -> None:
        get = self._mail.get
        message = EmailMessage()
        message["Subject"] = line(notice)[:200]
        message["From"] = str(get("MAIL_FROM") or "scrapy@localhost")
        message["To"] = ", ".join(self._settings.mail_to)
        text = json.dumps(notice.as_json(), indent=2, ensure_ascii=False)
        message.set_content(f"{line(notice)}\n\n{text}\n")
        kind = smtplib.SMTP_SSL if _yes(get("MAIL_SSL")) else smtplib.SMTP
        host, port = str(get("MAIL_HOST") or "localhost"), int(get("MAIL_PORT") or 25)
        with kind(host, port, timeout=self._settings.timeout_seconds) as server:
            if _yes(get("MAIL_TLS")) and not _yes(get("MAIL_SSL")):
                server.starttls()
            if get("MAIL_USER"):
                server.login(str(get("MAIL_USER")), str(get("MAIL_PASS") or ""))
            server.send_message(message)


def _yes(value: object) -> bool:
    return str(value).lower() in ("1", "true")


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Facts go to the address that was given, and nowhere else."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


def line(notice: Notice) -> str:
    """One line for people."""
    return " ".join(printable(f"{notice.state}: {notice.site}: {notice.what}").split())
