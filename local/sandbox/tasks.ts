/** How a state machine's Tasks reach the functions: with the state machine's own role. */
import { invokeFunction } from '../iam/requests.ts';
import { accessDenied, type Permissions } from '../iam.ts';
import type { Functions } from '../lambda/functions.ts';
import type { Functions as TaskFunctions } from '../states/step-functions.ts';

/** Step Functions names the session of a state machine's role by an id of its own, which is not documented. */
const session = 'states';

/** A missing permission fails the Task as Lambda.AWSLambdaException, with Lambda's refusal as the cause. */
export const taskFunctions = (functions: Functions, permissions: Permissions): TaskFunctions => ({
  async invoke(functionArn, payload, roleArn) {
    const request = invokeFunction(functionArn);
    const verdict = await permissions.judge(roleArn, session, request);
    if (verdict === 'Allowed') return functions.invoke(functionArn, payload);
    const refusal = accessDenied(permissions.sessionArn(roleArn, session), request, verdict);
    const cause = `${refusal.message} (Service: AWSLambda; Status Code: 403; Error Code: ${refusal.code})`;
    return {
      ok: false,
      payload: { errorType: 'Lambda.AWSLambdaException', errorMessage: cause },
      text: cause,
    };
  },
});
