"""Where the compiled copy of a folder is, and how SQLite opens it; in strings, since TAB is to afford it."""

import os
import zlib

COPY_FORMAT = 5  # of compiled copies: goes up whenever the tables, or what is written into them, change
_PLAIN = frozenset(b"/-._~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")


def sqlite_uri(path: str, mode: str) -> str:
    """Return the address by which SQLite opens a file.

    Args:
        path: Any path, also one that is no UTF-8. `Path.as_uri` imports urllib and ipaddress for the same.
        mode: `ro`, `rw` or `rwc`.
    """
    absolute = os.fsencode(os.path.join(os.getcwd(), path))  # noqa: PTH109, PTH118  # pathlib costs a third of a TAB
    quoted = (chr(byte) if byte in _PLAIN else f"%{byte:02X}" for byte in absolute)
    return f"file://{''.join(quoted)}?mode={mode}"


def name_of_copy(folder: str) -> str:
    """Return the name that the compiled copy of a folder of questions has in the cache."""
    path = os.fsencode(os.path.realpath(folder))  # two sums: hashlib would cost every start its OpenSSL
    return f"bank-{COPY_FORMAT}-{zlib.crc32(path):08x}{zlib.crc32(path[::-1]):08x}.sqlite3"
