import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { profileOf } from '../../../shared/simulator/profile.ts';
import {
  copyInto,
  isSecretValid,
  isWithinCreator,
} from '../../../shared/simulator/robots/robot-rules.ts';
import { expiryOf } from '../../../shared/simulator/robots/robot-write.ts';
import { goMapOrder, createChance } from '../../../shared/simulator/chance.ts';
import { call, createRobot, harbor, projectPermission } from './call.ts';

const word = fc.constantFrom('robot', 'repository', 'tag', 'project');
const effect = fc.constantFrom('', 'allow', 'deny');
const access = fc.record({
  resource: word,
  action: fc.constantFrom('pull', 'push', 'list'),
  effect,
});
const entry = fc.record({
  kind: fc.constantFrom('system', 'project'),
  namespace: fc.constantFrom('/', '*', 'apps', 'other'),
  access: fc.array(access, { minLength: 1, maxLength: 5 }),
});

describe('secrets', () => {
  const now = profileOf('2.15.2');
  test.each([
    ['Chosen-Secret-1', true],
    ['short1A', false],
    ['alllowercase1', false],
    ['NOLOWERCASE1', false],
    ['NoDigitsHere', false],
    ['with space 1A', true],
    [`Aa1${'x'.repeat(125)}`, true],
    [`Aa1${'x'.repeat(126)}`, false],
    ['Aa1üüü', true],
    ['Aa1üü', false],
  ])('%s', (secret, valid) => {
    expect(isSecretValid(secret, now)).toBe(valid);
  });

  test('had no upper bound before 2.9', () => {
    expect(isSecretValid(`Aa1${'x'.repeat(500)}`, profileOf('2.8.6'))).toBe(true);
  });
});

describe('expiry', () => {
  test('is whole days after the start, for any duration that Harbor takes', () => {
    const days = fc.integer({ min: 1, max: 2147483646 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), days, (start, duration) => {
        expect(expiryOf(start, duration) - Math.floor(start / 1000)).toBe(duration * 86_400);
      }),
      { seed: 1 },
    );
    expect(expiryOf(5000, -1)).toBe(-1);
  });
});

describe('a PUT body copied into the old permissions', () => {
  test('keeps the old effect exactly where the body leaves it out or empty', () => {
    fc.assert(
      fc.property(
        fc.array(entry, { maxLength: 3 }),
        fc.array(entry, { minLength: 1, maxLength: 3 }),
        (old, sent) => {
          const result = copyInto(old, sent);
          expect(result.length).toBe(sent.length);
          for (const [index, permission] of sent.entries()) {
            expect(result[index]?.namespace).toBe(permission.namespace);
            for (const [position, item] of permission.access.entries()) {
              const before = old[index]?.access[position]?.effect ?? '';
              expect(result[index]?.access[position]).toEqual({
                ...item,
                effect: item.effect || before,
              });
            }
          }
        },
      ),
      { seed: 1 },
    );
  });

  test('is the body alone when every effect is said', () => {
    const said = access.map((item) => ({ ...item, effect: item.effect || 'allow' }));
    const full = entry.chain((base) =>
      fc.array(said, { minLength: 1 }).map((list) => ({ ...base, access: list })),
    );
    fc.assert(
      fc.property(fc.array(entry), fc.array(full, { minLength: 1 }), (old, sent) => {
        expect(copyInto(old, sent)).toEqual(sent);
      }),
      { seed: 1 },
    );
  });
});

describe('the subset rule', () => {
  const now = profileOf('2.15.2');
  const distinct = fc.uniqueArray(entry, {
    selector: ({ kind, namespace }) => `${kind}:${namespace}`,
    minLength: 1,
    maxLength: 4,
  });

  test('lets through whatever the creator holds', () => {
    fc.assert(
      fc.property(distinct, (creator) => {
        expect(isWithinCreator(creator, creator, now)).toBe(true);
      }),
      { seed: 1 },
    );
  });

  test('refuses one pair more', () => {
    fc.assert(
      fc.property(distinct, (creator) => {
        const [first] = creator;
        const more = { resource: 'quota', action: 'read', effect: '' };
        const asked = creator.map((item) =>
          item === first ? { ...item, access: [...item.access, more] } : item,
        );
        expect(isWithinCreator(asked, creator, now)).toBe(false);
      }),
      { seed: 1 },
    );
  });

  const pull = (effect = '') => [{ resource: 'repository', action: 'pull', effect }];
  const push = [{ resource: 'repository', action: 'push', effect: '' }];
  const all = { kind: 'project', namespace: '*', access: pull() };
  const apps = { kind: 'project', namespace: 'apps', access: pull() };

  test('takes a star for a named project since 2.12.1, and not the other way round', () => {
    expect(isWithinCreator([apps], [all], now)).toBe(true);
    expect(isWithinCreator([apps], [all], profileOf('2.12.0'))).toBe(false);
    expect(isWithinCreator([all], [apps], now)).toBe(false);
  });

  test('does not join the star with the named project', () => {
    const asked = { ...apps, access: push };
    expect(isWithinCreator([asked], [{ ...all, access: push }, apps], now)).toBe(false);
  });

  test('compares effects as text', () => {
    expect(isWithinCreator([{ ...apps, access: pull('allow') }], [apps], now)).toBe(false);
    expect(isWithinCreator([apps], [{ ...apps, access: pull('allow') }], now)).toBe(false);
  });
});

describe('the order of a Go map', () => {
  test('loses and invents nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 20 }), fc.nat(), (items, seed) => {
        const order = goMapOrder(items, createChance(seed).order);
        expect(order.toSorted()).toEqual(items.toSorted());
      }),
      { seed: 1 },
    );
  });

  test('differs between walks', () => {
    const { order } = createChance(1);
    const walks = new Set(
      Array.from({ length: 200 }, () => goMapOrder(['a', 'b'], order).join('')),
    );
    expect([...walks].sort()).toEqual(['ab', 'ba']);
  });
});

test('one seed gives the same secrets, whatever else was drawn', () => {
  const [one, two] = [createChance(5), createChance(5)];
  one.ids.uuid();
  expect(one.secrets.text(32)).toBe(two.secrets.text(32));
  expect(createChance(6).secrets.text(32)).not.toBe(two.secrets.text(32));
  expect(createChance().secrets.text(32)).toMatch(/^[0-9A-Za-z]{32}$/);
});

// PostgreSQL fits values into their columns before it looks into an index
test('a description that is too long comes before a name that is taken', async () => {
  const simulator = harbor('2.15.2');
  const permissions = [projectPermission('library', 'repository:pull')];
  const name = 'ci';
  await createRobot(simulator, { name, permissions });
  const again = async (description: string) => {
    const body = { name, level: 'system', duration: 30, permissions, description };
    return (await call(simulator, 'POST', '/robots', { body })).status;
  };
  expect(await again('d'.repeat(1024))).toBe(409);
  expect(await again('d'.repeat(1025))).toBe(500);
});
