"""The text of a collection taken apart, each byte in its place."""

import json

import pytest

from geo.importing.feature_split import feature_text

HEAD, TAIL = '{"type":"FeatureCollection","features":[', '],"name":"x"}'


def cut(text):
    return feature_text(text.encode())


def collection(between=",", head=HEAD, tail=TAIL, features=("{}", '{"a":1}', '{"b":[]}')):
    return head + between.join(features) + tail


@pytest.mark.parametrize("between", [",", ", ", " ,", "\n,\r\n ", ",\t"])
def test_features_stand_one_a_line(between):
    found = cut(collection(between))
    assert found.rows == 3
    assert [json.loads(found.feature(row)) for row in range(3)] == [{}, {"a": 1}, {"b": []}]
    assert (found.head, found.tail) == (HEAD.encode(), TAIL.encode())
    assert bytes(found.lines).count(b"\n") == 2


def test_line_ends_within_a_feature_become_blanks_and_no_other_byte_changes():
    text = '{"a":\r\n1,"b":"学\\n"}'
    found = cut(collection(features=[text, "{}"]))
    assert found.feature(0).decode() == text.replace("\r", " ").replace("\n", " ")
    assert len(found.lines) == len(text.encode()) + 3


def test_the_first_features_are_a_collection_of_their_own():
    found = cut(collection()).first(2)
    assert (found.rows, bytes(found.lines)) == (2, b'{}\n{"a":1}')
    assert cut(collection()).first(9).rows == 3
    assert cut(collection()).first(1).feature(0) == b"{}"


def test_some_features_are_from_all_over():
    found = cut(collection(features=[f'{{"n":{n}}}' for n in range(11)]))
    assert [json.loads(each)["n"] for each in found.some(3)] == [0, 5, 10]
    assert len(found.some(200)) == 11
    assert [json.loads(each)["n"] for each in found.some(1)] == [0]
    assert cut(collection(features=["{}"])).some(5) == [b"{}"]


def test_a_collection_is_put_together_again():
    found = cut(collection())
    whole = json.loads(found.collection([b'{"a":2}', b"{}"]))
    assert whole == {"type": "FeatureCollection", "features": [{"a": 2}, {}], "name": "x"}


@pytest.mark.parametrize(
    "text",
    [
        collection(head='{"type":"Feature","features":['),
        collection(head='{"features":['),
        collection(head='{"type":"FeatureCollection","x":['),
        collection(head='{"type":"FeatureCollection","type":"FeatureCollection","features":['),
        collection(tail='],"features":[]}'),
        collection(tail='],"type":"FeatureCollection"}'),
        collection(tail="]"),
        collection(tail="]}}"),
        collection(features=[]),
        collection(features=["1"]),
        "",
        "[]",
    ],
)
def test_what_is_not_plain_to_see_is_left(text):
    assert cut(text) is None


def test_members_may_stand_before_and_behind_in_any_order():
    found = cut(
        collection(head='{ "name" : "x", "features" : [ ', tail=' ] , "type":"FeatureCollection"}')
    )
    assert [json.loads(found.feature(row)) for row in range(3)] == [{}, {"a": 1}, {"b": []}]


def test_members_farther_away_than_is_looked_are_left():
    """64 KiB are looked at from either end."""
    far = '"x":"' + "a" * 65_536 + '",'
    assert cut(collection(head="{" + far + HEAD[1:])) is None
    assert cut(collection(tail="]," + far[:-1] + "}")) is None
    near = '"x":"' + "a" * 60_000 + '",'
    assert cut(collection(head="{" + near + HEAD[1:])).rows == 3
    assert cut(collection(tail="]," + near[:-1] + "}")).rows == 3


def test_line_ends_are_found_in_every_piece(monkeypatch):
    monkeypatch.setattr("geo.importing.feature_split._PIECE", 4)
    found = cut(collection(features=['{\n"a"\r:\n1\r}', "{\n}"]))
    assert (found.rows, bytes(found.lines).count(b"\n"), bytes(found.lines).count(b"\r")) == (
        2,
        1,
        0,
    )
