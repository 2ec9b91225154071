"""What may happen to a site: breaks for `health.py`.

A break changes what a publisher, or who stands before him, would change. Names, texts, tags and
degrees are drawn anew for each stream, and are nobody's: none is taken from the code or the lexicon
that is to notice them.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from reprint import Scene, drop, make, metadata_of

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from lxml.html import HtmlElement

__all__ = ["BREAKS"]

_LD = re.compile(r"application/ld\+json", re.I)


def _name(chance: random.Random) -> str:
    """A class as designers and build tools give them."""
    first = ("c", "l", "wrap", "zone", "view", "pane", "unit", "rich", "fold", "kern", "blatt")
    second = ("a", "text", "inner", "col", "area", "grid", "flow", "main", "stack", "part", "body")
    plain = f"{chance.choice(first)}-{chance.choice(second)}"
    style = chance.randrange(4)
    if style == 0:
        return f"{plain}__{''.join(chance.choices('abcdefghijkABCDEFG0123456789', k=5))}"
    if style == 1:
        return "css-" + "".join(chance.choices("abcdefghijklmnop0123456789", k=6))
    return plain + chance.choice(("", "-v2", "--wide", "_new"))


def renamed(setup: random.Random) -> Callable[[Scene], None]:
    """Other classes and ids around the text, up to some height; at times other tags."""
    names: dict[str, str] = {}
    height = setup.randint(3, 8)
    retag = setup.random() < 0.3

    def act(scene: Scene) -> None:
        chain = [scene.box, *list(scene.box.iterancestors())[:height]]
        parents = {holder.getparent() for holder in scene.holders} - {None}
        between = [e for p in parents for e in (p, *p.iterancestors()) if scene.box in {e, *e.iterancestors()}]  # fmt: skip
        for element in [*chain, *between, *scene.holders]:
            if element is None or element.tag in ("body", "html"):
                continue
            for name in ("class", "id"):
                value = element.get(name)
                if value:
                    element.set(name, names.setdefault(value, _name(setup)))
            for name in ("itemprop", "role", "data-testid", "data-component"):
                element.attrib.pop(name, None)
            if retag and element.tag in ("article", "section", "main"):
                element.tag = "div"
        if "class" not in scene.box.attrib and "id" not in scene.box.attrib:
            scene.box.set("class", names.setdefault("", _name(setup)))
            scene.box.tag = "div"

    return act


def moved(setup: random.Random) -> Callable[[Scene], None]:
    """The paragraphs in a new place of the page, in elements of another build."""
    outer, inner, own = (_name(setup) for _ in range(3))
    high = setup.randint(1, 4)
    tag = setup.choice(("div", "section", "main"))

    def act(scene: Scene) -> None:
        above = [e for e in scene.box.iterancestors() if e.tag not in ("body", "html")]
        place = above[min(high, len(above) - 1)] if above else scene.box
        new = make(f'<{tag} class="{outer}"><div class="{inner}"></div></{tag}>')
        for holder in scene.holders:
            drop(holder)
            holder.attrib.clear()
            holder.set("class", own)
            new[0].append(holder)
        place.addnext(new)

    return act


def split(setup: random.Random) -> Callable[[Scene], None]:
    """The text's end in elements of its own, beside the one that had all of it."""
    pieces = setup.choice((2, 2, 3))
    names = [_name(setup) for _ in range(pieces)]
    share = setup.uniform(0.25, 0.5)
    after = setup.random() < 0.5

    def act(scene: Scene) -> None:
        first = max(1, round(share * len(scene.holders)))
        rest = scene.holders[first:]
        size = max(1, -(-len(rest) // (pieces - 1)))
        place = scene.box
        if (
            after
            and place.getparent() is not None
            and place.getparent().tag not in ("body", "html")
        ):
            place = place.getparent()
        for number, at in enumerate(range(0, len(rest), size)):
            new = make(f'<div class="{names[number % len(names)]}"><div></div></div>')
            for holder in rest[at : at + size]:
                drop(holder)
                new[0].append(holder)
            place.addnext(new)
            place = new

    return act


_WALLS = {
    "en": ("You have reached the end of the free preview", "Keep reading for 1 € a week", "Get full digital access"),
    "de": ("Sie möchten den ganzen Text?", "Jetzt einen Monat für 1 € testen", "Mit Plus-Zugang alles erfahren"),
    "fr": ("Il vous reste 80% de cet article à découvrir", "La suite est réservée à nos abonnés", "Offre d’essai à 1 €"),
    "es": ("Sigue leyendo por 1 € al mes", "Contenido solo para suscriptores", "Únete para seguir leyendo"),
    "it": ("Per leggere tutto attiva la prova", "Contenuto riservato agli abbonati", "Continua a 1 € al mese"),
    "nl": ("Verder lezen? Probeer het nu voor 1 €", "Dit verhaal is alleen voor abonnees", "Word lid"),
    "pl": ("Dalsza część tekstu tylko dla prenumeratorów", "Czytaj dalej za 1 zł", "Wykup dostęp"),
    "sv": ("Läs vidare för 1 kr", "Artikeln är bara för prenumeranter", "Bli prenumerant"),
    "ja": ("この記事は有料会員限定です", "続きを読むには登録が必要です", "残り800文字"),
}  # fmt: skip


def paywall(setup: random.Random) -> Callable[[Scene], None]:
    """A few paragraphs, then a box that asks for money; metadata may say so."""
    keep = setup.randint(1, 3)
    name = setup.choice(("offer-box", "article-gate", "abo-teaser", "subscription-layer", "plus-hinweis", _name(setup), _name(setup)))  # fmt: skip
    flagged, cut = setup.random() < 0.5, setup.random() < 0.5
    path = setup.choice(
        ("/subscribe", "/abo", "/plus", "/abonnement", "/account/new", "/shop/paket")
    )

    def act(scene: Scene) -> None:
        for holder in scene.holders[keep:]:
            drop(holder)
        words = _WALLS.get(scene.language, _WALLS["en"])
        title, more, button = words[0], words[1], words[2]
        scene.holders[keep - 1 if len(scene.holders) >= keep else -1].addnext(
            make(
                f'<div class="{name}"><h3>{title}</h3><div>{more}</div>'
                f'<a href="{path}">{button}</a></div>'
            )
        )
        written: dict[HtmlElement, Any] = {}
        for node, script, data in metadata_of(scene.tree):
            if flagged and "headline" in node:
                node["isAccessibleForFree"] = False
            if cut and isinstance(node.get("articleBody"), str):
                node["articleBody"] = "\n".join(node["articleBody"].split("\n")[:keep])
            written[script] = data
        for script, data in written.items():  # once each: some hold a thousand nodes
            script.text = json.dumps(data)

    return act


_CONSENT = {
    "en": ("Your privacy matters", "We and our 812 partners use cookies and similar technologies to store and read data on your device, to show personalised ads and to measure them. You can accept, or subscribe without tracking."),
    "de": ("Wir brauchen Ihre Zustimmung", "Wir und unsere 187 Partner verwenden Cookies, um personalisierte Werbung zu zeigen und Zugriffe zu messen. Mit Klick auf Akzeptieren willigen Sie in die Datenverarbeitung ein. Datenschutz und Impressum."),
    "fr": ("Le respect de votre vie privée", "Avec votre consentement, nous et nos 210 partenaires utilisons des cookies et traceurs pour mesurer l’audience et vous proposer de la publicité personnalisée. Accepter ou s’abonner."),
    "es": ("Tu privacidad es importante", "Nosotros y nuestros socios usamos cookies para mostrar publicidad personalizada y medir su eficacia. Si acepta, damos por hecho su consentimiento; puede leer nuestra política de privacidad."),
    "it": ("La tua privacy", "Noi e i nostri partner utilizziamo cookie per pubblicità personalizzata e misurazioni. Accettare significa dare il consenso; leggi l’informativa sulla privacy."),
    "nl": ("Wij vragen je toestemming", "Wij en onze partners gebruiken cookies voor persoonlijke advertenties en statistiek. Ga akkoord of lees ons privacybeleid; je kunt je toestemming altijd intrekken."),
}  # fmt: skip


def consent(setup: random.Random) -> Callable[[Scene], None]:
    """Another page instead: agree to cookies."""
    maker = setup.choice((
        '<script src="https://cdn.privacy-mgmt.com/unified/wrapperMessagingWithoutDetection.js"></script><script>window._sp_={{config:{{}}}};</script><div class="sp_message_container_1">{}</div>',
        '<script>window.didomiConfig={{}}</script><div id="didomi-host">{}</div>',
        '<script id="usercentrics-cmp" src="https://app.usercentrics.eu/latest/main.js"></script><div>{}</div>',
        '<script src="https://cdn.cookielaw.org/scripttemplates/otSDKStub.js"></script><div id="onetrust-consent-sdk">{}</div>',
        '<form method="post" action="/v2/collectConsent" class="consent-form">{}</form>',
    ))  # fmt: skip
    button = setup.choice(("OK", "Accept", "I agree"))

    def act(scene: Scene) -> None:
        title, text = _CONSENT.get(scene.language, _CONSENT["en"])
        inner = f"<h1>{title}</h1><p>{text}</p><button>{button}</button>"
        scene.replaced = (
            f'<!doctype html><html lang="{scene.language}"><head><meta charset="utf-8"><title>{title}</title></head>'
            f"<body>{maker.format(inner)}</body></html>"
        ).encode()

    return act


def bot(setup: random.Random) -> Callable[[Scene], None]:
    """Another page instead: prove that you are no machine."""
    page = setup.choice((
        "<html><head><title>Just a moment...</title></head><body><div id='challenge-error-text'>Enable JavaScript and cookies to continue</div><script>(function(){{window._cf_chl_opt={{cRay:'{0}'}};}})();</script></body></html>",
        "<html lang='en'><head><title>example</title></head><body><p>Please enable JS and disable any ad blocker</p><script data-cfasync='false'>var dd={{'rt':'c','cid':'{0}','host':'geo.captcha-delivery.com'}}</script><script src='https://ct.captcha-delivery.com/c.js'></script></body></html>",
        "<HTML><HEAD><TITLE>Access Denied</TITLE></HEAD><BODY><H1>Access Denied</H1>You don't have permission to access this page on this server.<P>Reference #18.{0}</P><P>https://errors.edgesuite.net/18.{0}</P></BODY></HTML>",
        "<html><head><META NAME='robots' CONTENT='noindex'></head><body><iframe src='/_Incapsula_Resource?SWUDNSAI=31&incident_id={0}'>Request unsuccessful. Incapsula incident ID: {0}</iframe></body></html>",
        "<html><head><title>Are you a robot?</title></head><body><h1>Unusual traffic</h1><p>We noticed something from your network. Reference {0}</p><div class='g-recaptcha' data-sitekey='x'></div></body></html>",
    ))  # fmt: skip

    def act(scene: Scene) -> None:
        scene.replaced = page.format(scene.chance.randint(10**9, 10**10)).encode()

    return act


def shell(setup: random.Random) -> Callable[[Scene], None]:
    """The page's frame, its text to be drawn by a script."""
    bare, told = setup.random() < 0.5, setup.random() < 0.5
    root = setup.choice(("root", "app", "__next", "main-app"))

    def act(scene: Scene) -> None:
        for script in [*scene.tree.iter("script")]:
            kind = script.get("type") or ""
            if "json" in kind and not (_LD.search(kind) and told and not bare):
                drop(script)
        body = scene.tree.find("body")
        if bare and body is not None:
            for child in list(body):
                body.remove(child)
            body.append(make(f'<div id="{root}"></div>'))
        else:
            for holder in scene.holders:
                drop(holder)
            written: dict[HtmlElement, Any] = {}
            for node, script, data in metadata_of(scene.tree):
                node.pop("articleBody", None)
                written[script] = data
            for script, data in written.items():  # once each: some hold a thousand nodes
                script.text = json.dumps(data)
            scene.box.append(make(f'<div id="{root}"></div>'))
        (body if body is not None else scene.tree).append(
            make('<script src="/static/bundle.9f3c.js"></script>')
        )

    return act


_MORE = {
    "en": ("Read more", "You may also like", "Don’t miss", "Recommended"),
    "de": ("Lesen Sie mehr", "Das könnte Sie auch interessieren", "Mehr dazu", "Nicht verpassen"),
    "fr": ("Lire la suite", "À ne pas manquer", "Sur le même sujet", "Voir aussi"),
    "es": ("Leer más", "No te lo pierdas", "Te puede interesar", "Relacionado"),
    "it": ("Leggi ancora", "Da non perdere", "Potrebbe interessarti", "Vedi anche"),
    "nl": ("Meer lezen", "Mis dit niet", "Ook interessant", "Bekijk ook"),
}


def boxes(setup: random.Random) -> Callable[[Scene], None]:
    """A box to another story after every second or third paragraph."""
    every = setup.choice((2, 2, 3))
    name, tag = _name(setup), setup.choice(("div", "p", "section", "div"))
    style = setup.randrange(4)
    words = setup.randrange(4)

    def act(scene: Scene) -> None:
        label = _MORE.get(scene.language, _MORE["en"])[words]
        for at, holder in enumerate(scene.holders[:-1]):
            if at % every != every - 1:
                continue
            story = scene.chance.choice(scene.holders).text_content()[:70] or "More"
            link = f'<a href="/story/{scene.chance.randint(1, 10**6)}">{story}</a>'
            inner = (
                f"<strong>{label}:</strong> {link}",
                f"<span>{label}</span> {link}",
                link,
                f"{label}: {link}",
            )[style]
            if tag == "p":
                inner = inner.replace("<div>", "").replace("</div>", "")
            holder.addnext(make(f'<{tag} class="{name}">{inner}</{tag}>'))

    return act


BREAKS: dict[str, Callable[[random.Random], Callable[[Scene], None]]] = {
    "containers renamed": renamed,
    "container moved": moved,
    "container split": split,
    "paywall raised": paywall,
    "consent wall": consent,
    "bot wall": bot,
    "empty shell": shell,
    "read more boxes": boxes,
}
