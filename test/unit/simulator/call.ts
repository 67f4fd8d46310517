import { createSimulator } from '../../../shared/simulator/simulator.ts';
import type { Simulator, SimulatorOptions } from '../../../shared/simulator/simulator.ts';

export const ADMIN = { user: 'admin', password: 'Harbor12345' };

/** A simulator on a clock of its own whose chance repeats. */
export function harbor(version: string, options: Partial<SimulatorOptions> = {}): Simulator {
  return createSimulator({
    version,
    seed: 1,
    clock: 'jump',
    adminPassword: ADMIN.password,
    ...options,
  });
}

export interface Called {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly text: string;
  /** The body as JSON, undefined when it is none. */
  readonly json: unknown;
}

export interface CallOptions {
  readonly as?: { readonly user: string; readonly password: string } | undefined;
  readonly body?: unknown;
  readonly raw?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One request below /api/v2.0, as the administrator unless `as` says otherwise (undefined: nobody). */
export async function call(
  simulator: Simulator,
  method: string,
  path: string,
  options: CallOptions = {},
): Promise<Called> {
  const as = 'as' in options ? options.as : ADMIN;
  const text = options.raw ?? (options.body === undefined ? '' : JSON.stringify(options.body));
  const login = as && `Basic ${Buffer.from(`${as.user}:${as.password}`).toString('base64')}`;
  const answer = await simulator.handle({
    method,
    target: /^\/(api|c|v2|service)\//.test(path) ? path : `/api/v2.0${path}`,
    headers: {
      host: 'harbor.test',
      accept: 'application/json',
      ...(text === '' ? {} : { 'content-type': 'application/json' }),
      ...(login === undefined ? {} : { authorization: login }),
      ...options.headers,
    },
    body: Buffer.from(text, 'utf8'),
  });
  const body = answer.body ?? '';
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    json = undefined;
  }
  return { status: answer.status, headers: answer.headers, text: body, json };
}

/** `code: message` of an error body. */
export function problem({ json }: Called): string {
  const [error] =
    (json as { errors?: { code: string; message: string }[] } | undefined)?.errors ?? [];
  return error ? `${error.code}: ${error.message}` : '';
}

export interface CreatedRobot {
  readonly id: number;
  readonly name: string;
  readonly secret: string;
  readonly expires_at: number;
}

export const systemPermission = (...pairs: string[]) => permission('system', '/', pairs);
export const projectPermission = (namespace: string, ...pairs: string[]) =>
  permission('project', namespace, pairs);

/** `repository:pull` or `repository:pull:allow`. */
function permission(kind: string, namespace: string, pairs: readonly string[]) {
  const access = pairs.map((pair) => {
    const [resource, action, effect] = pair.split(':');
    return effect === undefined ? { resource, action } : { resource, action, effect };
  });
  return { kind, namespace, access };
}

/** Creates a robot and returns what the answer says of it. */
export async function createRobot(
  simulator: Simulator,
  body: Record<string, unknown>,
  as: CallOptions['as'] = ADMIN,
): Promise<CreatedRobot> {
  const answer = await call(simulator, 'POST', '/robots', {
    body: { level: 'system', duration: 30, ...body },
    as,
  });
  if (answer.status !== 201) throw new Error(`${answer.status} ${answer.text}`);
  return answer.json as CreatedRobot;
}

export const login = (robot: CreatedRobot) => ({ user: robot.name, password: robot.secret });

export const status = async (...args: Parameters<typeof call>): Promise<number> =>
  (await call(...args)).status;
