"""The archive in a web page: to search, leaf through, follow an issue's history, download.

In: an open archive. Out: an ASGI application that only reads. It sends no scripts and loads
nothing from elsewhere; Chinese and English by the browser's language or `?lang=`.
"""

from .app import create_app

__all__ = ["create_app"]
