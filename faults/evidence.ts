/** What a played story leaves behind, for whoever judges it: what happened, and what the ledger says of it. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { Ledger } from '../functions/aws/ledger.ts';
import type { Closed, File } from '../functions/core/case.ts';
import type { Played } from '../local/play.ts';

// The sandbox runs on Node 20 too, where the SDK would warn of its end in the middle of a story.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';

export interface Evidence
  extends Pick<
    Played,
    'story' | 'endedAt' | 'entries' | 'executions' | 'notebooks' | 'mails' | 'deadLetters'
  > {
  /** One per case, in order of opening. */
  readonly records: readonly File[];
}

/** @param endpoint where the sandbox answers as DynamoDB */
export async function evidenceOf(played: Played, endpoint: string): Promise<Evidence> {
  const { story, endedAt, entries, executions, notebooks, mails, deadLetters } = played;
  const records = new Map<string, File>();
  for (const table of played.world.template.tables) {
    const dynamodb = new DynamoDBClient({
      endpoint,
      region: 'eu-west-1',
      credentials: { accessKeyId: 'judge', secretAccessKey: 'judge' },
    });
    // An earlier case stands beside its notebook's item, and for a moment in both.
    for (const file of await new Ledger(table.name, dynamodb).everything()) records.set(file.case.id, file);
    dynamodb.destroy();
  }
  return {
    story,
    endedAt,
    entries,
    executions,
    notebooks,
    mails,
    deadLetters,
    records: [...records.values()].sort((a, b) => a.case.openedAt - b.case.openedAt),
  };
}

export const closedOf = ({ case: { stand } }: File): Closed | null => (stand.at === 'closed' ? stand : null);
