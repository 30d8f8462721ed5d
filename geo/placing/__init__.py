"""落图: places worked out from what plans say in words, over named roads and places.

A question (`geo.placing.questions`) asked of a ground (`geo.placing.ground`) gives a `Placement`;
METRIC inside, EPSG:4326 in what comes out.
"""
