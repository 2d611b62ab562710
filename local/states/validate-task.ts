/** Task states, read and checked, and the fields that they share with others. */
import type { Next, Resource, TaskState } from './definition.ts';
import type { FieldReader } from './fields.ts';
import { isFields } from './json.ts';
import { list, readCatch, readRetry } from './validate-retry.ts';

export const common = ['Type', 'Comment', 'QueryLanguage', 'InputPath', 'OutputPath'];
export const onward = ['Next', 'End'];
export const attempted = ['Parameters', 'ResultSelector', 'ResultPath', 'Retry', 'Catch', ...onward];

export const readNext = (reader: FieldReader): Next => {
  const end = reader.fields['End'] === true;
  if (reader.has('End') && typeof reader.fields['End'] !== 'boolean') reader.wrong('Boolean', 'End');
  const next = reader.string('Next');
  if (end === (next !== undefined))
    reader.refusals.invalid('Exactly one of [Next, End] is required', reader.at);
  return next;
};

export const readFilters = (reader: FieldReader) => ({
  inputPath: reader.filter('InputPath'),
  outputPath: reader.filter('OutputPath'),
});

export const readAttempted = (reader: FieldReader) => ({
  ...readFilters(reader),
  parameters: reader.template('Parameters'),
  resultSelector: reader.template('ResultSelector'),
  resultPath: reader.resultPath(),
  retry: list(reader, 'Retry', readRetry),
  catch: list(reader, 'Catch', readCatch),
  next: readNext(reader),
});

const readResource = (reader: FieldReader): Resource => {
  reader.require('Resource');
  const arn = reader.string('Resource') ?? '';
  if (/^arn:[^:]+:lambda:[^:]*:[^:]*:function:.+$/.test(arn)) return { kind: 'function', arn };
  const service = /^arn:[^:]+:states:[^:]*:[^:]*:(.+)$/.exec(arn)?.[1];
  if (service === 'lambda:invoke' || service === 'lambda:invoke.waitForTaskToken') {
    return { kind: 'lambda:invoke', waitForTaskToken: service !== 'lambda:invoke' };
  }
  if (service !== undefined) reader.refusals.unsupported(`resource '${service}'`, reader.place('Resource'));
  else {
    reader.refusals.invalid(
      `The resource provided ${arn} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.`,
      reader.place('Resource'),
    );
  }
  return { kind: 'function', arn };
};

/** The parameters of lambda:invoke; LogType and its like would need what the sandbox's functions do not have. */
const checkInvokeParameters = (reader: FieldReader): void => {
  const parameters = isFields(reader.fields['Parameters']) ? reader.fields['Parameters'] : {};
  const at = reader.place('Parameters');
  const names = Object.keys(parameters).map((name) => name.replace(/\.\$$/, ''));
  for (const name of names) {
    if (['ClientContext', 'InvocationType', 'LogType', 'Qualifier'].includes(name)) {
      reader.refusals.unsupported(`parameter '${name}' of lambda:invoke`, `${at}/${name}`);
    } else if (name !== 'FunctionName' && name !== 'Payload') {
      reader.refusals.invalid(`The field '${name}' is not supported by Step Functions`, at);
    }
  }
  if (!names.includes('FunctionName')) {
    reader.refusals.invalid(`The field 'FunctionName' is required but was missing`, at);
  }
};

export const readTask = (reader: FieldReader): TaskState => {
  const seconds = ['TimeoutSeconds', 'TimeoutSecondsPath', 'HeartbeatSeconds', 'HeartbeatSecondsPath'];
  reader.allow(...common, ...attempted, 'Resource', ...seconds);
  const resource = readResource(reader);
  if (resource.kind === 'lambda:invoke') checkInvokeParameters(reader);
  const timeout = reader.seconds('TimeoutSeconds');
  const heartbeat = reader.seconds('HeartbeatSeconds');
  if (timeout !== undefined && heartbeat !== undefined && 'seconds' in timeout && 'seconds' in heartbeat) {
    if (heartbeat.seconds >= timeout.seconds) {
      reader.refusals.invalid(
        'HeartbeatSeconds must be smaller than TimeoutSeconds',
        reader.place('HeartbeatSeconds'),
      );
    }
  }
  return { type: 'Task', ...readAttempted(reader), resource, timeout, heartbeat };
};
