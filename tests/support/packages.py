"""Packages for tests, written from a few lines: SCORM 1.2 and 2004, friendly and hostile."""

import io
import zipfile

from tests.support.content import small_content

MANIFEST_12 = """\
<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="m" version="1.0" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
  <metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
  <organizations default="o"><organization identifier="o"><title>Fire safety</title>
    <item identifier="i1" identifierref="r1"><title>In the office</title>{item}</item>
  </organization></organizations>
  <resources><resource identifier="r1" type="webcontent" adlcp:scormtype="sco" href="index.html">
    <file href="index.html"/></resource></resources>
</manifest>
"""

MANIFEST_2004 = """\
<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="m" version="1" xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3" xmlns:imsss="http://www.imsglobal.org/xsd/imsss">
  <metadata><schema>ADL SCORM</schema><schemaversion>2004 4th Edition</schemaversion></metadata>
  <organizations default="o"><organization identifier="o"><title>Fire safety</title>
    <item identifier="i1" identifierref="r1"><title>In the office</title>{item}</item>
  </organization></organizations>
  <resources><resource identifier="r1" type="webcontent" adlcp:scormType="sco" href="index.html">
    <file href="index.html"/></resource></resources>
</manifest>
"""

# Looks for its interface as the standard says: in the windows above.
PAGE = """\
<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A package</title></head><body>
<h1>Slides</h1><p id="where"></p><button id="next">Next slide</button> <button id="end">End</button>
<pre id="log"></pre>
<script>
function find(name) {{
  for (let w = window; ; w = w.parent) {{
    try {{ if (w[name]) return w[name]; }} catch (error) {{ return null; }}
    if (w === w.parent) return null;
  }}
}}
const api = find("{api}");
{script}
</script></body></html>
"""

SLIDES_12 = """
api.LMSInitialize("");
let slide = Number(api.LMSGetValue("cmi.core.lesson_location") || 1);
document.querySelector("#log").textContent = [api.LMSGetValue("cmi.core.entry"),
  api.LMSGetValue("cmi.suspend_data"), api.LMSGetValue("cmi.core.student_name"),
  api.LMSGetValue("cmi.core.total_time"), api.LMSGetValue("cmi.interactions._count")].join("|");
const show = () => document.querySelector("#where").textContent = "Slide " + slide;
show();
document.querySelector("#next").onclick = () => {
  slide += 1; show();
  api.LMSSetValue("cmi.core.lesson_location", String(slide));
  api.LMSSetValue("cmi.core.lesson_status", "incomplete");
  api.LMSSetValue("cmi.suspend_data", "seen " + slide);
  api.LMSSetValue("cmi.core.session_time", "0000:02:00");
  api.LMSSetValue("cmi.interactions.0.id", "q1");
  api.LMSCommit("");
};
document.querySelector("#end").onclick = () => {
  api.LMSSetValue("cmi.core.score.raw", "80");
  api.LMSSetValue("cmi.core.lesson_status", "passed");
  api.LMSFinish("");
};
"""

SLIDES_2004 = """
api.Initialize("");
let slide = Number(api.GetValue("cmi.location") || 1);
document.querySelector("#log").textContent = [api.GetValue("cmi.entry"),
  api.GetValue("cmi.suspend_data"), api.GetValue("cmi.learner_name"),
  api.GetValue("cmi.total_time"), api.GetValue("cmi.interactions._count")].join("|");
const show = () => document.querySelector("#where").textContent = "Slide " + slide;
show();
document.querySelector("#next").onclick = () => {
  slide += 1; show();
  api.SetValue("cmi.location", String(slide));
  api.SetValue("cmi.completion_status", "incomplete");
  api.SetValue("cmi.progress_measure", "0.4");
  api.SetValue("cmi.suspend_data", "seen " + slide);
  api.SetValue("cmi.session_time", "PT2M");
  api.SetValue("cmi.exit", "suspend");
  api.SetValue("cmi.interactions.0.id", "q1");
};
document.querySelector("#end").onclick = () => {
  api.SetValue("cmi.score.scaled", "0.8");
  api.SetValue("cmi.success_status", "passed");
  api.SetValue("cmi.completion_status", "completed");
  api.Terminate("");
};
"""

LESSON = """\
---
title: Fire safety
minutes: 14
item: MND-S1
verb: know
package: packages/{name}.zip
---
A package of another product.
"""


def page_12(script=SLIDES_12):
    """Give the page of a SCORM 1.2 package that runs this script."""
    return PAGE.format(api="API", script=script)


def page_2004(script=SLIDES_2004):
    """Give the page of a SCORM 2004 package that runs this script."""
    return PAGE.format(api="API_1484_11", script=script)


def zipped(**files):
    """Give a ZIP of these files, always the same bytes; __ in a name stands for its dot."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in files.items():
            entry = zipfile.ZipInfo(name.replace("__", "."), date_time=(2026, 1, 1, 0, 0, 0))
            archive.writestr(entry, body, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def scorm_12(script=SLIDES_12, item="", **files):
    """Give a SCORM 1.2 package of one page."""
    manifest = MANIFEST_12.format(item=item)
    return zipped(imsmanifest__xml=manifest, index__html=page_12(script), **files)


def scorm_2004(script=SLIDES_2004, item="", **files):
    """Give a SCORM 2004 package of one page."""
    manifest = MANIFEST_2004.format(item=item)
    return zipped(imsmanifest__xml=manifest, index__html=page_2004(script), **files)


def content_with(**packages):
    """Give the small content; each lesson that is named (alpha, beta, gamma) plays this package."""
    files = small_content()
    for key, body in packages.items():
        files[f"courses/PA-01/lessons/{key}.md"] = LESSON.format(name=f"{key}-package").encode()
        files[f"courses/PA-01/packages/{key}-package.zip"] = body
    return files
