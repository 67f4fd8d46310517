import type { Answer } from './respond.ts';
import type { RawRequest } from './pipeline.ts';
import type { Fault } from './http/faults.ts';
import type { FixtureStep } from './fixtures.ts';

/** What the control paths may do to a simulator. */
export interface Controls {
  fixture(step: FixtureStep): void;
  reset(): void;
  advance(seconds: number): void;
  addFault(fault: Fault): void;
  clearFaults(): void;
  /** Seconds by which the clock that is shown differs. */
  setShownClockOffset(seconds: number): void;
}

const PREFIX = '/__simulator/';

const plain = (status: number, text?: string): Answer => ({
  status,
  headers: text === undefined ? {} : { 'content-type': 'text/plain; charset=utf-8' },
  body: text,
});

function faultCall(controls: Controls, body: Record<string, unknown>): void {
  if (body['clear'] === true) controls.clearFaults();
  if (typeof body['clockOffset'] === 'number') controls.setShownClockOffset(body['clockOffset']);
  if (typeof body['kind'] === 'string') controls.addFault(body as unknown as Fault);
}

/**
 * POST /__simulator/{fixture,reset,clock,faults}, without login; undefined for any other request.
 * `controls` is undefined for a simulator that was started without fixtures.
 */
export function controlAnswer(
  controls: Controls | undefined,
  request: RawRequest,
): Answer | undefined {
  if (!request.target.startsWith(PREFIX)) return undefined;
  if (!controls) return plain(404, 'started without fixtures\n');
  if (request.method !== 'POST') return plain(405, 'only POST\n');
  try {
    const text = request.body.toString('utf8').trim();
    const body = (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>;
    switch (request.target.slice(PREFIX.length)) {
      case 'fixture':
        controls.fixture(body as unknown as FixtureStep);
        return plain(204);
      case 'reset':
        controls.reset();
        return plain(204);
      case 'clock':
        if (!Number.isFinite(body['seconds'])) throw new Error('seconds is missing');
        controls.advance(Number(body['seconds']));
        return plain(204);
      case 'faults':
        faultCall(controls, body);
        return plain(204);
      default:
        return plain(404, 'no such control\n');
    }
  } catch (error) {
    return plain(400, `${error instanceof Error ? error.message : String(error)}\n`);
  }
}
