"""Site: the library's pages and files, and those of the relay's that they load, from the same allow-list."""

from __future__ import annotations

from pathlib import PurePosixPath

from flask import Blueprint, Response

from backend.web.sending import Sender
from backend.web.static_files import OPENED, OWN_SUFFIXES, REPOSITORY, TYPES, Asset, locate, own_file

LIST = "/library/"
PAGES = {
    LIST: "library/pages/courses/courses.html",
    "/library/c": "library/pages/courses/course.html",
    "/library/w": "library/pages/watch/watch.html",
    "/library/edit": "library/pages/edit/edit.html",
    "/library/manage": "library/pages/manage/manage.html",
    "/library/keep": "library/pages/keep/keep.html",
    "/library/trend": "library/pages/trend/trend.html",
}
_FOLDER = ("/", "library", "pages")


def make_site(sender: Sender) -> Blueprint:
    """Return the routes."""
    site = Blueprint("site", __name__)

    def get_file(path: str) -> Response:
        return sender.send(locate_in_library(f"/{path}"))

    def to_list() -> Response:
        response = Response(status=302)
        response.location = LIST
        return response

    site.add_url_rule("/", view_func=to_list)
    site.add_url_rule("/<path:path>", view_func=get_file)
    return site


def locate_in_library(url_path: str) -> Asset | None:
    """Return the asset a URL path stands for; None for one that is not listed, as the relay's own pages."""
    if url_path in PAGES:
        return Asset(REPOSITORY / PAGES[url_path], TYPES[".html"])
    path = PurePosixPath(url_path)
    if path.parts[:3] == _FOLDER:
        is_ours = path.suffix in OWN_SUFFIXES and not any(part.startswith(".") for part in path.parts)
        return own_file(path) if is_ours else None
    return None if url_path in OPENED else locate(url_path, {}, dev=False)
