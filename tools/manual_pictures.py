"""Take the pictures of the manual anew: `python -m tools.manual_pictures [NAME ...]`.

A server of its own, a browser without network: what the pictures show is what the program draws.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser

from tools import manual_files
from tools.few_colours import small
from tools.headless import ROOT, find_browser, running
from tools.manual_scenes import SCENES
from tools.visit import begin, browsing

FOLDER = ROOT / "docs" / "manual"


def main(names: list[str]) -> int:
    """Take the pictures of some names, or all; return 0, or 2 if there is no such name."""
    wanted = names or list(SCENES)
    unknown = [name for name in wanted if name not in SCENES]
    found = find_browser()
    if unknown or found is None:
        sys.stderr.write(f"no such picture: {unknown}\n" if unknown else "no browser found\n")
        return 2
    FOLDER.mkdir(exist_ok=True)
    with TemporaryDirectory() as made, running() as (origin, _), browsing(found) as browser:
        files = Path(made)
        manual_files.make(files)
        for name in wanted:
            size = _take(browser, origin, name, files)
            sys.stdout.write(f"{name}.png {size / 1e3:.0f} kB\n")
    return 0


def _take(browser: Browser, origin: str, name: str, files: Path) -> int:
    """Play a scene and keep its picture; return its size in bytes."""
    scene = SCENES[name]
    seen = begin(browser, origin, *scene.size).open(scene.address)
    try:
        seen.settle()
        scene.play(seen, files)
        seen.page.mouse.move(*scene.size)  # nothing is hovered over
        seen.page.wait_for_timeout(400)
        content = small(seen.page.screenshot())
    finally:
        seen.page.context.close()
    (FOLDER / f"{name}.png").write_bytes(content)
    return len(content)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
