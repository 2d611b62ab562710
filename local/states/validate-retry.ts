/** Retry and Catch, read and checked. */
import { FieldReader } from './fields.ts';
import type { Catcher, Retrier } from './retry.ts';

const readErrorEquals = (reader: FieldReader, last: boolean): readonly string[] => {
  reader.require('ErrorEquals');
  const names = reader.array('ErrorEquals').filter((name) => typeof name === 'string');
  const place = reader.place('ErrorEquals');
  if (names.length === 0 || names.length < reader.array('ErrorEquals').length) {
    reader.refusals.invalid('Expected a list of error names that is not empty', place);
  }
  if (names.includes('States.ALL') && (names.length > 1 || !last)) {
    reader.refusals.invalid('States.ALL must stand alone, in the last element', place);
  }
  return names;
};

export const readRetry = (reader: FieldReader, last: boolean): Retrier => {
  const optional = ['IntervalSeconds', 'MaxAttempts', 'BackoffRate', 'MaxDelaySeconds', 'JitterStrategy'];
  reader.allow('ErrorEquals', 'Comment', ...optional);
  const jitter = reader.string('JitterStrategy') ?? 'NONE';
  if (jitter !== 'FULL' && jitter !== 'NONE') reader.wrong('FULL or NONE', 'JitterStrategy');
  return {
    errorEquals: readErrorEquals(reader, last),
    intervalSeconds: reader.integer('IntervalSeconds', 1) ?? 1,
    maxAttempts: reader.integer('MaxAttempts', 0) ?? 3,
    backoffRate: reader.number('BackoffRate', 1) ?? 2,
    maxDelaySeconds: reader.integer('MaxDelaySeconds', 1, 31_622_400),
    jitter: jitter === 'FULL',
  };
};

export const readCatch = (reader: FieldReader, last: boolean): Catcher => {
  reader.allow('ErrorEquals', 'Next', 'ResultPath', 'Comment');
  reader.require('Next');
  return {
    errorEquals: readErrorEquals(reader, last),
    resultPath: reader.resultPath(),
    next: reader.string('Next') ?? '',
  };
};

export const list = <T>(
  reader: FieldReader,
  name: string,
  read: (item: FieldReader, last: boolean) => T,
): T[] => {
  const items = reader.array(name);
  return items.map((item, at) =>
    read(new FieldReader(item, `${reader.place(name)}[${at}]`, reader.refusals), at === items.length - 1),
  );
};
