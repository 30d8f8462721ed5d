"""KML, Google Earth's and hostile."""

import time

import pytest

from geo.errors import DataError
from geo.importing import kml
from geo.importing.limits import ReadingLimits

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"'
HEAD += ' xmlns:gx="http://www.google.com/kml/ext/2.2"><Document><name>图.kml</name>'
TAIL = "</Document></kml>"


def mark(shape, name="甲", more=""):
    return f"<Placemark><name>{name}</name>{more}{shape}</Placemark>"


def coordinates(text):
    return f"<coordinates>{text}</coordinates>"


POINT = f"<Point>{coordinates('115.91,28.62,35')}</Point>"
RING = coordinates("115.9,28.6,0 115.92,28.6,0 115.92,28.62,0 115.9,28.6,0")
HOLE = coordinates("115.91,28.602,0 115.915,28.602,0 115.915,28.605,0 115.91,28.602,0")
AREA = f"<Polygon><outerBoundaryIs><LinearRing>{RING}</LinearRing></outerBoundaryIs>"
AREA += f"<innerBoundaryIs><LinearRing>{HOLE}</LinearRing></innerBoundaryIs></Polygon>"
LINE = (
    f"<LineString><tessellate>1</tessellate>{coordinates('115.9,28.6 115.91,28.61')}</LineString>"
)
TRACK = "<gx:Track><when>2021</when><gx:coord>115.9 28.6 3</gx:coord>"
TRACK += "<gx:coord>115.91 28.61 4</gx:coord></gx:Track>"


@pytest.fixture
def read(write, ask):
    def from_text(body, **choices):
        return kml.read(write("layer.kml", HEAD + body + TAIL), ask(**choices))

    return from_text


def test_shapes_of_every_kind(read):
    both = f"<MultiGeometry>{POINT}{AREA}</MultiGeometry>"
    points = f"<MultiGeometry>{POINT}{POINT}</MultiGeometry>"
    raw = read("".join(map(mark, [POINT, LINE, AREA, TRACK, both, points, ""])))
    kinds = [None if shape is None else shape.geom_type for shape in raw.shapes]
    assert kinds[:4] == ["Point", "LineString", "Polygon", "LineString"]
    assert kinds[4:] == ["GeometryCollection", "MultiPoint", None]
    assert len(raw.shapes[2].interiors) == 1
    assert raw.shapes[0].z == 35
    assert not raw.shapes[1].has_z
    assert raw.crs == "EPSG:4326"


def test_folders_descriptions_and_data_become_columns(read):
    data = '<ExtendedData><Data name="班数"><value>36</value></Data></ExtendedData>'
    typed = '<ExtendedData><SchemaData schemaUrl="#s"><SimpleData name="层数">5</SimpleData>'
    typed += "</SchemaData></ExtendedData>"
    html = "<description><![CDATA[<b onclick='x()'>说明</b>]]></description>"
    inner = f"<Folder><name>小学</name>{mark(POINT, '乙', typed)}</Folder>"
    folder = f"<Folder><name>学校</name>{mark(POINT, '甲', html + data)}{inner}</Folder>"
    frame = read(folder + mark(POINT, "丙")).frame
    assert frame["名称"].tolist() == ["甲", "乙", "丙"]
    assert frame["文件夹"].tolist() == ["图.kml/学校", "图.kml/学校/小学", "图.kml"]
    assert frame["描述"].tolist() == ["<b onclick='x()'>说明</b>", "", ""]
    assert frame["班数"].tolist() == ["36", "", ""]
    assert frame["层数"].tolist() == ["", "5", ""]


def test_links_and_images_are_told_and_never_followed(read):
    link = "<NetworkLink><Link><href>http://192.0.2.1/x.kml</href></Link></NetworkLink>"
    issues = read(link + link + mark(POINT)).issues
    assert [(issue.key, issue.count) for issue in issues] == [("not_read", 2)]
    assert "NetworkLink" in issues[0].text


@pytest.mark.parametrize("text", ["", "x,y", "115.9", "115.9,28.6 116"])
def test_a_line_that_cannot_be_read_is_kept_without_shape(read, text):
    raw = read(mark(f"<LineString>{coordinates(text)}</LineString>"))
    assert raw.shapes.tolist() == [None]
    assert raw.frame["名称"].tolist() == ["甲"]


ENTITIES = [
    '<!DOCTYPE kml [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    '<!DOCTYPE kml SYSTEM "http://192.0.2.1/x.dtd">',
    '<!DOCTYPE kml [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
]


@pytest.mark.parametrize("entities", ENTITIES)
def test_entities_are_refused_at_the_door(write, ask, entities):
    text = f'<?xml version="1.0"?>{entities}<kml><Placemark><name>&x;</name></Placemark></kml>'
    for path in (write("layer.kml", text), write("l16.kml", text, "utf-16")):
        with pytest.raises(DataError, match="带有 DOCTYPE 或实体声明"):
            kml.read(path, ask())


def test_other_xml_and_broken_xml(write, ask):
    with pytest.raises(DataError, match="不是 KML（根标签为 gpx）"):
        kml.read(write("layer.kml", '<?xml version="1.0"?><gpx><wpt/></gpx>'), ask())
    for text in (HEAD + mark(POINT), HEAD + mark(POINT)[:40], "<kml"):
        with pytest.raises(DataError, match="不是完好的"):
            kml.read(write("layer.kml", text), ask())


def test_encodings_that_do_not_exist(write, ask):
    text = '<?xml version="1.0" encoding="UT-18"?><kml></kml>'
    with pytest.raises(DataError, match="不是完好的 XML"):
        kml.read(write("layer.kml", text), ask())


def test_deep_nesting_ends(read):
    with pytest.raises(DataError, match="嵌套超过 200 层"):
        read("<Folder>" * 50_000)
    deep = "<MultiGeometry>" * 150 + POINT + "</MultiGeometry>" * 150
    assert read(mark(deep)).shapes[0].geom_type == "Point"


def test_limits_hold_while_reading(read):
    many = mark(POINT) * 10_000
    start = time.process_time()
    with pytest.raises(DataError, match="超过 99 行"):
        read(many, limits=ReadingLimits(max_rows=99))
    with pytest.raises(DataError, match="折点，上限 3 个"):
        read(mark(AREA), limits=ReadingLimits(max_vertices=3))
    with pytest.raises(DataError, match="上限 1 列"):
        read(many, limits=ReadingLimits(max_columns=1))
    assert len(read(many, rows=5).frame) == 5
    assert time.process_time() - start < 2


def test_a_ring_that_never_closes_is_set_aside(write, ask):
    ring = "<coordinates>NaN,28.6 115.9,28.6 115.9,28.7 NaN,28.6</coordinates>"
    shape = f"<outerBoundaryIs><LinearRing>{ring}</LinearRing></outerBoundaryIs>"
    mark = f"<Placemark><name>甲</name><Polygon>{shape}</Polygon></Placemark>"
    raw = kml.read(write("a.kml", f"<kml><Document>{mark}</Document></kml>"), ask())
    assert raw.frame["名称"].tolist() == ["甲"]
    assert raw.shapes.tolist() == [None]


def test_more_tags_than_allowed(read):
    body = "<a/>" * 50 + mark(POINT)
    assert len(read(body, limits=ReadingLimits(max_tags=60)).frame) == 1
    with pytest.raises(DataError, match="有 50 个以上的标签"):
        read(body, limits=ReadingLimits(max_tags=50))


def test_tags_in_descriptions_are_no_tags(read):
    html = f"<description><![CDATA[{'<br/>' * 90}]]></description>"
    assert len(read(mark(POINT, more=html), limits=ReadingLimits(max_tags=60)).frame) == 1


def test_placemarks_in_placemarks(read):
    with pytest.raises(DataError, match="地标（Placemark）套着地标"):
        read(mark(mark(POINT)))


def test_places_of_one_shape(read):
    line = f"<LineString>{coordinates('115.9,28.6 ' * 12)}</LineString>"
    with pytest.raises(DataError, match="有一个图形的折点达 6 个，上限 5 个"):
        read(
            mark(line), limits=ReadingLimits(max_shape=5)
        )  # pairs of two numbers: half are counted
    assert len(read(mark(line) * 3, limits=ReadingLimits(max_shape=12)).frame) == 3


def test_places_of_a_track_count(read):
    track = "<gx:Track>" + "<gx:coord>115.9 28.6 3</gx:coord>" * 4 + "</gx:Track>"
    with pytest.raises(DataError, match="上限 3 个"):
        read(mark(track), limits=ReadingLimits(max_vertices=3))


def test_what_was_read_is_let_go(write, ask):
    path = write(
        "layer.kml", HEAD + "<Folder><name>乙</name>" + mark(POINT) * 3 + "</Folder>" + TAIL
    )
    found = kml.read(path, ask()).frame
    assert found["名称"].tolist() == ["甲"] * 3
    assert found["文件夹"].str.endswith("乙").all()


def test_cells_are_stripped_and_named_by_their_data(read):
    data = '<ExtendedData><Data name="a"> <value> 1 </value><displayName>x</displayName></Data>'
    data += '<Data name="b"/><Data name=""><value>2</value></Data><Data><value>3</value></Data>'
    data += '<SchemaData><SimpleData name="c"> 4 </SimpleData><SimpleData name="d"/>'
    data += "<SimpleData>5</SimpleData></SchemaData></ExtendedData>"
    raw = read(mark(POINT, " 甲 ", "<description> 说 </description>" + data))
    assert raw.frame.to_dict("list") == {
        "名称": ["甲"],
        "文件夹": ["图.kml"],
        "描述": ["说"],
        "a": ["1"],
        "b": [""],
        "c": ["4"],
        "d": [""],
    }
    assert raw.issues == ()


def test_a_placemark_without_name_or_folder(write, ask):
    text = f"<kml><Folder><name/>{mark(POINT)}</Folder><Placemark>{POINT}</Placemark></kml>"
    frame = kml.read(write("a.kml", text), ask()).frame
    assert frame["名称"].tolist() == ["甲", ""]
    assert frame["文件夹"].tolist() == ["", ""]
    assert list(frame) == ["名称", "文件夹"]


def test_what_is_not_read_is_told_by_kind(read):
    others = "<GroundOverlay/>" * 2 + "<PhotoOverlay/><ScreenOverlay/><gx:Tour/>"
    assert [(each.text, each.count) for each in read(others + mark(POINT)).issues] == [
        ("GroundOverlay 不是矢量要素，未读取", 2),
        ("PhotoOverlay 不是矢量要素，未读取", 1),
        ("ScreenOverlay 不是矢量要素，未读取", 1),
        ("Tour 不是矢量要素，未读取", 1),
    ]


def test_a_name_counts_for_a_folder_only_directly_in_it(read):
    body = f"<Folder><Region><name>x</name></Region><name>甲</name>{mark(POINT, '乙')}</Folder>"
    assert read(body).frame["文件夹"].tolist() == ["图.kml/甲"]


def test_nesting_ends_at_two_hundred(write, ask):
    for deep, fits in ((197, True), (198, False)):  # beside kml, a placemark and a point
        body = "<Folder>" * deep + "<Placemark><Point/></Placemark>" + "</Folder>" * deep
        path = write("a.kml", f"<kml>{body}</kml>")
        if fits:
            assert len(kml.read(path, ask()).frame) == 1
        else:
            with pytest.raises(DataError, match="^来文 的标签嵌套超过 200 层；请重新导出"):
                kml.read(path, ask())


def test_placemarks_and_tags_are_counted_in_every_piece(monkeypatch, write):
    monkeypatch.setattr(kml, "MB", 40)
    piece = "<Placemark/>".ljust(20) + "<a></a>".ljust(20)
    assert kml._marks(write("a.kml", piece * 3)) == (3, 6)


def test_placemarks_of_another_prefix_are_bounded_too(write, ask):
    """They are not counted beforehand, but one by one."""
    text = '<k:kml xmlns:k="u"><k:Placemark/><k:Placemark/></k:kml>'
    path = write("a.kml", text)
    assert len(kml.read(path, ask(limits=ReadingLimits(max_rows=2))).frame) == 2
    with pytest.raises(DataError, match="^来文 超过 1 行"):
        kml.read(path, ask(limits=ReadingLimits(max_rows=1)))
