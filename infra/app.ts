import { App } from 'aws-cdk-lib';
import cdkJson from '../cdk.json' with { type: 'json' };
import { NotebookRootGuardStack } from './stack.ts';

// The CDK CLI hands cdk.json's context over by itself; run directly, nobody does.
const app = new App({ context: cdkJson.context });

new NotebookRootGuardStack(app, 'NotebookRootGuard', { policy: app.node.getContext('policy') });

app.synth();
