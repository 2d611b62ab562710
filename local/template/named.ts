/** A template's resources by type, identified and resolved. */
import { type Identity, identify } from './identity.ts';
import { resolver } from './intrinsics.ts';
import type { Place, RawTemplate } from './resource.ts';

export interface NamedResource {
  readonly logicalId: string;
  readonly identity: Identity;
  readonly properties: Readonly<Record<string, unknown>>;
}

export type Named = (type: string) => readonly NamedResource[];

/** Types that nothing refers to: they have no identity that the sandbox would need. */
const anonymous: Identity = { ref: '', attributes: {} };
const isReferable = (type: string): boolean =>
  ![
    'AWS::ApiGatewayV2::Route',
    'AWS::ApiGatewayV2::Stage',
    'AWS::IAM::Policy',
    'AWS::IAM::ManagedPolicy',
    'AWS::Lambda::Permission',
    'AWS::Lambda::EventInvokeConfig',
    'AWS::Scheduler::Schedule',
    'AWS::SNS::Subscription',
  ].includes(type);

export const namedResources = (template: RawTemplate, place: Place): Named => {
  const resolve = resolver(template, place);
  return (type) =>
    Object.entries(template.Resources)
      .filter(([, resource]) => resource.Type === type)
      .map(([logicalId, resource]) => ({
        logicalId,
        identity: isReferable(type) ? identify(logicalId, resource, place) : anonymous,
        properties: resolve(resource.Properties ?? {}) as Record<string, unknown>,
      }));
};
