"""Take the pictures of the manual anew: `python -m tools.manual_pictures [NAME ...]`.

A server of its own, a browser without network: what the pictures show is what the program draws.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser

from tools import manual_files, manual_office, manual_prints
from tools.few_colours import small
from tools.headless import ROOT, find_browser, running
from tools.manual_prints import PRINTS
from tools.manual_scenes import SCENES, Scene
from tools.visit import begin, browsing

FOLDER = ROOT / "docs" / "manual"


def main(names: list[str]) -> int:
    """Take the pictures of some names, or all; return 0, or 2 if there is no such name."""
    wanted = names or [*SCENES, *PRINTS]
    unknown = [name for name in wanted if name not in SCENES and name not in PRINTS]
    found = find_browser()
    if unknown or found is None:
        sys.stderr.write(f"no such picture: {unknown}\n" if unknown else "no browser found\n")
        return 2
    FOLDER.mkdir(exist_ok=True)
    with TemporaryDirectory() as made:
        folder = Path(made)
        for name in (name for name in wanted if name in PRINTS):
            _keep(name, manual_prints.picture(name, folder))
        manual_files.make(folder)
        with browsing(found) as browser:
            for office in (False, True):
                scenes = [
                    each for each in wanted if each in SCENES and SCENES[each].office == office
                ]
                if scenes:
                    _scenes(browser, scenes, folder, office=office)
    return 0


def _scenes(browser: Browser, names: list[str], folder: Path, *, office: bool) -> None:
    """Take pictures at a server of their own, on whose ledger an office has written or nobody."""
    url = f"sqlite:///{folder / 'office.sqlite'}"
    if office:
        manual_office.make(url)
    with running(told={"PLANMAP_STORE": url} if office else None) as (origin, _):
        for name in names:
            _keep(name, _shot(browser, origin, SCENES[name], folder))


def _shot(browser: Browser, origin: str, scene: Scene, files: Path) -> bytes:
    """Play a scene; return what is then on the screen."""
    seen = begin(browser, origin, *scene.size)
    try:
        if scene.office:  # on the page 台账 there is no map to wait for
            seen.page.goto(f"{origin}/{scene.address}")
        else:
            seen.open(scene.address)
        seen.settle()
        scene.play(seen, files)
        seen.page.mouse.move(*scene.size)  # nothing is hovered over
        seen.page.locator("[data-testid=stToast]").first.wait_for(state="detached")
        seen.page.wait_for_timeout(400)
        return seen.page.screenshot()
    finally:
        seen.page.context.close()


def _keep(name: str, picture: bytes) -> None:
    content = small(picture)
    (FOLDER / f"{name}.png").write_bytes(content)
    sys.stdout.write(f"{name}.png {len(content) / 1e3:.0f} kB\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
