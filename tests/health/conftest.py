"""A newspaper of our own, watched."""

import pytest

from scrapers.extraction import RuleSet, extract_page, parse
from scrapers.extraction.rules import css
from scrapers.health.compare import Look
from scrapers.health.state import State
from scrapers.health.verdict import Monitor
from scrapers.testing.changing import Layout, page

DAY = "2026-11-01T00:00:00+00:00"
RULES = RuleSet(site="paper", body=(css("div.story-text"),))


class Press:
    """Prints pages and shows them to the watch."""

    def __init__(self, rules=RULES, state=None):
        self.rules = rules
        self.state = state or State()
        self.printed = self.state.pages

    def signs(self, html, look=None):
        parsed = parse(html, f"https://paper.example/2026/11/story-{self.printed}")
        found = extract_page(parsed, self.rules)
        return (look or Look())(parsed, found, self.rules).seen

    def pages(self, *pages):
        """A run over these; how many there were until a verdict stood."""
        monitor = Monitor(self.state)
        for at, html in enumerate(pages, start=1):
            monitor.add(self.signs(html), DAY)
            self.printed += 1
            if self.state.verdict:
                return at
        return len(pages)

    def run(self, count, *layouts):
        """A run over so many new articles, the layouts in turn."""
        monitor = Monitor(self.state)
        layouts = layouts or (Layout(),)
        for at in range(count):
            html = page(self.printed, layouts[at % len(layouts)])
            monitor.add(self.signs(html), DAY)
            self.printed += 1

    @property
    def kind(self):
        verdict = self.state.verdict
        return verdict.kind.value if verdict else None


@pytest.fixture
def press():
    """Makes one that nothing is known of, by rules of its own."""
    return Press


@pytest.fixture(scope="session")
def _settled():
    press = Press()
    press.run(30)
    press.run(30)
    return press.state.to_json()


@pytest.fixture
def settled(_settled):
    """A site with a rule that has been watched for two runs."""
    return Press(state=State.from_json(_settled))
