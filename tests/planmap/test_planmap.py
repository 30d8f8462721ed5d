"""One command with its verbs; each reads the data that the environment names."""

import subprocess
import sys
from pathlib import Path

import pytest

from planmap import __version__
from planmap.__main__ import VERBS, main

ROOT = Path(__file__).parents[2]


def test_it_lists_what_there_is(capsys):
    assert main(["--help"]) == 0
    told = capsys.readouterr().out
    assert [name for name in VERBS if f"  {name}" not in told] == []
    assert main([]) == 2


def test_a_word_that_is_no_command(capsys):
    assert main(["print"]) == 2
    assert "没有命令“print”；可用：read、export" in capsys.readouterr().err


@pytest.mark.parametrize("verb", VERBS)
def test_every_command_tells_its_options_under_its_name(verb, capsys):
    with pytest.raises(SystemExit) as ended:
        main([verb, "--help"])
    assert ended.value.code == 0
    told = capsys.readouterr().out
    assert told.startswith(f"usage: planmap {verb}")


@pytest.mark.parametrize(
    "words",
    [
        ["read", "a.csv", "-o", "a.gpkg"],
        ["export", "-o", "a.zip"],
        ["sheet", "--out", "a.png"],
        ["atlas", "--out", "a.pdf", "--subjects", "zones"],
        ["report", "--out", "a.docx"],
        ["lifecircle", "-o", "a"],
        ["serve", "--headless"],
    ],
)
def test_every_command_reads_the_folder_that_the_environment_names(words, tmp_path):
    """A folder that is not there: whoever read the shipped plan instead would go on."""
    done = subprocess.run(
        [sys.executable, "-m", "planmap", *words],
        cwd=tmp_path,
        env={"PLANMAP_DATA": str(tmp_path / "别处"), "PYTHONPATH": str(ROOT), "PATH": ""},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 2, done.stderr
    assert "数据目录 别处 不存在或为空" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_it_says_its_version(capsys):
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.strip() == __version__
