"""The house rules of content: what lint says of an entry or a problem, each rule under a code that stays.

A code that begins with E stops a merge, one that begins with W does not. Rules for whole entries only warn,
under the same number, while an entry is a draft that still lacks parts.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from qbank.bank.rules import (
    figures,
    form,
    language,
    links,
    parity,
    problem,
    references,
    rubric,
    standing,
    tex,
    trial,
)
from qbank.bank.rules.context import Context
from qbank.bank.rules.entry_file import EntryFile, Fault
from qbank.errors import Finding, Message

UNUSED_WAIVER = "W904"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    Attributes:
        is_for_whole: Whether it only warns while a draft still lacks parts.
    """

    code: str
    check: Callable[[EntryFile], Iterator[Fault]]
    is_for_whole: bool = False


@dataclass(frozen=True, slots=True)
class BankRule:
    """One rule that looks at the rest of the bank too."""

    code: str
    check: Callable[[EntryFile, Context], Iterator[Fault]]
    is_for_whole: bool = False


RULES: tuple[Rule | BankRule, ...] = (
    # what there is, and how long
    Rule("W101", form.lacks),
    Rule("W102", form.is_unapproved),
    Rule("E103", form.placeholders),
    Rule("E104", form.question_mark),
    Rule("E105", form.both_languages, is_for_whole=True),
    Rule("E106", form.short_length, is_for_whole=True),
    Rule("E107", form.answer_length, is_for_whole=True),
    Rule("E108", form.length_ratio, is_for_whole=True),
    Rule("E109", form.counts, is_for_whole=True),
    # the same in both languages
    Rule("E201", parity.same_formulas),
    Rule("E202", parity.same_numbers),
    Rule("E203", parity.same_structure),
    # formulas
    Rule("E301", tex.dollars),
    Rule("E302", tex.braces),
    Rule("E303", tex.known_macros),
    Rule("E304", tex.drawable),
    # the rubric
    Rule("E401", rubric.must_points, is_for_whole=True),
    Rule("E402", rubric.matchable, is_for_whole=True),
    Rule("E403", rubric.supported, is_for_whole=True),
    Rule("E404", rubric.points_resolve),
    Rule("E405", rubric.single_characters),
    Rule("E406", rubric.stars),
    # sources
    Rule("E501", references.arxiv_form),
    Rule("E502", references.arxiv_year),
    BankRule("E503", references.locked),
    BankRule("E504", references.as_locked),
    # links
    BankRule("E601", links.related),
    BankRule("E602", links.covers),
    BankRule("E603", links.topic),
    BankRule("E604", links.former_ids),
    BankRule("E605", links.fixes),
    # numbers
    Rule("E701", figures.computable),
    Rule("E702", figures.as_expected),
    Rule("E703", figures.shown),
    # language
    Rule("E801", language.spacing),
    Rule("E802", language.punctuation),
    Rule("E803", language.sentence_length),
    BankRule("E804", language.terms),
    Rule("E805", language.filler),
    BankRule("E806", language.errata),
    # among other entries, and against the approval
    BankRule("E901", standing.near_duplicate),
    Rule("W902", standing.edited),
    # the rubric on trial
    Rule("E911", trial.own_points, is_for_whole=True),
    Rule("E912", trial.own_grade, is_for_whole=True),
    Rule("E913", trial.mistakes_grade, is_for_whole=True),
    Rule("E914", trial.question_grade, is_for_whole=True),
    BankRule("E915", trial.foreign_grade, is_for_whole=True),
    BankRule("E916", trial.common_points, is_for_whole=True),
)


_FOR_BOTH = {
    "W101", "W102", "E103", "E105", "E109", "E201", "E202", "E203", "E301", "E302", "E303", "E304", "E501",
    "E502", "E503", "E504", "E601", "E603", "E604", "E801", "E802", "E803", "E804", "E805", "E806", "W902",
}  # fmt: skip
PROBLEM_RULES: tuple[Rule | BankRule, ...] = (
    Rule("E001", problem.has_files),
    Rule("E002", problem.parses),
    Rule("E003", problem.defines),
    Rule("E004", problem.is_unsolved),
    Rule("E005", problem.makes_cases),
    Rule("E006", problem.examples),
    Rule("E007", problem.frameworks),
    Rule("E008", problem.seeds),
    Rule("E011", problem.trials, is_for_whole=True),
    Rule("E012", problem.headers),
    Rule("E013", problem.caught_by),
    *(rule for rule in RULES if rule.code in _FOR_BOTH),
)


def check(files: Iterable[EntryFile], context: Context) -> list[Finding]:
    """Return what the rules find in these entries and problems, in the order of files and lines."""
    findings = [finding for file in files for finding in _check(file, context)]
    return sorted(findings, key=lambda finding: (str(finding.file), finding.line, finding.code[1:]))


def _check(file: EntryFile, context: Context) -> Iterator[Finding]:
    """Yield the findings of one entry that are not waived, and its waivers that waive nothing."""
    unused = dict(file.entry.waive)
    for rule in PROBLEM_RULES if file.problem else RULES:
        faults = rule.check(file) if isinstance(rule, Rule) else rule.check(file, context)
        code = f"W{rule.code[1:]}" if rule.is_for_whole and form.is_unfinished(file) else rule.code
        for fault in faults:
            waived = _waiver(rule.code, file.entry.waive)
            if waived:
                unused.pop(waived, None)
            else:
                yield _finding(file, code, fault)
    for waived in unused:
        fault = Fault(("waive", waived), Message("the waiver of {code} waives nothing", {"code": waived}))
        yield _finding(file, UNUSED_WAIVER, fault)


def _waiver(code: str, waive: Mapping[str, str]) -> str:
    """Return the waiver of a code, "" for none; E and W before the number are the same rule."""
    return next((waived for waived in waive if waived[1:] == code[1:]), "")


def _finding(file: EntryFile, code: str, fault: Fault) -> Finding:
    severity: Literal["error", "warning"] = "error" if code.startswith("E") else "warning"
    if fault.beside:
        name, line = fault.beside
        return Finding(file.file.parent / name, line, code, severity, fault.message)
    return Finding(file.file, file.line(fault.place, fault.at), code, severity, fault.message)
