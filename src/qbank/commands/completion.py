"""`qbank completion`: a script for the shell."""

from typing import Annotated

import typer

from qbank.commands import opening
from qbank.errors import WrongUsageError
from qbank.screen import plain
from qbank.settings import Settings

SCRIPTS = {
    "bash": """# for ~/.bashrc:  source <(qbank completion bash)
_qbank() {
    local IFS=$'\\n'
    COMPREPLY=($(_QBANK_COMPLETE=$COMP_CWORD qbank "${COMP_WORDS[@]}" 2>/dev/null))
}
complete -o default -F _qbank qbank
""",
    "zsh": """#compdef qbank
# for ~/.zshrc, after compinit:  source <(qbank completion zsh)
_qbank() {
    local -a found
    found=("${(@f)$(_QBANK_COMPLETE=$((CURRENT - 1)) qbank "${(@)words}" 2>/dev/null)}")
    if [[ -n $found ]]; then compadd -- $found; else _files; fi
}
compdef _qbank qbank
""",
    "fish": """# qbank completion fish > ~/.config/fish/completions/qbank.fish
function __qbank
    set -l before (commandline -opc)
    _QBANK_COMPLETE=(count $before) qbank $before (commandline -ct) 2>/dev/null
end
complete -c qbank -f -a '(__qbank)'
""",
}


def completion(
    ctx: typer.Context, shell: Annotated[str, typer.Argument(metavar="SHELL", help="bash, zsh or fish")]
) -> None:
    """Print the script; nothing of a bank is in it."""
    settings: Settings = ctx.obj
    if shell not in SCRIPTS:
        raise WrongUsageError(
            "no completion for {shell}; there are {known}", shell=shell, known=", ".join(SCRIPTS)
        )
    plain.text(opening.screen_for(settings).stream, SCRIPTS[shell])
