"""What holds on this machine: found out by a child that tries what each layer forbids."""

import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qbank.errors import Message
from qbank.judge.child import Child, Setup
from qbank.judge.interpreter import failing, lacking
from qbank.judge.limits import Layers, Limits
from qbank.judge.running import readiness

FRAMEWORKS = ("numpy", "torch", "keras", "transformers")
LAYERS = {
    "limits": Message("limits of memory, files and processes"),
    "landlock": Message("Landlock: no file outside the solution's folder"),
    "audit": Message("messages for what is not allowed"),
    "orphans": Message("processes left behind are found and ended"),
}


@dataclass(frozen=True, slots=True)
class Probe:
    """What was found.

    Attributes:
        version: Of the interpreter.
        packages: Name and version of each framework, "" where it is not there.
        layers: Name in `LAYERS` and whether it holds, by trying.
    """

    version: str
    packages: tuple[tuple[str, str], ...]
    layers: tuple[tuple[str, bool], ...]

    @property
    def is_confined(self) -> bool:
        """Say whether the kernel keeps a solution from the person's files."""
        return dict(self.layers)["landlock"]


def probe(python: str, needs: Sequence[str]) -> Probe:
    """Try every layer by itself.

    Raises:
        JudgeUnavailableError: The interpreter cannot judge.
    """
    told = _tried(python, tuple(needs), Layers(watchdog=False))
    layers = []
    for name in ("limits", "landlock", "audit"):
        alone = Layers(**{each: each == name for each in ("limits", "landlock", "audit")}, watchdog=False)
        layers.append((name, bool(_tried(python, (), alone)[name])))
    layers.append(("orphans", bool(told["orphans"])))
    return Probe(str(told["version"]), tuple((str(n), str(v)) for n, v in told["packages"]), tuple(layers))


def _tried(python: str, needs: tuple[str, ...], layers: Layers) -> dict[str, Any]:
    """Return what a child of the role `prober` found with these layers on."""
    with tempfile.NamedTemporaryFile("w", prefix="qbank-probe-") as elsewhere:
        with Child(Setup(python, "prober", needs, limits=Limits(), layers=layers)) as child:
            ready = readiness(child)
            if isinstance(ready, dict) and "missing" in ready:
                raise lacking(python, tuple(ready["missing"]))
            if not isinstance(ready, dict) or "ready" not in ready:
                raise failing(python, child.printed)
            deadline = time.monotonic() + child.limits.start
            found = child.ask(
                deadline, elsewhere=str(Path(elsewhere.name).resolve()), packages=list(FRAMEWORKS)
            )
        if not isinstance(found, dict):
            raise failing(python, child.printed)
        return {**found, "version": ready["version"], "orphans": child.strays > 0}
