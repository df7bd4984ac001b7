"""闽执法: an open platform for administrative law enforcement."""
