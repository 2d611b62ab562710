/** Holds every role of the template to the calls it must be able to make, and to none beside them. */
import { Permissions } from '../local/iam.ts';
import { accountId, region, remediationOf, type Template } from '../local/template.ts';
import { type RequestCase, requestCases } from './iam/requests.ts';
import { type Row, rowOf, verdictOf } from './row.ts';

interface Subject {
  readonly name: string;
  readonly roleArn: string;
}

/** `GuardDoorsViolationsF83E6671` after the stack's name: the construct's name is in between. */
const ruleName = (name: string): string => name.replace(/^.*GuardDoors/, '').replace(/[0-9A-F]{8}$/, '');

const subjectsOf = (template: Template): readonly Subject[] => [
  ...template.functions.map(({ name, roleArn }) => ({ name, roleArn })),
  ...template.stateMachines.map(({ arn, roleArn }) => ({
    name: arn === remediationOf(template).arn ? 'state machine' : 'sweep',
    roleArn,
  })),
  ...[...new Set(template.schedules.map(({ target }) => target.roleArn))].map((roleArn) => ({
    name: 'schedule',
    roleArn,
  })),
  ...template.rules.flatMap(({ name, targets }) =>
    targets.flatMap(({ roleArn }) =>
      roleArn === undefined ? [] : [{ name: `rule ${ruleName(name)}`, roleArn }],
    ),
  ),
];

const row = async (
  belief: string,
  template: Template,
  subjects: readonly Subject[],
  isIn: (one: RequestCase, subject: Subject) => boolean,
): Promise<Row> => {
  const permissions = new Permissions({ accountId, region, roles: template.roles });
  const pairs = requestCases(template).flatMap((one) => subjects.map((subject) => ({ one, subject })));
  const verdicts = pairs
    .filter(({ one, subject }) => isIn(one, subject))
    .map(async ({ one, subject }) => {
      const id = `${subject.name}: ${one.name}`;
      const expected = one.allowed.includes(subject.name) ? 'Allowed' : 'ImplicitlyDenied';
      const got = await permissions.judge(subject.roleArn, 'conformance', one.request);
      return {
        id,
        verdict: verdictOf(id, got === expected ? [] : [{ where: one.request.resource, expected, got }]),
      };
    });
  return rowOf(belief, '@cloud-copilot/iam-simulate', await Promise.all(verdicts));
};

/** Each of those in `allowed` must be somebody in the template, and everybody must be allowed something. */
const strangers = (template: Template, subjects: readonly Subject[]): Row => {
  const named = new Set(requestCases(template).flatMap(({ allowed }) => allowed));
  const present = new Set(subjects.map(({ name }) => name));
  const ids = [...new Set([...named, ...present])];
  return rowOf(
    'every role of the template is judged',
    'the table of requests',
    ids.map((id) => ({
      id,
      verdict: verdictOf(
        id,
        named.has(id) && present.has(id)
          ? []
          : [
              {
                where: 'role',
                expected: 'in table and template',
                got: named.has(id) ? 'table only' : 'template only',
              },
            ],
      ),
    })),
  );
};

/** @param template what the cloud assembly says is to run */
export const judgeIam = async (template: Template): Promise<readonly Row[]> => {
  const subjects = subjectsOf(template);
  const needs = (one: RequestCase, { name }: Subject): boolean => one.allowed.includes(name);
  return [
    await row('each role may make the calls that it must', template, subjects, needs),
    await row('no role may make any other call', template, subjects, (one, subject) => !needs(one, subject)),
    strangers(template, subjects),
  ];
};
