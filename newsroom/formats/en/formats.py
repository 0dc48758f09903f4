from newsroom.formats import *  # noqa: F403
