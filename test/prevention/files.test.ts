import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { files } from '../../prevention/files.ts';

it.each(Object.entries(files))(
  '%s is what the policy in cdk.json makes it: npm run prevention',
  (file, text) => {
    expect(readFileSync(file, 'utf8')).toBe(text);
  },
);
