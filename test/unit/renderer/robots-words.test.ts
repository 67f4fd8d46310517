import { describe, expect, it } from 'vitest';
import {
  groupPermissions,
  placeOfGroup,
} from '../../../renderer/src/features/robots/drawer/permission-groups.ts';
import { expirySentence } from '../../../renderer/src/features/robots/robot-words.ts';
import {
  restsOn,
  totalLine,
  totalWords,
} from '../../../renderer/src/features/robots/table/totals.ts';
import { aView } from './an-instance.ts';

const DAY = 86_400;
const CREATED = Date.UTC(2026, 8, 1, 12) / 1_000;
const access = (pairs: string, effect = 'allow') =>
  pairs.split(' ').map((pair) => {
    const [resource = '', action = ''] = pair.split(':');
    return { resource, action, effect };
  });

describe('how an expiry comes about', () => {
  const robot = { createdAt: CREATED, duration: 90, editable: true };

  it('shows the sum where it is right', () => {
    const sentence = expirySentence({ ...robot, expiresAt: CREATED + 90 * DAY });
    expect(sentence).toMatch(/^Created 1 Sep 2026 \+ 90 days = \w{3} 30 Nov 2026, \d\d:\d\d\.$/);
  });

  it('shows both where Harbor has another', () => {
    const sentence = expirySentence({ ...robot, expiresAt: CREATED + 80 * DAY });
    expect(sentence).toContain('would be');
    expect(sentence).toContain('but Harbor says');
  });

  it('knows never, and robots without a duration', () => {
    expect(expirySentence({ ...robot, duration: -1, expiresAt: -1 })).toContain('never');
    expect(expirySentence({ ...robot, duration: 0, expiresAt: CREATED })).toContain('no duration');
  });
});

describe('permissions by place', () => {
  const ANYTHING = { system: null, project: null };

  it('puts places with the same permissions together', () => {
    const groups = groupPermissions(
      [
        { kind: 'project', namespace: 'b', access: access('repository:push repository:pull') },
        { kind: 'project', namespace: 'a', access: access('repository:pull repository:push') },
        { kind: 'project', namespace: 'c', access: access('repository:pull') },
        { kind: 'system', namespace: '/', access: access('robot:create') },
      ],
      ANYTHING,
    );
    expect(groups.map((group) => [placeOfGroup(group), group.namespaces])).toEqual([
      ['System', ['/']],
      ['2 projects', ['a', 'b']],
      ['Project c', ['c']],
    ]);
  });

  it('marks what is denied, stale or unknown', () => {
    const held = 'scan:fly scan:read helm-chart:read';
    const [group] = groupPermissions(
      [
        {
          kind: 'project',
          namespace: '*',
          access: [...access('repository:push', 'deny'), ...access(held)],
        },
      ],
      { system: null, project: new Set(['repository:push']) },
    );
    expect(group && placeOfGroup(group)).toBe('All projects');
    const actions = group?.resources.flatMap((resource) => resource.actions) ?? [];
    expect(actions.map(({ action, isDenied, standing }) => [action, isDenied, standing])).toEqual([
      ['read', false, 'stale'],
      ['push', true, 'accepted'],
      ['fly', false, 'unknown'],
      ['read', false, 'stale'],
    ]);
  });

  it('keeps what allows and denies the same action', () => {
    const [group] = groupPermissions(
      [
        {
          kind: 'project',
          namespace: 'a',
          access: [...access('repository:push'), ...access('repository:push', 'deny')],
        },
      ],
      ANYTHING,
    );
    expect(group?.resources[0]?.actions).toHaveLength(2);
  });
});

describe('totals', () => {
  const NOW = CREATED;

  it('says how many are shown of how many', () => {
    expect(totalWords(1_203, 1_203)).toBe('1\u00a0203 robots');
    expect(totalWords(120, 1_203)).toBe('120 of 1\u00a0203 robots');
  });

  it('says what they rest on', () => {
    const unreadable = [{ project: 'a' }, { project: 'b' }, { project: '' }].map(({ project }) => ({
      project,
      error: {
        code: 'forbidden' as const,
        message: 'Not allowed.',
        retryable: false,
        details: {},
        harbor: null,
        requestId: null,
        logId: null,
      },
    }));
    const words = restsOn(
      [
        aView({ name: 'prod' }, {}, { state: 'fresh', asOf: NOW }),
        aView({ name: 'eu' }, {}, { state: 'syncing', asOf: NOW }),
        aView({ name: 'customer' }, {}, { state: 'offline', asOf: NOW - 2 * DAY, unreadable }),
        aView({ name: 'lab' }, {}, { state: 'never-synced', asOf: null }),
      ],
      NOW,
    );
    expect(words[0]).toMatch(/^customer as of \w{3} \d\d:\d\d$/);
    expect(words.slice(1)).toEqual([
      'lab not read yet',
      '2 projects unreadable',
      'system robots of customer unreadable',
    ]);
  });

  it('says how far the first reading is, and no number before it', () => {
    const progress = { requestsDone: 3, requestsKnown: 8, robots: 0 };
    const reading = aView(
      { name: 'eu' },
      {},
      { state: 'syncing', asOf: null, robots: 0, progress },
    );
    const waiting = aView({ name: 'lab' }, {}, { state: 'never-synced', asOf: null, robots: 0 });
    expect(totalLine(0, 0, [reading, waiting], NOW)).toBe(
      'eu is being read, 37 % · lab not read yet',
    );
    expect(totalLine(40, 40, [{ ...reading, robots: 40 }, waiting], NOW)).toMatch(
      /^40 robots · eu/,
    );
    expect(restsOn([reading, reading, reading], NOW)).toEqual(['3 instances are being read, 37 %']);
    const fresh = aView({}, {}, { state: 'fresh', asOf: NOW });
    expect(totalLine(0, 0, [fresh], NOW)).toBe('0 robots');
  });

  it('rests on nothing where all is fresh', () => {
    expect(restsOn([aView({}, {}, { state: 'fresh', asOf: NOW })], NOW)).toEqual([]);
  });
});
