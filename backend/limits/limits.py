"""Limits: every number that bounds the relay, and the token buckets that count messages."""

from __future__ import annotations

from dataclasses import dataclass

# A message; a history of long reports holds fewer than its 200. Engine.IO hangs up above this.
MESSAGE_BYTES = 16 * 1024

# What a client may leave unread: the first word to a board of 10,000 students is half of it.
UNREAD_BYTES = 1024 * 1024

# What the system itself may hold beside that, where it would let it grow to 4 MiB a connection.
SYSTEM_UNREAD_BYTES = 256 * 1024

# What all clients together may leave unread or unfinished, including the system's buffers: 200 boards of one
# worker, each at its own limit, after a restart in the middle of a lesson. Beyond it connections are ended.
MEMORY_BUDGET_BYTES = 256 * 1024 * 1024
# Down to this share of it, so that connections do not have to be sorted often.
MEMORY_BUDGET_AFTER_EVICTION = 0.75
# A client on a slow network still empties a third of the system's buffer in this time; connections of clients
# that read nothing are ended first.
IDLE_READER_S = 5

# Connections are polled at most this often, or with the tick where that is shorter.
LISTEN_EVERY_S = 0.1

# A browser joins in its second message; a connection that has not joined by then is ended.
JOIN_WITHIN_S = 10

# A dead peer is noticed within the sum. A living one answers within a round trip, so ten seconds are generous
# even for a bad network; and a ping costs about as much as a label, of which a student sends six a minute.
PING_INTERVAL_S = 15
PING_TIMEOUT_S = 10

# An idle HTTP connection is closed after this, and a browser reconnects without notice; WebSockets have
# Engine.IO's pings instead. Longer than the shipped nginx keeps a connection that it may still use.
HTTP_SILENCE_S = 30

# From a request's first byte to the end of its head. A browser on a slow network needs a second.
HEAD_WITHIN_S = 10

# A head of a browser is a kilobyte, with the longest address 9; one packet holds at least half a kilobyte.
HEAD_BYTES = 16 * 1024
REQUEST_LINE_BYTES = 8 * 1024
HEAD_LINES = 100

# Reads for one head or one body, twice as many as the smallest packets need; and after the last answer.
READS = 64
LINGER_READS = 8

# A room request's body is a hundred bytes.
BODY_WITHIN_S = 10

# What is read of a request in one go, and so what a connection may hold of the next: several of a browser's.
READ_BYTES = 4 * 1024

# What is written of an answer in one go, and its time: 2 KB a second, where a class shares a bad connection.
STREAM_BYTES = 64 * 1024
ANSWER_WITHIN_S = 30

# What the system itself may hold of an answer that nobody reads: a distant browser still gets 2 MB a second.
ANSWER_UNREAD_BYTES = 128 * 1024

# After the last answer a client may still be sending. That is read and dropped for so long: a close with
# unread data would make the system discard the answer.
LINGER_S = 2

# A TLS handshake is two round trips.
HANDSHAKE_WITHIN_S = 10

# Where the system has no file descriptor left for a waiting connection, accept is retried after this.
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

# Boards of one room, those that only look on too: four teachers, each with the board, its dock and a phone.
BOARDS = 16
# Projectors of one room, which are told counts alone: a hall's screens, and a stream's overlays.
PROJECTORS = 16

# Who asks to come into a locked room, at once: more than a board can show; the next may try again.
WAITING = 100

# Students who are asked for their history in one tick, in one room and in all: a class of 300 within a
# second, so that their answers do not come all at once.
ASKS_A_ROOM = 30
ASKS_A_TICK = 150

# Rows of one frame to a board: about 50 KiB, which a browser draws without a pause.
FRAME_ROWS = 500

# The time that a last message (`close`, `replaced`, a refusal) has to arrive before its connection is ended.
LAST_WORD_S = 0.5

# A Redis that works answers within a millisecond, one that is asked from afar or swaps within half a second.
REDIS_ANSWERS_WITHIN_S = 2.0
# A subscriber that receives nothing for so long checks whether Redis still answers.
REDIS_SILENCE_S = 3.0
# An unreachable Redis is tried this often, so that shared rooms are complete again within seconds.
REDIS_RETRY_S = 1.0
# What may wait for Redis' answer: in the two seconds it has, a worker's 5,000 students send a tenth of it.
UNSENT_BYTES = 8 * 1024 * 1024
# What is sent to Redis in one batch, so that it answers within the time of one answer.
REDIS_BATCH_BYTES = 256 * 1024
# The longest reply of Redis; a frame of 500 rows with the longest names is a fifth of it.
REPLY_BYTES = 1024 * 1024
# After messages were lost, rooms are synchronised at most this often, however often Redis goes away.
CATCH_UP_EVERY_S = 5.0

# Departures are kept so long for processes that missed them: longer than it takes to notice a dead Redis.
DEPARTURES_KEPT_S = 10.0
# And so many: twice a worker's students.
DEPARTURES = 10_000

# A client this many times over its allowance is not one of our pages.
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
# A `sync` only notes who is to be asked; the asking itself has its own pace.
ASK_COST = 0.1
# Pings, pongs, refused and unreadable messages on one connection: a page sends four a minute, and a flood of
# them would delay everybody.
NOISE = Allowance(burst=1000, per_s=10)
# Fragments of one message: each but the last is noise, and so many are more than noise is ever allowed.
MESSAGE_FRAGMENTS = 1000


# Seconds of work that one address's HTTP requests may cause. A file is less than a thousandth: the pages of a
# class of 40 are 2, of a school of 2,000 they are 90, a third of it at once and the rest in half of a core.
# The other half is the lessons', of which 5,000 students need a tenth.
HTTP_WORK = Allowance(burst=30, per_s=0.5)
# A request that waits longer is refused: a browser gives up after a few minutes, a person long before.
HTTP_WORK_WAIT_S = 120
# How often requests that wait for their address's allowance are checked.
HTTP_WORK_STEP_S = 0.01
# The fixed cost of a turn: waking a greenlet, and polling.
TURN_WORK_S = 0.0001
# What it costs to accept a WebSocket, which lasts too long to be measured.
UPGRADE_WORK_S = 0.002


class TokenBucket:
    """Token bucket: fills at the allowance's rate up to its burst; a message takes one token, or its cost."""

    def __init__(self, allowance: Allowance, now_s: float) -> None:
        self._allowance = allowance
        self._left = allowance.burst
        self._at_s = now_s

    def take(self, now_s: float, cost: float = 1) -> bool:
        """Take the tokens of a message; return whether there were enough. `now_s` is a monotonic clock's."""
        allowance = self._allowance
        left = self._left + (now_s - self._at_s) * allowance.per_s
        self._at_s = now_s
        # On the path of each message: a comparison takes a third of the time of `min`.
        if left > allowance.burst:
            left = allowance.burst
        is_within = left >= cost
        self._left = left - cost if is_within else left
        return is_within

    def is_empty(self, now_s: float, cost: float = 1) -> bool:
        """Return whether there are fewer tokens than a message of that cost needs."""
        return self._left + (now_s - self._at_s) * self._allowance.per_s < cost


class Meter:
    """One client's allowance, and the multiple of it that ends the connection."""

    def __init__(self, allowance: Allowance, now_s: float) -> None:
        more = ABUSE_FACTOR - 1
        excess = Allowance(allowance.burst * more, allowance.per_s * more)
        self._fair = TokenBucket(allowance, now_s)
        self._excess = TokenBucket(excess, now_s)

    def take(self, now_s: float) -> str:
        """Count a message; return `fair`, `too_fast` or `abuse`."""
        if self._fair.take(now_s):
            return "fair"
        return "too_fast" if self._excess.take(now_s) else "abuse"
