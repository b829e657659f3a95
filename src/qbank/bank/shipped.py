"""The compiled copy that comes with an installed bank, so that the first start has nothing to compile.

It lies beside the questions, and is taken over like any other copy: it trusts no file by its times, so each
is hashed once and compared.
"""

import shutil
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from qbank.bank.compiled import Copy, write_meta
from qbank.bank.refresh import pending
from qbank.errors import BankError
from qbank.files import copy_of_bank


def ship(questions: Path, target: Path) -> None:
    """Write the copy of `questions` that is to lie beside them as `refresh.SHIPPED` when they are installed.

    Raises:
        BankError: A file has a fault.
    """
    with tempfile.TemporaryDirectory() as cache:
        built = pending(questions, Path(cache))
        if built.look.findings:
            built.drop()
            raise BankError("the questions cannot be used; faults: {count}", count=len(built.look.findings))
        built.keep().close()
        shutil.copyfile(copy_of_bank(Path(cache), questions), target)
    with closing(sqlite3.connect(target, isolation_level=None)) as connection:
        copy = Copy(connection)
        write_meta(connection, replace(copy.meta, as_of=0))
        connection.execute("VACUUM")
