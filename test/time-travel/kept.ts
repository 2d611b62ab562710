/** What an earlier version left behind; README.md says which. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = import.meta.dirname;
const read = (file: string): string => readFileSync(join(folder, file), 'utf8');

/** The state machine's definition, placeholders and all. */
export const keptDefinition = read('remediate-root-access.asl.json');

/** An item of the ledger's table as DynamoDB has it, by name. */
export const keptRecord = (name: string): string => read(join('records', `${name}.json`));
