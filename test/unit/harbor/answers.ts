import type { Answer, Exchange } from '../../../electron/harbor/exchange.ts';

/** A request for errors to speak of. */
export const asked: Exchange = { method: 'GET', path: '/api/v2.0/robots?q=x', headers: {} };

/** An answer as the transport hands it on. */
export const answerOf = (
  status: number,
  text = '',
  headers: Answer['headers'] = { 'content-type': 'application/json' },
): Answer => ({ status, text, headers, elapsed: 5, served: 5, requestId: 'req-1' });

/** Harbor's error body, as every version writes it. */
export const harborError = (status: number, code: string, message: string): Answer =>
  answerOf(status, `${JSON.stringify({ errors: [{ code, message }] })}\n`, {
    'content-type': 'application/json; charset=utf-8',
  });

/** The page of a reverse proxy. */
export const page = (status: number, title = `${String(status)}`): Answer =>
  answerOf(status, `<html><head><title>${title}</title></head><body></body></html>`, {
    'content-type': 'text/html',
  });
