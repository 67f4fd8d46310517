import fc from 'fast-check';
import { expect, it } from 'vitest';
import { joinRaw, splitRaw } from '../../../shared/inventory/raw-answer.ts';

const SEED = { seed: 20_261_128, numRuns: 1_000 };

/** Objects with keys that look like the one that is cut out. */
const anything = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.string(),
    fc.constantFrom('"permissions":[', '\\', '\\"', '},{', 'permissions'),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constantFrom(null, true, 2 ** 53 - 1),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'permissions', '"permissions"', 'b\\'), tie('value'), {
      maxKeys: 3,
    }),
  ),
})).value;

const answers = fc.dictionary(
  fc.oneof(fc.string(), fc.constantFrom('id', 'permissions', 'description')),
  anything,
);

it('cuts the permissions of an answer out and puts them back, to the letter', () => {
  fc.assert(
    fc.property(answers, (answer) => {
      const raw = JSON.stringify(answer);
      const parts = splitRaw(raw);
      expect(joinRaw(parts)).toBe(raw);
      if (Object.hasOwn(answer, 'permissions')) {
        expect(parts.permissions).toBe(JSON.stringify(answer['permissions']));
        expect(JSON.parse(parts.rest)).toEqual(
          JSON.parse(JSON.stringify({ ...answer, permissions: null })),
        );
      } else {
        expect(parts).toEqual({ permissions: '', rest: raw });
      }
    }),
    SEED,
  );
});

it('gives back any text', () => {
  const scraps = fc.constantFrom('{', '}', '[', ']', ',', '"', '\\', '"permissions":', '"a":', '1');
  const text = fc.oneof(
    fc.string(),
    fc.array(scraps, { maxLength: 20 }).map((list) => list.join('')),
  );
  fc.assert(
    fc.property(text, (raw) => {
      expect(joinRaw(splitRaw(raw))).toBe(raw);
    }),
    SEED,
  );
});

it('keeps numbers that JavaScript cannot hold', () => {
  const raw = '{"id":1,"permissions":[{"kind":"x"}],"later":12345678901234567890123}';
  expect(splitRaw(raw)).toEqual({
    permissions: '[{"kind":"x"}]',
    rest: '{"id":1,"permissions":null,"later":12345678901234567890123}',
  });
  expect(joinRaw(splitRaw(raw))).toBe(raw);
});
