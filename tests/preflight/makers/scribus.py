"""scribus -g -ns -py scribus.py: an A6 card as PDF/X-4 and PDF/X-1a."""

import os

import scribus as s

HERE = os.path.dirname(os.path.abspath(__file__))
s.newDocument((105, 148), (10, 10, 10, 10), s.PORTRAIT, 1, s.UNIT_MILLIMETERS, s.PAGE_1, 0, 1)
s.defineColorCMYK("Warm", 0, 255, 255, 0)
s.defineColorCMYK("Ink", 0, 0, 0, 255)
s.defineColorCMYK("House", 0, 255, 0, 0)
s.setSpotColor("House", True)
for colour, x, y, width, height in (("Warm", -3, -3, 111, 40), ("House", 20, 60, 50, 10)):
    made = s.createRect(x, y, width, height)
    s.setFillColor(colour, made)
    s.setLineColor("None", made)
line = s.createLine(20, 75, 85, 75)
s.setLineColor("Ink", line)
s.setLineWidth(0.5, line)
words = s.createText(20, 80, 65, 20)
s.setText("会议强调，要深入贯彻生态文明思想。", words)
s.setFont("Eco Kai Regular", words)
s.setFontSize(12, words)
s.setTextColor("Ink", words)
picture = s.createImage(20, 105, 15, 10)
s.loadImage(os.path.join(HERE, "fade.jpg"), picture)
s.setScaleImageToFrame(True, True, picture)
s.setInfo("孙馗凯", "全市会议简报", "")
for name, version in (("x4", 10), ("x1a", 11)):
    pdf = s.PDFfile()
    pdf.file = os.path.join(HERE, f"scribus-{name}.pdf")
    pdf.version, pdf.outdst, pdf.printprofc = version, 1, "ISO Coated v2 300% (basICColor)"
    pdf.bleedt = pdf.bleedb = pdf.bleedl = pdf.bleedr = 3
    pdf.useDocBleeds, pdf.cropMarks, pdf.registrationMarks = False, True, True
    pdf.compress, pdf.compressmtd = True, 3
    pdf.save()
