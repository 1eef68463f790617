"""A small reader of Swift source text, shared by the tools beside it."""
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[2]
ACCESS = r"(?:(?:public|package|internal|fileprivate|private|open)(?:\(set\))?\s+)?"
MODIFIERS = (
    r"(?:(?:static|class|final|mutating|nonmutating|nonisolated(?:\(unsafe\))?|override|convenience"
    r"|indirect|required|lazy|consuming|borrowing|weak|unowned|distributed|isolated|async)\s+)*"
)
ATTRIBUTES = r"(?:@\w+(?:\([^)]*\))?\s+)*"
PREFIX = rf"^\s*{ATTRIBUTES}{ACCESS}{MODIFIERS}{ACCESS}{MODIFIERS}"
TYPE = re.compile(PREFIX + r"(?:struct|class|enum|protocol|actor|typealias)\s+([A-Za-z_]\w*)", re.M)
FUNCTION = re.compile(PREFIX + r"(?:func\s+([A-Za-z_]\w*|`[^`]+`|[^\s\w(`]+)|(init)[?!]?(?=[(<])|(subscript)(?=[(<])|(deinit)\b)", re.M)
PROPERTY = re.compile(PREFIX + r"(?:var|let)\s+([A-Za-z_]\w*)\s*:[^={\n]*\{", re.M)


def swift_files(*folders):
    """Yields the Swift files below folders given relative to the repository."""
    for folder in folders:
        yield from sorted((ROOT / folder).rglob("*.swift"))


def without_text(source):
    """Returns the source with the content of comments and string literals blanked, same length."""
    out = list(source)
    i, n = 0, len(source)

    def blank(start, end):
        for k in range(start, min(end, n)):
            if out[k] != "\n":
                out[k] = " "

    while i < n:
        if source.startswith("//", i):
            end = source.find("\n", i)
            end = n if end < 0 else end
            blank(i, end)
            i = end
        elif source.startswith("/*", i):
            end = source.find("*/", i + 2)
            end = n if end < 0 else end + 2
            blank(i, end)
            i = end
        elif source[i] == '"' or (source[i] == "#" and re.match(r'#+"', source[i:])):
            i = skip_string(source, i, blank)
        else:
            i += 1
    return "".join(out)


def skip_string(source, start, blank):
    """Blanks a string literal, interpolations included, and returns the position after it."""
    hashes = re.match(r"#*", source[start:]).group()
    i = start + len(hashes)
    quote = '"""' if source.startswith('"""', i) else '"'
    i += len(quote)
    while i < len(source):
        if source.startswith("\\" + hashes + "(", i):
            depth, i = 1, i + 2 + len(hashes)
            while i < len(source) and depth:
                if source[i] == '"':
                    i = skip_string(source, i, blank)
                    continue
                depth += {"(": 1, ")": -1}.get(source[i], 0)
                i += 1
        elif source[i] == "\\" and not hashes:
            i += 2
        elif source.startswith(quote + hashes, i):
            end = i + len(quote) + len(hashes)
            blank(start, end)
            return end
        elif source[i] == "\n" and quote == '"':
            break
        else:
            i += 1
    blank(start, i)
    return i


def closing_brace(code, opening):
    """Returns the position of the brace that closes the one at `opening`."""
    depth = 0
    for match in re.compile(r"[{}]").finditer(code, opening):
        depth += 1 if match.group() == "{" else -1
        if depth == 0:
            return match.start()
    return len(code) - 1


def body_start(code, start):
    """Returns the position of the opening brace of a function declared at `start`, or None."""
    depth = 0
    for i in range(start, len(code)):
        c = code[i]
        if c in "([":
            depth += 1
        elif c in ")]":
            depth -= 1
        elif c == "{" and depth == 0:
            return i
        elif c == "}" and depth == 0:
            return None
        elif c == "\n" and depth == 0:
            rest = code[i + 1 :].lstrip()
            if not re.match(r"(\{|->|where\b|throws\b|async\b|rethrows\b)", rest):
                return None
    return None


def functions(source):
    """Yields (name, first line, number of lines) of each function, initializer and computed property."""
    code = without_text(source)
    for pattern in (FUNCTION, PROPERTY):
        for match in pattern.finditer(code):
            name = next(group for group in match.groups() if group)
            opening = match.end() - 1 if pattern is PROPERTY else body_start(code, match.end())
            if opening is None:
                continue
            first = code.count("\n", 0, match.start(match.lastindex)) + 1
            last = code.count("\n", 0, closing_brace(code, opening)) + 1
            yield name, first, last - first + 1
