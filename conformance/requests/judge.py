"""Holds recorded wire traffic to AWS's published service models, which come with botocore.

Standard input: a JSON list of exchanges, `{"id", "request": {"headers", "body"}, "response": {"status", "headers",
"body"}}`, without a response where there was none. Standard output: a JSON list of verdicts, two for each exchange:
`{"id", "by", "part": "request" | "answer" | "refusal" | "unanswered", "service", "operation", "code", "unmodelled",
"findings"}`.
`unmodelled` says where a common error's name comes from that the model does not list for the operation.
"""

import json
import sys
from pathlib import Path
from urllib.parse import parse_qsl
from xml.etree import ElementTree

import botocore
import botocore.parsers
import botocore.serialize
import botocore.session
from botocore.validate import ParamValidator

from strict import Findings, local_name, read_form, read_json, read_xml

SERVICES = {
    'SageMaker': 'sagemaker',
    'StepFunctions': 'stepfunctions',
    'DynamoDB': 'dynamodb',
    'SNS': 'sns',
    'CloudTrail': 'cloudtrail',
}

session = botocore.session.get_session()
MODELS = {name: session.get_service_model(folder) for name, folder in SERVICES.items()}
COMMON = json.loads(Path(__file__).with_name('common-errors.json').read_text())
# What Python raises on a value of another form than was expected.
UNREADABLE = (ValueError, TypeError, KeyError, AttributeError)


def called(request):
    """Which service and operation a request names, as AWS finds out."""
    target = request['headers'].get('x-amz-target')
    if target is None:
        fields = dict(parse_qsl(request['body'], keep_blank_values=True))
        return 'SNS', fields.get('Action', '')
    prefix, _, operation = target.rpartition('.')
    for name, model in MODELS.items():
        # CloudTrail's has a namespace, which the SDK for JavaScript leaves out.
        if prefix and model.metadata.get('targetPrefix', '').rpartition('.')[2] == prefix.rpartition('.')[2]:
            return name, operation
    return prefix, operation


def judge_request(request, model, operation, findings):
    shape = operation.input_shape
    if model.metadata['protocol'] == 'query':
        fields = dict(parse_qsl(request['body'], keep_blank_values=True))
        sent = {name: value for name, value in fields.items() if name not in ('Action', 'Version')}
        params = read_form(sent, shape, operation.name, findings)
    else:
        expected = f'application/x-amz-json-{model.metadata["jsonVersion"]}'
        if request['headers'].get('content-type') != expected:
            findings.add('content-type', expected, request['headers'].get('content-type'))
        fields = json.loads(request['body'] or '{}')
        params = read_json(fields, shape, operation.name, findings)
    if findings:
        return
    report = ParamValidator().validate(params, shape)
    if report.has_errors():
        findings.add(operation.name, "what botocore's ParamValidator accepts", report.generate_report())
        return
    # What AWS's own client would have sent for the same parameters.
    serializer = botocore.serialize.create_serializer(model.metadata['protocol'], include_validation=False)
    body = serializer.serialize_to_request(params, operation)['body']
    own = {name: str(value) for name, value in body.items()} if isinstance(body, dict) else json.loads(body)
    if own != fields:
        findings.add(operation.name, f'what botocore sends: {json.dumps(own)}', json.dumps(fields))


def judge_answer(response, model, operation, findings):
    body, shape = response['body'], operation.output_shape
    if model.metadata['protocol'] == 'query':
        judge_xml(body, model, operation, findings)
    elif shape is None or body == '':
        # An operation without an output answers nothing; one whose output has no members may.
        if body != '' or (shape is not None and shape.members):
            findings.add(operation.name, 'an empty body' if shape is None else shape.name, body or 'an empty body')
    else:
        read_json(json.loads(body), shape, operation.name, findings)
    if findings:
        return
    parsed = parse(response, model, operation)
    if shape is not None:
        members = {key: value for key, value in parsed.items() if key != 'ResponseMetadata'}
        report = ParamValidator().validate(members, shape)
        if report.has_errors():
            findings.add(operation.name, "what botocore's ParamValidator accepts", report.generate_report())
    if parsed['ResponseMetadata'].get('RequestId') in (None, ''):
        findings.add(operation.name, 'a request id', 'none')


def judge_xml(body, model, operation, findings):
    root = ElementTree.fromstring(body)
    expected = f'{{{model.metadata["xmlNamespace"]}}}{operation.name}Response'
    if root.tag != expected:
        findings.add(operation.name, expected, root.tag)
        return
    wrapper = operation.output_shape and operation.output_shape.serialization.get('resultWrapper')
    children = {local_name(child): child for child in root}
    wanted = {name for name in (wrapper, 'ResponseMetadata') if name}
    # SNS answers what has no output with or without an empty result element.
    if set(children) - {f'{operation.name}Result'} - wanted or not wanted <= set(children):
        findings.add(operation.name, f'the elements {sorted(wanted)}', sorted(children))
    elif wrapper:
        read_xml(children[wrapper], operation.output_shape, operation.name, findings)


def judge_refusal(response, model, service, operation, findings):
    """Returns the error's code, and where it comes from if the model does not list it for the operation."""
    parsed = parse(response, model, operation)
    code, status = parsed['Error']['Code'], response['status']
    shape = next((one for one in operation.error_shapes if one.error_code == code), None)
    if shape is None:
        known = {**COMMON['*'], **COMMON.get(service, {})}.get(code)
        if known is None:
            declared = ', '.join(one.error_code for one in operation.error_shapes) or 'none'
            findings.add(operation.name, f'an error of the model ({declared}) or a common one', code)
            return code, None
        if status not in known['status']:
            findings.add(f'{operation.name} {code}', f'status {known["status"]}', status)
        return code, known['source']
    declared = shape.metadata.get('error', {}).get('httpStatusCode')
    # Without a status of its own it is 400, or 500 for the service's own fault, which botocore keeps to itself.
    wanted = [declared or (500 if shape._shape_model.get('fault') else 400)]
    if status not in wanted:
        findings.add(f'{operation.name} {code}', f'status {wanted}', status)
    if model.metadata['protocol'] != 'query':
        members = {key: value for key, value in json.loads(response['body']).items() if key != '__type'}
        read_json(members, shape, f'{operation.name} {code}', findings)
    return code, None


def parse(response, model, operation):
    parser = botocore.parsers.create_parser(model.metadata['protocol'])
    raw = {
        'status_code': response['status'],
        'headers': response['headers'],
        'body': response['body'].encode(),
        'context': {'operation_name': operation.name},
    }
    parsed = parser.parse(raw, operation.output_shape)
    if 'Error' in parsed and parsed['Error'].get('Message', '') == '':
        raise ValueError(f'{operation.name}: expected an error with a message, got {response["body"]}')
    return parsed


def verdicts(exchange):
    request, response = exchange['request'], exchange.get('response')
    service, name = called(request)
    common = {'id': exchange['id'], 'by': exchange.get('by'), 'service': service, 'operation': name, 'code': None, 'unmodelled': None}
    findings = Findings()
    model = MODELS.get(service)
    if model is None or name not in model.operation_names:
        findings.add('request', 'an operation of the API', f'{service}.{name}')
        return [{**common, 'part': 'request', 'findings': findings}]
    operation = model.operation_model(name)
    held(findings, lambda: judge_request(request, model, operation, findings))
    request_verdict = {**common, 'part': 'request', 'findings': findings}
    if response is None:
        return [request_verdict, {**common, 'part': 'unanswered', 'findings': []}]
    found = Findings()
    if response['status'] < 300:
        held(found, lambda: judge_answer(response, model, operation, found))
        return [request_verdict, {**common, 'part': 'answer', 'findings': found}]
    code, unmodelled = held(found, lambda: judge_refusal(response, model, service, operation, found)) or (None, None)
    return [request_verdict, {**common, 'part': 'refusal', 'code': code, 'unmodelled': unmodelled, 'findings': found}]


def held(findings, judge):
    """What cannot even be read is a finding too."""
    try:
        return judge()
    except (*UNREADABLE, botocore.parsers.ResponseParserError, ElementTree.ParseError) as error:
        findings.add('wire', 'something that can be read', f'{type(error).__name__}: {error}')
        return None


if __name__ == '__main__':
    json.dump([verdict for exchange in json.load(sys.stdin) for verdict in verdicts(exchange)], sys.stdout)
