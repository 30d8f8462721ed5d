"""The examples of docs/commands.zh.md run as they are printed."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from geo.data_folder import VARIABLE
from planmap.__main__ import VERBS, main

ROOT = Path(__file__).parents[2]
PAPER = (ROOT / "docs/commands.zh.md").read_text("utf-8")


def test_the_example_runs_from_a_bare_prompt():
    code = re.search(r"```python\n(.*?)```", PAPER, re.S).group(1)
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert run.returncode == 0, run.stderr
    assert "达标" in run.stdout


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty folder with the files that the examples read, and a ledger of its own."""
    monkeypatch.setenv("PLANMAP_STORE", str(tmp_path / "ledger.sqlite"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(os.environ, VARIABLE, str(ROOT / "data"))
    spots = ((115.9205, 28.6312), (115.9120, 28.6201), (115.9301, 28.6405))
    rows = [f"小区{place},{120 * place},{lon},{lat}\n" for place, (lon, lat) in enumerate(spots, 1)]
    Path("小区.csv").write_text("名称,户数,经度,纬度\n" + "".join(rows), "gb18030")
    Path("界址点.csv").write_text("lon,lat\n115.9,28.62\n115.91,28.62\n115.91,28.63\n", "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "block", re.findall(r"```sh\n(.*?)```", PAPER, re.S), ids=("plan", "own", "ledger")
)
def test_the_commands_do_as_they_are_printed(folder, block):
    for line in block.splitlines():
        words = shlex.split(line)
        assert words[:3] == ["python", "-m", "planmap"]
        assert main(words[3:]) == 0, line
        outs = [words[at + 1] for at, word in enumerate(words) if word in ("-o", "--out")]
        if words[3] == "ledger" and not outs:
            continue
        made = folder / outs[0]
        assert any(made.iterdir()) if made.is_dir() else made.stat().st_size > 0


def test_every_verb_is_told_of():
    assert set(re.findall(r"^\| `python -m planmap (\w+)`", PAPER, re.M)) == set(VERBS)
