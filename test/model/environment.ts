/** What the handlers read when they are loaded; the model hands each what it works with, so none of it is used. */
import {
  ANSWER_URL,
  LEDGER_TABLE,
  OWN_ROLE_ARNS,
  OWNER_TOPIC_PREFIX,
  PLATFORM_TOPIC_ARN,
  POLICY,
  STATE_MACHINE_ARN,
  VERSION,
} from '../../functions/environment.ts';

const none = 'the model has none';
Object.assign(process.env, {
  AWS_REGION: 'eu-west-1',
  [POLICY]: JSON.stringify({ platformEmail: 'platform@example.com' }),
  [ANSWER_URL]: none,
  [LEDGER_TABLE]: none,
  [PLATFORM_TOPIC_ARN]: none,
  [OWNER_TOPIC_PREFIX]: none,
  [OWN_ROLE_ARNS]: none,
  [STATE_MACHINE_ARN]: none,
  [VERSION]: none,
});
