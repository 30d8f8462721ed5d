#!/usr/bin/env bash
# Pillow 13.0.0: an Exif that holds nothing but where a photo was taken (the GPS directory) is written into
# JPEG and WebP, but not into PNG: the file has no eXIf chunk, and nothing is said. With any other tag
# beside it, a description for one, the place is written into PNG too. The Exif object counts as empty,
# since the directory below it is not among the tags that it counts.
# Why it matters to planning maps: photos of building progress are placed by their EXIF position; a tool that
# strips the rest for privacy and saves PNG loses exactly the position that it meant to keep.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check Pillow==13.0.0
venv/bin/python - <<'PYTHON'
import sys

import PIL
from PIL import Image

GPS, DESCRIPTION = 0x8825, 0x010E


def kept(kind, described):
    picture, exif = Image.new("RGB", (8, 8)), Image.Exif()
    place = exif.get_ifd(GPS)
    place[1], place[2], place[3], place[4] = "N", (28.0, 37.0, 0.0), "E", (115.0, 54.0, 0.0)
    if described:
        exif[DESCRIPTION] = "site"
    name = f"photo.{kind.lower()}"
    picture.save(name, kind, exif=exif)
    with Image.open(name) as opened:
        return dict(opened.getexif().get_ifd(GPS))


print("Pillow", PIL.__version__)
found = {}
for kind in ("JPEG", "WEBP", "PNG"):
    for described in (False, True):
        found[kind, described] = kept(kind, described)
        words = "place and description" if described else "place alone"
        print(kind, words, "->", found[kind, described] or "no place")
lost = [key for key, place in found.items() if not place]
sys.exit(0 if lost == [("PNG", False)] else 1)
PYTHON
