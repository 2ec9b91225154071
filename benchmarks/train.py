"""Train the model of `scrapers.extraction.model` on the annotated pages, by folds of sites.

    CORPUS=../shared/corpus python benchmarks/train.py --folds      # figures on unseen sites
    CORPUS=../shared/corpus python benchmarks/train.py --write      # scrapers/extraction/model.npz

Needs CatBoost: ``pip install -e .[train]``. The same pages and
versions give the same file.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch
from urllib.parse import urlsplit

import numpy as np
from labels import labels

from scrapers import extract
from scrapers.extraction import Hints, RuleSet, model, parse, witness_of
from scrapers.extraction.features import NAMES, candidates, matrix
from scrapers.extraction.fields import extract_fields
from scrapers.extraction.region import locate
from scrapers.extraction.select import by_rules
from scrapers.extraction.structured import read_structured
from scrapers.extraction.walk import walk
from scrapers.testing.corpus import pages, scorer
from scrapers.testing.site import SampleSite

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE = Path(model.__file__).with_name("model.npz")
SETS = {"aeb": 2.0, "fundus": 2.0, "wcxb": 1.0}
"""Sets and the weight of a page: two thirds of `wcxb` are no news."""
OWN, OWN_WEIGHT = "sample site", 3.0
"""The bundled site, whose truth is exact: its short headings, quotes and lists are text."""
FOLDS, ALWAYS = 5, -1
TREES, DEPTH, RATE, SMOOTHING = 150, 6, 0.15, 5.0
"""November 2026: of 100 to 600 trees of depth 4 to 6, those of 150 and more of depth 6 did equally
well on unseen sites, within 0.003; fewer and shallower ones did worse."""
_LONG, _SHORT_PAGE, _LONG_PAGE = 1500, 300, 20_000
_EACH = 0.003
"""Weight of any chunk beside its share of the article's length."""


@dataclass(slots=True)
class Sample:
    """One page: its rows, which of them are the article, and what each weighs."""

    name: str
    fold: int
    row: dict[str, Any]
    html: bytes
    rows: np.ndarray
    truth: np.ndarray
    weight: np.ndarray


def url_of(row: dict[str, Any]) -> str:
    return row.get("url") or "https://example.org/"


def site_of(url: str) -> str:
    """The last two labels of the host: near enough to keep a site in one fold."""
    return ".".join((urlsplit(url).hostname or "").split(".")[-2:])


def samples() -> Iterator[Sample]:
    for name, factor in SETS.items():
        for row, html in pages(name):
            fold = int(hashlib.sha256(site_of(url_of(row)).encode()).hexdigest(), 16) % FOLDS
            yield from sample(name, fold, row, html, factor)
    site = SampleSite.load()
    for url, truth in site.expected().items():
        if not truth.updates:
            row = {"url": url, "paragraphs": list(truth.paragraphs)}
            html = site.answer(urlsplit(url).path).body
            yield from sample(OWN, ALWAYS, row, html, OWN_WEIGHT)


def sample(
    name: str, fold: int, row: dict[str, Any], html: bytes, factor: float
) -> Iterator[Sample]:
    """The page as the model sees it; none where it has no text."""
    page = parse(html, url_of(row))
    structured = read_structured(page)
    fields = extract_fields(page, structured, RuleSet(), Hints())
    found = walk(page.tree)
    region = locate(found, witness_of(fields, structured))
    if not region.chunks:
        return
    _, verdicts = by_rules(region, ())
    part = candidates(found, region)
    told = labels([chunk.text for chunk in found.chunks], row)
    truth = np.array([told[chunk.index] for chunk in part])
    length = np.array([chunk.length for chunk in part])
    size = min(max(length[truth].sum(), _SHORT_PAGE), _LONG_PAGE)
    weight = factor * (np.minimum(length, _LONG) / size + _EACH)
    yield Sample(name, fold, row, html, matrix(found, region, part, verdicts), truth, weight)


def train(some: list[Sample]) -> model.Trees:
    import catboost

    learner = catboost.CatBoostClassifier(
        iterations=TREES,
        depth=DEPTH,
        learning_rate=RATE,
        l2_leaf_reg=SMOOTHING,
        rsm=0.4,
        border_count=32,
        random_seed=1,
        thread_count=2,
        verbose=False,
        allow_writing_files=False,
    )
    rows, truth, weight = (
        np.concatenate([getattr(one, name) for one in some]) for name in ("rows", "truth", "weight")
    )
    learner.fit(rows, truth, sample_weight=50 * weight)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        learner.save_model(str(path), format="json")
        told = json.loads(path.read_text("utf-8"))
    trees = told["oblivious_trees"]
    scale, bias = told["scale_and_bias"]
    columns = np.zeros((len(trees), DEPTH), dtype=np.uint8)
    borders = np.full((len(trees), DEPTH), np.inf, dtype=np.float32)
    leaves = np.zeros((len(trees), 2**DEPTH), dtype=np.float16)
    for at, tree in enumerate(trees):
        for step, split in enumerate(tree["splits"]):
            columns[at, step] = split["float_feature_index"]
            borders[at, step] = split["border"]
        leaves[at, : len(tree["leaf_values"])] = tree["leaf_values"]
    return model.Trees(columns.T.copy(), borders.T.copy(), leaves * scale, float(bias[0]))


def figures(some: list[Sample], trees: model.Trees) -> list[tuple[str, dict[str, Any]]]:
    """The scorer's figures of whole extractions with these trees."""
    ready = model.Trees(
        trees.columns.astype(np.int64), trees.borders, trees.leaves.astype(np.float32), trees.bias
    )
    scored = []
    with patch.object(model, "bundled", lambda: ready):
        for one in some:
            article = extract(one.html, url_of(one.row), site=None)
            got = {"text": article.text, "paragraphs": list(article.paragraphs)}
            scored.append((one.name, scorer().score_page(one.row, got)))
    return scored


def show(title: str, scored: list[tuple[str, dict[str, Any]]]) -> None:
    for name in SETS:
        told = scorer().summary([({}, score) for which, score in scored if which == name], 0.0, 0)
        said = "  ".join(
            f"{key} {told[key]:.4f}"
            for key in ("shingle", "word", "para", "leak", "segment")
            if key in told
        )
        print(f"{title:8}{name:8}{told['pages']:5}  {said}", flush=True)


def folds(every: list[Sample]) -> None:
    scored = []
    for fold in range(FOLDS):
        unseen = [one for one in every if one.fold == fold]
        part = figures(unseen, train([one for one in every if one.fold != fold]))
        show(f"fold {fold}", part)
        scored += part
    show("unseen", scored)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folds", action="store_true", help="figures on sites not trained on")
    parser.add_argument("--write", action="store_true", help=f"write {FILE.name}")
    options = parser.parse_args()
    every = list(samples())
    print(f"{len(every)} pages, {sum(len(one.rows) for one in every)} chunks, {len(NAMES)} columns")
    if options.folds:
        folds(every)
    if options.write:
        trees = train(every)
        np.savez_compressed(FILE, **trees._asdict())
        print(f"{FILE}: {FILE.stat().st_size // 1000} KB")


if __name__ == "__main__":
    main()
