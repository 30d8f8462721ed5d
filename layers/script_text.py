"""Values as JSON that may stand in a script."""

import json


def script_json(value: object) -> str:
    """JSON that is safe inside a script and untouched by the component's template passes."""
    return script_safe(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def script_safe(text: str) -> str:
    """Return JSON text with what a script, a comment or a template could misread escaped."""
    for raw, escaped in (("<", "\\u003c"), (">", "\\u003e"), ("{{", "{\\u007b")):
        text = text.replace(raw, escaped)
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
