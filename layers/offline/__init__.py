"""One HTML file of the current view that opens from disk with no network."""

from layers.offline.cards import cards_of
from layers.offline.page import offline_html
from layers.offline.view import Card, OfflineLayer, OfflineView, Unplaced

__all__ = ["Card", "OfflineLayer", "OfflineView", "Unplaced", "cards_of", "offline_html"]
