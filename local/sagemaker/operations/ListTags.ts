import { AwsError } from '../../service.ts';
import type { Operation } from './operation.ts';
import { asList } from './tags.ts';

/** A page holds at least 50 tags and a notebook at most 50 of its own: AWS never gives a token out. */
export const ListTags: Operation = {
  refuse: (notebooks, input) => {
    notebooks.byArn(String(input['ResourceArn']));
    if (input['NextToken']) throw new AwsError('ValidationException', 'Invalid NextToken');
  },
  answer: (notebooks, input) => ({ Tags: asList(notebooks.byArn(String(input['ResourceArn'])).tags) }),
};
