"""Say a message in the language of the interface: the English template is the key of the Chinese one."""

from collections.abc import Mapping
from pathlib import Path

from qbank.errors import Message
from qbank.screen.streams import readable
from qbank.screen.words_zh import ZH


def say(template: str, language: str, /, **values: object) -> str:
    """Return the sentence in `language`; `template` is the English one, a literal at the call.

    A value may itself be a `Message`; it is said in the same language. A path is said as the person wrote it.
    """
    wording = ZH.get(template, template) if language == "zh" else template
    return wording.format_map(_said(values, language)) if "{" in wording else wording


def translate(message: Message, language: str) -> str:
    """Return what `message` says, in `language`."""
    return say(message.template, language, **message.values)


def _said(values: Mapping[str, object], language: str) -> dict[str, object]:
    return {name: _one(value, language) for name, value in values.items()}


def _one(value: object, language: str) -> object:
    if isinstance(value, Message):
        return translate(value, language)
    return readable(str(value)) if isinstance(value, Path) else value
