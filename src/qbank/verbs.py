"""The table of commands: what each does, how it is typed, and what TAB may offer after it."""

PRACTISE, BANK, AUTHOR, CARE = "Practise", "The bank", "Authoring", "Care"
FILTERS = ("--topic", "--track", "--tag", "--difficulty", "--kind", "--id", "--checked", "--marked")
GLOBAL = ("--bank", "--home", "--lang", "--show", "--color", "--plain", "--version", "--help")


class Verb:
    """One command; no dataclass, since TAB reads the table and would wait for `inspect`.

    Attributes:
        group: The heading under which the help lists it.
        help: What it does, in one line.
        example: How it is typed.
        options: Its own options; a test compares them with the real ones.
        takes_id: Whether its first word is the id of an entry.
        verbs: The commands of a group, typed after its name.
    """

    __slots__ = ("example", "group", "help", "name", "options", "takes_id", "verbs")

    def __init__(  # noqa: PLR0913 - the columns of a table
        self,
        name: str,
        group: str,
        help: str,  # noqa: A002
        example: str,
        options: tuple[str, ...] = (),
        *,
        takes_id: bool = False,
        verbs: tuple["Verb", ...] = (),
    ) -> None:
        self.name, self.group, self.help, self.example = name, group, help, example
        self.options, self.takes_id, self.verbs = options, takes_id, verbs


CODE = (
    Verb(
        "code list",
        PRACTISE,
        "List the coding problems and how far you are with each",
        "qbank code list --topic transformer",
        ("--topic", "--track", "--tag", "--difficulty", "--json"),
    ),
    Verb(
        "code start",
        PRACTISE,
        "Write a problem's starter into your workspace and show what is asked",
        "qbank code start gqa",
        ("--variant",),
        takes_id=True,
    ),
    Verb(
        "code test",
        PRACTISE,
        "Judge your solution on fresh cases",
        "qbank code test gqa",
        ("--file", "--variant", "--seed", "--case", "--dump", "--trust", "--json"),
        takes_id=True,
    ),
    Verb(
        "code watch",
        PRACTISE,
        "Judge your solution whenever it is saved",
        "qbank code watch gqa",
        ("--variant",),
        takes_id=True,
    ),
    Verb("code hint", PRACTISE, "Show the next hint", "qbank code hint gqa", takes_id=True),
    Verb(
        "code explain",
        PRACTISE,
        "Explain why it is right and what is asked next",
        "qbank code explain gqa",
        takes_id=True,
    ),
    Verb(
        "code solution",
        PRACTISE,
        "Show the reference solution; your next attempt counts as assisted",
        "qbank code solution gqa",
        ("--variant",),
        takes_id=True,
    ),
    Verb(
        "code reset",
        PRACTISE,
        "Put the starter back and keep your attempt beside it",
        "qbank code reset gqa",
        ("--variant",),
        takes_id=True,
    ),
    Verb("code doctor", PRACTISE, "Show what judges, and what keeps a solution in here", "qbank code doctor"),
    Verb(
        "code verify",
        PRACTISE,
        "Judge a problem's own right and wrong solutions",
        "qbank code verify gqa",
        ("--variant", "--seed", "--trust"),
        takes_id=True,
    ),
)
VERBS = (
    Verb(
        "quiz",
        PRACTISE,
        "Ask questions, grade what you type, schedule the reviews",
        "qbank quiz --topic overfitting",
        (*FILTERS, "--number", "--mode", "--search", "--seed"),
    ),
    Verb(
        "search",
        PRACTISE,
        "Find questions, forgiving typos",
        "qbank search 梯度消失",
        (*FILTERS, "--number", "--explain", "--json"),
    ),
    Verb(
        "show",
        PRACTISE,
        "Show one entry; its answer once you ask for it",
        "qbank show kv-cache-memory --answer",
        ("--answer", "--report", "--json"),
        takes_id=True,
    ),
    Verb("code", PRACTISE, "Solve coding problems, judged here", "qbank code start gqa", verbs=CODE),
    Verb(
        "mock",
        PRACTISE,
        "Hold a timed mock interview, with follow-ups and a report",
        "qbank mock --minutes 20 -o report.md",
        (*FILTERS, "--minutes", "--seed", "--code", "--trust", "--new", "--report", "--output", "--json"),
    ),
    Verb(
        "plan",
        PRACTISE,
        "Plan what to study until the interview",
        "qbank plan --date 2026-12-31 --minutes 30",
        ("--date", "--minutes", "--important", "--track", "--off", "--json"),
    ),
    Verb("stats", PRACTISE, "Show score and recall by topic", "qbank stats --json", ("--changed", "--json")),
    Verb(
        "list",
        BANK,
        "List the entries that the filters mean",
        "qbank list --topic compression --difficulty 2..3",
        (*FILTERS, "--json"),
    ),
    Verb("topics", BANK, "List the topics with counts and recall", "qbank topics", ("--json",)),
    Verb(
        "export",
        BANK,
        "Write the bank as Markdown or JSON",
        "qbank export --format md -o bank.md",
        (*FILTERS, "--format", "--output"),
    ),
    Verb(
        "add",
        BANK,
        "Keep a question of your own",
        'qbank add "面试官问：为什么 softmax 要减去最大值？"',
        ("--topic", "--answer"),
    ),
    Verb("note", BANK, "Keep a note on an entry", 'qbank note gqa "8 kv heads in Llama 3"', takes_id=True),
    Verb(
        "star",
        BANK,
        "Say that an entry matters more",
        "qbank star kv-cache-memory",
        ("--off",),
        takes_id=True,
    ),
    Verb(
        "suspend",
        BANK,
        "Keep an entry out of every quiz",
        "qbank suspend kv-cache-memory",
        ("--off",),
        takes_id=True,
    ),
    Verb("new", AUTHOR, "Begin a draft entry", "qbank new training/warmup --bank questions"),
    Verb("lint", AUTHOR, "Check entries against every rule", "qbank lint questions", ("--run", "--json")),
    Verb("fmt", AUTHOR, "Rewrite entries in the canonical form", "qbank fmt --check questions", ("--check",)),
    Verb(
        "approve",
        AUTHOR,
        "Mark an entry as checked, claim by claim",
        "qbank approve training/warmup --bank questions",
        ("--yes",),
        takes_id=True,
    ),
    Verb("schema", AUTHOR, "Print the JSON Schema of the question files", "qbank schema > entry.schema.json"),
    Verb(
        "grade",
        AUTHOR,
        "Grade one typed answer without storing it",
        "qbank grade kv-cache-memory --answer answer.txt",
        ("--answer", "--json"),
        takes_id=True,
    ),
    Verb("backup", CARE, "Copy the review log to a safe place", "qbank backup"),
    Verb("restore", CARE, "Bring a copy of the review log back", "qbank restore backup.db"),
    Verb(
        "doctor",
        CARE,
        "Check the review log and the caches, and mend what can be",
        "qbank doctor --rebuild",
        ("--rebuild",),
    ),
    Verb(
        "config",
        CARE,
        "Show the choices in force and where each came from, or change one",
        "qbank config set lang zh",
    ),
    Verb("completion", CARE, "Print the script that completes commands on TAB", "qbank completion bash"),
)
HOME = Verb("home", "", "", "")  # qbank alone
PLANNED = ("import", "sync")


def every() -> tuple[Verb, ...]:
    """Return every command that does something: those of a group instead of the group."""
    return tuple(each for verb in VERBS for each in (verb.verbs or (verb,)))
