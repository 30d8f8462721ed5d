"""The guarded reader: every file that is sent is read in a confined child process.

Both doors of the page (a layer, and what life circles take), project files and the commands come
through `geo.guarded.reading`; nothing else in the product hands a stranger's bytes to a library.
"""
