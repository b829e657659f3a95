"""Text in two languages, and the normal form in which two wordings are compared."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Self

from qbank.core.traditional import TO_SIMPLIFIED

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """The same thing said in Chinese and in English; "" where a draft has it in one language only."""

    zh: str = ""
    en: str = ""

    @classmethod
    def of(cls, plain: Mapping[str, str]) -> Self:
        """Make a text from `{"zh": …, "en": …}`; a missing language is empty."""
        return cls(plain.get("zh", ""), plain.get("en", ""))

    def in_(self, language: Language) -> str:
        """Return the wording in `language`, "" where there is none."""
        return self.zh if language == "zh" else self.en

    def best(self, language: Language) -> str:
        """Return the wording in `language`, or the other one where there is none."""
        return self.in_(language) or self.zh or self.en

    def plain(self) -> dict[str, str]:
        """Return `{"zh": …, "en": …}` without the empty ones, as the question files hold it."""
        return {language: self.in_(language) for language in LANGUAGES if self.in_(language)}


def normalise(text: str) -> str:
    """Return the normal form: NFKC (which folds full and half width), case-folded, Traditional to Simplified.

    The form is stable: `normalise(normalise(x)) == normalise(x)`.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return unicodedata.normalize("NFKC", folded.translate(TO_SIMPLIFIED))


def is_cjk(character: str) -> bool:
    """Say whether `character` is a Han ideograph."""
    return "\u4e00" <= character <= "\u9fff" or "\u3400" <= character <= "\u4dbf" or character >= "\U00020000"


def slug_words(text: str) -> list[str]:
    """Return the Latin words and numbers of a text as an id may hold them: `[a-z0-9]+`, in their order."""
    return re.findall(r"[a-z0-9]+", normalise(text))
