"""Say a message in the language of the interface: the English template is the key of the Chinese one."""

from collections.abc import Mapping

from qbank.errors import Message
from qbank.screen.words_zh import ZH


def say(template: str, language: str, /, **values: object) -> str:
    """Return the sentence in `language`; `template` is the English one, a literal at the call.

    A value may itself be a `Message`; it is said in the same language.
    """
    wording = ZH.get(template, template) if language == "zh" else template
    return wording.format_map(_said(values, language)) if "{" in wording else wording


def translate(message: Message, language: str) -> str:
    """Return what `message` says, in `language`."""
    return say(message.template, language, **message.values)


def _said(values: Mapping[str, object], language: str) -> dict[str, object]:
    return {
        name: translate(value, language) if isinstance(value, Message) else value
        for name, value in values.items()
    }
