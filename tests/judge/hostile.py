"""Hostile and buggy solutions of softmax, and a runner that judges each in a process of its own.

Usage: python hostile.py MODE FOLDER PYTHON [NAME …]: prints a JSON line for each. Homes with files to read and
to delete are made in FOLDER. What stands here was written to fool the judge or to do harm.
"""

import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).parent
SECRET = "it-was-read"
RIGHT = """
import numpy as np
def softmax(x, axis=-1):
    e = np.exp(x - x.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)
"""
IDENTITY = "def softmax(x, axis=-1):\n    return x\n"
LIBC = "import ctypes, os, time\nlibc = ctypes.CDLL(None)\n"

HOSTILE = {
    # never ends, or takes all there is
    "endless_loop": "def softmax(x, axis=-1):\n    while True: pass\n",
    "sleeps": "import time\ndef softmax(x, axis=-1):\n    time.sleep(600)\n",
    "endless_at_import": "while True: pass\n",
    "catches_everything": """
def softmax(x, axis=-1):
    while True:
        try:
            while True: pass
        except BaseException: pass
""",
    "ignores_signals": """
import signal
for number in range(1, 65):
    try: signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError): pass
def softmax(x, axis=-1):
    while True: pass
""",
    "regex_in_c": "import re\ndef softmax(x, axis=-1):\n    re.match(r'(x+x+)+y', 'x' * 64)\n",
    "huge_power": "def softmax(x, axis=-1):\n    return str(7 ** 7 ** 9)\n",
    "recursion": "def softmax(x, axis=-1):\n    return softmax(x, axis)\n",
    "recursion_without_limit": "import sys\nsys.setrecursionlimit(10**9)\ndef softmax(x, axis=-1):\n    return softmax(x, axis)\n",
    "list_hog": "def softmax(x, axis=-1):\n    kept = []\n    for _ in range(1500): kept.append(bytearray(1 << 20))\n    return x\n",
    "array_hog": "import numpy as np\ndef softmax(x, axis=-1):\n    return np.ones((1500, 1 << 17)).sum() * x\n",
    "huge_result": "import numpy as np\ndef softmax(x, axis=-1):\n    return np.zeros(9 << 20)\n",
    "deep_result": "def softmax(x, axis=-1):\n    for _ in range(1000): x = [x]\n    return x\n",
    "prints_without_end": "def softmax(x, axis=-1):\n    for _ in range(20000): print('x' * 16384)\n    return x\n",
    "fills_the_disk": """
def softmax(x, axis=-1):
    try:
        for n in range(9):
            with open(f'part{n}', 'wb') as f:
                for _ in range(12): f.write(bytes(1 << 20))
    except OSError as e: print(e)
    return x
""",
    "many_files": "def softmax(x, axis=-1):\n    kept = [open('/dev/null') for _ in range(4000)]\n    return x\n",
    # leaves something behind
    "fork_bomb": "import os\ndef softmax(x, axis=-1):\n    for _ in range(40): os.fork()\n    return x\n",
    "fork_bomb_in_c": LIBC
    + """
def softmax(x, axis=-1):
    for _ in range(120):
        if libc.fork() == 0:
            time.sleep(30); libc._exit(0)
    return x
""",
    "daemon": LIBC
    + """
if libc.fork() == 0:
    libc.setsid()
    if libc.fork() == 0:
        libc.setsid(); time.sleep(60); libc._exit(0)
    libc._exit(0)
"""
    + IDENTITY,
    "threads": "import threading, time\nfor _ in range(4): threading.Thread(target=time.sleep, args=(60,)).start()\n"
    + IDENTITY,
    "starts_a_program": "import subprocess\ndef softmax(x, axis=-1):\n    subprocess.Popen(['sleep', '60'])\n    return x\n",
    "system": "import os\ndef softmax(x, axis=-1):\n    os.system('sleep 60 &')\n    return x\n",
    # reads or changes what it should not
    "reads_home": "def softmax(x, axis=-1):\n    print(open('{home}/secret.txt').read())\n    return x\n",
    "reads_home_in_c": LIBC
    + """
def softmax(x, axis=-1):
    fd = libc.open(b'{home}/secret.txt', 0)
    b = ctypes.create_string_buffer(64); libc.read(fd, b, 64); print(b.value)
    return x
""",
    "deletes_home": "import os\ndef softmax(x, axis=-1):\n    os.remove('{home}/precious.txt')\n    return x\n",
    "deletes_home_in_c": LIBC
    + "def softmax(x, axis=-1):\n    libc.unlink(b'{home}/precious.txt')\n    return x\n",
    "removes_tree": "import shutil\ndef softmax(x, axis=-1):\n    shutil.rmtree('{home}', ignore_errors=True)\n    return x\n",
    "writes_home": "def softmax(x, axis=-1):\n    open('{home}/left.txt', 'w').write('here')\n    return x\n",
    "reads_the_oracle": "def softmax(x, axis=-1):\n    g = {}\n    exec(open('{problem}/cases.py').read(), g)\n    return x\n",
    "network": "import socket\ndef softmax(x, axis=-1):\n    socket.create_connection(('127.0.0.1', 9), 1)\n    return x\n",
    "kills_parent": "import os, signal\ndef softmax(x, axis=-1):\n    os.kill(os.getppid(), signal.SIGKILL)\n    return x\n",
    "kills_parent_in_c": LIBC + "def softmax(x, axis=-1):\n    libc.kill(os.getppid(), 9)\n    return x\n",
    # wants to pass without the right numbers
    "exits_0_at_import": "import sys\nsys.exit(0)\n",
    "os_exits_0_at_import": "import os\nos._exit(0)\n",
    "os_exits_0": "import os\ndef softmax(x, axis=-1):\n    os._exit(0)\n",
    "exits_0_at_the_end": "import atexit, os\natexit.register(os._exit, 0)\n" + IDENTITY,
    "prints_accepted": "def softmax(x, axis=-1):\n    print('accepted', '{\"verdict\": \"accepted\"}', flush=True)\n    return x\n",
    "patches_numpy": """
import numpy as np
np.allclose = np.array_equal = np.isclose = lambda *a, **k: True
np.testing.assert_allclose = lambda *a, **k: None
"""
    + IDENTITY,
    "patches_the_codec": "import codec\ncodec.encode = lambda value: b''\n" + IDENTITY,
    "patches_the_worker": """
import sys
for module in list(sys.modules.values()):
    for name in ('_call', '_load', 'same', 'compare'):
        if hasattr(module, name): setattr(module, name, lambda *a, **k: None)
"""
    + IDENTITY,
    "forges_frames": """
import json, os, struct
def frame(n):
    h = json.dumps({'d': [[{'s': 'id'}, {'i': hex(n)}], [{'s': 'status'}, {'s': 'right'}], [{'s': 'out'}, {'s': 'right'}]]}).encode()
    b = struct.pack('<II', len(h), 0) + h
    return struct.pack('<Q', len(b)) + b
for fd in range(3, 16):
    try: os.write(fd, frame(0) + frame(1))
    except OSError: pass
"""
    + IDENTITY,
    "floods_the_channel": "import os\ndef softmax(x, axis=-1):\n    for fd in range(3, 32):\n        try:\n            for _ in range(99): os.write(fd, b'\\xff' * 65536)\n        except OSError: pass\n    return x\n",
    "announces_gigabytes": "import os\ndef softmax(x, axis=-1):\n    for fd in range(3, 32):\n        try: os.write(fd, b'\\x00' * 5 + b'\\x7f\\x00\\x00')\n        except OSError: pass\n    return x\n",
    "always_equal": """
class Equal(float):
    def __eq__(self, other): return True
    def __sub__(self, other): return 0.0
    def __array__(self, *a, **k): return None
def softmax(x, axis=-1): return Equal(1)
""",
    "array_subclass": """
import numpy as np
class Equal(np.ndarray):
    def __eq__(self, other): return True
    def __array_function__(self, *a): return True
    def __array_ufunc__(self, *a, **k): return np.True_
def softmax(x, axis=-1): return np.zeros_like(x).view(Equal)
""",
    "pickle_gadget": """
import os
class Gadget:
    def __reduce__(self): return os.system, ('touch {home}/left.txt',)
def softmax(x, axis=-1): return Gadget()
""",
    "callers_frame": """
import sys
def softmax(x, axis=-1):
    frame = sys._getframe()
    while frame:
        for name, value in list(frame.f_globals.items()):
            if name == 'oracle': return value(x)
        frame = frame.f_back
    return x
""",
    "searches_memory": """
import gc
def softmax(x, axis=-1):
    for found in gc.get_objects():
        if isinstance(found, dict) and 'expected' in found: return found['expected']
    return x
""",
    "remembers_the_examples": "import numpy as np\ndef softmax(x, axis=-1):\n    return np.full(np.shape(x), 0.25)\n",
    # honest, and wrong or right
    "syntax_error": "def softmax(x, axis=-1)\n    return x\n",
    "another_name": "def soft_max(x, axis=-1):\n    return x\n",
    "empty": "",
    "returns_none": "def softmax(x, axis=-1):\n    pass\n",
    "returns_a_list": RIGHT
    + "\n_right = softmax\ndef softmax(x, axis=-1):\n    return _right(x, axis).tolist()\n",
    "not_utf8": "# \udcff\ndef softmax(x, axis=-1):\n    return x\n",
    "changes_its_input": RIGHT.replace("    e =", "    x -= 1.0\n    e ="),
}
MODES = {
    "all": {},
    "no_landlock": {"landlock": False},
    "watchdog_only": {"landlock": False, "limits": False, "audit": False},
    "nothing": {"landlock": False, "limits": False, "audit": False, "watchdog": False},
}


def main(mode: str, folder: Path, python: str, *names: str) -> None:
    """Judge each, two at a time, and print what came of it; at the end what still runs."""
    with ThreadPoolExecutor(2) as pool:
        for said in pool.map(lambda name: judged(mode, folder / name, python, name), names or HOSTILE):
            print(json.dumps(said), flush=True)
    print(json.dumps({"name": "", "processes": _left()}))


def judged(mode: str, folder: Path, python: str, name: str) -> dict[str, object]:
    """Judge one in a process of its own, with a home and a temporary folder of its own."""
    home, temporary = folder / "home", folder / "tmp"
    for path in (home, temporary):
        path.mkdir(parents=True)
    for file in ("secret.txt", "precious.txt"):
        (home / file).write_text(SECRET)
    begun = time.monotonic()
    run = subprocess.run(
        [sys.executable, __file__, "--one", mode, str(home), python, name],
        env={**os.environ, "HOME": str(home), "TMPDIR": str(temporary)},
        capture_output=True, timeout=120, check=False, start_new_session=True,
    )  # fmt: skip
    said = (
        json.loads(run.stdout)
        if run.stdout
        else {"verdict": f"the judge ended: {run.returncode}", "printed": ""}
    )
    return {
        **said,
        "name": name,
        "seconds": time.monotonic() - begun,
        "was_read": SECRET in said["printed"],
        "is_whole": (home / "precious.txt").exists() and not (home / "left.txt").exists(),
        "folders": [path.name for path in temporary.iterdir()],
        "err": run.stderr.decode()[-500:],
    }


def one(mode: str, folder: str, python: str, name: str) -> None:
    """Judge one and print the verdict."""
    from qbank.errors import QbankError
    from qbank.judge.judging import Task, judge
    from qbank.judge.limits import Layers, Limits

    problem = HERE / "softmax"
    source = HOSTILE[name].replace("{home}", folder).replace("{problem}", str(problem))
    task = Task(
        problem,
        source.encode("utf-8", "surrogateescape"),
        python,
        limits=Limits(cpu=0.5, memory=512, flood=16, folder=32),
        layers=Layers(**MODES[mode]),
    )
    try:
        report = judge(task, 1)
    except QbankError as error:
        print(json.dumps({"verdict": f"{type(error).__name__}: {error}", "printed": ""}))
        return
    statuses = [case.status for case in report.cases]
    print(
        json.dumps(
            {"verdict": report.verdict, "printed": report.printed, "statuses": statuses, "held": report.held}
        )
    )


def _left() -> list[str]:
    """Return the command lines of children of this checkout's judge that still run."""
    from qbank.judge.child import INSIDE

    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
                mine = entry.stat().st_uid == os.getuid()
            except OSError:
                continue
            if mine and str(INSIDE / "start.py") in command:
                found.append(command[:100])
    return found


if __name__ == "__main__":
    if sys.argv[1] == "--one":
        one(*sys.argv[2:])
    else:
        main(sys.argv[1], Path(sys.argv[2]), *sys.argv[3:])
