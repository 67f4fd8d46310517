import { describe, expect, test } from 'vitest';
import {
  CannotExport,
  FORMAT_GROUPS,
  maskedText,
  modeOf,
  secretFormat,
  SECRET_FORMATS,
  secretText,
  type RobotCredential,
  type SecretFormat,
} from '../../../../shared/exports/secrets/index.ts';
import { aCredential, base64 } from './hostile.ts';
import { authsOf, secretLogins, yamlOf } from './readers.ts';

const format = (id: string): SecretFormat => {
  const found = secretFormat(id);
  if (found === null) throw new Error(`there is no ${id}`);
  return found;
};

const text = (
  id: string,
  robots: readonly RobotCredential[] = [aCredential()],
  options: Record<string, string> = {},
): string => secretText(format(id), robots, options, base64);

const refusal = (make: () => unknown): CannotExport => {
  try {
    make();
  } catch (error) {
    if (error instanceof CannotExport) return error;
    throw error;
  }
  throw new Error('it was not refused');
};

const CI = aCredential();
const SCAN = aCredential({ name: 'robot$other+scan', project: 'other', secret: 'Other-1-Secret' });
const EU = aCredential({ registry: 'eu.example.com', url: 'https://eu.example.com' });

describe('every format', () => {
  test('says what it is for, who reads it, how it is used, and stands under a known heading', () => {
    for (const one of SECRET_FORMATS) {
      expect(FORMAT_GROUPS).toContain(one.group);
      for (const words of [one.title, one.purpose, one.reader, one.fileName, ...one.use]) {
        expect(words, one.id).toMatch(/\S/);
      }
      expect(one.beware.length, one.id).toBeGreaterThan(0);
      expect(modeOf(one)).toBe(one.holdsSecret ? 0o600 : 0o644);
    }
    expect(new Set(SECRET_FORMATS.map(({ id }) => id)).size).toBe(SECRET_FORMATS.length);
    expect(
      FORMAT_GROUPS.filter((group) => !SECRET_FORMATS.some((one) => one.group === group)),
    ).toEqual([]);
  });

  test('shows no part of a secret where it is only looked at', () => {
    const secret = 'Visible-Secret-1';
    for (const one of SECRET_FORMATS) {
      const options = one.id === 'argo-cd' ? { project: 'team' } : {};
      const shown = maskedText(one, [aCredential({ secret })], options, base64);
      const forms = [secret, base64(secret).slice(0, 12), base64(`robot$team+ci:${secret}`)];
      for (const form of forms) expect(shown, one.id).not.toContain(form);
      if (one.holdsSecret) expect(shown, one.id).toContain('••••');
    }
  });

  test('writes a secret in none of the commands and snippets', () => {
    for (const one of SECRET_FORMATS.filter(({ holdsSecret }) => !holdsSecret)) {
      expect(text(one.id, [aCredential({ secret: 'Visible-Secret-1' })]), one.id).not.toContain(
        'Visible',
      );
    }
  });

  test('names only formats that there are as better ones', () => {
    const many = [CI, SCAN, aCredential({ name: 'robot$third+ci', project: 'team' })];
    for (const one of SECRET_FORMATS) {
      try {
        text(one.id, one.robots === 'many' ? many : [aCredential({ secret: 'a\'`"\\\n$\\' })]);
      } catch (error) {
        if (!(error instanceof CannotExport)) throw error;
        for (const better of error.better) expect(secretFormat(better), one.id).not.toBeNull();
      }
    }
  });
});

test('a name with a colon, or a secret that no file can hold, is refused whatever the format', () => {
  for (const part of [{ name: 'a:b' }, { secret: 'a\0b' }, { secret: 'a\uD800' }, { secret: '' }]) {
    expect(refusal(() => text('list-json', [aCredential(part)])).message).toMatch(/\S/);
  }
});

describe('several robots', () => {
  test('collide in docker’s file where they are for one host, and a better format is named', () => {
    const { message, better } = refusal(() => text('docker-config', [CI, SCAN]));
    expect(message).toContain('robot$team+ci and robot$other+scan are both for harbor.example.com');
    expect(better).toContain('kubernetes-secret');
    expect(authsOf(text('docker-config', [CI, EU]))).toHaveLength(2);
  });

  test('collide where a reader takes one login for a host', () => {
    for (const id of ['netrc', 'renovate']) {
      const { message, better } = refusal(() => text(id, [CI, SCAN]));
      expect(message).toContain(
        'robot$team+ci and robot$other+scan are both for harbor.example.com',
      );
      expect(better).toEqual(['list-json']);
      expect(text(id, [CI, EU])).toContain('eu.example.com');
    }
  });

  test('get a key for each project where the reader knows those', () => {
    for (const id of ['containers-auth', 'cri-o']) {
      expect(authsOf(text(id, [CI, SCAN])).map(({ key }) => key)).toStrictEqual([
        'harbor.example.com/team',
        'harbor.example.com/other',
      ]);
    }
    const [secret] = yamlOf(text('kubernetes-secret', [CI, SCAN]));
    expect(secretLogins(secret)).toMatchObject([
      { name: CI.name, secret: CI.secret },
      { name: SCAN.name, secret: SCAN.secret },
    ]);
  });

  test('of one project cannot share a file of logins', () => {
    const twin = aCredential({ name: 'robot$team+twin' });
    expect(refusal(() => text('containers-auth', [CI, twin])).message).toContain('or a project');
  });

  test('do not fit into a format for one', () => {
    expect(refusal(() => text('env-sh', [CI, EU])).message).toContain('takes one robot');
  });
});

describe('Kubernetes', () => {
  test('names, namespaces and accounts must be such', () => {
    for (const options of [{ name: 'Upper' }, { namespace: 'a.b' }, { serviceAccount: 'a b' }]) {
      expect(refusal(() => text('kubernetes-secret', [CI], options)).message).toMatch(/lower-case/);
    }
  });

  test('an account that uses the Secret comes with it', () => {
    const options = { serviceAccount: 'ci', namespace: 'apps', name: 'pull' };
    expect(yamlOf(text('kubernetes-secret', [CI], options))[1]).toStrictEqual({
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: 'ci', namespace: 'apps' },
      imagePullSecrets: [{ name: 'pull' }],
    });
    const list: unknown = JSON.parse(text('kubernetes-secret', [CI], { ...options, as: 'json' }));
    expect(list).toMatchObject({
      kind: 'List',
      items: [{ kind: 'Secret' }, { kind: 'ServiceAccount' }],
    });
  });
});

test('a name that is cut off ends with the number of its robot, and is one that Kubernetes takes', () => {
  const named = (name: string, id: number | null): unknown => {
    const [secret] = yamlOf(text('kubernetes-secret', [aCredential({ name, id })]));
    return (secret as { metadata: { name: string } }).metadata.name;
  };
  const long = `robot$team+${'build-and-publish-'.repeat(10)}`;
  expect(named('robot$team+ci', 7)).toBe('harbor-prod-team-ci');
  expect(named(`${long}a`, 7)).not.toBe(named(`${long}b`, 8));
  for (const name of [`${long}a`, 'robot$$$', `robot$${'x'.repeat(48)}-y`, 'ü']) {
    for (const id of [7, null]) {
      expect(named(name, id)).toMatch(/^(?=.{1,63}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?$/);
    }
  }
});

test('a Secret with several robots has the name of none of them, and the service account uses it', () => {
  const others = [CI, aCredential({ instance: 'eu', registry: 'eu.example.com', id: 8 })];
  const [secret, account] = yamlOf(
    text('kubernetes-secret', others, { serviceAccount: 'ci', keys: 'host' }),
  );
  expect(secret).toMatchObject({ metadata: { name: 'harbor-robots' } });
  expect(account).toMatchObject({ imagePullSecrets: [{ name: 'harbor-robots' }] });
});

describe('harborapi', () => {
  test('has the keys of that library in their order, four spaces and no newline at the end', () => {
    const written = text('harborapi');
    expect(Object.keys(JSON.parse(written) as object).slice(0, 4)).toStrictEqual([
      'id',
      'name',
      'description',
      'secret',
    ]);
    expect(written).toMatch(/^\{\n {4}"id": 7,/);
    expect(written).toMatch(/\}$/);
  });

  test('replaces the same robot’s file and never another’s', () => {
    const merge = format('harborapi').merge;
    const next = text('harborapi', [aCredential({ secret: 'Newer-1-Secret' })]);
    expect(merge?.(text('harborapi'), next)).toMatchObject({ text: next });
    const there = text('harborapi').replace('"editable": null', '"editable": true, "note": "ours"');
    const kept = JSON.parse(merge?.(there, next).text ?? '') as unknown;
    expect(kept).toMatchObject({ editable: true, note: 'ours', secret: 'Newer-1-Secret' });
    const other = text('harborapi', [SCAN]);
    expect(refusal(() => merge?.(other, next)).message).toContain('robot$other+scan');
    const elsewhere = text('harborapi', [EU]);
    expect(refusal(() => merge?.(elsewhere, next)).message).toContain('at https://eu.example.com');
    expect(refusal(() => merge?.('{"name": 1}', next)).message).toContain('left as it is');
  });
});

test('GitLab masks no secret that is short or has spaces: that is said, and can be chosen', () => {
  const spaced = [aCredential({ secret: 'with a space' })];
  expect(refusal(() => text('gitlab-variables', spaced)).message).toContain('cannot mask');
  expect(text('gitlab-variables', spaced, { masked: 'no' })).toContain('"masked": false');
  expect(text('gitlab-variables')).toContain('"masked": true');
});

test('GitLab hides a variable that it masks, where that is chosen', () => {
  const masked = (options: Record<string, string>): unknown[] =>
    JSON.parse(text('gitlab-variables', [CI], options)) as unknown[];
  expect(masked({ masked: 'hidden' })).toMatchObject([
    { key: 'HARBOR_REGISTRY', masked: false },
    { key: 'HARBOR_USERNAME', masked: false },
    { key: 'HARBOR_PASSWORD', masked: true, masked_and_hidden: true },
  ]);
  expect(masked({})[2]).not.toHaveProperty('masked_and_hidden');
  const spaced = [aCredential({ secret: 'with a space' })];
  const hidden = (): string => text('gitlab-variables', spaced, { masked: 'hidden' });
  expect(refusal(hidden).message).toContain('cannot mask');
});

test('GitHub takes an organization or one repository, and repositories of an organization alone', () => {
  const given = (options: Record<string, string>): string =>
    refusal(() => text('github-secrets', [CI], options)).message;
  expect(given({ organization: 'acme', repository: 'acme/app' })).toContain('or one repository');
  expect(given({ organization: 'acme', environment: 'prod' })).toContain('or one repository');
  expect(given({ repositories: 'app' })).toContain('which organization');
  for (const options of [{ organization: '-x' }, { organization: 'a', repositories: 'a b' }]) {
    expect(given(options)).toMatch(/letters|commas/);
  }
});

test('what begins a template of Ansible is marked as text', () => {
  expect(text('ansible', [aCredential({ secret: 'a{{ b }}' })])).toContain("!unsafe 'a{{ b }}'");
});
