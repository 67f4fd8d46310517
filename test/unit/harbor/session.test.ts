import { describe, expect, it } from 'vitest';
import { mayPay, pays } from '../../../electron/harbor/login-cost.ts';
import { hasEnded, sessionHeaders, signIn, type Target } from '../../../electron/harbor/session.ts';
import type { Answer, Exchange } from '../../../electron/harbor/exchange.ts';
import { answerOf } from './answers.ts';

const target: Target = { origin: 'https://harbor.example.com', secure: true, basePath: '' };
const who = { username: 'jo+o', password: 'a&b=c ü' };
const knocked = answerOf(200, '{}', { 'set-cookie': ['sid=one; Path=/; HttpOnly'] });
const withToken = answerOf(200, '{}', {
  'set-cookie': ['_gorilla_csrf=MTc=; Path=/; Max-Age=43200', 'other=1'],
  'x-harbor-csrf-token': 'token',
});

async function tryIn(answers: readonly Answer[], first = knocked) {
  const sent: Exchange[] = [];
  const send = (exchange: Exchange): Promise<Answer> => {
    sent.push(exchange);
    return Promise.resolve(answers[sent.length - 1] ?? answerOf(500));
  };
  return { result: await signIn(send, target, first, who), sent };
}

describe('signIn', () => {
  it('fetches the token, sends the form, and takes the new session id', async () => {
    const signedIn = answerOf(200, '', { 'set-cookie': 'sid=two; Path=/; HttpOnly' });
    const { result, sent } = await tryIn([withToken, signedIn]);
    expect(result).toEqual({ session: { sid: 'two', csrf: 'MTc=', token: 'token' } });
    expect(sent[0]).toMatchObject({ method: 'GET', headers: { cookie: 'sid=one' } });
    expect(sent[1]).toMatchObject({
      method: 'POST',
      path: '/c/login',
      body: 'principal=jo%2Bo&password=a%26b%3Dc+%C3%BC',
      headers: {
        cookie: 'sid=one; _gorilla_csrf=MTc=',
        'x-harbor-csrf-token': 'token',
        referer: 'https://harbor.example.com/',
        'content-type': 'application/x-www-form-urlencoded',
      },
    });
    for (const { headers } of sent) expect(headers).not.toHaveProperty('authorization');
  });

  it('tells a wrong password from everything else', async () => {
    expect((await tryIn([withToken, answerOf(401)])).result).toBe('refused');
    expect((await tryIn([withToken, answerOf(403)])).result).toBe('unable');
    expect((await tryIn([withToken, answerOf(200)])).result).toBe('unable');
    expect((await tryIn([answerOf(200)])).result).toBe('unable');
    expect((await tryIn([], answerOf(200, '', {}))).result).toBe('unable');
  });
});

describe('a session', () => {
  const session = { sid: 'two', csrf: 'MTc=', token: 'token' };

  it('shows the token only where something changes', () => {
    expect(sessionHeaders(session, target, 'GET')).toEqual({
      cookie: 'sid=two; _gorilla_csrf=MTc=',
    });
    expect(sessionHeaders(session, target, 'PUT')).toHaveProperty('x-harbor-csrf-token', 'token');
    const plain = { ...target, secure: false };
    expect(sessionHeaders(session, plain, 'PUT')).not.toHaveProperty('referer');
  });

  it('has ended when Harbor asks for a login or hands out a new one', () => {
    expect(hasEnded(answerOf(401))).toBe(true);
    expect(hasEnded(answerOf(200, '[]', { 'set-cookie': ['sid=new; Path=/'] }))).toBe(true);
    expect(hasEnded(answerOf(200, '[]', { 'set-cookie': ['_gorilla_csrf=x'] }))).toBe(false);
    expect(hasEnded(answerOf(403))).toBe(false);
  });
});

describe('whether a session pays', () => {
  const fleet = { requests: 206, parallel: 4 };

  it('does where checking the password takes 0.4 s, for more than a handful of requests', () => {
    expect(mayPay(410, fleet)).toBe(true);
    expect(pays(410, 8, fleet)).toBe(true);
    expect(pays(410, 8, { requests: 12, parallel: 4 })).toBe(false);
  });

  it('does not where it takes 9 ms, and is not even measured', () => {
    expect(mayPay(17, { requests: 10_000, parallel: 4 })).toBe(false);
  });

  it('is measured but does not pay where the network is what is slow', () => {
    expect(mayPay(160, fleet)).toBe(true);
    expect(pays(160, 150, fleet)).toBe(false);
  });
});
