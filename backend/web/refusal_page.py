"""A refusal as a page: what a person reads, in a language of theirs, who opened what is no page."""

from __future__ import annotations

import functools
import html
import json
from collections.abc import Mapping
from pathlib import Path
from string import Template

from werkzeug.datastructures import LanguageAccept, MIMEAccept

LANGUAGES = ("en", "de", "es", "fr", "ar")
_FROM_THE_RIGHT = frozenset({"ar"})
_HERE = Path(__file__).parent
# Refusals that have words of their own; a person can do the same about all the others.
_TOLD = frozenset({"not_found", "too_fast", "server_error", "wrong_host"})

# For a page and for data there are different answers, and a page speaks the reader's language.
VARIES = ("Accept", "Accept-Language")


def is_for_a_person(accepted: MIMEAccept) -> bool:
    """Return whether a browser opens this to show it: it names HTML, which no script and no program does."""
    named = [kind for kind, quality in accepted if quality > 0 and kind == "text/html"]
    return bool(named) and accepted.quality("text/html") > accepted.quality("application/json")


def refusal_page(error: str, languages: LanguageAccept) -> str:
    """Return the page for one of the wire's errors."""
    language = _language(languages)
    said = _sentences(language)
    words = error if error in _TOLD else "refused"
    heading = said[f"{words}.heading"]
    filled = {
        "language": language,
        "direction": "rtl" if language in _FROM_THE_RIGHT else "ltr",
        "title": said["title"].format(heading=heading),
        "error": error,
        "heading": heading,
        "about": said[f"{words}.about"],
        # Under a name that is refused no link leads on.
        "ways": "hidden" if error == "wrong_host" else "",
        "to_join": said["to_join"],
        "to_start": said["to_start"],
    }
    return _template().substitute({name: html.escape(text) for name, text in filled.items()})


def _language(preferred: LanguageAccept) -> str:
    """Return the first of the reader's languages that there is, in whatever country, or English."""
    tags = (tag.lower().partition("-")[0] for tag, quality in preferred if quality > 0)
    return next((tag for tag in tags if tag in LANGUAGES), LANGUAGES[0])


@functools.cache
def _template() -> Template:
    return Template((_HERE / "refusal_page.html").read_text(encoding="utf-8"))


@functools.cache
def _sentences(language: str) -> Mapping[str, str]:
    said: Mapping[str, str] = json.loads((_HERE / "locales" / f"{language}.json").read_text(encoding="utf-8"))
    return said
