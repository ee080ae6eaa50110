/** @file In place of the worker's entry, in tests only: a worker that hangs before its first word. */
