import { webcrypto } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  makeSecret,
  SECRET_LENGTH,
  secretProblem,
} from '../../../../shared/robots/changes/secret-policy.ts';

test.each([
  ['short1A', /8 characters/],
  ['alllowercase1', /upper-case/],
  ['ALLUPPERCASE1', /lower-case/],
  ['NoDigitsHere', /digit/],
  ['nothing', /8 characters/],
  ['onlylowercase', /an upper-case letter and a digit/],
  [`Aa1${'ü'.repeat(63)}`, /128 bytes at most; this one has 129/],
])('says what is wrong with %s', (secret, said) => {
  expect(secretProblem(secret)).toMatch(said);
});

test.each(['Chosen-Secret-1', 'with space 1A', 'Umläut-ñ-1A', `Aa1${'x'.repeat(125)}`])(
  'takes what Harbor takes: %s',
  (secret) => {
    expect(secretProblem(secret)).toBeNull();
  },
);

test('makes secrets that meet the policy, whatever chance gives', () => {
  fc.assert(
    fc.property(fc.infiniteStream(fc.nat()), (numbers) => {
      // After what chance gave, real randomness: a stream of one number alone would never do.
      let given = 0;
      const secret = makeSecret((below) => {
        given += 1;
        const drawn =
          given <= 64 ? numbers.next().value : webcrypto.getRandomValues(new Uint32Array(1))[0];
        return (drawn ?? 0) % below;
      });
      expect(secret).toHaveLength(SECRET_LENGTH);
      expect(secret).toMatch(/^[A-Za-z0-9]+$/);
      expect(secretProblem(secret)).toBeNull();
    }),
  );
});
