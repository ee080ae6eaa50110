"""The pool: whatever is told in whatever order, nothing leaves memory before five people are in it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.watching.bins import bins_of, mask_of
from library.watching.contributions import MARKS, Shares
from library.watching.pool import PEOPLE, WAIT_S, Cell, Pool

LESSON = "a-lesson"
BINS = 4


class Disk:
    """What the pool has written, in order."""

    def __init__(self) -> None:
        self.writes: list[dict[Cell, int]] = []
        self.is_broken = False

    def write(self, sums: Mapping[Cell, int]) -> None:
        if self.is_broken:
            raise OSError("no space left")
        self.writes.append(dict(sums))

    @property
    def sums(self) -> Counter[tuple[int, str]]:
        found: Counter[tuple[int, str]] = Counter()
        for write in self.writes:
            for (_, place, kind), amount in write.items():
                found[place, kind] += amount
        return found


def seen(first: int, stop: int, state: str | None = None, **marks: int) -> Shares:
    return Shares({state: mask_of(first, stop)}, (), marks)


masks = st.integers(0, (1 << BINS) - 1)
shares = st.builds(
    Shares,
    st.dictionaries(st.sampled_from([None, "focused", "confused"]), masks, max_size=2),
    st.tuples(masks),
    st.dictionaries(st.sampled_from(MARKS), masks, max_size=2),
)
told = st.lists(st.tuples(st.integers(0, 11), shares), max_size=60)


@given(told)
def test_every_sum_that_leaves_memory_has_five_people_who_saw_that_bin_and_states_five_who_were_measured(
    messages: list[tuple[int, Shares]],
) -> None:
    disk = Disk()
    pool = Pool(disk.write, lambda: 0.0)
    # Who has joined what waits, kept here in another way than the pool keeps it.
    people: dict[tuple[int, bool], set[int]] = defaultdict(set)
    known: dict[int, int] = defaultdict(int)
    for person, said in messages:
        # A ticket tells a bin first once (contributions.py).
        first: dict[str | None, int] = {}
        for state, mask in said.first.items():
            first[state] = mask & ~known[person]
            known[person] |= mask
        new = Shares(first, said.again, said.marks)
        pool.add(LESSON, person, new)
        for state, mask in first.items():
            for place in bins_of(mask):
                people[place, False].add(person)
                if state is not None:
                    people[place, True].add(person)
        before = len(disk.writes)
        pool.flush()
        for write in disk.writes[before:]:
            for _, place, kind in write:
                is_state = kind in ("focused", "confused")
                assert len(people[place, is_state]) >= PEOPLE
            for place, is_state in {(place, kind in ("focused", "confused")) for _, place, kind in write}:
                people[place, is_state] = set()


@given(told)
def test_nothing_is_lost_and_nothing_is_counted_twice(messages: list[tuple[int, Shares]]) -> None:
    disk = Disk()
    pool = Pool(disk.write, lambda: 0.0)
    whole: Counter[tuple[int, str]] = Counter()
    for person, said in messages:
        pool.add(LESSON, person, said)
        pool.flush()
        for state, mask in said.first.items():
            for place in bins_of(mask):
                whole[place, "first"] += 1
                if state is not None:
                    whole[place, state] += 1
        for kind, mask in [("again", said.again[0]), *said.marks.items()]:
            for place in bins_of(mask):
                whole[place, kind] += 1
    # Five strangers, measured in both states, bring out what waits.
    for stranger in range(100, 100 + PEOPLE):
        pool.add(LESSON, stranger, seen(0, BINS, "focused"))
        pool.flush()
    for place in range(BINS):
        whole[place, "first"] += PEOPLE
        whole[place, "focused"] += PEOPLE
    waiting = sum(whole.values()) - sum(disk.sums.values())
    assert all(disk.sums[key] <= amount for key, amount in whole.items())
    # What joined after the last five is all that can still wait.
    assert waiting <= BINS * (PEOPLE - 1) * 2 + sum(
        amount for (_, kind), amount in whole.items() if kind in ("again", *MARKS)
    )


def test_the_fifth_brings_all_five_to_the_disk_and_the_fourth_nobody() -> None:
    disk = Disk()
    pool = Pool(disk.write, lambda: 0.0)
    for person in range(4):
        pool.add(LESSON, person, seen(0, 3, lost=mask_of(1, 2)))
        pool.flush()
    assert disk.writes == []
    pool.add(LESSON, 4, seen(0, 2))
    pool.flush()
    assert disk.sums == {(0, "first"): 5, (1, "first"): 5, (1, "lost"): 4}
    assert len(pool) == 1


def test_one_person_who_comes_back_is_one_person() -> None:
    disk = Disk()
    pool = Pool(disk.write, lambda: 0.0)
    for _ in range(20):
        pool.add(LESSON, 7, Shares({}, (mask_of(0, 3),), {"lost": mask_of(0, 1)}))
        pool.add(LESSON, 8, seen(0, 3, "focused"))
    pool.flush()
    assert disk.writes == []


@pytest.mark.parametrize("attackers", range(4))
def test_who_of_those_that_came_together_pressed_cannot_be_told(attackers: int) -> None:
    """With fewer than four tickets, an observer sees the same whichever of two people pressed."""
    histories = []
    for presser in (100, 101):
        disk = Disk()
        pool = Pool(disk.write, lambda: 0.0)
        history = []
        for person in [*range(attackers), 100, 101, *range(200, 205 - attackers)]:
            marks = {"lost": mask_of(0, 1)} if person == presser else {}
            pool.add(LESSON, person, Shares({None: mask_of(0, 1)}, (), marks))
            pool.flush()
            history.append(dict(disk.sums))
        histories.append(history)
    assert histories[0] == histories[1]
    assert histories[0][-1][0, "lost"] == 1


def test_four_tickets_of_one_hand_learn_what_the_fifth_did_and_the_docs_say_so() -> None:
    disk = Disk()
    pool = Pool(disk.write, lambda: 0.0)
    for person in range(4):
        pool.add(LESSON, person, seen(0, 1))
    pool.add(LESSON, 99, seen(0, 1, lost=mask_of(0, 1)))
    pool.flush()
    assert disk.sums == {(0, "first"): 5, (0, "lost"): 1}


def test_what_could_not_be_written_waits_for_the_next_and_is_written_once() -> None:
    disk = Disk()
    pool = Pool(disk.write, lambda: 0.0)
    for person in range(5):
        pool.add(LESSON, person, seen(0, 1))
    disk.is_broken = True
    with pytest.raises(OSError, match="no space"):
        pool.flush()
    disk.is_broken = False
    pool.flush()
    pool.flush()
    assert disk.writes == [{(LESSON, 0, "first"): 5}]


def test_what_waits_for_thirty_days_is_dropped() -> None:
    disk, now = Disk(), [0.0]
    pool = Pool(disk.write, lambda: now[0])
    for person in range(4):
        pool.add(LESSON, person, seen(0, 1))
    now[0] = WAIT_S + 1
    pool.sweep()
    assert len(pool) == 0
    pool.add(LESSON, 4, seen(0, 1))
    pool.flush()
    assert disk.writes == []


def test_a_forgotten_lesson_leaves_nothing_that_waits() -> None:
    disk = Disk()
    pool = Pool(disk.write, lambda: 0.0)
    for person in range(5):
        pool.add(LESSON, person, seen(0, 2 if person < 4 else 1))
    pool.forget(LESSON)
    pool.flush()
    assert (disk.writes, len(pool)) == ([], 0)
