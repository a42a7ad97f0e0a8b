"""Why a morning could not be played: none of these is a broken promise, for nothing could be measured."""


class CouldNotPlay(Exception):
    """The run cannot go on; the message says what did not happen."""


class NotReady(CouldNotPlay):
    """The node did not come up, or ended; the message holds the end of its log."""


class NotStarted(CouldNotPlay):
    """A sink did not come up; the message holds what it said."""


class PageFault(CouldNotPlay):
    """A page answered what the story does not expect; the message names the page and the answer."""


class StoryFault(CouldNotPlay):
    """Something that the story needs did not happen."""
