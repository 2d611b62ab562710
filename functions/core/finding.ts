/**
 * What other detectors say of root access: AWS Config, and Security Hub in its two formats. A finding is a hint, the
 * look decides. Whose finding it is counts, not its title: another scanner's "SageMaker.3" may mean something else.
 * Shapes: AWS Config's and Security Hub's user guides (EventBridge events), botocore 1.44.8 `securityhub` (ASFF, and
 * the field names of OCSF), a Compliance Finding in elastic/integrations `aws_securityhub`.
 */
import * as z from 'zod';
import { notebookName } from './notebook.ts';

export type Finding =
  /** `askedBy`: the ARN of the custom action through which a person sent it, if one did. */
  | {
      readonly is: 'finding';
      readonly name: string;
      readonly because: string;
      readonly askedBy: string | null;
    }
  /** Not about root access, not ours, or not to be acted on, and why. */
  | { readonly is: 'none'; readonly why: string };

interface Event {
  readonly source: string;
  readonly 'detail-type': string;
  readonly account?: string | undefined;
  readonly region?: string | undefined;
  readonly resources?: readonly string[] | undefined;
  readonly detail: unknown;
}

/** The sources of events that are findings. */
export const detectors: readonly string[] = ['aws.config', 'aws.securityhub'];

const control = 'SageMaker.3';
/** The name of AWS Config's managed rule; Security Hub and conformance packs put theirs around it. */
const configRule = 'sagemaker-notebook-instance-root-access-check';
/** The id of the custom action with which a person sends a finding to us. */
const customAction = 'action/custom/remediate';

const complianceChange = z.object({
  messageType: z.literal('ComplianceChangeNotification'),
  configRuleName: z.string(),
  resourceType: z.literal('AWS::SageMaker::NotebookInstance'),
  resourceId: z.string(),
  newEvaluationResult: z.object({ complianceType: z.string() }),
});

/** AWS Security Finding Format, of Security Hub CSPM. */
const asff = z.object({
  ProductArn: z.string().endsWith('::product/aws/securityhub'),
  Compliance: z.object({ SecurityControlId: z.literal(control) }),
  Workflow: z.object({ Status: z.string() }).optional(),
  Resources: z.array(
    z.object({
      Id: z.string(),
      Details: z
        .object({
          AwsSageMakerNotebookInstance: z.object({ NotebookInstanceName: z.string().optional() }).optional(),
        })
        .optional(),
    }),
  ),
});

/** Open Cybersecurity Schema Framework, of the newer Security Hub. Its `uid` is AWS Config's id of the resource. */
const ocsf = z.object({
  metadata: z.object({ product: z.object({ uid: z.string().endsWith('::productv2/aws/securityhub') }) }),
  compliance: z.object({ control: z.literal(control) }),
  status: z.string().optional(),
  resources: z.array(z.object({ uid: z.string(), uid_alt: z.string().optional() })),
});

const findings = <T extends z.ZodType>(format: T) => z.object({ findings: z.tuple([format], z.unknown()) });

export function parseFinding(event: Event): Finding {
  switch (event['detail-type']) {
    case 'Config Rules Compliance Change':
      return ofConfig(event);
    case 'Security Hub Findings - Imported':
      return ofSecurityHub(event, null);
    case 'Security Hub Findings - Custom Action': {
      const action = event.resources?.find((arn) => arn.endsWith(`:${customAction}`));
      return action === undefined
        ? none(`expected the custom action ${customAction}, got ${JSON.stringify(event.resources ?? null)}`)
        : ofSecurityHub(event, action);
    }
    case 'Findings Imported V2':
      return ofNewSecurityHub(event);
    default:
      return none(`expected a finding, got ${JSON.stringify(event['detail-type'])} of ${event.source}`);
  }
}

function ofConfig(event: Event): Finding {
  const change = complianceChange.safeParse(event.detail);
  if (!change.success) return unread(change.error);
  const { configRuleName, newEvaluationResult, resourceId } = change.data;
  if (!configRuleName.includes(configRule)) return none(`${configRuleName} is another rule of AWS Config`);
  if (newEvaluationResult.complianceType !== 'NON_COMPLIANT') {
    return none(`AWS Config says ${newEvaluationResult.complianceType}`);
  }
  return about([resourceId], event, `AWS Config rule ${configRuleName}`, null);
}

function ofSecurityHub(event: Event, askedBy: string | null): Finding {
  const seen = findings(asff).safeParse(event.detail);
  if (!seen.success) return unread(seen.error);
  const [{ Resources, Workflow }] = seen.data.findings;
  if (Workflow?.Status === 'SUPPRESSED') return suppressed;
  const ids = Resources.map(({ Details, Id }) => {
    // The id may spell the notebook's name in lower case, as in the user guide's example.
    const name = Details?.AwsSageMakerNotebookInstance?.NotebookInstanceName;
    return name !== undefined && Id.toLowerCase().endsWith(`/${name.toLowerCase()}`)
      ? Id.slice(0, -name.length) + name
      : Id;
  });
  return about(ids, event, `Security Hub, control ${control}`, askedBy);
}

function ofNewSecurityHub(event: Event): Finding {
  const seen = findings(ocsf).safeParse(event.detail);
  if (!seen.success) return unread(seen.error);
  const [{ resources, status }] = seen.data.findings;
  if (status === 'Suppressed') return suppressed;
  const ids = resources.flatMap(({ uid, uid_alt }) => [uid, uid_alt ?? uid]);
  return about(ids, event, `Security Hub, control ${control}`, null);
}

const notebookArn = /^arn:[\w-]+:sagemaker:([\w-]+):(\d+):notebook-instance\/([a-zA-Z0-9-]+)$/;

/**
 * Findings of other accounts and Regions are gathered on an administrator's bus, too; of a notebook there is its ARN,
 * or its name alone.
 */
function about(ids: readonly string[], event: Event, because: string, askedBy: string | null): Finding {
  for (const id of ids) {
    const [, region, account, name] = notebookArn.exec(id) ?? [];
    if (name === undefined) continue;
    return region === event.region && account === event.account
      ? { is: 'finding', name, because, askedBy }
      : none(`${id} is in another account or Region`);
  }
  const name = ids.find((id) => notebookName.safeParse(id).success);
  return name === undefined
    ? none(`expected a notebook in the finding, got ${JSON.stringify(ids)}`)
    : { is: 'finding', name, because, askedBy };
}

const none = (why: string): Finding => ({ is: 'none', why });
const suppressed = none('the finding is suppressed');
const unread = (error: z.ZodError): Finding =>
  none(`expected a finding about root access, got one where ${issues(error)}`);

/** One line: where, and what zod expected there. */
export const issues = (error: z.ZodError): string =>
  error.issues.map((issue) => `${issue.path.join('.') || 'it'}: ${issue.message}`).join('; ');
