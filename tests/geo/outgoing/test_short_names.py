"""Field names of ten bytes."""

from geo.outgoing.short_names import short_names


def test_ascii_names_stay_and_chinese_ones_are_translated_or_numbered():
    full = ["Area_m2", "名称", "某列", "结构", "_x", "2a", "a b", "é"]
    assert short_names(full) == [
        *("Area_m2", "NAME", "F03", "STRUCTURE"),
        *("F05", "F06", "F07", "F08"),
    ]


def test_long_names_are_cut_and_told_apart_whatever_their_case():
    assert short_names(["population_2020", "population_2035", "POPULATION"]) == [
        *("population", "populati_2", "POPULATI_3")
    ]
    assert short_names(["名称", "name", "Name"]) == ["NAME", "name_2", "Name_3"]


def test_there_is_room_for_numbers_of_two_digits():
    """Seven letters, a mark and two digits are ten."""
    names = short_names(["population"] * 11)
    assert names[8:] == ["populati_9", "populat_10", "populat_11"]
    assert len(set(names)) == 11
