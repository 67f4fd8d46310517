import type { AppError } from '../../shared/contract/errors.ts';
import type { Called, Calls, Change } from './calls.ts';
import { answerError } from './harbor-errors.ts';
import { jsonOf, parsedBody } from './read-answer.ts';
import { madeRobot, refreshed } from './schemas.ts';
import type { HarborClient, HarborOptions } from './types.ts';

export const robotPath = (id: number): string => `/robots/${String(id)}`;

/** The calls that change robots. Each is sent once. */
export function changeRobots(
  calls: Pick<Calls, 'change'>,
  host: string,
  remember: HarborOptions['remember'],
): Pick<
  HarborClient,
  'updateRobot' | 'deleteRobot' | 'createRobot' | 'refreshSecret' | 'changeRobotSettings'
> {
  const failed = ({ answer, exchange }: Called): AppError => answerError(answer, exchange, host);

  const succeed = async (change: Change, status = 200): Promise<Called> => {
    const called = await calls.change(change);
    if (called.answer.status !== status) throw failed(called);
    return called;
  };
  const idOf = async (change: Change): Promise<string | null> =>
    (await succeed(change)).answer.requestId;

  return {
    updateRobot: (body) => idOf({ method: 'PUT', call: robotPath(body.id), body }),
    deleteRobot: (id) => idOf({ method: 'DELETE', call: robotPath(id) }),
    changeRobotSettings: ({ prefix, duration }) =>
      idOf({
        method: 'PUT',
        call: '/configurations',
        body: {
          ...(prefix === undefined ? {} : { robot_name_prefix: prefix }),
          ...(duration === undefined ? {} : { robot_token_duration: duration }),
        },
      }),
    async createRobot(body) {
      const { answer, exchange } = await succeed({ method: 'POST', call: '/robots', body }, 201);
      const json = jsonOf(answer, exchange, host);
      const made = parsedBody(json, madeRobot, answer, exchange, host);
      const { id, name, creation_time: createdAt } = made;
      const secret = made.secret === '' ? null : made.secret;
      if (secret !== null) remember(secret);
      return { id, name, createdAt, secret, requestId: answer.requestId };
    },
    async refreshSecret(id, secret) {
      const body = { secret };
      const { answer } = await succeed({ method: 'PATCH', call: robotPath(id), body });
      const other = secretIn(answer.text);
      if (other !== '') remember(other);
      return {
        requestId: answer.requestId,
        secret: other === '' || other === secret ? null : other,
      };
    },
  };
}

/** The secret in an answer to PATCH; '' where it has none. The status alone says that it is done. */
function secretIn(text: string): string {
  try {
    const parsed = refreshed.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data.secret : '';
  } catch {
    return '';
  }
}
