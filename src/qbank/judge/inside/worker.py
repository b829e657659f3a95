"""The untrusted half: calls the candidate's functions with given arguments and sends back what they return.

It knows no expected value and gives no verdict.
"""

import faulthandler
import importlib.util
import os
import sys
import time
import traceback
from collections.abc import Sequence
from typing import Any

LAST_FRAMES = 6
LONGEST = 2000


def serve(channel: Any) -> None:
    """Answer until the parent closes the channel: load a solution, see that its functions are there, call."""
    solution = driver = None
    hang = 0.0
    while True:
        asked = channel.receive()
        try:
            if "solution" in asked:
                hang = asked["hang"]
                solution, driver = _load(asked)
                answer: dict[str, Any] = {"loaded": True}
            elif "calls" in asked:
                _see(asked["calls"] if not driver else (), solution)
                answer = {"loaded": True}
            else:
                answer = _call(asked, solution, driver, hang)
        except BaseException as error:  # whatever a solution raises is told to the parent
            answer = {"id": asked.get("id"), "error": _told(error)}
        try:
            channel.send(answer)
        except BaseException as error:  # a result that is not plain, or too large for the memory
            channel.send({"id": asked.get("id"), "error": _told(error)})


def _load(asked: dict[str, Any]) -> tuple[Any, Any]:
    """Import solution and driver."""
    for name in ("solution", "driver"):
        sys.modules.pop(name, None)
    driver = _module(asked["driver"], "driver") if asked["driver"] else None
    return _module(asked["solution"], "solution"), driver


def _see(calls: Sequence[str], solution: Any) -> None:
    """See that the functions are there.

    Raises:
        MissingFunctionError: One is not.
    """
    for name in calls:
        if not callable(getattr(solution, name, None)):
            found = vars(solution).items()
            defined = [key for key, value in found if callable(value) and not key.startswith("_")]
            raise MissingFunctionError(name, defined)


class MissingFunctionError(Exception):
    """The solution has no function of the asked name."""


def _call(asked: dict[str, Any], solution: Any, driver: Any, hang: float) -> dict[str, Any]:
    if hang:
        faulthandler.dump_traceback_later(hang, exit=False, file=2)
    args = asked["args"]
    begun = time.perf_counter()
    if driver:
        more = {"call": asked["named"]} if asked["named"] else {}
        out = driver.run(solution, **more, **args)
    else:
        out = getattr(solution, asked["call"])(**args)
    took = time.perf_counter() - begun
    faulthandler.cancel_dump_traceback_later()
    return {"id": asked["id"], "out": out, "args": args, "seconds": took}


def _module(path: str, name: str) -> Any:
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def _told(error: BaseException) -> dict[str, Any]:
    """Return an exception as plain values: type, words, and the lines of the solution it came through."""
    faulthandler.cancel_dump_traceback_later()
    own = ("solution.py", "driver.py")
    frames = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if os.path.basename(frame.filename) in own
    ]
    lines = [
        [os.path.basename(frame.filename), frame.lineno or 0, frame.name, (frame.line or "")[:200]]
        for frame in frames
    ]
    if isinstance(error, SyntaxError) and error.lineno:
        lines.append(
            [os.path.basename(error.filename or ""), error.lineno, "", (error.text or "").strip()[:200]]
        )
    words = error.args if isinstance(error, MissingFunctionError) else ()
    return {
        "type": type(error).__name__,
        "message": str(error)[:LONGEST] if not words else "",
        "missing": list(words),
        "lines": lines[-LAST_FRAMES:],
    }
