#!/usr/bin/env python3
"""Asks the gate of an Interlock engine on this machine, straight from DIR/gate.dat (layout: gate-file.md). Python 3.8, nothing else.

    gate = Gate("data", "binance")            # one thread each
    verdict = gate.check("OPEN", 0.82)
    if verdict.allowed:
        send(order, quantity * verdict.size_factor)

    python3 gate.py DIR SCOPE OPEN|CLOSE|CANCEL [CONFIDENCE]      one line of JSON; exit code 0 allowed, 1 refused, 2 usage

It never allows more than the engine's own gate. Where the file is missing, cut, damaged, of another version, or nobody writes it any
more, OPEN is refused, CLOSE is answered as the last level that this object has seen (none: refused), and CANCEL passes.
"""
import json
import os
import stat
import struct
import sys
import time
import zlib
from binascii import crc_hqx
from collections import namedtuple

MAGIC, VERSION = 0x3154414445544147, 1
HEADER, RECORD, MAX_SCOPES, MAX_PATH = 4096, 512, 1 << 20, 120
KILL_MARK = 0x44454C4C494B3A29
STALE, KILLED, RECOVERING, CLOSED, TICKLESS, FAULT = 1, 2, 4, 8, 16, 32
ANY_STALE = STALE | RECOVERING | CLOSED | TICKLESS | FAULT
THROTTLE, HALT, SHUTDOWN = 2, 3, 4
ATTEMPTS = 8

Verdict = namedtuple("Verdict", "allowed size_factor reason detail")
Known = namedtuple("Known", "level override aggressive size limit guard")
UNBORN = Known(SHUTDOWN, False, False, 0.0, 1.0, RECOVERING)


class Untrusted(Exception):
    """The file cannot be believed; says why."""


def _crc16(scope_id, word):
    """CRC-16 (0x1021, from 0xFFFF, highest bit first) of the id's 32 bits and the word's lower 48."""
    return crc_hqx(struct.pack(">I", scope_id) + (word & (1 << 48) - 1).to_bytes(6, "big"), 0xFFFF)


def _is_alive(pid):
    try:
        os.kill(pid, 0)
    except PermissionError:
        return True
    except (ProcessLookupError, OverflowError, OSError):
        return False
    return True


def judge(known, intent, confidence=None):
    """What a level permits, in the law's order; what is none of the three intents is refused like an OPEN."""
    if intent == "CANCEL":
        return "ALLOWED"
    if known.level >= SHUTDOWN or known.guard & KILLED:
        return "DENIED_SHUTDOWN"
    if intent == "CLOSE":
        return "ALLOWED"
    if known.override:
        return "DENIED_OVERRIDE"
    if known.guard & ANY_STALE or intent != "OPEN":
        return "DENIED_STALE"
    if known.level == HALT:
        return "DENIED_HALT"
    # False too for NaN, which is neither.
    valid = confidence is not None and 0.0 <= confidence <= 1.0
    if known.level == THROTTLE:
        if known.aggressive:
            return "DENIED_AGGRESSIVE"
        return "ALLOWED_REDUCED" if valid and confidence > known.limit else "DENIED_CONFIDENCE"
    return "ALLOWED" if valid or confidence is None else "DENIED_CONFIDENCE"


class Gate:
    """One scope's gate. stale_limit: seconds without a sign of life from which on the engine is stale, as engine.stale-limit."""

    def __init__(self, directory, scope="", stale_limit=0.1):
        self._path = os.path.join(directory, "gate.dat")
        parts = scope.split("/") if scope else []
        # The root, each ancestor, the scope itself.
        self._chain = ["/".join(parts[:i]).encode() for i in range(len(parts) + 1)]
        self._limit_ns = int(stale_limit * 1e9)
        self._fd, self._key, self._ids = None, None, {}
        self._known = UNBORN

    def check(self, intent, confidence=None):
        """May an order go out? Never raises for what lies on the disk."""
        try:
            known, detail = self._read(), ""
            self._known = known
        except (Untrusted, OSError) as why:
            known, detail = self._known._replace(guard=self._known.guard | STALE), str(why)
        reason = judge(known, intent, confidence)
        size = {"ALLOWED": 1.0, "ALLOWED_REDUCED": known.size}.get(reason, 0.0)
        return Verdict(reason.startswith("ALLOWED"), size, reason, detail)

    def close(self):
        if self._fd is not None:
            os.close(self._fd)
        self._fd, self._key, self._ids = None, None, {}

    def _read(self):
        self._follow()
        # In this order: what guards all, what guards the scope and those above it, and the gate word last.
        header = self._header()
        guard, = struct.unpack_from("<Q", header, 144)
        guard |= 0 if self._is_fresh(header) else STALE
        level, override, word = 0, False, 0
        for path in self._chain:
            record = self._scope(header, path)
            if record is None and path != self._chain[-1]:
                continue
            if record is None:
                raise Untrusted("there is no scope %r: one exists once the gateway has reported in it" % path.decode())
            vital, kill, word, own_guard = record
            level = max(level, vital & 7)
            override = override or bool(vital >> 3 & 1)
            guard |= KILLED if kill else 0
        guard |= own_guard | (RECOVERING if word == 0 else 0)
        if word >> 54:
            raise Untrusted("the gate word has bits that none has")
        # The gate word has no checksum: it never makes looser what the checked words of the scope and those above it say.
        return Known(max(level, word >> 3 & 7), override or bool(word >> 6 & 1), bool(word >> 7 & 1),
                     (word >> 13 & 0xFFFFF) / 1e6, (word >> 33 & 0xFFFFF) / 1e6, guard)

    def _follow(self):
        """A restarted engine puts another file in place by a rename."""
        now = os.stat(self._path)
        if self._fd is not None and self._key == (now.st_dev, now.st_ino):
            return
        self.close()
        # Not to wait for ever where somebody has put a pipe there.
        fd = os.open(self._path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        status = os.fstat(fd)
        if not stat.S_ISREG(status.st_mode):
            os.close(fd)
            raise Untrusted("%s is no regular file" % self._path)
        self._fd, self._key = fd, (status.st_dev, status.st_ino)

    def _bytes(self, offset, length):
        """Read and not mapped: a mapping of a file that somebody cuts kills the process. Two equal copies make one picture."""
        last = os.pread(self._fd, length, offset)
        for _ in range(ATTEMPTS):
            if len(last) != length:
                raise Untrusted("%s is cut short" % self._path)
            copy = os.pread(self._fd, length, offset)
            if copy == last:
                return copy
            last = copy
        if len(last) != length:
            raise Untrusted("%s is cut short" % self._path)
        return last

    def _header(self):
        header = self._bytes(0, 256)
        magic, version, crc = struct.unpack_from("<QII", header)
        if magic != MAGIC:
            raise Untrusted("%s is not a gate file" % self._path)
        intact = crc == zlib.crc32(header[16:64], zlib.crc32(header[:12]))
        if version != VERSION:
            raise Untrusted("%s has layout version %d, this reads %d" % (self._path, version, VERSION) if intact else "damaged header")
        capacity, size = struct.unpack_from("<II", header, 56)
        count, complement = struct.unpack_from("<II", header, 64)
        sound = intact and 1 <= capacity <= MAX_SCOPES and size == RECORD and 1 <= count <= capacity and complement == count ^ 0xFFFFFFFF
        if not sound or os.fstat(self._fd).st_size != HEADER + capacity * RECORD:
            raise Untrusted("%s is damaged: its header does not hold together" % self._path)
        return header

    def _is_fresh(self, header):
        """By both clocks: one may be set back, the other begins anew with the machine."""
        pid, = struct.unpack_from("<q", header, 16)
        wall_ms, mono_ns = struct.unpack_from("<qq", header, 128)
        limit, ms = self._limit_ns, 1000000
        by_mono, by_wall = time.monotonic_ns() - mono_ns, (time.time_ns() // ms - wall_ms) * ms
        return (pid > 0 and mono_ns != 0 and -limit <= by_mono <= limit + ms and -limit - ms <= by_wall <= limit + ms
                and _is_alive(pid))

    def _scope(self, header, path):
        count, = struct.unpack_from("<I", header, 64)
        scope_id = self._ids.get(path)
        if scope_id is None:
            # Records are only added, so those that are known need not be looked at again.
            for scope_id in range(len(self._ids), count):
                self._ids[self._record(scope_id)[0]] = scope_id
            scope_id = self._ids.get(path)
            if scope_id is None:
                return None
        found, record = self._record(scope_id)
        if found != path:
            raise Untrusted("%s is damaged: a scope has changed its name" % self._path)
        return record

    def _record(self, scope_id):
        data = self._bytes(HEADER + scope_id * RECORD, 160)
        vital, path_crc, length = struct.unpack_from("<QII", data)
        kill, word, guard = struct.unpack_from("<QQQ", data, 136)
        path = data[16:16 + length] if length <= MAX_PATH else b""
        sound = (length <= MAX_PATH and (scope_id == 0) == (length == 0) and zlib.crc32(path) == path_crc and kill in (0, KILL_MARK)
                 and vital >> 48 == _crc16(scope_id, vital) and vital >> 10 & 1 and not vital >> 11 & (1 << 37) - 1
                 and vital & 7 <= SHUTDOWN)
        if not sound:
            raise Untrusted("%s is damaged: the record of scope %d is wrong" % (self._path, scope_id))
        return path, (vital, kill, word, guard)


if __name__ == "__main__":
    if len(sys.argv) not in (4, 5):
        sys.exit(__doc__)
    try:
        confidence = float(sys.argv[4]) if len(sys.argv) == 5 else None
    except ValueError:
        print("gate.py: the confidence %r is no number: 0 to 1, such as 0.82, or none" % sys.argv[4], file=sys.stderr)
        sys.exit(2)
    answer = Gate(sys.argv[1], sys.argv[2]).check(sys.argv[3], confidence)
    print(json.dumps(answer._asdict()))
    sys.exit(0 if answer.allowed else 1)
