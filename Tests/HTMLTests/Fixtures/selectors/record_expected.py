#!/usr/bin/env python3
"""Asks headless Chromium what `querySelectorAll` finds for the selectors of cases.json, and keeps
it in expected.json: for each the places of its elements in `querySelectorAll('*')`, or "error".

    python3 Tests/HTMLTests/Fixtures/selectors/judge.py [chromium]
"""

import html
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent

SCRIPT = """<script id="judge-script">
addEventListener('load', () => {
  const own = document.getElementById('judge-script');
  own.remove();
  const all = Array.from(document.querySelectorAll('*'));
  const out = {count: all.length, mode: document.compatMode, found: {}};
  for (const selector of %s) {
    try {
      out.found[selector] = Array.from(document.querySelectorAll(selector), e => all.indexOf(e));
    } catch (e) { out.found[selector] = 'error'; }
  }
  const pre = document.createElement('pre');
  pre.id = 'judgement';
  pre.textContent = JSON.stringify(out);
  document.body.appendChild(pre);
});
</script>"""


def judge(program, name, selectors):
    page = (HERE / name).read_text()
    # Escaped, for the script must not end early; at the very end, where it shifts no element.
    script = SCRIPT % json.dumps(selectors).replace("<", "\\u003c")
    page = page.replace("</body>", script + "</body>")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.html"
        # With a byte order mark, for not every page declares what it is.
        file.write_text(page, encoding="utf-8-sig")
        dom = subprocess.run(
            [program, "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom",
             f"--user-data-dir={folder}/profile", file.as_uri()],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True, text=True).stdout
    return json.loads(html.unescape(re.search(r'<pre id="judgement">(.*?)</pre>', dom, re.S)[1]))


def main():
    program = sys.argv[1] if len(sys.argv) > 1 else "chromium"
    cases = json.loads((HERE / "cases.json").read_text())
    found = {name: judge(program, name, selectors) for name, selectors in cases.items()}
    lines = []
    for name, result in found.items():
        rows = ",\n".join(
            f"   {json.dumps(selector)}: {json.dumps(places)}"
            for selector, places in result["found"].items())
        lines.append(f' "{name}": {{\n  "count": {result["count"]}, "mode": "{result["mode"]}",\n'
                     f'  "found": {{\n{rows}\n  }}\n }}')
    (HERE / "expected.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")


main()
