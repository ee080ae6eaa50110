"""Shared lessons: rooms whose members are connected to several processes.

No process stores what another knows: who is here and how many boards watch is asked whenever it may have
changed, and what nobody answers no longer holds.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from backend.cluster.board_count import ANSWERED_WITHIN_S, BoardCount
from backend.cluster.departures import Departures
from backend.cluster.recovery import Recovery
from backend.relay.counters import Counts
from backend.relay.delivery import Delivery
from backend.relay.lessons import Lessons
from backend.relay.outbox import Row
from backend.relay.registry import Board, Member, Registry, RoomCamera, Student, Teacher
from backend.rooms.admission import DoorMessage, door_message, is_news

if TYPE_CHECKING:
    from backend.cluster.redis_manager import RedisManager

# Without an echo by then Redis was away, and no other process was told of the connection.
ECHO_WITHIN_S = 10.0
# Each process retries Redis once a second.
COUNTED_AGAIN_AFTER_S = 3.0


class SharedLessons(Lessons):
    """Lessons that ask the other processes for what this one cannot know."""

    def __init__(
        self, registry: Registry, delivery: Delivery, counts: Counts, room_hours: float, cluster: RedisManager
    ) -> None:
        super().__init__(registry, delivery, counts, room_hours)
        self._cluster = cluster
        self._board_count = BoardCount(registry, delivery, cluster, self._tell_students_here)
        # Connections of students that the others were told of, and those that wait for the echo.
        self._known: set[str] = set()
        self._unheard: dict[str, Student] = {}
        # Members of rooms that are new to this process, who wait for what the others know of them.
        self._newcomers: dict[str, list[Member]] = {}
        self._departures = Departures()
        recovery = Recovery(registry, delivery, cluster, self._departures, self._presence_frames)
        recovery.also(self._say_again, self._note_shared)
        hear: tuple[Callable[..., None], ...] = (
            self.hear_board_opened,
            self.hear_boards_changed,
            self._board_count.hear_who_watches,
            self._board_count.hear_boards,
            self.hear_seat_taken,
            self.hear_sync,
            self.hear_say_to,
            self.hear_close,
            self.hear_door,
            self.hear_question,
            self.hear_memory_wanted,
            self.hear_memory,
            recovery.hear_catch_up,
            recovery.hear_gone,
            recovery.hear_who_is_here,
        )
        words = {method.__name__.removeprefix("hear_"): method for method in hear}
        cluster.listen_for(words, recovery.begin)

    def welcome(self, member: Member) -> None:
        """Welcome a member; in a room that is new to this process, once the others have told of it.

        Otherwise a removed student would be let in for a moment by a process that does not know of it.
        """
        code = member.room.code
        if code in self._newcomers:
            self._newcomers[code].append(member)
        elif member.memory.is_asked_for or not self._cluster.is_up:
            super().welcome(member)
        else:
            member.memory.is_asked_for = True
            self._newcomers[code] = [member]
            self._cluster.tell("memory_wanted", code=code)
            self._delivery.later(ANSWERED_WITHIN_S, self._welcome_all, code)

    def _welcome_all(self, code: str) -> None:
        for member in self._newcomers.pop(code):
            super().welcome(member)

    def sync(self, board: Board, message: dict[str, Any]) -> None:
        """Ask the students here, and let the other processes ask theirs."""
        super().sync(board, message)
        self._cluster.tell("sync", code=board.room.code, message=message)

    def close(self, teacher: Teacher, message: dict[str, Any]) -> None:
        """End the lesson in every process."""
        super().close(teacher, message)
        self._cluster.tell("close", code=teacher.room.code)

    def hear_board_opened(self, code: str, sid: str) -> None:
        """Tell a board of another process who is here."""
        for rows in self._presence_frames(code):
            self._delivery.say("presence", rows, to=sid)

    def hear_boards_changed(self, code: str) -> None:
        """Count the boards again, for the students here."""
        if self._registry.students(code):
            self._board_count.count(code)

    def _welcome_board(self, board: Board) -> None:
        super()._welcome_board(board)
        self._cluster.tell("board_opened", code=board.room.code, sid=board.sid)

    def _welcome_student(self, student: Student) -> None:
        super()._welcome_student(student)
        self._take_seat(student)
        self._board_count.count(student.room.code)

    def _take_seat(self, student: Student) -> None:
        self._unheard[student.sid] = student
        self._tell_seat(student)
        self._delivery.later(ECHO_WITHIN_S, self._note_known, student.sid)

    def _tell_seat(self, student: Student) -> None:
        seat = {"code": student.room.code, "student": student.student, "sid": student.sid}
        self._cluster.tell("seat_taken", echo=True, **seat)

    def _note_known(self, sid: str) -> None:
        if self._registry.find(sid) is not None:
            self._known.add(sid)

    def hear_seat_taken(self, code: str, student: str, sid: str) -> None:
        """End the connection of a student who has come back to another process.

        The last message counts, in Redis' order, which is the same for all: a connection here whose own
        message is still under way is the newer one, however late the other message is received.
        """
        self._unheard.pop(sid, None)
        self._note_known(sid)
        older = self._registry.student(code, student)
        if older is not None and older.sid != sid and older.sid in self._known:
            self._registry.leave(older.sid)
            self.replace(older)

    def hear_sync(self, code: str, message: dict[str, Any]) -> None:
        """Ask the students here for what a board elsewhere is missing."""
        self._ask_students(code, message)

    def hear_say_to(self, code: str, students: list[str], event: str, payload: dict[str, Any]) -> None:
        """Send to those of the students who are here."""
        super()._say_to(code, students, event, payload)

    def hear_close(self, code: str) -> None:
        """Send the students here home; the queue has told them why."""
        self._send_home(code)

    def door(self, teacher: Teacher, message: dict[str, Any]) -> None:
        """Apply a board's decisions about the door in every process."""
        self._cluster.tell("door", code=teacher.room.code, message=message)
        super().door(teacher, message)

    def hear_door(self, code: str, message: dict[str, Any]) -> None:
        """Apply decisions about the door here; the queue has told the boards."""
        self._apply_door(code, door_message(message))

    def _note_question(self, code: str, prompt: str, ended_ms: int | None, *, for_all: bool) -> bool:
        is_news = super()._note_question(code, prompt, ended_ms, for_all=for_all)
        # Before the question itself, so that every process knows it when an answer arrives.
        if is_news:
            self._cluster.tell("question", code=code, prompt=prompt, ended_ms=ended_ms, for_all=for_all)
        return is_news

    def hear_question(self, code: str, prompt: str, ended_ms: int | None, for_all: bool = True) -> None:
        """Note a question that a board elsewhere asked or ended."""
        super()._note_question(code, prompt, ended_ms, for_all=for_all)

    def hear_memory_wanted(self, code: str) -> None:
        """Tell a process what is remembered of a room that somebody came to there."""
        if self._registry.is_anyone_in(code):
            self._tell_memory(code)

    def _tell_memory(self, code: str) -> None:
        memory = self._registry.memory(code)
        self._cluster.tell("memory", code=code, door=memory.door.known(), questions=memory.questions.known())

    def hear_memory(
        self, code: str, door: list[DoorMessage], questions: list[tuple[str, int | None]]
    ) -> None:
        """Take over what another process remembers of a room, and tell the boards here what is new."""
        if not self._registry.is_anyone_in(code):
            return
        for word in door:
            self._tell_of_door(code, self._apply_door(code, word))
        for prompt, ended_ms in questions:
            super()._note_question(code, prompt, ended_ms, for_all=False)

    def _tell_of_door(self, code: str, changed: DoorMessage) -> None:
        here = [board.sid for board in self._registry.boards(code)]
        if here and is_news(changed):
            self._delivery.say_here("door", changed, to=here)

    def replace(self, older: Student | RoomCamera) -> None:
        """Tell a student's older connection of the newer one."""
        super().replace(older)
        self._forget(older.sid)

    def leave(self, member: Member) -> None:
        """Tell the others who left, and forget a room that nobody here is in."""
        super().leave(member)
        self._forget(member.sid)
        if isinstance(member, Student):
            self._departures.add(member, is_told=self._cluster.is_up)
        if not self._registry.is_anyone_in(member.room.code):
            self._board_count.forget(member.room.code)

    def _forget(self, sid: str) -> None:
        self._known.discard(sid)
        self._unheard.pop(sid, None)

    def _say_to(self, code: str, students: list[str], event: str, payload: dict[str, Any]) -> None:
        super()._say_to(code, students, event, payload)
        self._cluster.tell("say_to", code=code, students=students, event=event, payload=payload)

    def _tell_boards(self, code: str, event: str, rows: list[Row]) -> None:
        # While a room's door is unknown nobody here was welcomed, and no page sends anything.
        if rows and code not in self._newcomers:
            self._delivery.queue(code, event, rows)

    def _boards(self, code: str) -> int:
        return super()._boards(code) + self._board_count.elsewhere(code)

    def _tell_watching(self, code: str) -> None:
        self._tell_students_here(code)
        self._cluster.tell("boards_changed", code=code)

    def _tell_students_here(self, code: str) -> None:
        super()._tell_watching(code)

    def _say_again(self) -> None:
        """Repeat what nobody may have received, and ask what may have changed since."""
        for student in tuple(self._unheard.values()):
            self._tell_seat(student)
        # Not before all have reconnected: a process that does not listen yet would count as none.
        self._delivery.later(COUNTED_AGAIN_AFTER_S, self._board_count.count_all)

    def _note_shared(self, code: str) -> None:
        self._tell_memory(code)
        self._board_count.count(code)
