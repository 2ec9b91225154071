"""A newspaper that nobody prints: article pages of about 100 KB, and a server of them.

    python benchmarks/paper.py 3000

serves them on a free port of 127.0.0.1, printed as the first line, until it is stopped. A page is
like those of a large site: of its bytes a third is scripts and styles, 900 elements, 200 links, and
3 to 5 KB are the story; around it menus, boxes of other stories, comments and a footer.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
from datetime import UTC, datetime, timedelta
from html import escape

HOST = "127.0.0.1"
SECTIONS = ("town", "harbour", "business", "schools", "weather", "culture", "sport", "letters")
WHO = (
    "the mayor", "a baker in the old town", "the harbour office", "the school board", "a retired pilot",
    "the ferry company", "the museum", "a spokeswoman for the county", "the fire brigade", "the choir",
    "the co-operative", "an engineer", "the librarian", "the union", "a farmer from the valley",
)  # fmt: skip
DID = (
    "has asked for", "turned down", "will pay for", "measured again", "opened", "put off", "defended",
    "found a way around", "published", "sold", "repaired", "counted", "welcomed", "doubted", "inherited",
)  # fmt: skip
WHAT = (
    "the new bridge", "forty benches", "a second ferry", "the lighthouse", "the winter timetable",
    "a list of empty houses", "the old mill", "three buses without drivers", "the tide tables",
    "a loan of two million", "the swimming hall", "the road to the quarry", "an orchard", "the archive",
)  # fmt: skip
WHEN = (
    "on Monday", "after a long evening", "before the first frost", "in spite of the rain", "this week",
    "for the third time", "without much noise", "as the tide came in", "with two votes to spare",
)  # fmt: skip
WHY = (
    "because the roof no longer keeps the water out", "so that the early shift can get home",
    "although nobody had planned for it", "since the last count was wrong by a hundred",
    "which surprised those who had waited in the hall", "while the neighbours looked on",
    "and the bill is to follow in the spring", "as the law has asked since last year",
)  # fmt: skip
NAMES = (
    "Ada Hollis",
    "Jon Brandt",
    "Mira Okafor",
    "Leo Fenn",
    "Ines Duarte",
    "Tom Aske",
    "Ruth Vane",
)


class Paper:
    """The pages, each made when it is asked for; the same number gives the same page."""

    def __init__(self, count: int) -> None:
        self.count = count
        chance = random.Random(0)
        self._styles = "".join(
            f".c-{n}__box--{n % 7}{{margin:{n % 9}px;padding:{n % 5}px 0;color:#{n * 7919 % 4096:03x}}}"
            for n in range(220)
        )
        state = {f"flag{n}": {"on": n % 3 == 0, "key": f"{chance.random()}"} for n in range(230)}
        self._state = f"window.__STATE__={json.dumps(state)};"
        self._menu = "".join(_menu(section, chance) for section in SECTIONS)
        self._footer = "".join(
            f'<li class="footer__item footer__item--{n}"><a class="footer__link" href="/about/{n}" '
            f'data-track="footer:{n}">{_title(chance)}</a></li>'
            for n in range(40)
        )

    def path(self, number: int) -> str:
        return f"/{SECTIONS[number % len(SECTIONS)]}/2026/11/story-{number:05}"

    def sitemap(self, origin: str) -> bytes:
        urls = "".join(f"<url><loc>{origin}{self.path(n)}</loc></url>" for n in range(self.count))
        return (
            '<?xml version="1.0" encoding="UTF-8"?>'
            f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'
        ).encode()

    def page(self, number: int, origin: str) -> bytes:
        chance = random.Random(number)
        title, path = _title(chance), self.path(number)
        author, section = chance.choice(NAMES), SECTIONS[number % len(SECTIONS)]
        date = (datetime(2026, 11, 1, 6, tzinfo=UTC) + timedelta(minutes=7 * number)).isoformat()
        lead = _sentence(chance)
        return "".join(
            (
                '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">',
                _head(title, lead, origin + path, author, date),
                f"<style>{self._styles}</style><script>{self._state}</script></head><body>",
                '<div class="page page--article" id="app"><header class="masthead">'
                '<a class="masthead__logo" href="/">The Sandhaven Courier</a></header>'
                f'<nav class="menu" aria-label="Sections"><ul class="menu__list">{self._menu}</ul></nav>'
                '<div class="layout"><main class="layout__main"><article class="story">',
                f'<header class="story__head"><a class="story__section" href="/{section}">{section}</a>'
                f'<h1 class="story__title">{escape(title)}</h1><p class="story__lead">{lead}</p>'
                f'<div class="story__meta">By <a rel="author" href="/people/{number % 7}">{author}</a> '
                f'<time datetime="{date}">{date[:10]}</time></div></header>',
                f'<div class="story__body">{_body(chance)}</div></article>',
                _cards("related", 24, chance),
                _comments(chance),
                f'</main><aside class="layout__side">{_cards("most-read", 24, chance)}</aside></div>',
                f'<footer class="footer"><ul class="footer__list">{self._footer}</ul>'
                "<p>Printed by nobody. All rights kept.</p></footer></div>",
                f"<script>var page={json.dumps({'id': number, 'path': path})};{self._state}</script>",
                "</body></html>",
            )
        ).encode()


def _head(title: str, lead: str, url: str, author: str, date: str) -> str:
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": title,
        "description": lead,
        "url": url,
        "datePublished": date,
        "author": [{"@type": "Person", "name": author}],
        "publisher": {"@type": "Organization", "name": "The Sandhaven Courier"},
        "image": [f"{url}/main.jpg"],
    }
    metas = {"og:title": title, "og:description": lead, "og:url": url, "og:type": "article",
             "og:image": f"{url}/main.jpg", "article:published_time": date}  # fmt: skip
    return (
        f'<title>{escape(title)} | The Sandhaven Courier</title><link rel="canonical" href="{url}">'
        + "".join(f'<meta property="{key}" content="{escape(v)}">' for key, v in metas.items())
        + "".join(f'<link rel="preload" as="script" href="/static/{n:03}.js">' for n in range(30))
        + f'<script type="application/ld+json">{json.dumps(data)}</script>'
    )


def _menu(section: str, chance: random.Random) -> str:
    links = "".join(
        f'<li class="menu__item"><a class="menu__link menu__link--second" href="/{section}/{n}" '
        f'data-track="menu:{section}:{n}"><span class="menu__label">{_title(chance)}</span></a></li>'
        for n in range(11)
    )
    return (
        f'<li class="menu__item menu__item--first"><a href="/{section}">{section}</a>'
        f'<div class="menu__panel"><ul class="menu__sub">{links}</ul></div></li>'
    )


def _body(chance: random.Random) -> str:
    parts = []
    for at in range(chance.randint(9, 19)):
        text = " ".join(_sentence(chance) for _ in range(chance.randint(2, 4)))
        parts.append(f'<p class="story__text">{text}</p>')
        if at % 6 == 3:
            parts.append(f'<h2 class="story__sub">{_title(chance)}</h2>')
        if at % 7 == 5:
            parts.append(
                '<div class="ad-slot" id="ad-{0}"><script>ads.push({0});</script></div>'
                '<p class="story__text"><strong>Read more: <a href="/town/{0}">{1}</a></strong></p>'
                '<figure class="story__figure"><img src="/img/{0}.jpg" alt="{1}" width="800" '
                'height="450"><figcaption>{1}. Photo: Jon Brandt</figcaption></figure>'.format(
                    chance.randint(1, 99_999), _title(chance)
                )
            )
    return "".join(parts)


def _cards(name: str, count: int, chance: random.Random) -> str:
    cards = "".join(
        f'<li class="card card--{name}"><article class="card__inner" data-id="{n}"><a class="card__link" '
        f'href="/{SECTIONS[n % 8]}/2026/11/story-{chance.randint(0, 99_999):05}"><img class="card__image" '
        f'loading="lazy" src="/img/card-{n}.jpg" alt=""><h3 class="card__title">{_title(chance)}</h3></a>'
        f'<p class="card__text">{_sentence(chance)}</p><span class="card__time">{n} hours ago</span>'
        "</article></li>"
        for n in range(count)
    )
    return (
        f'<section class="{name}"><h2>Related stories</h2><ul class="cards">{cards}</ul></section>'
    )


def _comments(chance: random.Random) -> str:
    found = "".join(
        f'<li class="comment" id="comment-{n}"><div class="comment__head"><span class="comment__name">'
        f'{chance.choice(NAMES)}</span><time class="comment__time">{n} h</time></div>'
        f'<div class="comment__text"><p>{_sentence(chance)} {_sentence(chance)}</p></div>'
        f'<button class="comment__reply" data-id="{n}">Reply</button></li>'
        for n in range(24)
    )
    return f'<section class="comments" id="comments"><h2>Comments</h2><ol>{found}</ol></section>'


def _title(chance: random.Random) -> str:
    return f"{chance.choice(WHO)} {chance.choice(DID)} {chance.choice(WHAT)}".capitalize()


def _sentence(chance: random.Random) -> str:
    words = (chance.choice(part) for part in (WHO, DID, WHAT, WHEN, WHY))
    return " ".join(words).capitalize() + "."


class _Answers(asyncio.Protocol):
    """Answers GET with what is ready in memory; keeps the connection."""

    def __init__(self, answers: dict[bytes, bytes]) -> None:
        self._answers = answers
        self._rest = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)  # noqa: S101  # what TCP has
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        *requests, self._rest = (self._rest + data).split(b"\r\n\r\n")
        for request in requests:
            path = request.split(b" ", 2)[1]
            self._transport.write(
                self._answers.get(path) or _answer(404, b"text/plain", b"no page")
            )


def _answer(status: int, kind: bytes, body: bytes) -> bytes:
    return b"HTTP/1.1 %d -\r\nContent-Type: %b\r\nContent-Length: %d\r\n\r\n%b" % (
        status,
        kind,
        len(body),
        body,
    )


async def serve(count: int) -> None:
    """Make all pages, then listen, say where, and answer for ever."""
    paper = Paper(count)
    answers: dict[bytes, bytes] = {}
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Answers(answers), HOST, 0)
    port = server.sockets[0].getsockname()[1]
    origin = f"http://{HOST}:{port}"
    html, xml = b"text/html; charset=utf-8", b"application/xml"
    for number in range(count):
        answers[paper.path(number).encode()] = _answer(200, html, paper.page(number, origin))
    answers[b"/sitemap.xml"] = _answer(200, xml, paper.sitemap(origin))
    answers[b"/robots.txt"] = _answer(200, b"text/plain", b"User-agent: *\nDisallow: /private/\n")
    print(origin, flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
