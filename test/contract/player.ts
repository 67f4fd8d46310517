import { compareBody, compareHeaders, compareText } from './compare.ts';
import type { FixtureRequest, Recording, RequestStep, Step } from './recording.ts';

/** An answer as it came. Header names in lower case, `set-cookie` a list. */
export interface ReceivedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly text: string;
}

/** A Harbor to play against. */
export interface Stage {
  send(request: {
    method: string;
    path: string;
    headers: Record<string, string>;
    body: string | undefined;
  }): Promise<ReceivedAnswer>;
  /** Applies a fixture step with captured values put in. */
  fixture(step: FixtureRequest): Promise<void>;
  /** Lets seconds pass. */
  wait(seconds: number): Promise<void>;
}

/** Where an answer differed from the recording. */
export interface Mismatch {
  readonly step: number;
  readonly request: string;
  readonly problems: readonly string[];
}

const ADMIN_PASSWORD = 'Harbor12345';
const USER_PASSWORD = 'Passw0rd1';
const OWN_BASES = ['/api/', '/v2/', '/service/', '/c/'];

type Captured = Map<string, unknown>;

/** Puts captured values in; a text that is nothing but one placeholder takes the value's type. */
function filled(value: unknown, captured: Captured): unknown {
  if (typeof value === 'string') {
    const whole = /^\$\{([^}]+)\}$/.exec(value)?.[1];
    if (whole !== undefined && captured.has(whole)) return captured.get(whole);
    return value.replace(/\$\{([^}]+)\}/g, (text, name: string) =>
      captured.has(name) ? String(captured.get(name)) : text,
    );
  }
  if (Array.isArray(value)) return value.map((item) => filled(item, captured));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        filled(key, captured) as string,
        filled(item, captured),
      ]),
    );
  return value;
}

function authorization(as: RequestStep['as'], captured: Captured): string | undefined {
  if (as === 'anonymous') return undefined;
  const { user, password } =
    typeof as === 'object'
      ? (filled(as, captured) as { user: string; password: string })
      : {
          user: as ?? 'admin',
          password: (as ?? 'admin') === 'admin' ? ADMIN_PASSWORD : USER_PASSWORD,
        };
  return `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`;
}

function requestOf({ as, request }: RequestStep, captured: Captured): Parameters<Stage['send']>[0] {
  const path = filled(request.path, captured) as string;
  const given = filled(request.headers ?? {}, captured) as Record<string, string>;
  const named = (name: string): boolean =>
    Object.keys(given).some((key) => key.toLowerCase() === name);
  const body =
    request.raw !== undefined
      ? (filled(request.raw, captured) as string)
      : request.body !== undefined
        ? JSON.stringify(filled(request.body, captured))
        : undefined;
  const login = authorization(as, captured);
  const headers: Record<string, string> = { ...given };
  if (!named('accept')) headers['Accept'] = 'application/json';
  if (login !== undefined) headers['Authorization'] = login;
  if (body !== undefined && !named('content-type')) headers['Content-Type'] = 'application/json';
  return {
    method: request.method,
    path: OWN_BASES.some((base) => path.startsWith(base)) ? path : `/api/v2.0${path}`,
    headers,
    body,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function capture(step: RequestStep, answer: ReceivedAnswer, captured: Captured): void {
  const body = parsed(answer.text);
  const fields = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  for (const [name, place] of Object.entries(step.capture ?? {}))
    captured.set(name, fields[place] ?? `no-${place}`);
  if (step.captureLocation !== undefined) {
    const id = /(\d+)\/?$/.exec(String(answer.headers['location'] ?? ''))?.[1];
    captured.set(step.captureLocation, id === undefined ? 'no-id' : Number(id));
  }
  for (const line of answer.headers['set-cookie'] ?? []) {
    const [pair = ''] = line.split(';');
    const split = pair.indexOf('=');
    captured.set(`cookie_${pair.slice(0, split).replace(/^_/, '')}`, pair.slice(split + 1));
  }
  const token = answer.headers['x-harbor-csrf-token'];
  if (typeof token === 'string') captured.set('csrfToken', token);
}

function problemsOf(step: RequestStep, answer: ReceivedAnswer, captured: Captured): string[] {
  const expected = filled(step.response, captured) as RequestStep['response'];
  const problems =
    expected.status === answer.status
      ? []
      : [`status: ${answer.status} instead of ${expected.status}`];
  problems.push(...compareHeaders(expected.headers, answer.headers));
  if ('body' in expected) {
    const body = parsed(answer.text);
    problems.push(
      ...(body === undefined
        ? [`body: no JSON: ${answer.text}`]
        : compareBody(expected.body, body)),
    );
  } else problems.push(...compareText(expected.text ?? '', answer.text));
  return problems;
}

const isRequest = (step: Step): step is RequestStep => 'request' in step;

/** Plays a recording and reports every step that was answered differently. */
export async function play(recording: Recording, stage: Stage): Promise<Mismatch[]> {
  const captured: Captured = new Map();
  const mismatches: Mismatch[] = [];
  for (const [index, step] of recording.steps.entries()) {
    if (!isRequest(step)) {
      if ('wait' in step) await stage.wait(step.wait);
      else await stage.fixture(filled(step, captured) as FixtureRequest);
      continue;
    }
    const request = requestOf(step, captured);
    const answer = await stage.send(request);
    capture(step, answer, captured);
    const problems = problemsOf(step, answer, captured);
    if (problems.length > 0)
      mismatches.push({
        step: index,
        request: `${request.method} ${request.path}${step.note === undefined ? '' : ` (${step.note})`}`,
        problems,
      });
  }
  return mismatches;
}

/** Mismatches as lines for a person. */
export function describe(mismatches: readonly Mismatch[]): string {
  return mismatches
    .map(({ step, request, problems }) =>
      [`step ${step}: ${request}`, ...problems.map((problem) => `    ${problem}`)].join('\n'),
    )
    .join('\n');
}
