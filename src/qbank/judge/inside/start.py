"""How a child of the judge begins: its channel, its confinement, the packages it needs, then its work.

Run by path as `python -E -s -B -u start.py CONFIG`; CONFIG is JSON: role (the module that does the work),
parent (pid), folder (its own, writable), readable and secret (paths), limits (of `confine.limit`), layers
(limits, landlock, audit: on or off), needs (packages).
Standard library only: any interpreter from 3.9 on can run it.
"""

import faulthandler
import gc
import importlib
import json
import os
import sys
from typing import Any

import confine
from channel import Channel


def main() -> None:
    """Set the child up and hand over to its role."""
    gc.disable()  # nothing of what is imported here is garbage
    config = json.loads(sys.argv[1])
    sys.argv = ["solution.py"]
    channel = Channel()
    held = _confine(config)
    faulthandler.enable(2)
    missing = [name for name in config["needs"] if not _import(name)]
    if missing:
        channel.send({"missing": missing})
        os._exit(0)

    # the role's modules are loaded before the hook would refuse the way to them
    role = importlib.import_module(config["role"])
    if config["layers"]["audit"]:
        confine.audit(config["folder"], config["readable"], config["secret"])
        held.append("audit hook")
    channel.send({"ready": held, "version": ".".join(map(str, sys.version_info[:3]))})
    gc.freeze()  # nor will it be
    gc.enable()
    role.serve(channel)


def _confine(config: dict[str, Any]) -> list[str]:
    """Put the layers on; return the names of those that hold."""
    confine.die_with_parent(config["parent"])
    held = []
    if config["layers"]["landlock"] and confine.landlock(config["folder"], config["readable"]):
        held.append("Landlock")
    if config["layers"]["limits"] and confine.limit(config["limits"]):
        held.append("resource limits")
    return held


def _import(name: str) -> bool:
    try:
        importlib.import_module(name)
    except ImportError:
        return False
    return True


main()
