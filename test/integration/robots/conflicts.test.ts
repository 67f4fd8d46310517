import { expect, test } from 'vitest';
import type { ConflictAnswer, Plan } from '../../../shared/contract/plans.ts';
import { changesSeen, held, type Stage, stage, systemRobots } from './stage.ts';

const edit = {
  kind: 'edit',
  description: null,
  permissions: null,
  until: null,
  dropStale: false,
} as const;
const describeIt = { ...edit, description: 'mine' } as const;
const access = (...actions: string[]) =>
  actions.map((action) => ({ resource: 'repository', action, effect: '' }));
const everywhere = (...actions: string[]) => [
  { kind: 'project', namespace: '*', access: access(...actions) },
];

async function answer(
  { app, settled }: Stage,
  plan: Plan,
  kind: ConflictAnswer,
  steps: 'all' | number[] = 'all',
): Promise<Plan> {
  await app.call('plans.answerConflict', { id: plan.id, steps, answer: kind });
  return settled(plan);
}

const actionsOf = (made: Stage): string[] =>
  held(made.simulator, 'ci')
    .grants.map(({ action }) => action)
    .sort();

test('a conflict shows what was seen, what is there, what is wanted, and waits', async () => {
  const made = await stage();
  held(made.simulator, 'ci').description = 'theirs';
  const plan = await made.plan(describeIt);
  expect(plan).toMatchObject({ conflicts: 1, counts: { blocked: 1 } });
  const waiting = { id: plan.id, from: 0, count: 9, conflicts: true };
  expect(await made.app.call('plans.steps', waiting)).toMatchObject([
    {
      answer: null,
      canAnswer: true,
      conflicts: [
        { field: 'description', saw: '', now: 'theirs', yours: 'mine', merged: 'theirs' },
      ],
    },
  ]);
  const apply = await made.apply(plan);
  expect(apply).toMatchObject({ state: 'finished', counts: { blocked: 1 } });
  expect(changesSeen(made.simulator)).toEqual([]);
});

test('keeping what Harbor holds sends nothing, and one can think again', async () => {
  const made = await stage();
  held(made.simulator, 'ci').description = 'theirs';
  const plan = await made.plan(describeIt);
  const kept = await answer(made, plan, 'keep');
  expect(kept).toMatchObject({ state: 'ready', conflicts: 0, counts: { 'not-tried': 1 } });
  expect(await made.steps(kept)).toMatchObject([{ answer: 'keep', canAnswer: true }]);
  const mine = await answer(made, plan, 'mine', [0]);
  expect(mine).toMatchObject({ counts: { planned: 1 } });
  expect(await made.apply(mine)).toMatchObject({ counts: { done: 1 } });
  expect(held(made.simulator, 'ci').description).toBe('mine');
});

test('an answer counts for what was there then: a later change asks again', async () => {
  const made = await stage();
  const robot = held(made.simulator, 'ci');
  robot.description = 'theirs';
  const plan = await made.plan(describeIt);
  robot.description = 'theirs again';
  const asked = await answer(made, plan, 'mine');
  expect(asked).toMatchObject({ conflicts: 1, counts: { blocked: 1 } });
  expect(await made.steps(asked)).toMatchObject([
    { answer: null, conflicts: [{ saw: 'theirs', now: 'theirs again', yours: 'mine' }] },
  ]);
  const done = await made.apply(await answer(made, plan, 'mine'));
  expect(done).toMatchObject({ counts: { done: 1 } });
  expect(robot.description).toBe('mine');
});

test('merging keeps what only others changed, and permissions become one set', async () => {
  const made = await stage();
  const robot = held(made.simulator, 'ci');
  // Seen: pull. Ours: push instead of pull. Theirs meanwhile: list as well, and a description.
  robot.description = 'theirs';
  const [pull] = robot.grants;
  if (pull === undefined) throw new Error('it has a permission');
  robot.grants = [pull, { ...pull, action: 'list' }];
  const wish = { ...edit, description: 'mine', permissions: everywhere('push') };
  const merged = await answer(made, await made.plan(wish), 'merge');
  expect(await made.steps(merged)).toMatchObject([{ status: 'planned', answer: 'merge' }]);
  expect(await made.apply(merged)).toMatchObject({ counts: { done: 1 } });
  expect(actionsOf(made)).toEqual(['list', 'push']);
  expect(robot.description).toBe('theirs');
});

test('a robot changed between check and sending is asked about, also after the end', async () => {
  const made = await stage();
  const plan = await made.plan(describeIt);
  const robot = held(made.simulator, 'ci');
  robot.description = 'theirs';
  const ended = await made.apply(plan);
  expect(ended).toMatchObject({ state: 'finished', conflicts: 1, counts: { refused: 1 } });
  expect(await made.steps(ended)).toMatchObject([
    { canAnswer: true, conflicts: [{ saw: '', now: 'theirs', yours: 'mine' }] },
  ]);
  const mine = await answer(made, ended, 'mine', [0]);
  expect(mine).toMatchObject({ state: 'ready', counts: { planned: 1 } });
  expect(await made.apply(mine)).toMatchObject({ state: 'finished', counts: { done: 1 } });
  expect(robot.description).toBe('mine');
});

test('deleting what somebody changed asks first', async () => {
  const made = await stage({ robots: systemRobots('a', 'b') });
  held(made.simulator, 'a').description = 'still needed';
  const plan = await made.plan({ kind: 'delete' });
  expect(plan).toMatchObject({ conflicts: 1, counts: { planned: 1, blocked: 1 } });
  const merge = made.app.call('plans.answerConflict', {
    id: plan.id,
    steps: 'all',
    answer: 'merge',
  });
  await expect(merge).rejects.toMatchObject({ code: 'not-allowed' });
  const kept = await answer(made, plan, 'keep');
  expect(await made.apply(kept)).toMatchObject({ counts: { done: 1, 'not-tried': 1 } });
  expect(held(made.simulator, 'a').description).toBe('still needed');
});

test('all conflicts of a plan are answered at once, and there is nothing else to answer', async () => {
  const names = ['a', 'b', 'c', 'd'];
  const made = await stage({ robots: systemRobots(...names) });
  for (const name of ['a', 'c']) held(made.simulator, name).description = 'theirs';
  const plan = await made.plan(describeIt);
  expect(plan).toMatchObject({ conflicts: 2 });
  const all = await answer(made, plan, 'mine');
  expect(all).toMatchObject({ conflicts: 0, counts: { planned: 4 } });
  const again = made.app.call('plans.answerConflict', {
    id: plan.id,
    steps: [1],
    answer: 'mine',
  });
  await expect(again).rejects.toMatchObject({ code: 'not-allowed' });
});

test('what a closed plan left undone stays so when a conflict in it is answered later', async () => {
  const made = await stage({ robots: systemRobots('ci', 'other') });
  held(made.simulator, 'ci').description = 'theirs';
  const plan = await made.plan(describeIt);
  expect(plan).toMatchObject({ conflicts: 1, counts: { planned: 1, blocked: 1 } });
  await made.app.call('plans.close', { id: plan.id });
  const answered = await answer(made, plan, 'mine');
  expect(answered).toMatchObject({ state: 'ready', counts: { planned: 1, 'not-tried': 1 } });
  await made.app.quit();
  made.app = await made.computer.start();
  expect(await made.app.call('plans.get', { id: plan.id })).toEqual(answered);
  await made.apply(answered);
  expect(held(made.simulator, 'ci').description).toBe('mine');
  expect(held(made.simulator, 'other').description).toBe('');
});
