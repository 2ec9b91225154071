"""One key for all the addresses of an article.

http and https, ``www.``, a trailing slash, tracking parameters, the fragment and AMP copies make no
other article. The key is for comparing; it is not an address to fetch.
"""

from __future__ import annotations

import functools
import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

__all__ = ["is_tracking", "url_key"]

_TRACKING = frozenset(
    {
        "__twitter_impression",
        "_ga",
        "_gl",
        "_hsenc",
        "_hsmi",
        "at_bbc_team",
        "at_campaign",
        "at_format",
        "at_link_id",
        "at_link_origin",
        "at_link_type",
        "at_medium",
        "at_ptr_name",
        "cmp",
        "cmpid",
        "dclid",
        "fbclid",
        "gclid",
        "gclsrc",
        "guccounter",
        "guce_referrer",
        "guce_referrer_sig",
        "icid",
        "igsh",
        "igshid",
        "ito",
        "mc_cid",
        "mc_eid",
        "mkt_tok",
        "msclkid",
        "ncid",
        "ns_campaign",
        "ns_fee",
        "ns_linkname",
        "ns_mchannel",
        "ns_source",
        "ocid",
        "oly_anon_id",
        "oly_enc_id",
        "s_cid",
        "share_token",
        "smid",
        "spm",
        "sr_share",
        "ttclid",
        "twclid",
        "vero_id",
        "wt_mc",
        "wtmc",
        "xtor",
        "yclid",
    }
)
_TRACKING_PREFIXES = ("utm_", "pk_", "mtm_", "hsa_", "stm_", "ga_")

_AMP_CACHE = re.compile(r"/[cv](?:/s)?/([^/]+\.[^/]+)(/.*)?$")
_AMP_PATH = re.compile(
    r"(?<=.)/amp(?=/?$)|^/amp(?=/.)|\.amp(?=(?:\.html?)?/?$)|(?<=/)amp/(?=[^/]*$)"
)
_AMP_QUERY = frozenset({("amp", "1"), ("amp", "true"), ("amp", ""), ("outputtype", "amp")})
_SAFE = "/:@!$&'()*+,;=~-._"


@functools.lru_cache(maxsize=2048)
def url_key(url: str) -> str:
    """``https://www.Example.com/a/?utm_source=x#top`` becomes ``example.com/a``.

    Never fails: what is no URL is its own key.
    """
    # A page may hold half a character.
    url = url.strip().encode("utf-8", "backslashreplace").decode()
    try:
        parts = urlsplit(url)
        host, path = parts.hostname or "", parts.path
        port = parts.port
    except ValueError:
        return url
    if host.endswith("cdn.ampproject.org") and (inner := _AMP_CACHE.match(path)):
        host, path = inner[1].lower(), inner[2] or ""
    if port is not None and port not in (80, 443):
        host = f"{host}:{port}"
    if not host:
        return url
    # Octets that are no UTF-8 (old sites write windows-1251 in paths) must stay apart.
    plain = unquote(_AMP_PATH.sub("", path), errors="surrogateescape")
    path = quote(plain, _SAFE, errors="surrogateescape").rstrip("/")
    query = _query(parts.query)
    return f"{_host(host)}{path}{'?' if query else ''}{query}"


def is_tracking(parameter: str) -> bool:
    """Whether a query parameter only says where a reader came from."""
    name = parameter.lower()
    return name in _TRACKING or name.startswith(_TRACKING_PREFIXES)


def _host(host: str) -> str:
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError:
            return host
    for prefix in ("www.", "amp."):
        if host.startswith(prefix) and host.count(".") > 1:
            host = host.removeprefix(prefix)
    return host.rstrip(".")


def _query(query: str) -> str:
    """The parameters that matter, sorted, so that their order does not."""
    if not query:
        return ""
    pairs = parse_qsl(query, keep_blank_values=True, errors="surrogateescape")
    kept = [
        (name, value)
        for name, value in pairs
        if not is_tracking(name) and (name.lower(), value.lower()) not in _AMP_QUERY
    ]
    return urlencode(sorted(kept), errors="surrogateescape")
