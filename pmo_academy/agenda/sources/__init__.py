"""What can wait for somebody: one function for each kind, listed in `agenda.items.SOURCES`.

To add one, write a function that takes a Reader and gives Tasks, and list it there.
"""
