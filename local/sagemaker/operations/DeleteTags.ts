import { nothing, type Operation } from './operation.ts';
import { refuseReserved } from './tags.ts';

/** A key that is not there is passed over. */
export const DeleteTags: Operation = {
  refuse: (notebooks, input) => {
    notebooks.byArn(String(input['ResourceArn']));
    refuseReserved(input['TagKeys'] as readonly string[]);
  },
  effect: (notebooks, input) => {
    const { tags } = notebooks.byArn(String(input['ResourceArn']));
    for (const key of input['TagKeys'] as readonly string[]) tags.delete(key);
  },
  answer: nothing,
};
