"""What AWS's service models say of a value on the wire, held strictly.

botocore's own ParamValidator and parsers are lenient where AWS's clients must be: parsers drop members that they do
not know and take a number for a text, the validator knows no enum, no pattern and no maximum. These walks are not.
"""

import base64
import binascii
from datetime import datetime, timezone
from xml.etree import ElementTree

import regex


class Findings(list):
    """Where a value is not as its shape, each with what the model expects and what was there."""

    def add(self, where, expected, got):
        self.append({'where': where, 'expected': expected, 'got': str(got)[:200]})

    def unknown(self, where, name, shape):
        self.add(f'{where}.{name}', f'a member of {shape.name}', f'{name}, which the API does not have')


def read_json(value, shape, where, findings):
    """Walks a JSON value along its shape. Returns it as botocore wants parameters: datetimes, bytes."""
    kind = shape.type_name
    if kind == 'structure':
        return _structure(value, shape, where, findings)
    if kind == 'list':
        if not isinstance(value, list):
            return findings.add(where, 'a list', value)
        _length(len(value), shape, where, findings)
        return [read_json(one, shape.member, f'{where}[{at}]', findings) for at, one in enumerate(value)]
    if kind == 'map':
        if not isinstance(value, dict):
            return findings.add(where, 'a map', value)
        _length(len(value), shape, where, findings)
        for key in value:
            _text(key, shape.key, f'{where} key', findings)
        return {key: read_json(one, shape.value, f'{where}.{key}', findings) for key, one in value.items()}
    if kind == 'timestamp':
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return findings.add(where, 'seconds since the epoch', value)
        return datetime.fromtimestamp(value, timezone.utc)
    if kind == 'blob':
        try:
            return base64.b64decode(value, validate=True)
        except (TypeError, binascii.Error):
            return findings.add(where, 'base64', value)
    return _scalar(value, shape, where, findings)


def _structure(value, shape, where, findings):
    if not isinstance(value, dict):
        return findings.add(where, f'the structure {shape.name}', value)
    members = {member.serialization.get('name', name): (name, member) for name, member in shape.members.items()}
    read = {}
    for wire_name, one in value.items():
        if wire_name not in members:
            findings.unknown(where, wire_name, shape)
            continue
        # AWS's clients read null as absent.
        if one is not None:
            name, member = members[wire_name]
            read[name] = read_json(one, member, f'{where}.{wire_name}', findings)
    for name in shape.required_members:
        if name not in read:
            findings.add(where, f'{name}, which {shape.name} requires', 'none')
    return read


def _scalar(value, shape, where, findings):
    kind = shape.type_name
    if kind == 'string':
        return _text(value, shape, where, findings)
    if kind == 'boolean':
        if not isinstance(value, bool):
            return findings.add(where, 'true or false', value)
        return value
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return findings.add(where, f'a number ({kind})', value)
    if kind in ('integer', 'long') and int(value) != value:
        findings.add(where, 'a whole number', value)
    _range(value, shape, where, findings)
    return value


def _text(value, shape, where, findings):
    if not isinstance(value, str):
        return findings.add(where, 'a text', value)
    _length(len(value), shape, where, findings)
    if getattr(shape, 'enum', None) and value not in shape.enum:
        findings.add(where, f'one of {", ".join(shape.enum)}', value)
    pattern = shape.metadata.get('pattern')
    if pattern is not None and regex.fullmatch(pattern, value, regex.DOTALL) is None:
        findings.add(where, f'a text like {pattern}', value)
    return value


def _length(length, shape, where, findings):
    low, high = shape.metadata.get('min', 0), shape.metadata.get('max')
    if length < low or (high is not None and length > high):
        findings.add(where, f'a length from {low} to {high}', length)


def _range(value, shape, where, findings):
    low, high = shape.metadata.get('min'), shape.metadata.get('max')
    if (low is not None and value < low) or (high is not None and value > high):
        findings.add(where, f'a number from {low} to {high}', value)


def read_form(fields, shape, where, findings):
    """A query protocol request's fields, `{name: text}`, as botocore wants parameters."""
    tree = {}
    for path, value in fields.items():
        at = tree
        *steps, last = path.split('.')
        for step in steps:
            at = at.setdefault(step, {})
        at[last] = value
    return _planted(tree, shape, where, findings)


def _planted(tree, shape, where, findings):
    kind = shape.type_name
    if kind == 'structure':
        members = {member.serialization.get('name', name): (name, member) for name, member in shape.members.items()}
        read = {}
        for wire_name, one in tree.items():
            if wire_name not in members:
                findings.unknown(where, wire_name, shape)
                continue
            name, member = members[wire_name]
            read[name] = _planted(one, member, f'{where}.{wire_name}', findings)
        for name in shape.required_members:
            if name not in read:
                findings.add(where, f'{name}, which {shape.name} requires', 'none')
        return read
    if kind == 'list':
        members = _numbered(tree, 'member', where, findings)
        return [_planted(one, shape.member, f'{where}[]', findings) for one in members]
    if kind == 'map':
        key_name = shape.key.serialization.get('name', 'key')
        value_name = shape.value.serialization.get('name', 'value')
        read = {}
        for pair in _numbered(tree, 'entry', where, findings):
            if set(pair) != {key_name, value_name}:
                findings.add(where, f'entries of {key_name} and {value_name}', sorted(pair))
                continue
            read[pair[key_name]] = _planted(pair[value_name], shape.value, f'{where}.{pair[key_name]}', findings)
        return read
    return _of_text(tree, shape, where, findings)


def _numbered(tree, name, where, findings):
    if set(tree) != {name}:
        findings.add(where, f'numbered {name}s', sorted(tree))
        return []
    return [tree[name][number] for number in sorted(tree[name], key=int)]


def read_xml(element, shape, where, findings):
    """Walks an XML element along its shape: unknown elements, missing required ones, values that cannot be read."""
    kind = shape.type_name
    if kind == 'structure':
        members = {member.serialization.get('name', name): (name, member) for name, member in shape.members.items()}
        seen = set()
        for child in element:
            tag = local_name(child)
            if tag not in members:
                findings.unknown(where, tag, shape)
                continue
            name, member = members[tag]
            seen.add(name)
            read_xml(child, member, f'{where}.{tag}', findings)
        for name in shape.required_members:
            if name not in seen:
                findings.add(where, f'{name}, which {shape.name} requires', 'none')
    elif kind == 'list':
        for child in element:
            if local_name(child) != shape.member.serialization.get('name', 'member'):
                findings.add(where, 'member elements', local_name(child))
            else:
                read_xml(child, shape.member, f'{where}[]', findings)
    elif kind == 'map':
        names = [shape.key.serialization.get('name', 'key'), shape.value.serialization.get('name', 'value')]
        for child in element:
            if local_name(child) != 'entry' or [local_name(part) for part in child] != names:
                findings.add(where, f'entry elements of {names}', ElementTree.tostring(child, 'unicode'))
            else:
                read_xml(child[1], shape.value, f'{where}.{child[0].text}', findings)
    elif len(element) > 0:
        findings.add(where, f'a value ({kind})', ElementTree.tostring(element, 'unicode'))
    else:
        _of_text(element.text or '', shape, where, findings)


def local_name(element):
    return element.tag.rsplit('}', 1)[-1]


def _of_text(text, shape, where, findings):
    kind = shape.type_name
    if not isinstance(text, str):
        return findings.add(where, f'a value ({kind})', text)
    if kind == 'string':
        return _text(text, shape, where, findings)
    if kind == 'boolean':
        if text not in ('true', 'false'):
            return findings.add(where, 'true or false', text)
        return text == 'true'
    if kind == 'blob':
        return base64.b64decode(text)
    if kind in ('integer', 'long', 'float', 'double'):
        try:
            return float(text) if kind in ('float', 'double') else int(text)
        except ValueError:
            return findings.add(where, f'a number ({kind})', text)
    return text
