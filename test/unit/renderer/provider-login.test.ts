import { describe, expect, it } from 'vitest';
import {
  loginChoices,
  loginName,
  signInVerb,
} from '../../../renderer/src/features/instances/login-words.ts';
import { problemsOf } from '../../../renderer/src/features/instances/form/form-problems.ts';
import {
  draftOf,
  emptyForm,
  formOf,
} from '../../../renderer/src/features/instances/form/instance-form.ts';
import { marksOf, signOf } from '../../../renderer/src/features/instances/instance-words.ts';
import { remedyOf } from '../../../renderer/src/features/instances/form/test-words.ts';
import { lacksPassword, placeWords } from '../../../renderer/src/features/reader/reader-words.ts';
import { aView } from './an-instance.ts';

const NOW = 1_800_000_100;
const signedIn = aView(
  {},
  { kind: 'oidc', username: 'ada', stored: 'session' },
  { provider: 'corp' },
);
const ended = aView(
  {},
  { kind: 'oidc', username: 'ada', stored: 'nowhere' },
  { state: 'sign-in-ended', since: NOW - 60 },
);

describe('somebody who signs in through a provider', () => {
  it('needs no name and no password in the form, and sends none', () => {
    const form = {
      ...emptyForm([]),
      url: 'https://h.example',
      name: 'h',
      loginKind: 'oidc' as const,
    };
    expect(problemsOf(form, null, [])).toEqual({});
    const draft = draftOf({ ...form, password: 'typed before' }, null);
    expect(draft).toMatchObject({ login: { kind: 'oidc' }, secrets: {} });
    expect(draft.secrets).toEqual({});
  });

  it('stays who it is when something else of the instance is changed', () => {
    const form = formOf(signedIn);
    expect(form).toMatchObject({ loginKind: 'oidc', loginId: '' });
    expect(draftOf(form, signedIn).login).toEqual({ id: signedIn.login.id });
    expect(draftOf({ ...form, loginKind: 'user', username: 'ada' }, signedIn).login).toEqual({
      kind: 'user',
      username: 'ada',
    });
  });

  it('is offered to no other instance', () => {
    expect(loginChoices([{ ...signedIn.login, usedBy: ['prod'] }], null)).toEqual([]);
  });

  it('has a state of its own when the sign-in has ended, and the inventory stays', () => {
    const sign = signOf(ended, NOW);
    expect(sign).toMatchObject({ word: 'Sign-in ended', wayOn: 'provider', tone: 'warning' });
    expect(sign.sentence).toContain('What is shown is as of');
    expect(marksOf(ended, false)).toEqual([]);
  });

  it('says where the sign-in is, and what it takes to change something', () => {
    expect(lacksPassword(ended.login)).toBe(true);
    expect(lacksPassword(signedIn.login)).toBe(false);
    expect(placeWords(signedIn.login, NOW)).toContain('until that ends there');
    expect(placeWords(ended.login, NOW)).toContain('nobody is signed in');
    expect(loginName({ username: '' })).toBe('whoever signs in');
    expect(signInVerb('corp')).toBe('Sign in with corp…');
    expect(signInVerb('')).toBe('Sign in with the provider…');
    expect(signInVerb('long '.repeat(50))).toBe(`Sign in with ${'long '.repeat(8).trim()}…`);
  });
});

describe('the way on where a sign-in is needed or came to nothing', () => {
  const failed = (details: Record<string, unknown>) =>
    remedyOf({ code: 'sign-in-failed', details });

  it('is the provider by its name', () => {
    expect(remedyOf({ code: 'sign-in-ended', details: { provider: 'corp' } })).toEqual({
      kind: 'sign-in',
      label: 'Sign in with corp…',
    });
  });

  it('is the address that Harbor takes for its own', () => {
    const origin = 'https://registry.example.com';
    expect(failed({ reason: 'other-host', origin })).toEqual({
      kind: 'address',
      url: origin,
      label: `Use ${origin}`,
    });
  });

  it('is another kind of login where that is what works', () => {
    expect(failed({ reason: 'not-by-provider' })).toMatchObject({
      kind: 'login-kind',
      login: 'user',
    });
    const refused = { code: 'login-refused' as const };
    const details = { authMode: 'oidc_auth', kind: 'user' };
    expect(remedyOf({ ...refused, details })).toMatchObject({ kind: 'login-kind', login: 'oidc' });
    expect(remedyOf({ ...refused, details: { authMode: 'db_auth', kind: 'user' } })).toMatchObject({
      kind: 'field',
      field: 'password',
    });
  });

  it.each(['closed', 'not-onboarded', 'provider', 'page'])(
    'is the window again after %s',
    (reason) => {
      expect(failed({ reason })).toMatchObject({ kind: 'sign-in' });
    },
  );

  it('is what is trusted where a certificate is in the way', () => {
    expect(failed({ reason: 'certificate' })).toMatchObject({ kind: 'field', field: 'trust' });
  });
});
