import { App } from 'aws-cdk-lib';
import cdkJson from '../cdk.json' with { type: 'json' };
import { MalformedPolicy } from '../functions/core/policy.ts';
import { NotebookRootGuardStack } from './stack.ts';

// The CDK CLI hands cdk.json's context over by itself; run directly, nobody does.
const app = new App({ context: cdkJson.context });

try {
  new NotebookRootGuardStack(app, 'NotebookRootGuard', { policy: app.node.getContext('policy') });
  app.synth();
} catch (error) {
  if (!(error instanceof MalformedPolicy)) throw error;
  // Its one line says where, what was expected and what was got; a stack trace would hide it.
  console.error(error.message);
  process.exitCode = 1;
}
