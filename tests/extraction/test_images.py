"""Pictures of the article, each once, with what is said of them."""

from __future__ import annotations

import pytest

from scrapers.extraction.credits import split_credit
from scrapers.extraction.pictures import picture_key

HEADLINE = "Bridge to be repaired by autumn"
H1 = f"<h1>{HEADLINE}</h1>"
AT = "https://img.example/bridge.jpg"


def figure(image: str, caption: str = "") -> str:
    inside = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f"<article>{H1}<figure>{image}{inside}</figure></article>"


def urls(fields):
    return [image.url for image in fields.images]


@pytest.mark.parametrize(
    "said",
    [AT, [AT], {"@type": "ImageObject", "url": AT}, [{"contentUrl": AT}], {"@id": AT, "url": [AT]}],
)
def test_json_ld_names_the_main_image(fields_of, said):
    node = {"@type": "NewsArticle", "headline": HEADLINE, "image": said}
    [image] = fields_of(H1, ld=(node,)).images
    assert (image.url, image.is_main) == (AT, True)


@pytest.mark.parametrize(
    ("parts", "source"),
    [
        ({"ld": ({"@type": "NewsArticle", "headline": HEADLINE, "image": AT},)}, "json-ld:image"),
        ({"meta": {"og:image": AT}}, "opengraph:og:image"),
        ({"body": figure(f'<img src="{AT}">')}, "markup:figure"),
    ],
)
def test_where_the_main_image_came_from_is_told(fields_of, parts, source):
    found = fields_of(parts.pop("body", H1), **parts)
    assert found.provenance["images"].source == source


def test_open_graph_names_it_with_size_and_alt(fields_of):
    meta = {
        "og:image": AT,
        "og:image:width": "1200",
        "og:image:height": "800",
        "og:image:alt": "The bridge",
    }
    [image] = fields_of(H1, meta=meta).images
    assert (image.width, image.height, image.alt) == (1200, 800, "The bridge")


def test_a_figure_gives_caption_and_credit_apart(fields_of):
    mark = f'<img src="{AT}" alt="A bridge" width="800" height="600">'
    body = figure(mark, 'The bridge at dawn. <span class="credit">Photo: A. Person</span>')
    [image] = fields_of(body).images
    assert (image.caption, image.credit, image.alt, image.width) == (
        "The bridge at dawn.",
        "A. Person",
        "A bridge",
        800,
    )


@pytest.mark.parametrize(
    "mark",
    [
        f'<img src="data:image/gif;base64,R0" data-src="{AT}">',
        f'<img src="https://img.example/grey.gif" data-src="{AT}">',
        f'<img srcset="https://img.example/s.jpg 300w, {AT} 1200w" src="https://img.example/s.jpg">',
        f'<img srcset="https://img.example/s.jpg 1x, {AT} 2x">',
        f'<picture><source srcset="{AT} 1200w"><img src="https://img.example/s.jpg"></picture>',
        f'<img data-srcset="{AT} 800w">',
        f'<img srcset="https://img.example/s.jpg 300w,{AT} 1200w,https://img.example/t.jpg 4w">',
        f'<img srcset="https://img.example/s.jpg, {AT} 2x">',
        f'<img srcset="{AT}">',
        f'<img srcset=" {AT}, ">',
    ],
)
def test_the_largest_copy_is_taken(fields_of, mark):
    assert urls(fields_of(figure(mark))) == [AT]


def test_relative_addresses_are_made_absolute(fields_of):
    assert urls(fields_of(figure('<img src="/a/b.jpg">'))) == ["https://paper.example/a/b.jpg"]


def test_the_same_picture_in_two_sizes_comes_once(fields_of):
    body = figure('<img src="https://img.example/bridge-300x200.jpg?w=300">', "The bridge.")
    [image] = fields_of(body, meta={"og:image": f"{AT}?w=1200"}).images
    assert (image.caption, image.is_main) == ("The bridge.", True)


def test_only_one_picture_is_the_main_one(fields_of):
    two = figure('<img src="https://img.example/a.jpg">') + figure("")
    found = fields_of(two, meta={"og:image": AT, "twitter:image": "https://img.example/t.jpg"})
    assert [image.is_main for image in found.images] == [True, False, False]


@pytest.mark.parametrize(
    "mark",
    [
        '<img src="https://count.example/pixel.gif" width="1" height="1">',
        '<img src="https://img.example/p.jpg" width="1" height="1">',
        '<img src="/static/icon-share.png">',
        '<img src="/static/logo.svg">',
        '<div class="author"><img src="https://img.example/anna.jpg"></div>',
        '<aside><img src="https://img.example/other.jpg"></aside>',
        '<div class="related-stories"><img src="https://img.example/other.jpg"></div>',
        '<a href="/another-story"><img src="https://img.example/other.jpg"></a>',
        '<img src="javascript:x()">',
        "<img>",
    ],
)
def test_what_is_no_picture_of_the_article_is_left_out(fields_of, mark):
    assert fields_of(f"<article>{H1}<div>{mark}</div><p>Text.</p></article>").images == []


def test_pictures_outside_the_article_are_left_out(fields_of):
    body = f'<article>{H1}</article><figure><img src="{AT}"></figure>'
    assert fields_of(body).images == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bridge. Photo: A. Person/Agency", ("The bridge.", "A. Person/Agency")),
        ("The bridge. Photo by A. Person", ("The bridge.", "A. Person")),
        ("Die Brücke. Foto: dpa", ("Die Brücke.", "dpa")),
        ("The bridge © A. Person", ("The bridge", "A. Person")),
        ("The bridge (AP Photo/A. Person)", ("The bridge", "AP Photo/A. Person")),
        ("Photo: A. Person", (None, "A. Person")),
        ("The bridge.", ("The bridge.", None)),
        ("A photo: the bridge that all of the town knows from its youth and from every window on "
         "the river", None),
        ("", (None, None)),
    ],
)  # fmt: skip
def test_a_credit_is_cut_from_a_caption(text, expected):
    assert split_credit(text, ()) == (expected or (text, None))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (f"{AT}?w=100", f"{AT}?w=900&h=600", True),
        ("https://i.example/a-300x200.jpg", "https://i.example/a.jpg", True),
        ("https://i.example/w_300,h_200/a.jpg", "https://i.example/w_900,h_600/a.jpg", True),
        ("https://i.example/800x600/a.jpg", "https://i.example/80x60/a.jpg", True),
        ("https://i.example/image?id=1&w=3", "https://i.example/image?id=2&w=3", False),
        ("https://i.example/2026/a.jpg", "https://i.example/2025/a.jpg", False),
        ("https://i.example/a.jpg", "https://i.example/b.jpg", False),
    ],
)
def test_a_picture_is_known_by_its_address_without_size(one, other, same):
    assert (picture_key(one) == picture_key(other)) is same


def test_a_video_of_the_article_is_read(fields_of):
    video = {
        "@type": "VideoObject",
        "name": "The bridge",
        "contentUrl": "https://v.example/bridge.mp4",
        "thumbnailUrl": AT,
        "duration": "PT2M30S",
    }
    node = {"@type": "NewsArticle", "headline": HEADLINE, "video": video}
    [found] = fields_of(H1, ld=(node,)).videos
    assert (found.url, found.title, found.duration) == (
        "https://v.example/bridge.mp4",
        "The bridge",
        "PT2M30S",
    )


def test_players_inside_the_article_are_found(fields_of):
    marks = (
        '<audio src="/read-aloud.mp3"></audio><iframe src="https://v.example/embed/42"></iframe>'
        '<iframe src="https://map.example/here"></iframe>'
    )
    found = fields_of(f"<article>{H1}{marks}</article>")
    assert ([one.url for one in found.videos], [one.url for one in found.audios]) == (
        ["https://v.example/embed/42"],
        ["https://paper.example/read-aloud.mp3"],
    )
