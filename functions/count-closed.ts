/** The metric CasesClosed, by outcome: what an alarm or a dashboard counts. */
import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Outcome } from './core/case.ts';

export function countClosed(metrics: Metrics, outcome: Outcome): void {
  metrics.addDimension('outcome', outcome);
  metrics.addMetric('CasesClosed', MetricUnit.Count, 1);
  metrics.publishStoredMetrics();
}
