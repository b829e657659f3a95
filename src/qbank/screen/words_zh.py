"""The Chinese wording of every English template, gathered from the parts."""

from qbank.screen.words_zh_bank import BANK
from qbank.screen.words_zh_code import CODE
from qbank.screen.words_zh_commands import COMMANDS
from qbank.screen.words_zh_mock import MOCK
from qbank.screen.words_zh_rules import RULES
from qbank.screen.words_zh_store import STORE
from qbank.screen.words_zh_views import VIEWS

ZH: dict[str, str] = {**VIEWS, **COMMANDS, **BANK, **CODE, **MOCK, **RULES, **STORE}
