"""Questions: which answers belong to one, and were given while it ran."""

from __future__ import annotations

from backend.rooms.questions import QUESTIONS, Questions


def test_an_answer_to_no_question_of_this_lesson_is_not_taken() -> None:
    assert not Questions().takes("p1", 0)


def test_a_running_question_takes_answers_of_any_time() -> None:
    questions = Questions()
    questions.note("p1", None, 1000)
    assert questions.takes("p1", 5)
    assert questions.takes("p1", 5000)
    assert not questions.takes("p2", 5)


def test_a_question_that_ended_takes_what_was_pressed_before_its_end() -> None:
    questions = Questions()
    assert questions.note("p1", None, 1000)
    assert not questions.note("p1", None, 1001)
    assert questions.note("p1", 2000, 2010)
    assert not questions.note("p1", 2000, 2011)
    assert questions.takes("p1", 2000)
    assert not questions.takes("p1", 2001)


def test_a_question_that_ended_never_runs_again() -> None:
    questions = Questions()
    questions.note("p1", 2000, 2010)
    questions.note("p1", None, 3000)
    questions.note("p1", 4000, 4000)
    assert questions.known() == [("p1", 2000)]


def test_a_new_question_ends_the_one_before_it() -> None:
    questions = Questions()
    questions.note("p1", None, 1000)
    questions.note("p2", None, 5000)
    assert questions.known() == [("p1", 5000), ("p2", None)]


def test_a_question_to_some_students_ends_none_and_runs_beside_it() -> None:
    questions = Questions()
    questions.note("p1", None, 1000)
    questions.note("private", None, 5000, for_all=False)
    assert questions.takes("p1", 6000)
    assert questions.takes("private", 6000)


def test_a_question_that_is_told_again_as_over_ends_no_other() -> None:
    questions = Questions()
    questions.note("p2", None, 5000)
    questions.note("p1", 4000, 6000)
    assert questions.takes("p2", 7000)


def test_questions_are_bounded() -> None:
    questions = Questions()
    for number in range(QUESTIONS + 5):
        questions.note(f"p{number}", None, number)
    assert len(questions.known()) == QUESTIONS
    assert not questions.takes("p0", 0)
