/** Which types of resource a template may have: what the sandbox runs, and what changes nothing in it. */
import type { RawTemplate } from './resource.ts';

const run = new Set([
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Route',
  'AWS::ApiGatewayV2::Stage',
  'AWS::DynamoDB::Table',
  'AWS::Events::Rule',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::Lambda::Function',
  'AWS::Lambda::Permission',
  'AWS::Scheduler::Schedule',
  'AWS::SNS::Subscription',
  'AWS::SNS::Topic',
  'AWS::SQS::Queue',
  'AWS::StepFunctions::StateMachine',
]);

const without = new Map([
  ['AWS::Logs::LogGroup', 'logs are kept by the run itself'],
  ['AWS::CloudWatch::Alarm', 'nobody measures'],
  ['AWS::CloudWatch::Dashboard', 'nobody looks'],
  ['AWS::SNS::TopicPolicy', 'calls come from the account itself, which identity-based policies judge'],
  ['AWS::SQS::QueuePolicy', 'queues are only read as lists of dead letters'],
  ['AWS::CDK::Metadata', 'it says who built the template'],
]);

/** @throws Error when the template has something that the sandbox would silently leave out */
export const refuseUnknownTypes = (template: RawTemplate): void => {
  for (const [logicalId, { Type, Condition }] of Object.entries(template.Resources)) {
    if (Condition !== undefined) throw new Error(`${logicalId}: expected no Condition, got ${Condition}`);
    if (run.has(Type) || without.has(Type)) continue;
    throw new Error(
      `${logicalId}: expected a resource that the sandbox runs (${[...run].join(', ')}), got ${Type}`,
    );
  }
};
