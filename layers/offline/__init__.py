"""One HTML file of the current view that opens from disk with no network."""

from layers.offline.page import offline_html
from layers.offline.view import OfflineLayer, OfflineView, Unplaced, cards_of

__all__ = ["OfflineLayer", "OfflineView", "Unplaced", "cards_of", "offline_html"]
