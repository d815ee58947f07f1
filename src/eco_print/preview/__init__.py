"""The designer's bench: watch, set again, show the changed pages in a browser.

`serve.serve` runs a web page on loopback. Two worker processes stand behind it: one sets the report
with a warm engine, one makes pictures of the painted pages. What a build may cost is limited as
in every build, and a build that fails leaves the last good pages under its message.

`gallery` shows every template with every sample, and tells whether pages still look as they did.
"""
