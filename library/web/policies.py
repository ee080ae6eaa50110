"""Page policy: the library's Content-Security-Policy, and what the relay's pages may ask (CORS)."""

from __future__ import annotations

from flask import Flask, Response, request

from backend.web.headers import PagePolicy, page_policy


def library_page_policy(media_origins: tuple[str, ...]) -> PagePolicy:
    """Return the policy of pages by their host: media from here and from the origins of linked lessons."""
    # `blob:` is the file that a teacher has chosen, of which the page reads how long it plays.
    sources = " ".join(["'self'", "blob:", *media_origins])

    def policy(host: str, ancestors: str) -> str:
        return f"{page_policy(host, ancestors)}; media-src {sources}"

    return policy


def answer_relay(app: Flask, relay_url: str | None) -> None:
    """Let the relay's pages read answers of the API; pages of any other origin may not."""

    def allow(response: Response) -> Response:
        response.vary.add("Origin")
        if relay_url is not None and request.headers.get("Origin") == relay_url:
            response.headers["Access-Control-Allow-Origin"] = relay_url
            response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
            if request.method == "OPTIONS":
                response.headers["Access-Control-Allow-Headers"] = "Authorization, Content-Type"
                response.headers["Access-Control-Allow-Methods"] = "GET, POST"
        return response

    app.after_request(allow)
