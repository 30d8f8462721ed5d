"""The README is short, begins with a picture, and every package has its reason in the papers."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")


def test_the_readme_is_short_and_shows_the_map_first():
    lines = README.splitlines()
    assert len(lines) <= 100
    told = [line for line in lines if line.strip()]
    assert told[0].startswith("# ")
    assert told[1].startswith("![")


def test_the_files_that_the_commands_name_are_there():
    named = set(re.findall(r"-r ([\w-]+\.txt)", README))
    assert named == {"requirements.txt", "requirements-dev.txt"}
    assert all((ROOT / name).is_file() for name in named)


def test_every_package_has_its_reason():
    told = (ROOT / "docs/dependencies.md").read_text("utf-8").lower()
    reasons = {word for row in re.findall(r"^\| (.+?) \|", told, re.M) for word in row.split(", ")}
    for file in ROOT.glob("requirements*.txt"):
        for line in file.read_text("utf-8").splitlines():
            if line and not line.startswith(("#", "-r")):
                name = re.split(r"[=<>;\[ ]", line)[0].lower()
                assert name in reasons, f"{file.name}: {name} stands without a reason"
