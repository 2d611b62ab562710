import type { Caller, Input } from '../../service.ts';
import type { Notebooks } from '../notebooks.ts';

/** One operation: what refuses it apart from what it does, and both apart from what it answers. */
export interface Operation {
  /** @throws AwsError */
  readonly refuse: (notebooks: Notebooks, input: Input) => void;
  /** Absent on operations that only read. */
  readonly effect?: (notebooks: Notebooks, input: Input, caller: Caller) => void;
  /** By the wire's member names; times are seconds since the epoch. */
  readonly answer: (notebooks: Notebooks, input: Input) => Record<string, unknown>;
}

/** Start, Stop, Delete, Update and DeleteTags answer nothing. */
export const nothing = (): Record<string, unknown> => ({});

/** The request's notebook name. Requests are checked against the model before they come here. */
export const nameOf = (input: Input): string => String(input['NotebookInstanceName']);
