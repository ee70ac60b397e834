"""What a shell offers, asked in a real bash; the other scripts hold the same words."""

from __future__ import annotations

import re
import shlex
import subprocess

import pytest

from preview import cli, formats
from preview.completion import SHELLS, commands_of

COMMANDS = commands_of(cli._parser())


def offered(*typed: str) -> list[str]:
    """What bash offers for the last of the words *typed* after the command's name."""
    words = shlex.join(["paper-preview", *typed])
    script = f"""{SHELLS["bash"](COMMANDS)}
        COMP_WORDS=({words}); COMP_CWORD={len(typed)}; _paper_preview
        printf '%s\\n' "${{COMPREPLY[@]}}" """
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return done.stdout.split()


@pytest.mark.parametrize(
    ("typed", "offers"),
    [
        ([""], list(COMMANDS)),
        (["pu"], ["purge"]),
        (["get", "--f"], ["--format"]),
        (["get", "--format", ""], sorted(formats.discover())),
        (["get", "arXiv:2504.18412", "--format", "li"], []),
        (["get", "--format", "csl", "--r"], ["--refresh"]),
        (["get", "--lang", ""], []),
        (["completion", ""], ["bash", "zsh", "fish"]),
        (["batch", ""], []),  # so files
        (["batch", "-"], ["--help"]),
        (["$(exit 1)", "x"], []),
    ],
)
def test_bash_offers_what_may_stand_there(typed, offers):
    assert offered(*typed) == offers


def test_fish_is_told_all_that_the_parser_knows(capsys):
    assert cli.main(["completion", "fish"]) == 0
    said = capsys.readouterr().out
    told = {
        name: set(re.findall(rf"from {name}' -l ([\w-]+)", said))
        for name in re.findall(r"-n __fish_use_subcommand -a (\w+)", said)
    }
    assert told == {
        name: {option.removeprefix("--") for option in command.options}
        for name, command in COMMANDS.items()
    }


def test_zsh_takes_bashs(capsys):
    assert cli.main(["completion", "zsh"]) == 0
    assert capsys.readouterr().out.endswith(SHELLS["bash"](COMMANDS))
