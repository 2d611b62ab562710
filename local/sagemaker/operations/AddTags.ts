import type { Operation } from './operation.ts';
import { asList, refuseTags, type Tag } from './tags.ts';

export const AddTags: Operation = {
  refuse: (notebooks, input) =>
    refuseTags(input['Tags'] as readonly Tag[], notebooks.byArn(String(input['ResourceArn'])).tags),
  effect: (notebooks, input) => {
    const { tags } = notebooks.byArn(String(input['ResourceArn']));
    for (const tag of input['Tags'] as readonly Tag[]) tags.set(tag.Key, tag.Value);
  },
  answer: (notebooks, input) => ({ Tags: asList(notebooks.byArn(String(input['ResourceArn'])).tags) }),
};
