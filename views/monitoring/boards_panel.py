"""看板: how far the items are."""

from views.monitoring import item_list


def show() -> None:
    """Draw the board of the items that pass the filter."""
    item_list.show()
