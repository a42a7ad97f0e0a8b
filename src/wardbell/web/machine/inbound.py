"""x"""


def route(inbound_id: str) -> None:
    """x"""
