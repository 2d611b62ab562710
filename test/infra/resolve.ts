const pseudo: Readonly<Record<string, string>> = {
  'AWS::Partition': 'aws',
  'AWS::Region': 'eu-west-1',
  'AWS::AccountId': '111122223333',
};

const arnPrefix: Readonly<Record<string, string>> = {
  'AWS::DynamoDB::Table': 'dynamodb:eu-west-1:111122223333:table/',
  'AWS::Lambda::Function': 'lambda:eu-west-1:111122223333:function:',
  'AWS::Logs::LogGroup': 'logs:eu-west-1:111122223333:log-group:',
  'AWS::SNS::Topic': 'sns:eu-west-1:111122223333:',
  'AWS::SQS::Queue': 'sqs:eu-west-1:111122223333:',
  'AWS::StepFunctions::StateMachine': 'states:eu-west-1:111122223333:stateMachine:',
};

/** A template's value with its intrinsic functions carried out, each resource named by its logical id. */
export const resolve = (value: unknown, types: ReadonlyMap<string, string>): unknown => {
  if (Array.isArray(value)) return value.map((item) => resolve(item, types));
  if (typeof value !== 'object' || value === null) return value;
  const [only] = Object.entries(value);
  if (only !== undefined) {
    const [key, operand] = only;
    if (key === 'Ref') return pseudo[String(operand)] ?? arnOf(String(operand), types);
    if (key === 'Fn::GetAtt') return arnOf(String((operand as unknown[])[0]), types);
    if (key === 'Fn::Join') return (resolve((operand as unknown[])[1], types) as string[]).join('');
  }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, resolve(inner, types)]));
};

const arnOf = (logicalId: string, types: ReadonlyMap<string, string>): string => {
  const type = types.get(logicalId) ?? 'nothing';
  const prefix = arnPrefix[type];
  if (prefix === undefined) throw new Error(`expected a resource with an ARN, got ${logicalId} (${type})`);
  return `arn:aws:${prefix}${logicalId}`;
};
