"""What any room needs to take a file in: whether it is safe to unpack, and a process of its own to read it in."""
