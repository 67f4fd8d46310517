import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { answerError } from '../../../electron/harbor/harbor-errors.ts';
import { jsonOf, parsedBody } from '../../../electron/harbor/read-answer.ts';
import { AppError } from '../../../shared/contract/errors.ts';
import { answerOf, asked, harborError, page } from './answers.ts';

const HOST = 'harbor.example.com';

describe('answerError', () => {
  it.each([
    [harborError(400, 'BAD_REQUEST', 'bad request permission: a:b'), 'bad-request'],
    [harborError(401, 'UNAUTHORIZED', 'unauthorized'), 'login-needed'],
    [harborError(403, 'FORBIDDEN', 'robot$ci'), 'forbidden'],
    [
      harborError(
        403,
        'DENIED',
        'The system is in read only mode. Any modification is prohibited.',
      ),
      'harbor-read-only',
    ],
    [harborError(404, 'NOT_FOUND', 'robot 42 not found'), 'not-found'],
    [harborError(405, 'METHOD_NOT_ALLOWED', 'method PATCH is not allowed'), 'bad-request'],
    [harborError(409, 'CONFLICT', 'robot account 0:ci already exists'), 'conflict'],
    [harborError(412, 'PRECONDITION', 'precondition failed'), 'bad-request'],
    [harborError(422, 'UNPROCESSABLE_ENTITY', 'validation failure list:\nx'), 'bad-request'],
    [harborError(429, 'TOO_MANY_REQUEST', 'too many'), 'harbor-too-many-requests'],
    [harborError(500, 'UNKNOWN', 'internal server error'), 'harbor-internal'],
    [answerOf(500, '', {}), 'harbor-internal'],
    [page(429), 'harbor-too-many-requests'],
    [page(502), 'harbor-unavailable'],
    [page(503), 'harbor-unavailable'],
    [page(504), 'harbor-unavailable'],
    [page(404), 'not-harbor'],
    [page(413), 'not-harbor'],
    [page(403), 'forbidden'],
    [page(401), 'login-refused'],
    [page(400, 'No required SSL certificate was sent'), 'tls-client-certificate-needed'],
    [page(400, '400 The SSL certificate error'), 'tls-client-certificate-bad'],
    [answerOf(400, 'Client sent an HTTP request to an HTTPS server.\n', {}), 'tls-failed'],
  ])('%o is %s', (answer, code) => {
    expect(answerError(answer, asked, HOST).code).toBe(code);
  });

  it('quotes Harbor, and names request, place and request id', () => {
    const error = answerError(harborError(404, 'NOT_FOUND', 'robot 42 not found'), asked, HOST);
    expect(error.harbor).toEqual({ status: 404, code: 'NOT_FOUND', message: 'robot 42 not found' });
    expect(error.requestId).toBe('req-1');
    expect(error.details).toMatchObject({
      host: HOST,
      request: 'GET /api/v2.0/robots',
      status: 404,
    });
    expect(error.message).toContain('robot 42 not found');
  });

  it('leaves out words of Harbor that say nothing: the status again, or the name of the caller', () => {
    const said = (...answer: Parameters<typeof harborError>): string =>
      answerError(harborError(...answer), asked, HOST).message;
    expect(said(403, 'FORBIDDEN', 'robot$ci')).not.toContain('Harbor says');
    expect(said(403, 'FORBIDDEN', 'forbidden')).not.toContain('Harbor says');
    expect(said(500, 'UNKNOWN', 'internal server error')).not.toContain('Harbor says');
    expect(said(403, 'DENIED', 'permission scope is invalid')).toContain(
      'Harbor says: “permission scope is invalid”.',
    );
  });

  it('says that a change may be sent again only where nothing was done', () => {
    const put = { ...asked, method: 'PUT' } as const;
    expect(answerError(page(502), asked, HOST).retryable).toBe(true);
    expect(answerError(page(502), put, HOST).retryable).toBe(false);
    expect(answerError(page(429), put, HOST).retryable).toBe(true);
  });

  it('joins several errors, and survives bodies that only look like errors', () => {
    const errors = [{ code: 'A', message: 'one' }, { message: 'two' }];
    const several = answerError(answerOf(400, JSON.stringify({ errors })), asked, HOST);
    expect(several.harbor).toEqual({ status: 400, code: 'A', message: 'one\ntwo' });
    for (const text of ['{"errors":[]}', '{"errors":"no"}', '[]', 'null', '{']) {
      expect(answerError(answerOf(400, text), asked, HOST).harbor).toBeNull();
    }
  });
});

describe('jsonOf', () => {
  const codeOf = (answer: Parameters<typeof jsonOf>[0]): string => {
    try {
      jsonOf(answer, asked, HOST);
    } catch (error) {
      if (error instanceof AppError) return error.code;
    }
    return 'read';
  };

  it.each([
    [answerOf(200, '[]'), 'read'],
    [
      answerOf(200, '{"version":"v2.0"}\n', { 'content-type': 'text/plain; charset=utf-8' }),
      'read',
    ],
    [answerOf(200, '[]', {}), 'read'],
    [page(200, 'Sign in'), 'not-harbor'],
    [answerOf(200, '<!DOCTYPE html>', { 'content-type': 'application/json' }), 'not-harbor'],
    [answerOf(200, '[{"id":1', undefined), 'answer-malformed'],
    [answerOf(200, '', undefined), 'answer-malformed'],
    [answerOf(200, '[]', { 'content-type': 'application/octet-stream' }), 'answer-malformed'],
    [page(503), 'harbor-unavailable'],
  ])('%o is %s', (answer, code) => {
    expect(codeOf(answer)).toBe(code);
  });

  it('names the page that answered instead', () => {
    expect(() => jsonOf(page(200, 'Corp Sign-in'), asked, HOST)).toThrowError(
      expect.objectContaining({
        details: expect.objectContaining({ page: 'Corp Sign-in' }),
      }) as Error,
    );
  });
});

describe('parsedBody', () => {
  it('names the field that is wrong', () => {
    const schema = z.object({ user: z.object({ id: z.int() }) });
    expect(() => parsedBody({ user: { id: 'x' } }, schema, answerOf(200), asked, HOST)).toThrow(
      /user\.id/,
    );
  });
});
