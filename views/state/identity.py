"""Of the person at the page: for what his name was asked."""

from views.state.model import Key, KeyFamily

OPENED = Key("who-opened", start=False)
NAMED_FOR = Key("named-for", "")
"""What was to be done when the name was asked; it is done once the name is given."""

NAME_TYPED = KeyFamily("name-typed-", "")
