"""Questions: which question of a lesson is running, and when each earlier one ended, by id alone."""

from __future__ import annotations

# As many as one `history` of a page has answers.
QUESTIONS = 100


class Questions:
    """The questions of one room, in the order in which the relay learnt of them."""

    def __init__(self) -> None:
        self._ended_ms: dict[str, int | None] = {}

    def note(self, prompt: str, ended_ms: int | None, now_ms: int, *, for_all: bool = True) -> bool:
        """Note that a question is running, or has ended; return whether that is new.

        A new running question ends the one before it, where it is `for_all` and not for some students alone.
        """
        is_new = prompt not in self._ended_ms
        if is_new and ended_ms is None and for_all:
            self._end_running(now_ms)
        is_news = is_new or (self._ended_ms[prompt] is None and ended_ms is not None)
        if is_news:
            self._ended_ms[prompt] = ended_ms
        if len(self._ended_ms) > QUESTIONS:
            del self._ended_ms[next(iter(self._ended_ms))]
        return is_news

    def _end_running(self, now_ms: int) -> None:
        for prompt, ended_ms in self._ended_ms.items():
            if ended_ms is None:
                self._ended_ms[prompt] = now_ms

    def takes(self, prompt: str, at_ms: int) -> bool:
        """Return whether an answer of that time belongs to a question here, and was given while it ran."""
        if prompt not in self._ended_ms:
            return False
        ended_ms = self._ended_ms[prompt]
        return ended_ms is None or at_ms <= ended_ms

    def known(self) -> list[tuple[str, int | None]]:
        """Return all questions, the oldest first."""
        return list(self._ended_ms.items())
