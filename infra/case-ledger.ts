import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';

export interface CaseLedgerProps {
  /** What becomes of the table when the stack is deleted. */
  readonly removalPolicy: RemovalPolicy;
}

/** The table of notebooks and cases: the only truth about a case. */
export class CaseLedger extends Construct {
  readonly table: Table;

  constructor(scope: Construct, id: string, props: CaseLedgerProps) {
    super(scope, id);
    this.table = new Table(this, 'Table', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      // Encrypted with a key that AWS owns: a key of one's own would be most of the bill.
      encryption: TableEncryption.DEFAULT,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: props.removalPolicy !== RemovalPolicy.DESTROY,
      removalPolicy: props.removalPolicy,
      // Keys to the answer page are of no use to anybody once they have expired.
      timeToLiveAttribute: 'ttl',
    });
  }
}
