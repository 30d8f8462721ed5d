"""Values as JSON and blobs, for the way between processes that do not trust each other.

Plain values, arrays, shapes, tables, and named values whose classes the receiver has listed:
nothing else is written, and nothing else is built from what arrives. No pickle.
"""

from geo.sandbox.decoding import BrokenParcelError, decode
from geo.sandbox.encoding import encode
from geo.sandbox.parcel import Classes, classes

__all__ = ["BrokenParcelError", "Classes", "classes", "decode", "encode"]
