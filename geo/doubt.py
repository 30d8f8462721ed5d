"""Which results hang on how exactly a place is known."""

from pandas import DataFrame, Series


def undecided(table: DataFrame, accuracy_m: Series, reach_m: float) -> DataFrame:
    """Rows whose place is known too roughly to say whether they lie within a reach.

    Parameters
    ----------
    table
        (n,) rows with `distance_m` (metres; NaN and infinity are never in doubt).
    accuracy_m
        Metres within which each place truly lies, by the same index; more rows do no harm.
    reach_m
        Metres on foot.

    Returns
    -------
    DataFrame
        The rows nearer to the edge of the reach than their own accuracy, nearest edge first.
    """
    from_edge = (table["distance_m"] - reach_m).abs()
    unsure = table[from_edge < accuracy_m.reindex(table.index)]
    return unsure.loc[from_edge[unsure.index].sort_values(kind="stable").index]
