"""Why nothing could be measured: none of these is a bad figure."""


class CouldNotMeasure(Exception):
    """The run cannot go on; the message says what did not happen, or what to install."""


class NotStarted(CouldNotMeasure):
    """A process of the run did not come up; the message holds what it said."""
