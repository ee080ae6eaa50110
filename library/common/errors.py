"""Errors that the library alone refuses with, in the shape of the relay's."""

from __future__ import annotations

from backend.common.errors import ReadroomError


class ConflictError(ReadroomError):
    """Raised when a request does not fit the state of what it changes, as a piece at another offset."""

    error, status = "conflict", 409


class BadMediaError(ReadroomError):
    """Raised for a file of another type than it is said to be, or of none that is taken."""

    error, status = "bad_media", 415


class BadDigestError(ReadroomError):
    """Raised when a piece arrived with other bytes than it was sent with."""

    error, status = "bad_digest", 422


class BadRangeError(ReadroomError):
    """Raised for a Content-Range that is none."""

    error, status = "bad_range", 416


class QuotaError(ReadroomError):
    """Raised when a file is larger than this library takes, or than what it has left."""

    error, status = "quota", 413


class DiskFullError(ReadroomError):
    """Raised when the disk has too little left."""

    error, status = "disk_full", 507


class BadCurveError(ReadroomError):
    """Raised for a class curve that tells too much, or too little; the message says what."""

    error, status = "bad_curve", 422


class BadTrackError(ReadroomError):
    """Raised for a text track that is no WebVTT; the message names line and column."""

    error, status = "bad_track", 422


class BudgetError(ReadroomError):
    """Raised when a ticket says more than one viewer can have seen."""

    error, status = "over_budget", 429
