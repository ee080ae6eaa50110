"""Shared lessons: rooms whose members are connected to several processes, which hear each other.

No process keeps what another knows: who is here and how many boards watch is asked whenever it may have
changed, and what nobody answers is no more.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from backend.cluster.board_count import ANSWERED_WITHIN_S, Watching
from backend.cluster.departures import Departures
from backend.cluster.recovery import CatchingUp
from backend.relay.counters import Counts
from backend.relay.delivery import Delivery
from backend.relay.lessons import Lessons
from backend.relay.outbox import Row
from backend.relay.registry import Member, Roll, Student, Teacher
from backend.rooms.admission import DoorWord, is_news, word_of

if TYPE_CHECKING:
    from backend.cluster.redis_manager import Neighbours

# Where its echo has not come by then, Redis was away, and nobody has heard of a seat.
ECHO_WITHIN_S = 10.0
# Each process tries Redis once a second.
COUNTED_AGAIN_AFTER_S = 3.0


class SharedLessons(Lessons):
    """Lessons that ask the neighbours what this process cannot know."""

    def __init__(
        self, roll: Roll, delivery: Delivery, counts: Counts, room_hours: float, neighbours: Neighbours
    ) -> None:
        super().__init__(roll, delivery, counts, room_hours)
        self._neighbours = neighbours
        self._watching = Watching(roll, delivery, neighbours, self._tell_students_here)
        # The connections of students whose seats the others have heard of, and of those who wait for that.
        self._known: set[str] = set()
        self._unheard: dict[str, Student] = {}
        # Who came to a room that nobody here was in, and waits for what the others know of it.
        self._newcomers: dict[str, list[Member]] = {}
        self._departures = Departures()
        catching_up = CatchingUp(roll, delivery, neighbours, self._departures, self._presence_frames)
        catching_up.also(self._say_again, self._note_shared)
        hear: tuple[Callable[..., None], ...] = (
            self.hear_board_opened,
            self.hear_boards_changed,
            self._watching.hear_who_watches,
            self._watching.hear_boards,
            self.hear_seat_taken,
            self.hear_sync,
            self.hear_say_to,
            self.hear_close,
            self.hear_door,
            self.hear_question,
            self.hear_memory_wanted,
            self.hear_memory,
            catching_up.hear_catch_up,
            catching_up.hear_gone,
            catching_up.hear_who_is_here,
        )
        words = {method.__name__.removeprefix("hear_"): method for method in hear}
        neighbours.listen_for(words, catching_up.begin)

    def welcome(self, member: Member) -> None:
        """Welcome a newcomer; to a room that nobody here was in, once the others have told what they know.

        Else who was removed would be in for a moment, each time they come to a process that knows nothing.
        """
        code = member.room.code
        if code in self._newcomers:
            self._newcomers[code].append(member)
        elif member.memory.is_asked_for or not self._neighbours.are_heard:
            super().welcome(member)
        else:
            member.memory.is_asked_for = True
            self._newcomers[code] = [member]
            self._neighbours.tell("memory_wanted", code=code)
            self._delivery.later(ANSWERED_WITHIN_S, self._welcome_all, code)

    def _welcome_all(self, code: str) -> None:
        for member in self._newcomers.pop(code):
            super().welcome(member)

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
            self._watching.count(code)

    def _welcome_teacher(self, teacher: Teacher) -> None:
        super()._welcome_teacher(teacher)
        self._neighbours.tell("board_opened", code=teacher.room.code, sid=teacher.sid)

    def _welcome_student(self, student: Student) -> None:
        super()._welcome_student(student)
        self._take_seat(student)
        self._watching.count(student.room.code)

    def _take_seat(self, student: Student) -> None:
        self._unheard[student.sid] = student
        self._tell_seat(student)
        self._delivery.later(ECHO_WITHIN_S, self._note_known, student.sid)

    def _tell_seat(self, student: Student) -> None:
        seat = {"code": student.room.code, "student": student.student, "sid": student.sid}
        self._neighbours.tell("seat_taken", echo=True, **seat)

    def _note_known(self, sid: str) -> None:
        if self._roll.find(sid) is not None:
            self._known.add(sid)

    def hear_seat_taken(self, code: str, student: str, sid: str) -> None:
        """Let go of a student who has come back to another process.

        The last word holds, in the order in which all hear them: a seat of ours whose own word is still under
        way is the newer one, however late the other's is heard.
        """
        self._unheard.pop(sid, None)
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

    def _note_question(self, code: str, prompt: str, ended_ms: int | None) -> bool:
        is_news = super()._note_question(code, prompt, ended_ms)
        # Before the question itself: whoever answers it is answering one that their process knows.
        if is_news:
            self._neighbours.tell("question", code=code, prompt=prompt, ended_ms=ended_ms)
        return is_news

    def hear_question(self, code: str, prompt: str, ended_ms: int | None) -> None:
        """Note a question that a board elsewhere asked or ended."""
        super()._note_question(code, prompt, ended_ms)

    def hear_memory_wanted(self, code: str) -> None:
        """Tell a process what it has to know of a room that somebody came to."""
        if self._roll.is_anyone_in(code):
            self._tell_memory(code)

    def _tell_memory(self, code: str) -> None:
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
        self._forget(older.sid)

    def leave(self, member: Member) -> None:
        """Tell the others who went, and forget a room that nobody here is in."""
        super().leave(member)
        self._forget(member.sid)
        if isinstance(member, Student):
            self._departures.update(member, is_told=self._neighbours.are_heard)
        if not self._roll.is_anyone_in(member.room.code):
            self._watching.forget(member.room.code)

    def _forget(self, sid: str) -> None:
        self._known.discard(sid)
        self._unheard.pop(sid, None)

    def _say_to(self, code: str, students: list[str], event: str, payload: dict[str, Any]) -> None:
        super()._say_to(code, students, event, payload)
        self._neighbours.tell("say_to", code=code, students=students, event=event, payload=payload)

    def _tell_boards(self, code: str, event: str, rows: list[Row]) -> None:
        # Of a room whose door is not known yet nobody here was welcomed, and no page says anything.
        if rows and code not in self._newcomers:
            self._delivery.queue(code, event, rows)

    def _boards(self, code: str) -> int:
        return super()._boards(code) + self._watching.elsewhere(code)

    def _tell_watching(self, code: str) -> None:
        self._tell_students_here(code)
        self._neighbours.tell("boards_changed", code=code)

    def _tell_students_here(self, code: str) -> None:
        super()._tell_watching(code)

    def _say_again(self) -> None:
        """Say what nobody has heard, and ask what may have changed since."""
        for student in tuple(self._unheard.values()):
            self._tell_seat(student)
        # Not before all are back: who does not listen yet would be counted as none.
        self._delivery.later(COUNTED_AGAIN_AFTER_S, self._watching.count_all)

    def _note_shared(self, code: str) -> None:
        self._tell_memory(code)
        self._watching.count(code)
