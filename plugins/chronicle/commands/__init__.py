"""What the `invoke` tasks call: one command a file."""
