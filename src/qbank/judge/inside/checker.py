"""The trusted half: draws the cases, and says which results are right once the worker is dead."""

import importlib
import time
import traceback
from typing import Any

import codec
from comparing import Difference, brief, compare
from exam import Exam

AHEAD = 0.05  # seconds
CLOSE = 1e-5  # relative; two solutions that differ by less are taken to be alike in a diagnosis


def serve(channel: Any) -> None:
    """Answer until the parent closes the channel; `do` names what is asked."""
    importlib.import_module("numpy.random")  # every exam draws from it; NumPy itself leaves it for later
    room = Room()
    while True:
        asked = channel.receive()
        try:
            answer = getattr(room, "do_" + asked.pop("do"))(**asked)
        except Exception as error:  # a fault of the problem's author, told to the parent
            answer = {
                "fault": f"{type(error).__name__}: {error}",
                "where": traceback.format_exc(limit=-3)[-2000:],
            }
        channel.send(answer)
        room.prepare()


class Room:
    """One exam at a time."""

    def __init__(self) -> None:
        self._exam: Exam
        self._folder = ""
        self._results: list[Any] = []

    def prepare(self) -> None:
        """Work out what is expected while the worker is busy: a little of it, as the next word may come."""
        until = time.perf_counter() + AHEAD
        for number, case in enumerate(self._exam.cases):
            if case.trained or time.perf_counter() > until:
                break
            try:
                self._exam.want(number)
            except Exception:
                break  # it is told when it is asked for

    def do_draw(self, folder: str, framework: str, seed: int) -> dict[str, Any]:
        """Draw the cases: their names, and the requests for the worker as frames to pass on."""
        self._exam = Exam(folder, seed, framework)
        requests = [
            codec.encode(
                {
                    "id": number,
                    "call": case.call or self._exam.entry,
                    "named": case.call,
                    "args": dict(case.args),
                }
            )
            for number, case in enumerate(self._exam.cases)
        ]
        calls = sorted({case.call or self._exam.entry for case in self._exam.cases})
        names = [[case.zh, case.en, case.trained] for case in self._exam.cases]
        return {"names": names, "requests": requests, "calls": calls}

    def do_assess(self, frames: list[Any]) -> dict[str, Any]:
        """Judge the worker's answers; None stands for a case without one."""
        self._results = [_decoded(frame) for frame in frames]
        return {"cases": [self._assess(number, answer) for number, answer in enumerate(self._results)]}

    def do_show(self, number: int, *, whole: bool) -> dict[str, Any]:
        """Return a case as text: its arguments, what was expected, what came."""
        text = _whole if whole else brief
        case, answer = self._exam.cases[number], self._results[number] or {}
        return {
            "input": [[name, _shape(value), text(value)] for name, value in case.args.items()],
            "expected": text(self._exam.want(number)),
            "got": text(answer["out"]) if "out" in answer else "",
        }

    def do_alike(self, frames: list[Any]) -> dict[str, Any]:
        """Say of each case whether another solution's answer is like the candidate's; None: not compared."""
        return {"alike": [self._alike(number, _decoded(frame)) for number, frame in enumerate(frames)]}

    def _assess(self, number: int, answer: Any) -> dict[str, Any]:
        if answer is None:
            return {"status": "none"}
        if not isinstance(answer, dict) or answer.get("id") != number:
            return {"status": "garbage"}
        if "error" in answer:
            return {"status": "raised", "error": answer["error"]}
        found = self._difference(number, answer)
        said = {"status": "wrong" if found else "right", "seconds": answer.get("seconds")}
        if found:
            said |= {name: getattr(found, name) for name in ("zh", "en", "place", "expected", "got", "error")}
        return said

    def _difference(self, number: int, answer: dict[str, Any]) -> "Difference | None":
        """Compare; a result that the problem's own check cannot take is a wrong result."""
        try:
            return self._exam.assess(number, answer.get("out"), answer.get("args") or {})
        except Exception as error:
            what = f"{type(error).__name__}: {error}"[:300]
            return Difference(f"结果无法比较：{what}", f"the result could not be compared: {what}")

    def _alike(self, number: int, other: Any) -> "bool | None":
        if self._exam.cases[number].trained:
            return None
        mine = self._results[number]
        if not isinstance(mine, dict) or not isinstance(other, dict):
            return mine is None and other is None
        if "error" in mine or "error" in other:
            return bool(mine.get("error", {}).get("type") == other.get("error", {}).get("type"))
        if compare(_in_arrays(mine.get("out")), _in_arrays(other.get("out")), rtol=CLOSE, atol=1e-7):
            return False
        changed = [self._exam.modified(number, answer.get("args") or {}) for answer in (mine, other)]
        return bool(changed[0] == changed[1])  # the same argument, or none


def _decoded(frame: "bytes | None") -> Any:
    """Return a worker's answer; text where its bytes are no frame."""
    if frame is None:
        return None
    try:
        return codec.decode(frame)
    except ValueError as error:
        return str(error)


def _in_arrays(value: Any) -> Any:
    """Return a value with lists of numbers as arrays: where both are right, neither makes another mistake."""
    import numpy as np  # late: the interpreter has it, the exam was drawn with it

    if isinstance(value, np.ndarray) and not value.size:
        return value.astype(float)  # of nothing there is no kind
    if not isinstance(value, (list, tuple)):
        return value
    parts = [_in_arrays(part) for part in value]
    if all(isinstance(part, (bool, int, float)) for part in value):
        return np.asarray(value)
    if isinstance(value, list) and value and all(isinstance(part, np.ndarray) for part in parts):
        shapes = {part.shape for part in parts}
        return np.stack(parts) if len(shapes) == 1 else parts
    return parts


def _shape(value: Any) -> str:
    shape = getattr(value, "shape", None)
    return "" if shape is None else f"{value.dtype}{list(shape)}"


def _whole(value: Any) -> str:
    """Return a value as text with nothing left out."""
    import numpy as np  # late: the interpreter has it, the exam was drawn with it

    with np.printoptions(threshold=1 << 30, precision=17, floatmode="unique"):
        return repr(value)
