import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import cdkJson from '../../cdk.json' with { type: 'json' };
import { NotebookRootGuardStack } from '../../infra/stack.ts';

/** The app as infra/app.ts has it, under CDK's built-in validation and cdk-nag's AwsSolutions rules as well. */
export const checkedApp = (): App => {
  const app = new App({ context: cdkJson.context, builtinCloudFormationValidation: true });
  new NotebookRootGuardStack(app, 'NotebookRootGuard', { policy: app.node.getContext('policy') });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return app;
};
