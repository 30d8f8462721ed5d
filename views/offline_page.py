"""The current view of the map as one page that opens without a network."""

from collections.abc import Mapping, Sequence
from datetime import date

from geo.district import DISTRICT
from geo.has_geometry import has_geometry
from geo.plan_data import PlanData
from layers import drawing_order
from layers.items import Item
from layers.offline import OfflineLayer, OfflineView, Unplaced, cards_of, offline_html
from layers.point_cloud import PointCloud
from layers.spec import LayerSpec
from layers.styles import palette, styles_of
from layers.web_map import Drawing
from views import as_of
from views.filter_words import all_words
from views.map_choices import MapChoices, chosen_features


def page(plan: PlanData, items: Mapping[str, Sequence[Item]], choices: MapChoices) -> str:
    """Return the page: the layers that are on, their cards, legend and search."""
    west, south, east, north = (float(value) for value in plan.boundary.total_bounds)
    layers = tuple(
        _layer(plan, choices, spec, items[spec.layer_id]) for spec in drawing_order(choices.shown())
    )
    kept = plan.projects[plan.projects.index.isin(choices.kept)]
    missing = kept[~has_geometry(kept)]
    clouds = [layer for layer in layers if isinstance(layer.drawing.items, PointCloud)]
    view = OfflineView(
        title=DISTRICT.map_title,
        date=date.today().isoformat(),
        bounds=(west, south, east, north),
        layers=layers,
        palette=choices.palette,
        notes=(*_notes(plan, choices), *map(_left_out, clouds)),
        unplaced=tuple(
            Unplaced(str(row.name), str(row.clause)) for row in missing.itertuples(index=False)
        ),
    )
    return offline_html(view)


def _layer(
    plan: PlanData, choices: MapChoices, spec: LayerSpec, items: Sequence[Item]
) -> OfflineLayer:
    styles = styles_of(spec, palette(choices.palette), choices.opacity(spec.layer_id))
    picked = choices.pick(spec, items)
    if isinstance(picked, PointCloud):
        return OfflineLayer(spec, Drawing(picked, styles))
    cards = cards_of(chosen_features(plan, choices, spec), spec)
    return OfflineLayer(spec, Drawing(picked, styles), cards)


def _left_out(layer: OfflineLayer) -> str:
    """What the page does not hold of a cloud: the attributes of so many points would burst it."""
    count = len(layer.drawing.items)
    return (
        f"图层“{layer.spec.title}”有 {count:,} 个点：为使页面打得开，本页只含其位置和名称，"
        "不含其他属性，也不列入搜索；属性请另行导出。"
    )


def _notes(plan: PlanData, choices: MapChoices) -> tuple[str, ...]:
    words = all_words(plan, choices)
    return (
        f"依据{DISTRICT.plan.title}；位置依据与精度见各要素。",
        "含区界的图公开前须依法送审并取得审图号。",
        *filter(None, (as_of.told(plan),)),
        *([f"筛选：{words}"] if words else []),
    )
