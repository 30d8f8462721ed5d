"""Whether two names of the history mean one person."""


def same_person(one: str, other: str) -> bool:
    """Whether two names are one person's: by account, if there are any."""
    return _account(one) == _account(other)


def _account(by_name: str) -> str:
    name, bracket, account = by_name.removesuffix("）").partition("（")
    return (account if bracket else name).strip()
