"""Completion for shells, written from the command line's own parser.

`eval "$(paper-preview completion bash)"`, or zsh, in the shell's start file;
`paper-preview completion fish | source`.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

NAME = "paper-preview"
FILES = ("FILE", "FOLDER")  # what the parser calls a path


class Option(NamedTuple):
    """*choices* are empty where any value is taken, or none; *flag*: it takes none."""

    choices: tuple[str, ...]
    flag: bool
    what: str


class Command(NamedTuple):
    """*words* may stand as its argument; *paths*: so may a path, or after one of its options."""

    what: str
    words: tuple[str, ...]
    options: Mapping[str, Option]
    paths: bool


def commands_of(parser: argparse.ArgumentParser) -> dict[str, Command]:
    found: dict[str, Command] = {}
    for action in parser._actions:  # argparse has no public way to look at a parser
        if isinstance(action, argparse._SubParsersAction):
            whats = {choice.dest: choice.help or "" for choice in action._choices_actions}
            for name, command in action.choices.items():
                found[name] = _command(command, whats.get(name, ""))
    return found


def _command(parser: argparse.ArgumentParser, what: str) -> Command:
    words: tuple[str, ...] = ()
    options: dict[str, Option] = {}
    for action in parser._actions:
        choices = tuple(map(str, action.choices or ()))
        if not action.option_strings:
            words += choices
        for name in action.option_strings:
            if name.startswith("--"):
                options[name] = Option(choices, action.nargs == 0, action.help or "")
    paths = any(action.metavar in FILES for action in parser._actions)
    return Command(what, words, options, paths)


_BASH = """\
_paper_preview() {{
    local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}} given= offered=
    if ((COMP_CWORD > 1)); then given=${{COMP_WORDS[1]}}; fi
    case "$given $before $word" in
{cases}
    esac
    COMPREPLY=($(compgen -W "$offered" -- "$word"))
}}
complete -o default -F _paper_preview {name}
"""


def bash(commands: Mapping[str, Command]) -> str:
    """Where nothing is offered bash offers files."""
    rows = [
        (f'"{name} {option} "*', about.choices)
        for name, command in commands.items()
        for option, about in command.options.items()
        if not about.flag
    ]
    for name, command in commands.items():
        rows += [(f'"{name} "*" -"*', tuple(command.options)), (f'"{name} "*', command.words)]
    rows += [('" "*', tuple(commands))]
    cases = "\n".join(f'        {case}) offered="{" ".join(words)}" ;;' for case, words in rows)
    return _BASH.format(cases=cases, name=NAME)


def zsh(commands: Mapping[str, Command]) -> str:
    """The same: zsh knows bash's way."""
    return (
        "autoload -U +X compinit && compinit\n"
        "autoload -U +X bashcompinit && bashcompinit\n" + bash(commands)
    )


def fish(commands: Mapping[str, Command]) -> str:
    lines = [f"complete -c {NAME} -f"]
    for name, command in commands.items():
        seen = f"complete -c {NAME} -n '__fish_seen_subcommand_from {name}'"
        lines.append(
            f"complete -c {NAME} -n __fish_use_subcommand -a {name} -d {_quoted(command.what)}"
        )
        if command.words:
            lines.append(f"{seen} -a {_quoted(' '.join(command.words))}")
        if command.paths:
            lines.append(f"{seen} -F")
        for option, about in command.options.items():
            needs = "" if about.flag else " -r" if command.paths else " -x"
            offers = f" -a {_quoted(' '.join(about.choices))}" if about.choices else ""
            what = f" -d {_quoted(about.what)}" if about.what else ""
            lines.append(f"{seen} -l {option[2:]}{needs}{offers}{what}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


SHELLS: Mapping[str, Callable[[Mapping[str, Command]], str]] = MappingProxyType(
    {"bash": bash, "zsh": zsh, "fish": fish}
)
