import { expect, test } from 'vitest';
import { usedOffer } from '../../../renderer/src/features/changes/used-projects-words.ts';
import type { UsedProjects } from '../../../shared/contract/used-projects.ts';

const DAY = 86_400;
const NOW = 1_800_000_000;
const seen = (name: string, isThere = true) => ({ name, at: NOW - DAY, isThere });
const used = (change: Partial<UsedProjects>): UsedProjects => ({
  ...{ key: 1, why: null, since: NOW - 200 * DAY, projects: [seen('web'), seen('shop')] },
  ...{ isTooMany: false, untraced: [] },
  ...change,
});
const offer = (change: Partial<UsedProjects>) => usedOffer(used(change), NOW);

test('what a robot was seen in is offered, with since when was looked', () => {
  const { projects, words, warnings } = offer({});
  expect(projects).toEqual(['web', 'shop']);
  expect(words).toMatch(/^Seen in 2 projects since \d+ \w+ \d{4} \(6 months ago\)/);
  expect(warnings).toEqual([]);
});

test('nothing is offered where nobody can tell, and it is said why', () => {
  const none = [
    [usedOffer(undefined, NOW), /nothing on all projects/],
    [offer({ why: 'not-logged' }), /set not to log pulls/],
    [offer({ why: 'not-allowed' }), /may not read/],
    [offer({ since: null }), /is empty/],
    [offer({ isTooMany: true }), /more than 2 projects/],
    [offer({ projects: [] }), /in no project since .* disable it/],
    [offer({ projects: [seen('old', false)] }), /no longer has: old\./],
  ] as const;
  for (const [{ projects, words }, expected] of none) {
    expect(projects).toEqual([]);
    expect(words).toMatch(expected);
  }
});

test('what is left out is named, and what no log shows', () => {
  const { projects, warnings } = offer({
    projects: [seen('web'), seen('old', false)],
    untraced: ['tag:list'],
    since: NOW - 3 * DAY,
  });
  expect(projects).toEqual(['web']);
  expect(warnings).toEqual([
    'Left out, because Harbor no longer has them: old.',
    'That is short: what runs once a month or more rarely may be missing.',
    'No log shows where it uses tag:list: it loses that in all other projects too.',
  ]);
});
