import { expect, it } from 'vitest';
import { greeting } from '../../../local/console/main.ts';

it('the console says where it is, and how the AWS CLI talks to the same world', () => {
  const said = greeting('http://127.0.0.1:4600', {
    AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
    AWS_REGION: 'eu-west-1',
  });
  expect(said).toContain('http://127.0.0.1:4600\n');
  expect(said).toContain('  export AWS_ENDPOINT_URL=http://127.0.0.1:1\n  export AWS_REGION=eu-west-1\n');
});
