import fc from 'fast-check';
import { expect, it } from 'vitest';
import { looksLikeClue, readClue } from '../../../../shared/robots/diagnose/clue.ts';
import { givenNamesIn, isFormerName } from '../../../../shared/robots/former-names.ts';
import { aRobot } from '../changes/a-robot.ts';

const KNOWN = {
  prefixes: ['robot$', 'bot-', ''],
  hosts: ['harbor.example.com', '10.0.0.5:8443', 'registry'],
};
const read = (text: string) => readClue(text, KNOWN);

it('reads what tools say when a login fails', () => {
  const cases: readonly [string, object][] = [
    [
      'time="2026-11-28" level=error msg="401 Unauthorized" user=robot$library+ci host=harbor.example.com',
      { names: ['robot$library+ci'], hosts: ['harbor.example.com'], status: 401, action: null },
    ],
    [
      'denied: requested access to the resource is denied: harbor.example.com/library/app/web:1.2 (push)',
      { project: 'library', repository: 'app/web', action: 'push', status: 403, names: [] },
    ],
    [
      'Failed to pull image "harbor.example.com/team-a/app@sha256:abc": unexpected status: 401 Unauthorized',
      { project: 'team-a', repository: 'app', action: 'pull', status: 401 },
    ],
    [
      'GET /v2/library/app/manifests/latest 403 "robot%24library%2Bci"',
      {
        names: ['robot$library+ci'],
        project: 'library',
        repository: 'app',
        action: 'pull',
        status: 403,
      },
    ],
    [
      'fetch https://harbor.example.com/service/token?scope=repository:library/app:pull,push&account=bot-ci',
      { names: ['bot-ci'], hosts: ['harbor.example.com'], project: 'library', action: 'push' },
    ],
    ['login as robot+ci at 10.0.0.5:8443 failed', { eaten: ['ci'], hosts: ['10.0.0.5:8443'] }],
    ['docker login -u robot\\$ci', { names: ['robot$ci'] }],
    ['  ci  ', { names: ['ci'] }],
    ['robot$ci.', { names: ['robot$ci'] }],
    ['10.0.0.5:8443/library/app:1', { project: 'library', hosts: ['10.0.0.5:8443'] }],
    ['registry/lib/app@sha256:0a', { project: 'lib', repository: 'app', hosts: ['registry'] }],
    // Without dot and port it is a host only where it is known, as docker has it.
    ['harbor/lib/app@sha256:0a', { project: 'harbor', repository: 'lib/app', hosts: [] }],
    ['library/app:1.2', { project: 'library', repository: 'app', names: [] }],
    ['docker.io/registry/app/web:1', { hosts: ['docker.io'], project: 'registry' }],
    ['https://registry/api: 401', { hosts: ['registry'] }],
    ['my-registry.example.com says 401', { hosts: [] }],
    ['401 from harbor.example.com.', { hosts: ['harbor.example.com'] }],
  ];
  for (const [text, found] of cases) expect(read(text), text).toMatchObject(found);
});

it.each([
  '10.0.0.5/library/app:1',
  '10.0.0.5:8443/library/app',
  'harbor:8080/lib/app',
  'harbor/lib/app@sha256:0a1b',
  'harbor.example.com/library/app',
  'docker pull harbor.example.com/library/app',
  'library/app:1.2',
  'robot$ci',
  'bot-ci',
  'bot-library+ci',
  'old.library+ci',
  'svc$ci',
  'robot+ci',
  'robot%24ci',
  '401',
  'denied: requested access to the resource is denied',
  'GET /v2/library/app/manifests/1',
])('%s looks like a login that fails', (text) => {
  expect(looksLikeClue(text, KNOWN)).toBe(true);
});

it.each([
  'ci',
  'renew',
  'push',
  'a b',
  'state:expired',
  'harbor.example.com',
  'bo',
  'CI/CD',
  '+',
  '$',
])('%s looks like a search', (text) => {
  expect(looksLikeClue(text, KNOWN)).toBe(false);
});

it('reads any text, and comes to an end', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      read(text);
    }),
  );
  for (const sign of ['a.', 'a-', 'a/', 'robot$', '$', '+', 'a:1/', 'registry/']) {
    // Patterns that go back and forth would never come to an end here.
    expect(read(sign.repeat(20_000)).status).toBeNull();
  }
});

it('knows a robot by the name that it had under another prefix, and no other robot', () => {
  const robot = aRobot({ name: 'bot-library+ci', projectName: 'library' });
  expect(isFormerName('robot$library+ci', robot, 'bot-')).toBe(true);
  expect(isFormerName('robot$other+ci', robot, 'bot-')).toBe(false);
  expect(isFormerName('bot-library+ci', robot, 'bot-')).toBe(false);
  const system = aRobot({ name: 'bot-ci', projectName: '' });
  expect(isFormerName('robot$ci', system, 'bot-')).toBe(true);
  expect(isFormerName('robot$library+ci', system, 'bot-')).toBe(false);
  expect(isFormerName('bot-x-ci', system, 'bot-')).toBe(false);
  expect(givenNamesIn('robot$library+a.b-c')).toEqual(['a.b-c', 'b-c', 'c']);
  expect(givenNamesIn('robot$ci')).toContain('ci');
});
