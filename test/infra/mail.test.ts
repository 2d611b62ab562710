import { Match } from 'aws-cdk-lib/assertions';
import { test } from 'vitest';
import { Synthesized } from './synthesized.ts';

const guard = new Synthesized({ policy: { platformEmail: 'security@example.org' } });

test('the platform team is subscribed by mail', () => {
  guard.template.hasResourceProperties('AWS::SNS::Subscription', {
    Protocol: 'email',
    Endpoint: 'security@example.org',
  });
});

test('nothing is published to the platform team without TLS', () => {
  guard.template.hasResourceProperties('AWS::SNS::TopicPolicy', {
    PolicyDocument: {
      Statement: Match.arrayWith([
        Match.objectLike({
          Effect: 'Deny',
          Action: 'sns:Publish',
          Principal: '*',
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        }),
      ]),
    },
  });
});

test('no owner is subscribed by the template', () => {
  guard.template.resourceCountIs('AWS::SNS::Subscription', 1);
});
