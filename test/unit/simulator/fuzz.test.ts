import fc from 'fast-check';
import { expect, test } from 'vitest';
import { call, harbor } from './call.ts';

const segment = fc.oneof(
  fc.constantFrom(
    'robots',
    'projects',
    'users',
    'current',
    'permissions',
    'members',
    'logs',
    'audit-logs',
    'auditlog-exts',
    'configurations',
    'systeminfo',
    'library',
    '1',
    '2',
    '0',
    '-1',
    '99999999999',
    '%2B',
    '',
  ),
  fc.webSegment(),
);
const keyword = fc.record({
  key: fc.constantFrom(
    'name',
    'Level',
    'ProjectID',
    'id',
    'creationTime',
    'ExpiresAt',
    'public',
    'owner',
    'op_time',
    'name__in',
    'name__isnull',
    '__proto__',
    'x',
  ),
  value: fc.oneof(
    fc.constantFrom(
      'system',
      'project',
      '~a',
      '[1~2]',
      '[2020-01-01T00:00:00~]',
      '{a 1}',
      '{}',
      '(a)',
      '0',
      '-1',
      'true',
    ),
    fc.string(),
  ),
});
const query = fc.record({
  q: fc
    .array(keyword, { maxLength: 3 })
    .map((list) => list.map(({ key, value }) => `${key}=${value}`).join(',')),
  sort: fc.constantFrom('', 'name', '-id', 'nope,-name', '-', 'constructor'),
  page: fc.constantFrom('', '1', '0', '-5', '99999999999', 'x', '1.5'),
  page_size: fc.constantFrom('', '1', '0', '-1', '100', '101', 'x'),
  scope: fc.constantFrom('', '/system', '/project/1', '/project/x', '/'),
});
const permission = fc.oneof(
  fc.constant(null),
  fc.record({
    kind: fc.constantFrom('system', 'project', 'x', ''),
    namespace: fc.constantFrom('/', '*', 'library', 'no pe', '', '1'),
    access: fc.array(
      fc.oneof(
        fc.constant(null),
        fc.record({
          resource: fc.constantFrom('repository', 'robot', '*', '[', ''),
          action: fc.constantFrom('pull', 'read', '*', ''),
        }),
      ),
      { maxLength: 2 },
    ),
  }),
);
const body = fc.oneof(
  fc.jsonValue().map((value) => JSON.stringify(value)),
  fc.string(),
  fc
    .record(
      {
        name: fc.constantFrom('ci', 'robot$ci', 'x'.repeat(256), ''),
        level: fc.constantFrom('system', 'project', 'x'),
        duration: fc.constantFrom(-1, 0, 30, 2 ** 31, 2 ** 60),
        permissions: fc.array(permission, { maxLength: 2 }),
        secret: fc.string(),
        project_name: fc.string(),
        username: fc.string(),
        role_id: fc.nat(9),
      },
      { requiredKeys: [] },
    )
    .map((value) => JSON.stringify(value)),
);

test.each(['2.2.0', '2.5.3', '2.9.5', '2.12.0', '2.15.2', 'dev'])(
  'whatever is sent to %s, the answer is one of Harbor',
  async (version) => {
    const simulator = harbor(version);
    simulator.fixture({ fixture: 'legacy-robot', project: 'library', name: 'robot$old', id: 2 });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'),
        fc.array(segment, { minLength: 1, maxLength: 4 }),
        query,
        body,
        fc.boolean(),
        async (method, segments, parameters, raw, anonymous) => {
          const search = new URLSearchParams(parameters).toString();
          const sent = method === 'GET' || method === 'HEAD' ? '' : raw;
          const answer = await call(simulator, method, `/${segments.join('/')}?${search}`, {
            raw: sent,
            ...(anonymous ? { as: undefined } : {}),
          });
          expect(simulator.defects).toEqual([]);
          expect(answer.headers['x-request-id']).toBeTruthy();
          if (answer.status >= 400 && answer.text !== '')
            expect(answer.json).toHaveProperty('errors');
        },
      ),
      { seed: 1, numRuns: 400 },
    );
  },
);
