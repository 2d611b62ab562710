/** What goes wrong around one call, each as the happenings of a story. */
import type { Site } from './sites.ts';

export type Happening = Readonly<Record<string, unknown>>;

export interface Trouble {
  readonly name: string;
  readonly happens: (site: Site, notebook: string) => readonly Happening[];
}

/** How each service says it. */
const throttled: Readonly<Record<string, string>> = {
  SageMaker: 'ThrottlingException',
  DynamoDB: 'ProvisionedThroughputExceededException',
  SNS: 'Throttled',
  StepFunctions: 'ThrottlingException',
  CloudTrail: 'ThrottlingException',
};
const broken: Readonly<Record<string, string>> = {
  SageMaker: 'InternalFailure',
  DynamoDB: 'InternalServerError',
  SNS: 'InternalError',
  StepFunctions: 'InternalServerException',
  CloudTrail: 'InternalFailure',
};
const denied: Readonly<Record<string, string>> = {
  SageMaker: 'AccessDeniedException',
  DynamoDB: 'AccessDeniedException',
  SNS: 'AuthorizationError',
  StepFunctions: 'AccessDeniedException',
  CloudTrail: 'AccessDeniedException',
};

const named = (names: Readonly<Record<string, string>>, { service }: Site): string => {
  const name = names[service];
  if (name === undefined) throw new Error(`expected a service whose errors are known, got ${service}`);
  return name;
};

const before = ({ function: by, operation, nth }: Site) => ({ before: { operation, function: by, nth } });

const strikes = (site: Site, error: string, lasts: Happening): Happening => ({
  ...before(site),
  fault: { operation: site.operation, function: site.function, error, ...lasts },
});

const once = { times: 1 };
/** As long as people may take to see an alarm, and over before the notebook is touched again. */
const forGood = { for: 'P3D' };

const only = (name: string, error: (site: Site) => string, lasts: Happening): Trouble => ({
  name,
  happens: (site) => [strikes(site, error(site), lasts)],
});

const seconds = (milliseconds: number): string => `PT${Math.round(milliseconds / 1000)}S`;

export const troubles: readonly Trouble[] = [
  only('throttled once', (site) => named(throttled, site), once),
  only('throttled for good', (site) => named(throttled, site), forGood),
  only('5xx', (site) => named(broken, site), once),
  only('timeout', () => 'timeout', once),
  only('response lost', () => 'response-lost', once),
  only('denied', (site) => named(denied, site), forGood),
  {
    // SageMaker deletes only what does not run: where it is refused, its owner stops it and tries again until it is gone.
    name: 'gone',
    happens: (site, notebook) => [
      { ...before(site), notebook, call: 'DeleteNotebookInstance' },
      { ...before(site), notebook, call: 'StopNotebookInstance' },
      ...[100, 170, 400].map((later) => ({
        at: seconds(site.at + later * 1000),
        notebook,
        call: 'DeleteNotebookInstance',
      })),
    ],
  },
  {
    // One of the two is refused, whichever does not fit.
    name: 'another status',
    happens: (site, notebook) => [
      { ...before(site), notebook, call: 'StartNotebookInstance' },
      { ...before(site), notebook, call: 'StopNotebookInstance' },
    ],
  },
  only('killed before', () => 'killed-before', once),
  only('killed after', () => 'killed-after', once),
];
