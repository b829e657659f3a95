"""Where the program starts: TAB is answered before anything else is imported."""

import gc
import os
import sys


def main() -> int:
    """Run qbank with the arguments of this process and return its exit code."""
    try:
        return _run()
    except KeyboardInterrupt:  # while the program was still being imported
        return 130


def _run() -> int:
    if "_QBANK_COMPLETE" in os.environ:
        from qbank.completion import answer  # noqa: PLC0415  # late: TAB must not wait for the rest

        return answer(os.environ["_QBANK_COMPLETE"], sys.argv[1:], os.environ)
    gc.disable()  # nothing that is imported is garbage; cli turns it on again
    from qbank.cli import run  # noqa: PLC0415  # late: TAB must not wait for it

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
