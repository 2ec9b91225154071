from pydantic import BaseModel

from scrapers.docstrings import field_docs


class Base(BaseModel):
    """Of the class, not of a field."""

    told: int = 1
    """Over two
    lines."""
    silent: int = 2


class Grown(Base):
    silent: int = 3
    """Told at last."""


def test_a_docstring_below_a_field_is_its_own():
    assert field_docs(Base) == {"told": "Over two\nlines."}


def test_what_a_base_says_of_a_field_holds():
    assert field_docs(Grown) == {"told": "Over two\nlines.", "silent": "Told at last."}
