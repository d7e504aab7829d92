"""The README's screens are what the commands print; run as a script, this writes them anew."""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

README = Path(__file__).parent.parent / "README.md"
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)


def run_block(block: str, folder: Path) -> tuple[str, Path]:
    """Run a block's `$` lines one after another; return it with what they print, and the folder it ends in."""
    lines = []
    for command in [line for line in block.splitlines() if line.startswith("$ ")]:
        lines.append(command)
        if command.startswith("$ cd "):
            folder /= command.removeprefix("$ cd ")
            continue
        done = subprocess.run(
            ["bash", "-c", f"{{ {command[2:]}; }} 2>&1"],
            cwd=folder,
            env=environment(folder),
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        lines += [line.rstrip() for line in done.stdout.rstrip("\n").splitlines()]
    return "\n".join(lines) + "\n", folder


def environment(folder: Path) -> dict[str, str]:
    """Return what a newcomer's shell has: an English terminal of 80 columns, and the command on its path."""
    tool = folder / ".bin" if (folder / ".bin").is_dir() else folder.parent / ".bin"
    return {
        **os.environ,
        "PATH": f"{tool}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(README.parent),
        "LANG": "en_US.UTF-8",
        "LC_ALL": "",
        "COLUMNS": "80",
        "NO_COLOR": "1",
    }


def rendered(text: str, folder: Path) -> str:
    """Return the README with every screen as it comes out now, run in `folder`."""
    tool = folder / ".bin" / "clientbase"
    tool.parent.mkdir()
    tool.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m clientbase "$@"\n', encoding="ascii")
    tool.chmod(0o755)
    place = folder

    def renewed(match: re.Match[str]) -> str:
        nonlocal place
        block, place = run_block(match[1], place)
        return f"```console\n{block}```"

    return BLOCK.sub(renewed, text)


@pytest.mark.skipif(os.name == "nt", reason="the screens are of a POSIX shell")
def test_the_readme_shows_what_the_commands_print(tmp_path: Path) -> None:
    """A newcomer sees on the screen what the page promised, letter for letter."""
    text = README.read_text(encoding="utf-8")
    assert len(BLOCK.findall(text)) >= 3
    assert rendered(text, tmp_path) == text


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        README.write_text(rendered(README.read_text(encoding="utf-8"), Path(name)), encoding="utf-8")
