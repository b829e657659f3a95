"""The cases of one problem for one seed, and whether a result is right: the trusted half of the judge."""

import copy
import importlib.util
import os
import sys
from collections.abc import Mapping
from typing import Any

import codec
from comparing import ATOL, RTOL, Case, Difference, compare

UNMODIFIED = Difference("输入被改动了：{}", "an input was modified: {}")


class Exam:
    """The cases that a seed gives.

    Attributes:
        entry: The function that a case calls when it names none.
        cases: Exact ones first, as written; trained ones at the end.
    """

    def __init__(self, folder: str, seed: int, framework: str = "") -> None:
        import numpy as np  # late: the interpreter may lack it, which is said before

        own = os.path.join(folder, framework, "cases.py")  # a framework variant may have cases of its own
        self._module = load(own if os.path.exists(own) else os.path.join(folder, "cases.py"), "cases")
        self.entry: str = self._module.ENTRY
        drawn = self._module.cases(np.random.default_rng(seed))
        self.cases: list[Case] = sorted(drawn, key=lambda case: case.trained)
        self._mutates = frozenset(getattr(self._module, "MUTATES", ()))
        self._wanted: dict[int, Any] = {}

    def want(self, number: int) -> Any:
        """Return what the oracle expects in a case; None where the problem has no oracle."""
        if number not in self._wanted:
            oracle = getattr(self._module, "oracle", None)
            asked = self.cases[number]
            given = Case(
                asked.zh, asked.en, copy.deepcopy(dict(asked.args)), asked.call or self.entry, asked.trained
            )
            self._wanted[number] = oracle(given) if oracle else None
        return self._wanted[number]

    def assess(self, number: int, got: Any, args: Mapping[str, Any]) -> Difference | None:
        """Return why a result is not right, None when it is.

        Args:
            number: Which case.
            got: What the solution returned.
            args: The arguments as they were after the call.
        """
        asked, want = self.cases[number], self.want(number)
        check = getattr(self._module, "check", None)
        if check is not None:
            found: Difference | None = check(asked, got, want)
        else:
            found = compare(
                got, want, rtol=getattr(self._module, "RTOL", RTOL), atol=getattr(self._module, "ATOL", ATOL)
            )
        return found or self.modified(number, args)

    def modified(self, number: int, args: Mapping[str, Any]) -> Difference | None:
        """Return that an argument was changed in place though the problem does not allow it."""
        for name, value in self.cases[number].args.items():
            if name not in self._mutates and not same(args.get(name), value):
                return Difference(UNMODIFIED.zh.format(name), UNMODIFIED.en.format(name))
        return None


def load(file: str, name: str) -> Any:
    """Import a file by path; its folder's neighbours are not importable."""
    spec = importlib.util.spec_from_file_location(name, file)
    if spec is None or spec.loader is None:
        raise ImportError(f"{file} is no Python file")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def same(one: Any, other: Any) -> bool:
    """Say whether two plain values are alike bit for bit."""
    return bool(codec.encode(one) == codec.encode(other))
