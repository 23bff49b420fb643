"""What the room keeps and for how long."""
