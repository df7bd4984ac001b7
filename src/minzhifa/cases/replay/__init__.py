"""Old records driven through the same engine as the pages. See `replay_line`."""

from minzhifa.cases.replay.run import Result, archivist, replay_line

__all__ = ["Result", "archivist", "replay_line"]
