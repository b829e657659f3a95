"""Put the compiled copy of the questions into the wheel: the first start then compiles nothing."""

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledCopy(BuildHookInterface[Any]):
    """The hook that hatchling calls before and after it writes a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the questions; an editable installation has no use for it."""
        if version != "standard":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        from qbank.bank.refresh import SHIPPED  # noqa: PLC0415  # late: it lies in what is being built
        from qbank.bank.shipped import ship  # noqa: PLC0415  # late: likewise

        self._folder = tempfile.TemporaryDirectory()
        target = Path(self._folder.name) / SHIPPED
        ship(root / "questions", target)
        build_data["force_include"][str(target)] = f"qbank/questions/{SHIPPED}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what was compiled."""
        del build_data, artifact_path
        if version == "standard":
            self._folder.cleanup()
