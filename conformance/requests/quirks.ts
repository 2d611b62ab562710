/** Where an answer is not as the model has it and that is known, each place with its reason. */
import type { Difference } from '../row.ts';

const dynalites = "dynalite's, whose DescribeTable no function of ours asks";

const quirks: Readonly<Record<string, string>> = {
  'DescribeTable.Table.TableId': dynalites,
  'DescribeTable.Table.TableThroughputModeSummary': dynalites,
  'DescribeTable.Table.ProvisionedThroughput.NumberOfDecreasesToday':
    'AWS itself answers 0, as was recorded, where the model has 1 or more',
};

/** @returns the reasons when every finding is a known one, undefined otherwise */
export const knownQuirks = (findings: readonly Difference[]): string | undefined => {
  const reasons = findings.map(({ where }) => quirks[where]);
  return findings.length > 0 && reasons.every((reason) => reason !== undefined)
    ? [...new Set(reasons)].join('; ')
    : undefined;
};
