import { describe, expect, it } from 'vitest';
import { INSTANCE_STATES } from '../../../shared/contract/instances.ts';
import {
  asOfWords,
  marksOf,
  signOf,
  unreadableWords,
  WAY_ON_LABELS,
} from '../../../renderer/src/features/instances/instance-words.ts';
import { AppError } from '../../../shared/contract/errors.ts';
import { aView } from './an-instance.ts';

const asOf = 1_800_000_000;
const now = asOf + 3 * 3_600;

describe('signOf', () => {
  it('gives every state a sign, a word, a sentence and a way on of its own', () => {
    const signs = INSTANCE_STATES.map((state) =>
      signOf(aView({}, {}, { state, progress: null }), now),
    );
    for (const part of ['icon', 'word', 'sentence'] as const) {
      expect(new Set(signs.map((sign) => sign[part])).size).toBe(INSTANCE_STATES.length);
    }
    for (const sign of signs) {
      expect(sign.sentence).toMatch(/^[A-Z].*\.$/);
      expect(sign.wayOn === null || sign.wayOn in WAY_ON_LABELS).toBe(true);
    }
  });

  it('says how far a sync is', () => {
    const progress = { requestsDone: 12, requestsKnown: 40, robots: 1_203 };
    expect(signOf(aView({}, {}, { state: 'syncing', progress }), now).sentence).toBe(
      '12 of 40 requests, 1\u00a0203 robots so far',
    );
  });

  it('says since when an instance is offline, and that it was never read', () => {
    expect(signOf(aView({}, {}, { state: 'offline' }), now).sentence).toContain('3 hours ago');
    expect(signOf(aView({}, {}, { state: 'offline', asOf: null }), now).sentence).toContain(
      'never read',
    );
  });

  it('tells a login that was refused from one without a password, which was never tried', () => {
    const sentence = (stored: 'keychain' | 'nowhere'): string =>
      signOf(aView({}, { stored }, { state: 'needs-login', since: asOf }), now).sentence;
    expect(sentence('keychain')).toContain('It has refused admin since');
    expect(sentence('nowhere')).toContain('There is no password of admin, so nothing was asked.');
  });

  it('tells a sign-in that ended from one that never was', () => {
    const state = 'sign-in-ended';
    expect(signOf(aView({}, {}, { state }), now).word).toBe('Sign-in ended');
    expect(signOf(aView({}, {}, { state, asOf: null }), now).word).toBe('Not signed in');
  });

  it('quotes the failure behind a failed sync', () => {
    const error = new AppError('answer-malformed', 'Its list of projects is no JSON.').toShape();
    expect(signOf(aView({}, {}, { state: 'failed', error }), now).sentence).toBe(error.message);
  });
});

describe('marksOf', () => {
  it('says nothing about an instance of which nothing needs saying', () => {
    expect(marksOf(aView({}), false)).toEqual([]);
  });

  it('marks what holds beside the state, in one order', () => {
    const error = new AppError('forbidden', 'Not allowed.').toShape();
    const view = aView(
      { locked: true, url: 'http://127.0.0.1:8152', allowHttp: true },
      { stored: 'session' },
      { readOnly: true, clockOffset: -4_000, unreadable: [{ project: 'secret', error }] },
    );
    expect(marksOf(view, false).map((mark) => mark.id)).toEqual([
      'locked',
      'read-only',
      'limited',
      'session-only',
      'plain-http',
      'clock',
    ]);
    expect(marksOf(view, true).map((mark) => mark.id)).not.toContain('plain-http');
    expect(marksOf(view, false)[5]?.sentence).toContain('67 minutes behind');
  });
});

describe('unreadableWords', () => {
  it('names three projects and counts the rest', () => {
    const error = new AppError('forbidden', 'Not allowed.').toShape();
    const unreadable = ['', 'a', 'b', 'c', 'd', 'e'].map((project) => ({ project, error }));
    expect(unreadableWords(unreadable)).toEqual([
      'The system robots could not be read.',
      '5 projects could not be read: a, b, c and 2 more.',
    ]);
  });
});

it('says how old data are', () => {
  expect(asOfWords(null, now)).toBe('never read');
  expect(asOfWords(asOf, now)).toBe('as of 3 hours ago');
});
