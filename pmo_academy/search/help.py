"""The parts of the help page as something to find, in the language of the reader."""

import re
from functools import lru_cache

from flask import render_template

from pmo_academy.core.words import language
from pmo_academy.exams.rules.questions import plain
from pmo_academy.search.rules.library import Entry, Library

_PART = re.compile(
    r'<section[^>]*aria-labelledby="(?P<key>[a-z]+)"[^>]*>(?P<body>.*?)</section>', re.DOTALL
)
_TITLE = re.compile(r"<h2[^>]*>(?P<title>.*?)</h2>", re.DOTALL)


def help_library() -> Library:
    """Return the index of what the help page says to everybody."""
    return _library(language())


@lru_cache(maxsize=4)
def _library(language_code: str) -> Library:
    del language_code  # what is rendered is in it
    page = render_template("home/help.html", person=None)
    return Library([_entry(found["key"], found["body"]) for found in _PART.finditer(page)])


def _entry(key: str, html: str) -> Entry:
    title = _TITLE.search(html)
    return Entry(
        kind="help",
        title=plain(title["title"]) if title else key,
        body=plain(_TITLE.sub("", html)),
        where="",
        address=(key,),
    )
