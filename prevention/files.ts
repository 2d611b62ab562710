/**
 * The files to attach, made from the policy in cdk.json. `npm run prevention` writes them; a test keeps them true.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import cdkJson from '../cdk.json' with { type: 'json' };
import { parsePolicy } from '../functions/core/policy.ts';
import { denyPolicy } from './deny-policy.ts';
import { guardRules } from './guard-rules.ts';
import { preventedBy } from './prevented.ts';

const prevented = preventedBy(parsePolicy(cdkJson.context.policy));

/** Each file's text by its path. */
export const files: Readonly<Record<string, string>> = {
  [join(import.meta.dirname, 'deny-root-access.json')]: `${JSON.stringify(denyPolicy(prevented), null, 2)}\n`,
  [join(import.meta.dirname, 'notebooks.guard')]: guardRules(prevented),
};

if (process.argv[1] === import.meta.filename) {
  for (const [file, text] of Object.entries(files)) writeFileSync(file, text);
}
