"""Children that wait with their imports done, so that judging again takes no start."""

from qbank.judge.child import Child, Setup


class Spares:
    """Hands out children that are ready, and starts the next ones: none serves twice."""

    def __init__(self) -> None:
        self._spare: dict[Setup, Child] = {}

    def start(self, setup: Setup) -> Child:
        """Return a child of this kind: the one that waits, or a new one."""
        child = self._spare.pop(setup, None)
        return child if child is not None and child.is_alive else Child(setup)

    def prepare(self, *setups: Setup) -> None:
        """Start a child of each kind, to be ready when it is wanted."""
        for setup in setups:
            if setup not in self._spare:
                self._spare[setup] = Child(setup)

    def end(self) -> None:
        """End the children that nobody took."""
        for child in self._spare.values():
            child.end()
        self._spare.clear()
