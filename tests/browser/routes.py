"""Every route of the project, from the resolver itself; nobody keeps a list by hand."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver


def names() -> list[str]:
    """Returns every route's name with its door before it, in the order of the urls."""
    return [name for name, _ in patterns()]


def patterns() -> Iterator[tuple[str, URLPattern]]:
    """Yields (name, pattern); a route without a name goes by its address, and so has no recipe."""
    for name, _, one in _below(get_resolver(), "", ""):
        yield name, one


def with_prefixes() -> Iterator[tuple[str, URLPattern]]:
    """Yields (what stands before its own address, pattern)."""
    for _, prefix, one in _below(get_resolver(), "", ""):
        yield prefix, one


def _below(resolver: URLResolver, door: str, prefix: str) -> Iterator[tuple[str, str, URLPattern]]:
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            inner = f"{one.namespace}:" if one.namespace else door
            yield from _below(one, inner, prefix + str(one.pattern))
        else:
            yield f"{door}{one.name or one.pattern}", prefix, one
