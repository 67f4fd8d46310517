import { describe, expect, test } from 'vitest';
import {
  encryptionOf,
  NO_ENCRYPTION,
  passphraseProblem,
} from '../../../renderer/src/features/secret-exports/encryption-entry.ts';
import { formatFacts } from '../../../renderer/src/features/secret-exports/format-facts.ts';
import {
  bestFormat,
  formatGroups,
} from '../../../renderer/src/features/secret-exports/format-groups.ts';
import { refreshable } from '../../../renderer/src/features/secret-exports/missing-words.ts';
import {
  ownersSentence,
  usersSentence,
} from '../../../renderer/src/features/secret-exports/use-users.ts';
import {
  FORMAT_GROUPS,
  SECRET_FORMATS,
  secretFormat,
} from '../../../shared/exports/secrets/index.ts';

const idsOf = (search: string, last: readonly string[] = []): string[] =>
  formatGroups(SECRET_FORMATS, search, last).flatMap(({ formats }) => formats.map(({ id }) => id));

describe('the list of formats', () => {
  test('has every format once, under its consumer', () => {
    const groups = formatGroups(SECRET_FORMATS, '', []);
    expect(groups.map(({ label }) => label)).toStrictEqual([...FORMAT_GROUPS]);
    expect(idsOf('').sort()).toStrictEqual(SECRET_FORMATS.map(({ id }) => id).sort());
  });

  test('begins with those used last, the newest first, and names none twice', () => {
    const [first] = formatGroups(SECRET_FORMATS, '', ['netrc', 'k3s', 'gone since']);
    expect(first).toMatchObject({ label: 'Used last', formats: [{ id: 'netrc' }, { id: 'k3s' }] });
    expect(idsOf('', ['netrc']).filter((id) => id === 'netrc')).toHaveLength(1);
  });

  test.each([
    ['systemd', 'env-systemd'],
    ['imagePullSecrets', 'kubernetes-secret'],
    ['gitlab runner', 'gitlab-docker-auth'],
    ['kubeseal', 'sealed-secrets'],
    ['crane', 'docker-config'],
    ['data_wo', 'terraform-kubernetes'],
    ['ephemeral', 'terraform-harbor'],
    ['ocirepository', 'flux'],
    ['masked hidden', 'gitlab-variables'],
    ['buildx', 'docker-config'],
    ['organization', 'github-secrets'],
  ])('is searched by what people call it: %s', (search, id) => {
    expect(idsOf(search)).toContain(id);
  });

  test.each([
    ['docker config', ['kubernetes-secret'], 'docker-config'],
    ['kubernetes secret', ['helm-values'], 'kubernetes-secret'],
    ['kubeseal', [], 'sealed-secrets'],
    ['make', [], 'env-make'],
    ['compose.yaml', [], 'env-compose-yaml'],
    ['crane', [], 'crane-login'],
    ['oras', [], 'oras-login'],
    ['skopeo', [], 'skopeo-login'],
    ['cosign', [], 'cosign-login'],
    ['trivy', [], 'trivy-login'],
    ['crictl', [], 'crictl'],
    ['hosts.toml', [], 'containerd-hosts'],
    ['docker nonsense', [], undefined],
  ])('is led by the title that a search names: %s', (search, last, id) => {
    expect(bestFormat(formatGroups(SECRET_FORMATS, search, last), search)).toBe(id);
  });

  test('is empty where a word occurs nowhere', () => {
    expect(idsOf('docker nonsense')).toStrictEqual([]);
  });
});

test('a format says how many robots fit, what its file is called, and who may read it', () => {
  const factsOf = (id: string): string[] => {
    const format = secretFormat(id);
    return format === null ? [] : formatFacts(format).map(({ value }) => value);
  };
  expect(factsOf('docker-config')).toStrictEqual([
    'One or many in a file',
    'config.json',
    '0600, only you may read it',
  ]);
  expect(factsOf('harborapi')).toStrictEqual([
    'One in a file',
    'ROBOT.json',
    '0600, only you may read it',
  ]);
  expect(factsOf('login-command')[2]).toBe('0644, it holds no secret');
});

describe('encryption', () => {
  test('takes recipients a line each, and leaves out comments', () => {
    const entry = { ...NO_ENCRYPTION, kind: 'recipients' as const };
    expect(encryptionOf({ ...entry, recipients: ' \n# mine\n' })).toBeNull();
    expect(encryptionOf({ ...entry, recipients: ' age1a \n# mine\nage1b' })).toStrictEqual({
      kind: 'recipients',
      recipients: ['age1a', 'age1b'],
    });
  });

  test('wants a passphrase where one was chosen', () => {
    expect(encryptionOf(NO_ENCRYPTION)).toStrictEqual({ kind: 'none' });
    expect(encryptionOf({ ...NO_ENCRYPTION, kind: 'passphrase' })).toBeNull();
  });

  test('takes no passphrase that can be guessed, and says so once there is something of it', () => {
    const typed = (passphrase: string) =>
      ({ ...NO_ENCRYPTION, kind: 'passphrase', passphrase }) as const;
    expect(encryptionOf(typed('eleven char'))).toBeNull();
    expect(passphraseProblem('eleven char')).toContain('12 characters');
    expect(passphraseProblem('')).toBe('');
    expect(passphraseProblem('twelve chars')).toBe('');
    expect(encryptionOf(typed('twelve chars'))).toMatchObject({ passphrase: 'twelve chars' });
  });
});

test('a new secret is offered where none is kept, and not for what is gone or not confirmed', () => {
  const robot = { instanceId: '', instanceName: '', robotName: '' };
  const whys = ['not-kept', 'gone', 'outdated', 'unconfirmed', 'legacy'] as const;
  expect(refreshable(whys.map((why, key) => ({ ...robot, key, why })))).toStrictEqual([0, 2]);
});

test('who uses a robot is said as far as it is known', () => {
  const unknown = {
    owner: '',
    createdBy: '',
    description: ' ',
    lastUse: { kind: 'unknown', why: 'not-read' },
  } as const;
  expect(usersSentence(unknown)).toBe('');
  const known = {
    owner: 'Team Ship',
    createdBy: 'admin',
    description: 'CI',
    lastUse: { kind: 'used', at: 1_790_000_000, what: 'pulled team-a/app' },
  } as const;
  expect(usersSentence(known)).toMatch(
    /^Team Ship answers for it\. It was made by admin\. Its description: “CI”\. Last seen in use .*pulled team-a\/app\.$/,
  );
});

test('the owners of several robots are said, each once', () => {
  const owned = (...owners: string[]) => owners.map((owner) => ({ owner }));
  expect(ownersSentence(owned('', ''))).toBe('');
  expect(ownersSentence(owned('a', '', 'b', 'a'))).toBe('Owners: a, b.');
  expect(ownersSentence(owned('a', 'b', 'c', 'd'))).toBe('Owners: a, b, c and 1 other owner.');
});
