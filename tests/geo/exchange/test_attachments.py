"""Photos and PDF: what they are is told by their content; kept once; carried along."""

import json
from base64 import b64encode
from io import BytesIO

import pytest
from PIL import Image
from PIL.ExifTags import GPS, IFD, Base
from sqlalchemy import func, select

from geo.errors import DataError
from geo.exchange.attachment_check import MOST_BYTES
from geo.exchange.attachments import (
    attach,
    content,
    keep,
    link,
    listed,
    of_changes,
    withdraw,
)
from geo.exchange.backup import backup, restore
from geo.exchange.change_text import written
from geo.exchange.exporting import export
from geo.guarded import reading
from geo.guarded.commands import SILENTLY
from geo.ledger import Edit
from geo.ledger.blobs import BLOBS

ITEM = "P5-1-01"
PAPER = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def picture(kind, *, positioned=False, colour="red"):
    made, file = Image.new("RGB", (40, 30), colour), BytesIO()
    about = made.getexif()
    about[Base.Make] = "camera"
    if positioned:
        about.get_ifd(IFD.GPSInfo)[GPS.GPSLatitude] = (28.0, 37.0, 12.0)
    made.save(file, kind, exif=about)
    return file.getvalue()


def several(*, positioned):
    """A JPEG behind whose picture two more follow, the last one positioned or not."""
    first, second, third = (Image.new("RGB", (40, 30), each) for each in ("red", "blue", "green"))
    about, file = third.getexif(), BytesIO()
    about[Base.Make] = "camera"
    if positioned:
        about.get_ifd(IFD.GPSInfo)[GPS.GPSLatitude] = (28.0, 37.0, 12.0)
    third.encoderinfo = {"exif": about.tobytes()}
    first.save(file, "MPO", save_all=True, append_images=[second, third])
    return file.getvalue()


def checked(whole, name="a"):
    return reading.attachment(reading.Sent(whole, name), SILENTLY)


def attached(office, whole, title="现场", seq=0):
    return attach(
        office.ledger, ("projects", ITEM, seq), (title, whole), checked(whole), office.act()
    )


@pytest.mark.parametrize(
    ("whole", "told"),
    [
        (picture("JPEG"), ("image/jpeg", False)),
        (picture("JPEG", positioned=True), ("image/jpeg", True)),
        (several(positioned=False), ("image/jpeg", False)),
        (several(positioned=True), ("image/jpeg", True)),
        (picture("PNG"), ("image/png", False)),
        (picture("PNG", positioned=True), ("image/png", True)),
        (PAPER, ("application/pdf", False)),
    ],
    ids=("jpeg", "jpeg here", "jpegs", "jpegs here", "png", "png here", "pdf"),
)
def test_the_content_says_what_it_is_whatever_its_name(whole, told):
    assert checked(whole, "网页.html") == told


@pytest.mark.parametrize(
    ("whole", "sign"),
    [
        (b"", "不是 JPEG、PNG 或 PDF"),
        (b"<html><script>alert(1)</script>", "不是 JPEG、PNG 或 PDF"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "不是 JPEG、PNG 或 PDF"),
        (b"GIF89a" + b"\0" * 100, "不是 JPEG、PNG 或 PDF"),
        (picture("JPEG")[:300], "损坏|不是"),
        (b"%PDF-1.4\n<html>", "PDF 不完整"),
        (b"%PDF-" + b"\0" * MOST_BYTES, "超过 20 MB"),
    ],
    ids=("nothing", "html", "svg", "gif", "cut", "half a pdf", "large"),
)
def test_anything_else_is_refused(whole, sign):
    with pytest.raises(DataError, match=sign):
        checked(whole, "照片.jpg")


def test_it_is_kept_as_it_was_sent_and_once(offices):
    for office in offices:
        whole = picture("JPEG", positioned=True)
        change = office.set(ITEM, status="在建")
        first = attached(office, whole, " 现场 \n 照片 ", change.seq)
        second = attached(office, whole, "同一张")
        assert (first.title, first.change, first.positioned) == ("现场 照片", change.uid, True)
        assert listed(office.ledger, "projects", ITEM) == [first, second]
        assert listed(office.ledger, item="P5-1-03") == []
        assert content(office.ledger, first.uid) == (first, whole)
        with office.ledger.database.reading() as connection:
            assert connection.scalar(select(func.count(BLOBS.c.sha256))) == 1


def test_what_is_asked_wrongly_is_refused(offices):
    inside, _ = offices
    seq = inside.set("P5-1-03", status="在建").seq
    for title, of in (("", 0), ("照片", seq), ("照片", 99)):
        with pytest.raises(DataError):
            attached(inside, PAPER, title, of)
    with pytest.raises(DataError, match="没有这个附件"):
        content(inside.ledger, "../../etc/passwd")
    assert listed(inside.ledger) == []


def test_they_are_carried_with_the_changes_and_kept_in_a_backup(offices, office, tmp_path):
    inside, outside = offices
    inside.set(ITEM, status="在建")
    made = [attached(inside, PAPER, "开工令"), attached(inside, picture("PNG"), "现场")]
    file = written(export(inside.ledger, inside.act().at))
    told = reading.changes(reading.Sent(file, "改动.json"), SILENTLY)
    assert (outside.take(told).attached, outside.take(told).attached) == (2, 0)
    assert listed(outside.ledger) == made
    assert content(outside.ledger, made[0].uid)[1] == PAPER
    new = office("新机器")
    backup(outside.ledger, tmp_path / "b.sqlite")
    restore(new.ledger, tmp_path / "b.sqlite", tmp_path / "a.sqlite")
    assert content(new.ledger, made[1].uid) == content(inside.ledger, made[1].uid)


@pytest.mark.parametrize(
    "change",
    [
        {"content": b64encode(b"<html>").decode()},
        {"content": b64encode(PAPER + b"%%EOF").decode()},
        {"content": "no base64"},
        {"type": "text/html"},
        {"type": "image/png"},
    ],
)
def test_a_carried_attachment_that_is_not_what_it_says_is_refused(offices, change):
    inside, _ = offices
    inside.set(ITEM, status="在建")
    attached(inside, PAPER)
    told = json.loads(written(export(inside.ledger, inside.act().at)))
    told["attachments"][0].update(change)
    with pytest.raises(DataError):
        reading.changes(reading.Sent(json.dumps(told).encode(), "改动.json"), SILENTLY)


def test_a_withdrawn_one_stays_in_the_history_and_is_carried_and_restored_as_such(
    offices, office, tmp_path
):
    here, there = offices
    change = here.set(ITEM, status="在建")
    made = attached(here, PAPER, seq=change.seq)
    seen = here.ledger.version()
    there.take(here.file())
    told = withdraw(here.ledger, made.uid, here.act("传错了"))
    assert (told.withdrawn.by, told.withdrawn.why) == (here.name, "传错了")
    assert here.ledger.version() > seen  # pages hear of it
    assert of_changes(here.ledger, [change.uid])[change.uid] == [told]
    assert content(here.ledger, made.uid)[1] == PAPER
    for _ in range(2):
        there.take(here.file())
    assert listed(there.ledger)[0].withdrawn == told.withdrawn
    backup(here.ledger, tmp_path / "b.sqlite")
    new = office("new")
    restore(new.ledger, tmp_path / "b.sqlite", tmp_path / "aside.sqlite")
    assert listed(new.ledger)[0].withdrawn == told.withdrawn
    for again in (made.uid, "0" * 32):
        with pytest.raises(DataError, match="已由|没有这个附件"):
            withdraw(here.ledger, again, here.act())
    with pytest.raises(DataError, match="理由不能为空"):
        withdraw(there.ledger, made.uid, here.act(" "))


def test_what_is_linked_with_a_change_is_there_with_it_or_not_at_all(offices):
    here, _ = offices
    kept = keep(here.ledger, ("现场", PAPER), checked(PAPER), here.act().at)
    edit = Edit("projects", ITEM, {"status": "在建"}, here.act())

    def then(connection, made):
        link(connection, ("projects", ITEM, made[0].uid), kept, "张三", made[0].at)

    def fails(connection, made):
        link(connection, ("projects", ITEM, made[0].uid), kept._replace(sha256="0"), "", made[0].at)

    with pytest.raises(DataError, match="已被清理"):
        here.store.write_all([edit], then=fails)
    assert here.ledger.history() == []
    here.store.write_all([edit], then=then)
    assert [each.change for each in listed(here.ledger)] == [here.ledger.change(1).uid]
