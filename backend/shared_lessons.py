"""Shared lessons: rooms whose members are connected to several processes, which hear each other.

No process keeps what another knows: who is here and how many boards watch is asked whenever it may have
changed, and what nobody answers is no more.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from backend.counts import Counts
from backend.delivery import Delivery, seats
from backend.door import DoorWord, is_news, word_of
from backend.lessons import Lessons
from backend.members import Member, Roll, Student, Teacher
from backend.outbox import Row

if TYPE_CHECKING:
    from backend.neighbours import Neighbours

# The time neighbours get to say how many boards they have; Redis takes a few milliseconds.
COUNT_WITHIN_S = 0.2
# Where its echo has not come by then, Redis was away, and nobody has heard of a seat.
ECHO_WITHIN_S = 10.0


class SharedLessons(Lessons):
    """Lessons that ask the neighbours what this process cannot know."""

    def __init__(
        self, roll: Roll, delivery: Delivery, counts: Counts, room_hours: float, neighbours: Neighbours
    ) -> None:
        super().__init__(roll, delivery, counts, room_hours)
        self._neighbours = neighbours
        self._watching_elsewhere: dict[str, int] = {}
        self._counting: dict[str, dict[str, int]] = {}
        self._changed_meanwhile: set[str] = set()
        # The connections of students whose seats the others have heard of.
        self._known: set[str] = set()
        hear: tuple[Callable[..., None], ...] = (
            self.hear_board_opened,
            self.hear_boards_changed,
            self.hear_who_watches,
            self.hear_boards,
            self.hear_seat_taken,
            self.hear_sync,
            self.hear_say_to,
            self.hear_close,
            self.hear_door,
            self.hear_question,
            self.hear_memory_wanted,
            self.hear_memory,
        )
        neighbours.listen_for({method.__name__.removeprefix("hear_"): method for method in hear})

    def welcome(self, member: Member) -> None:
        """Welcome a newcomer; of a room that nobody here was in, ask the others what they know."""
        super().welcome(member)
        if not member.memory.is_asked_for:
            member.memory.is_asked_for = True
            self._neighbours.tell("memory_wanted", code=member.room.code)

    def sync(self, teacher: Teacher, message: dict[str, Any]) -> None:
        """Ask the students here, and let the neighbours ask theirs."""
        super().sync(teacher, message)
        self._neighbours.tell("sync", code=teacher.room.code, message=message)

    def close(self, teacher: Teacher, message: dict[str, Any]) -> None:
        """End the lesson in every process."""
        super().close(teacher, message)
        self._neighbours.tell("close", code=teacher.room.code)

    def hear_board_opened(self, code: str, sid: str) -> None:
        """Tell a board that is connected elsewhere who is here."""
        for rows in self._presence_frames(code):
            self._delivery.say("presence", rows, to=sid)

    def hear_boards_changed(self, code: str) -> None:
        """Count anew, for the students who are here."""
        if self._roll.students(code):
            self._count_boards(code)

    def hear_who_watches(self, code: str, asker: str) -> None:
        """Answer with the boards that are here."""
        boards = len(self._roll.teachers(code))
        if boards > 0:
            self._neighbours.tell("boards", code=code, asker=asker, host=self._neighbours.me, boards=boards)

    def hear_boards(self, code: str, asker: str, host: str, boards: int) -> None:
        """Take an answer, where this process asked and still waits."""
        if asker == self._neighbours.me and code in self._counting:
            self._counting[code][host] = boards

    def _welcome_teacher(self, teacher: Teacher) -> None:
        super()._welcome_teacher(teacher)
        self._neighbours.tell("board_opened", code=teacher.room.code, sid=teacher.sid)

    def _welcome_student(self, student: Student) -> None:
        super()._welcome_student(student)
        self._take_seat(student)
        self._count_boards(student.room.code)

    def _take_seat(self, student: Student) -> None:
        seat = {"code": student.room.code, "student": student.student, "sid": student.sid}
        self._neighbours.tell("seat_taken", echo=True, **seat)
        self._delivery.later(ECHO_WITHIN_S, self._note_known, student.sid)

    def _note_known(self, sid: str) -> None:
        if self._roll.find(sid) is not None:
            self._known.add(sid)

    def hear_seat_taken(self, code: str, student: str, sid: str) -> None:
        """Let go of a student who has come back to another process.

        The last word holds, in the order in which all hear them: a seat of ours whose own word is still under
        way is the newer one, however late the other's is heard.
        """
        self._note_known(sid)
        older = self._roll.student(code, student)
        if older is not None and older.sid != sid and older.sid in self._known:
            self._roll.leave(older.sid)
            self.replace(older)

    def hear_sync(self, code: str, message: dict[str, Any]) -> None:
        """Ask the students here for what a board elsewhere is missing."""
        self._ask_students(code, message)

    def hear_say_to(self, code: str, students: list[str], event: str, payload: dict[str, Any]) -> None:
        """Tell those of the students who are here."""
        super()._say_to(code, students, event, payload)

    def hear_close(self, code: str) -> None:
        """Send the students here home; the queue has told them why."""
        self._send_home(code)

    def door(self, teacher: Teacher, message: dict[str, Any]) -> None:
        """Let what a board says of the door hold in every process."""
        self._neighbours.tell("door", code=teacher.room.code, message=message)
        super().door(teacher, message)

    def hear_door(self, code: str, message: dict[str, Any]) -> None:
        """Let a word on the door hold here; the queue has told the boards."""
        self._turn(code, word_of(message))

    def _note_question(self, code: str, prompt: str, ended_ms: int | None) -> None:
        # Before the question itself: whoever answers it is answering one that their process knows.
        self._neighbours.tell("question", code=code, prompt=prompt, ended_ms=ended_ms)
        super()._note_question(code, prompt, ended_ms)

    def hear_question(self, code: str, prompt: str, ended_ms: int | None) -> None:
        """Note a question that a board elsewhere asked or ended."""
        super()._note_question(code, prompt, ended_ms)

    def hear_memory_wanted(self, code: str) -> None:
        """Tell a process what it has to know of a room that somebody came to."""
        if not self._roll.is_anyone_in(code):
            return
        memory = self._roll.memory(code)
        self._neighbours.tell(
            "memory", code=code, door=memory.door.known(), questions=memory.questions.known()
        )

    def hear_memory(self, code: str, door: list[DoorWord], questions: list[tuple[str, int | None]]) -> None:
        """Take in what another process knows of a room; what is new in it, the boards here hear."""
        if not self._roll.is_anyone_in(code):
            return
        for word in door:
            self._tell_of_door(code, self._turn(code, word))
        for prompt, ended_ms in questions:
            super()._note_question(code, prompt, ended_ms)

    def _tell_of_door(self, code: str, changed: DoorWord) -> None:
        here = [teacher.sid for teacher in self._roll.teachers(code)]
        if here and is_news(changed):
            self._delivery.say_here("door", changed, to=here)

    def replace(self, older: Student) -> None:
        """Tell a student's older connection of the newer one."""
        super().replace(older)
        self._known.discard(older.sid)

    def leave(self, member: Member) -> None:
        """Tell the others who went, and forget a room that nobody here is in."""
        super().leave(member)
        self._known.discard(member.sid)
        if not self._roll.is_anyone_in(member.room.code):
            self._watching_elsewhere.pop(member.room.code, None)

    def _say_to(self, code: str, students: list[str], event: str, payload: dict[str, Any]) -> None:
        super()._say_to(code, students, event, payload)
        self._neighbours.tell("say_to", code=code, students=students, event=event, payload=payload)

    def _tell_boards(self, code: str, event: str, rows: list[Row]) -> None:
        if rows:
            self._delivery.queue(code, event, rows)

    def _boards(self, code: str) -> int:
        return super()._boards(code) + self._watching_elsewhere.get(code, 0)

    def _tell_watching(self, code: str) -> None:
        super()._tell_watching(code)
        self._neighbours.tell("boards_changed", code=code)

    def _count_boards(self, code: str) -> None:
        if code in self._counting:
            self._changed_meanwhile.add(code)
            return
        self._counting[code] = {}
        self._neighbours.tell("who_watches", code=code, asker=self._neighbours.me)
        self._delivery.later(COUNT_WITHIN_S, self._end_count, code)

    def _end_count(self, code: str) -> None:
        self._note_elsewhere(code, sum(self._counting.pop(code).values()))
        if code in self._changed_meanwhile:
            self._changed_meanwhile.remove(code)
            self._count_boards(code)

    def _note_elsewhere(self, code: str, elsewhere: int) -> None:
        if elsewhere == self._watching_elsewhere.get(code, 0) or not self._roll.is_anyone_in(code):
            return
        self._watching_elsewhere[code] = elsewhere
        self._delivery.say_here("watching", {"teachers": self._boards(code)}, to=seats(code))
