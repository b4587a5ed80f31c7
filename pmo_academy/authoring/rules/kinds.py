"""The kinds of content."""

from enum import StrEnum


class Kind(StrEnum):
    """What a piece of content is, named after its folder."""

    COURSE = "courses"
    MODEL = "models"
    PROGRAMME = "programmes"
    CREDENTIAL = "credentials"
    GLOSSARY = "glossary"
    ANSWERS = "answers"
    LADDER = "ladder"
