"""Pages that stand before the page: challenges, consent, log-in, errors."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from scrapers.extraction.page import Page

__all__ = [
    "Signs",
    "is_bot_wall",
    "is_consent_address",
    "is_consent_wall",
    "is_error",
    "is_login_wall",
]


@dataclass(frozen=True, slots=True)
class Signs:
    """What a diagnosis looks at; lengths in characters."""

    title: str
    """Title and headline, in small letters."""
    text: int
    """Of the body as extracted."""
    words: str
    """The beginning of that text, in small letters."""
    prose: int
    """Of its long paragraphs that are not mostly links."""
    claims_article: bool
    """Whether metadata calls it an article, or dates it."""
    size: int
    """Of the page."""


_SHORT: Final = 1200
_SOME: Final = 400
_NEXT_TO_NOTHING: Final = 200
_SMALL_PAGE, _LEAN_PAGE = 20_000, 60_000
"""Characters of a whole page: a challenge has neither menus nor footers."""
_CONSENT_TEXT: Final = 3000
_CONSENT_WORDS, _CONSENT_WORDS_PLACED = 3, 2
_CONSENT_EVERY: Final = 130
"""A text about consent has one of its words in as many characters."""
_READ: Final = 400_000

# What the pages of protection services are made of, not what they say.
_CHALLENGE: Final = re.compile(
    r"/cdn-cgi/challenge-platform/|cf-browser-verification|cf_chl_opt|_cf_chl|challenge-running|"
    r"_Incapsula_Resource|incapsula incident|captcha-delivery\.com|px-captcha|_pxAppId|"
    r"geo\.captcha|distil_r_captcha|sucuri_cloudproxy|ddos-guard|awswaf|aws-waf-token|"
    r"errors\.edgesuite\.net|akamai-bm|/_sec/cp_challenge/|kpsdk|datadome|"
    r"class=[\"'](?:g-recaptcha|h-captcha|cf-turnstile)[\"']",
    re.IGNORECASE,
)
_CHALLENGE_TITLE: Final = re.compile(
    r"just a moment|attention required|access denied|access to this page has been denied|"
    r"are you a (?:human|robot)|not a robot|security check|checking your browser|"
    r"pardon our interruption|verify you are human|verifying|robot check|human verification|"
    r"captcha|request (?:blocked|rejected)|403 forbidden|bot (?:protection|verification)|"
    r"one more step|please wait|ddos",
    re.IGNORECASE,
)
_CONSENT_HOST: Final = re.compile(r"^(?:consent|cmp|privacy|cookies?|myprivacy|cookiewall)\.", re.I)
_CONSENT_PATH: Final = re.compile(
    r"/(?:consent|cookiewall|privacy-gate|zustimmung)(?:[/?.]|$)", re.I
)
_CONSENT_MARK: Final = re.compile(
    r"sp_message|sourcepoint|didomi|onetrust|quantcast|usercentrics|consentmanager|cookiebot|"
    r"trustarc|iubenda|collectConsent|consent-form|cookiewall|contentpass|tcfapi",
    re.IGNORECASE,
)
_CONSENT_WORD: Final = re.compile(
    r"cookie|consent|zustimm|einwillig|datenschutz|privacy|akzeptier|accepter|consentement|"
    r"acepta|consentim|accett|consenso|toestemming|akkoord|samtykk|samtyck|zgod|souhlas|"
    r"partner|tracking|werbung|publicit|personali[sz]|traceurs|печенье|согласи|同意",
    re.IGNORECASE,
)
_ERROR_TITLE: Final = re.compile(
    r"\b(?:404|410|500|502|503)\b|not found|no longer (?:available|exists)|"
    r"page (?:missing|unavailable)|"
    r"nicht gefunden|existiert nicht|introuvable|n.existe (?:pas|plus)|no encontrada|no existe|"
    r"não encontrada|non trovata|niet gevonden|ikke fundet|ikke funnet|hittades inte|ei löytynyt|"
    r"nie znaleziono|nenalezena|nem található|не найден|не знайден|bulunamad.|見つかりません|"
    r"页面不存在|找不到|찾을 수 없|لم يتم العثور|service unavailable|internal server error|"
    r"something went wrong|oops",
    re.IGNORECASE,
)
_PASSWORD: Final = re.compile(r"<input\b[^>]{0,300}\btype\s*=\s*[\"']?password", re.IGNORECASE)
_LOGIN_WORD: Final = re.compile(
    r"log ?in|sign ?in|anmelden|einloggen|connexion|se connecter|iniciar sesión|entrar|accedi|"
    r"inloggen|logga in|log ind|logg inn|kirjaudu|zaloguj|přihlá|войти|увійти|giriş|ログイン|登录|"
    r"로그인",
    re.IGNORECASE,
)


def is_bot_wall(page: Page, signs: Signs) -> bool:
    """A challenge: a service's scripts, or its title over next to nothing."""
    if signs.prose >= _SHORT or signs.claims_article:
        return False
    titled = _CHALLENGE_TITLE.search(signs.title) is not None
    # Scripts of these services stand on many good pages; alone they must be nearly all there is.
    bare = signs.text < _NEXT_TO_NOTHING and signs.size < _LEAN_PAGE
    if (titled or bare) and _CHALLENGE.search(page.html[:_READ]):
        return True
    return titled and signs.text < _SOME and signs.size < _SMALL_PAGE


def is_consent_wall(page: Page, signs: Signs) -> bool:
    """A page about cookies and nothing else."""
    if signs.claims_article:
        return False
    placed = is_consent_address(page.url)
    words = len(_CONSENT_WORD.findall(signs.words))
    dense = words >= _CONSENT_WORDS and words * _CONSENT_EVERY >= min(signs.text, 4000)
    if placed:
        return words >= _CONSENT_WORDS_PLACED
    return (
        dense and signs.text < _CONSENT_TEXT and _CONSENT_MARK.search(page.html[:_READ]) is not None
    )


def is_consent_address(url: str) -> bool:
    """Whether a host or a path is one that asks to agree to cookies."""
    address = urlsplit(url)
    host, path = address.hostname or "", address.path
    return bool(_CONSENT_HOST.search(host) or _CONSENT_PATH.search(path))


def is_error(page: Page, signs: Signs) -> bool:
    """An error that came with a good status: said by title or headline, over a short text."""
    del page
    return (
        not signs.claims_article
        and signs.prose < _SOME
        and _ERROR_TITLE.search(signs.title) is not None
    )


def is_login_wall(page: Page, signs: Signs) -> bool:
    """A form for a password, and no text."""
    if signs.claims_article or signs.prose >= _SOME or signs.text > _SHORT:
        return False
    return (
        _LOGIN_WORD.search(signs.title + " " + signs.words[:600]) is not None
        and _PASSWORD.search(page.html[:_READ]) is not None
    )
