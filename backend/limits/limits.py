"""Limits: how much one connection may send, as token buckets, and every number that bounds the relay."""

from __future__ import annotations

from dataclasses import dataclass

# A message; a history of long reports holds fewer than its 200. Engine.IO hangs up above this.
MESSAGE_BYTES = 16 * 1024

# What a client may leave unread: the first word to a board of 10,000 students is half of it.
UNREAD_BYTES = 1024 * 1024

# What the system itself may hold beside that, where it would let it grow to 4 MiB a connection.
SYSTEM_UNREAD_BYTES = 256 * 1024

# What all clients together may leave unread or unfinished, the system's part among it: 200 boards of one
# worker, each at its own bound, after a restart in the middle of a lesson. Then the worst lines are cut.
ALL_HELD_BYTES = 256 * 1024 * 1024
# So much of it may be left by then, so that lines are sorted seldom.
HELD_AFTER_CUTTING = 0.75
# Who is on a slow line still empties a third of the system's buffer within this; who reads nothing goes
# first.
IDLE_READER_S = 5

# All lines are heard at most this often, with the tick where that is shorter; an answer waits no longer.
LISTEN_EVERY_S = 0.1

# A browser joins in its second message; who connects and never joins is let go.
JOIN_WITHIN_S = 10

# A dead peer is noticed within the sum. A living one answers within a round trip, so ten seconds are generous
# even for a bad network; and a ping costs about as much as a label, of which a student sends six a minute.
PING_INTERVAL_S = 15
PING_TIMEOUT_S = 10

# A browser that opened a connection and asks nothing is let go, and opens another unseen; WebSockets have
# Engine.IO's pings instead. Longer than the shipped nginx keeps a connection that it may still use.
HTTP_SILENCE_S = 30

# From a request's first byte to the end of its head: a slow line needs a second; what drips is no browser.
HEAD_WITHIN_S = 10

# A head of a browser is a kilobyte, with the longest address 9; one packet holds at least half a kilobyte.
HEAD_BYTES = 16 * 1024
REQUEST_LINE_BYTES = 8 * 1024
HEAD_LINES = 100

# Readings for one head or one body, twice as many as the smallest packets need; and after the last answer.
READS = 64
LINGER_READS = 8

# A room request's body is a hundred bytes.
BODY_WITHIN_S = 10

# What is read of a request in one go, and so what a connection may hold of the next: several of a browser's.
READ_BYTES = 4 * 1024

# What is written of an answer in one go, and its time: 2 KB a second, where a class shares a bad line.
STREAM_BYTES = 64 * 1024
ANSWER_WITHIN_S = 30

# What the system itself may hold of an answer that nobody reads: a distant browser still gets 2 MB a second.
ANSWER_UNREAD_BYTES = 128 * 1024

# Who was answered for the last time may still be sending: what comes is dropped for so long, else the system
# would take the answer back.
LINGER_S = 2

# A TLS handshake is two round trips.
HANDSHAKE_WITHIN_S = 10

# Where the system has no file left for a connection that waits, it is asked again after this.
NO_FILES_PAUSE_S = 0.1

# Connections that the system may hold ready until they are accepted: a school after a restart.
BACKLOG = 1024

# Connections accepted in one round of the event loop: a hundredth of a second's work.
ACCEPTED_AT_ONCE = 20

# A process that is full waits so long for the connection that makes room for the next.
NO_ROOM_PAUSE_S = 0.002

# The part of a process's connections that one address may hold without having joined: of 20,000 this is a
# school of 2,500 whose browsers open six each, and a quarter is left to all others.
ADDRESS_SHARE = 0.75

# Addresses whose allowances are remembered, the least used forgotten first.
ADDRESSES = 20_000

# One process holds this many sockets; eventlet's own default of 1,024 is one large school.
CONNECTIONS = 20_000

# Boards of one room: four teachers, each with the board, its dock, a phone and a projector.
BOARDS = 16

# Who asks to come into a locked room, at once: more than a board can show; the next may try again.
WAITING = 100

# Students who are asked for their history in one tick, in one room and in all: a class of 300 within a
# second, so that their answers do not come all at once.
ASKS_A_ROOM = 30
ASKS_A_TICK = 150

# Rows of one frame to a board: about 50 KiB, which a browser draws without a pause.
FRAME_ROWS = 500

# The time a last word (`close`, `replaced`, a refusal) gets to arrive before its connection is ended.
LAST_WORD_S = 0.5

# A Redis that works answers within a millisecond, one that is asked from afar or swaps within half a second.
REDIS_ANSWERS_WITHIN_S = 2.0
# A listener that hears nothing for so long asks whether anybody is there.
REDIS_SILENCE_S = 3.0
# A Redis that is away is tried this often: rooms that several processes share are whole again within seconds.
REDIS_AGAIN_S = 1.0
# What may wait for Redis' answer: within the two seconds it has, a worker's 5,000 students say a tenth of it.
UNSAID_BYTES = 8 * 1024 * 1024
# What Redis is told at once, so that its answer is due within the time of one answer.
REDIS_BATCH_BYTES = 256 * 1024
# What Redis may say in one piece; a frame of 500 rows with the longest names is a fifth of it.
REPLY_BYTES = 1024 * 1024
# After words were lost rooms catch up at most this often, however often Redis goes away meanwhile.
CATCH_UP_EVERY_S = 5.0

# Who left is kept in mind so long, for who did not hear of it: longer than a dead Redis is believed.
DEPARTURES_KEPT_S = 10.0
# And so many: twice a worker's students.
DEPARTURES = 10_000

# A connection this many times over its allowance is no browser of ours.
ABUSE_FACTOR = 10


@dataclass(frozen=True)
class Allowance:
    """How much may come at once, and how much a second in the long run; messages, unless said otherwise."""

    burst: float
    per_s: float


# A student's 2,000 remembered reports are 15 history messages, 45 at their longest, which then wait a second.
STUDENT = Allowance(burst=40, per_s=10)
# A board syncs 300 students a message, 5,000 at its start.
TEACHER = Allowance(burst=80, per_s=20)
# What one page remembers, which is all that a board can ask of it; where many boards come one after another,
# a page waits a little, and so does whoever invents rows.
ASKED_ROWS = 2000
# A page's whole answer to that, where it waits for its allowance in between.
ANSWERED_WITHIN_S = 60
ROWS = Allowance(burst=ASKED_ROWS, per_s=50)
# The rows of all histories of one room: 300 students' hour for a board that opens, in six seconds, and never
# more than a tenth of the relay's time.
ROOM_ROWS = Allowance(burst=20_000, per_s=15_000)
# Students whom the boards of a room address by what they send: a class of 1,000 that came back, told by three
# boards, and then so many a second.
ADDRESSED = Allowance(burst=3000, per_s=1000)
# Who is to be asked is noted only; the asking itself has a pace of its own.
ASK_COST = 0.1
# Pings, pongs, refused and unreadable messages on one connection: a page sends four a minute, and whoever
# floods the relay with them makes everybody wait.
NOISE = Allowance(burst=1000, per_s=10)
# Fragments of one message: each but the last is noise, and so many are more than noise is ever allowed.
MESSAGE_FRAGMENTS = 1000


# Seconds of work that one address's HTTP requests may cause. A file is less than a thousandth: the pages of a
# class of 40 are 2, of a school of 2,000 they are 90, a third of it at once and the rest in half of a core.
# The other half is the lessons', of which 5,000 students need a tenth.
HTTP_WORK = Allowance(burst=30, per_s=0.5)
# Whoever waits longer is told so: a browser gives up after a few minutes, a person long before.
HTTP_WORK_WAIT_S = 120
# Who waits for their address's allowance is looked at this often.
HTTP_WORK_STEP_S = 0.01
# What a turn costs beside what is done in it: waking, and asking the system.
TURN_WORK_S = 0.0001
# What it costs to accept a WebSocket, which lasts too long to be measured.
UPGRADE_WORK_S = 0.002


class TokenBucket:
    """Fills at the allowance's rate up to its burst; each message takes one, or what it costs."""

    def __init__(self, allowance: Allowance, now_s: float) -> None:
        self._allowance = allowance
        self._left = allowance.burst
        self._at_s = now_s

    def update(self, now_s: float, cost: float = 1) -> bool:
        """Return whether a message at this moment (a monotonic clock's seconds) is within the allowance."""
        allowance = self._allowance
        left = self._left + (now_s - self._at_s) * allowance.per_s
        self._at_s = now_s
        # Each message comes here: a comparison takes a third of what `min` does.
        if left > allowance.burst:
            left = allowance.burst
        is_within = left >= cost
        self._left = left - cost if is_within else left
        return is_within

    def is_empty(self, now_s: float, cost: float = 1) -> bool:
        """Return whether a message at this moment would be more than is left."""
        return self._left + (now_s - self._at_s) * self._allowance.per_s < cost


class Meter:
    """One connection's allowance, and the multiple of it that ends the connection."""

    def __init__(self, allowance: Allowance, now_s: float) -> None:
        more = ABUSE_FACTOR - 1
        excess = Allowance(allowance.burst * more, allowance.per_s * more)
        self._fair = TokenBucket(allowance, now_s)
        self._excess = TokenBucket(excess, now_s)

    def update(self, now_s: float) -> str:
        """Return `fair`, `too_fast` or `abuse` for a message at this moment."""
        if self._fair.update(now_s):
            return "fair"
        return "too_fast" if self._excess.update(now_s) else "abuse"
