"""The words in which an administrator says who may."""

OIDC, PROXY = "oidc", "proxy"
ANYONE = "anyone"
"""In a list of people: those who did not sign in, too."""

SIGNED_IN = "*"
"""In a list of people: everyone who signed in."""

NOBODY = "nobody"
"""In a list of people: nobody, so that a list is empty and said to be."""


def parts(text: str) -> list[str]:
    """Return the members of a list that commas part."""
    return [part.strip() for part in text.replace("，", ",").split(",") if part.strip()]
