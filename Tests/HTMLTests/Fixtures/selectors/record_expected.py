#!/usr/bin/env python3
"""Records the elements that `querySelectorAll` of headless Chromium finds for the selectors of
cases.json. expected.json contains the indexes of the elements in `querySelectorAll('*')`, or "error".

    python3 Tests/HTMLTests/Fixtures/selectors/record_expected.py [chromium]
"""

import html
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent

SCRIPT = """<script id="record-script">
addEventListener('load', () => {
  const own = document.getElementById('record-script');
  own.remove();
  const all = Array.from(document.querySelectorAll('*'));
  const out = {count: all.length, mode: document.compatMode, found: {}};
  for (const selector of %s) {
    try {
      out.found[selector] = Array.from(document.querySelectorAll(selector), e => all.indexOf(e));
    } catch (e) { out.found[selector] = 'error'; }
  }
  const pre = document.createElement('pre');
  pre.id = 'recording';
  pre.textContent = JSON.stringify(out);
  document.body.appendChild(pre);
});
</script>"""


def record(program, name, selectors):
    """Returns the results of the selectors on a page."""
    page = (HERE / name).read_text()
    # `<` is escaped so that it cannot end the script. The script is last so that it shifts no element.
    script = SCRIPT % json.dumps(selectors).replace("<", "\\u003c")
    page = page.replace("</body>", script + "</body>")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.html"
        # The byte order mark declares the encoding for pages that do not.
        file.write_text(page, encoding="utf-8-sig")
        dom = subprocess.run(
            [program, "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom",
             f"--user-data-dir={folder}/profile", file.as_uri()],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True, text=True).stdout
    return json.loads(html.unescape(re.search(r'<pre id="recording">(.*?)</pre>', dom, re.S)[1]))


def main():
    program = sys.argv[1] if len(sys.argv) > 1 else "chromium"
    cases = json.loads((HERE / "cases.json").read_text())
    found = {name: record(program, name, selectors) for name, selectors in cases.items()}
    lines = []
    for name, result in found.items():
        rows = ",\n".join(
            f"   {json.dumps(selector)}: {json.dumps(indexes)}"
            for selector, indexes in result["found"].items())
        lines.append(f' "{name}": {{\n  "count": {result["count"]}, "mode": "{result["mode"]}",\n'
                     f'  "found": {{\n{rows}\n  }}\n }}')
    (HERE / "expected.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")


main()
