import fc from 'fast-check';
import { expect, it } from 'vitest';
import { jsonWithList, LIST } from '../../../shared/exports/json-list.ts';
import { whole } from './whole.ts';

it('writes to the letter what JSON.stringify writes, wherever the list is and whatever is in it', () => {
  const items = fc.array(fc.jsonValue(), { maxLength: 4 });
  fc.assert(
    fc.property(items, fc.string(), (list, title) => {
      for (const at of [
        (one: unknown) => ({ title, list: one }),
        (one: unknown) => ({ title, runs: [{ list: one, after: { title } }] }),
      ]) {
        const expected = `${JSON.stringify(at(list), null, 2)}\n`;
        expect(whole(jsonWithList(at(LIST), list))).toBe(expected);
      }
    }),
    { seed: 20_261_130 },
  );
});
