"""Error page: what a person sees instead of JSON, in one of the browser's languages."""

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
# Errors that have a text of their own; all others share one.
_TOLD = frozenset({"not_found", "too_fast", "server_error", "wrong_host"})

# The response differs for pages and data, and by language.
VARIES = ("Accept", "Accept-Language")


def is_for_a_person(accepted: MIMEAccept) -> bool:
    """Return whether a browser navigates: it accepts HTML by name, which scripts and programs do not."""
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
        # Links would lead to the refused host again.
        "ways": "hidden" if error == "wrong_host" else "",
        "to_join": said["to_join"],
        "to_start": said["to_start"],
    }
    return _template().substitute({name: html.escape(text) for name, text in filled.items()})


def _language(preferred: LanguageAccept) -> str:
    """Return the first of the browser's languages that there is, in whatever country, or English."""
    tags = (tag.lower().partition("-")[0] for tag, quality in preferred if quality > 0)
    return next((tag for tag in tags if tag in LANGUAGES), LANGUAGES[0])


@functools.cache
def _template() -> Template:
    return Template((_HERE / "refusal_page.html").read_text(encoding="utf-8"))


@functools.cache
def _sentences(language: str) -> Mapping[str, str]:
    said: Mapping[str, str] = json.loads((_HERE / "locales" / f"{language}.json").read_text(encoding="utf-8"))
    return said
