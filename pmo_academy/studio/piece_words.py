"""What the kinds of content of one file are called."""

from pmo_academy.authoring.rules.kinds import Kind
from pmo_academy.core.words import lazy_gettext as _l

KIND_WORDS = {
    Kind.PROGRAMME: _l("Programme"),
    Kind.CREDENTIAL: _l("Rules of an outside certificate"),
    Kind.GLOSSARY: _l("Glossary"),
    Kind.ANSWERS: _l("Answers to what people ask first"),
    Kind.LADDER: _l("Career ladder"),
}
