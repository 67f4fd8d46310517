import { expect, it } from 'vitest';
import { readAhead } from '../../../electron/keychain/read-ahead.ts';

const NAMES = ['a', 'b', 'c', 'd', 'e'];
const never = new Promise<never>(() => undefined);

/** What is taken, and in how many reads, where each account answers as told. */
async function taken(answer: (account: string) => Promise<string | null>) {
  const asked: string[] = [];
  const got: string[] = [];
  const read = (account: string): Promise<string | null> => {
    asked.push(account);
    return answer(account);
  };
  await readAhead(read, NAMES, (account, secret) => got.push(`${account}=${secret}`), 1);
  return { asked, got: got.sort() };
}

it('reads everything once, the first alone and then two at a time', async () => {
  let running = 0;
  const most: number[] = [];
  const { asked, got } = await taken(async (account) => {
    running += 1;
    most.push(running);
    await Promise.resolve();
    running -= 1;
    return account.toUpperCase();
  });
  expect(asked).toEqual(NAMES);
  expect(got).toEqual(['a=A', 'b=B', 'c=C', 'd=D', 'e=E']);
  expect(most[0]).toBe(1);
  expect(Math.max(...most)).toBe(2);
});

it.each([
  ['nothing is there', () => Promise.resolve(null)],
  ['it fails', () => Promise.reject(new Error('locked'))],
])('asks for no more once %s', async (_what, answer) => {
  expect(await taken(answer)).toEqual({ asked: ['a'], got: [] });
});

it('does not wait for a read that never ends', async () => {
  const { asked, got } = await taken(async (account) => (account === 'c' ? never : account));
  expect(asked).toEqual(NAMES);
  expect(got).toEqual(['a=a', 'b=b', 'd=d', 'e=e']);
});

it('drops an answer that comes after the end: it may be older than what was written since', async () => {
  let answer = (_secret: string): void => undefined;
  const late = new Promise<string>((resolve) => {
    answer = resolve;
  });
  const { got } = await taken((account) => (account === 'c' ? late : Promise.resolve(account)));
  answer('old');
  await late;
  await new Promise(setImmediate);
  expect(got).toEqual(['a=a', 'b=b', 'd=d', 'e=e']);
});
