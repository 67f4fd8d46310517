import type { ErrorCode } from '../../shared/contract/errors.ts';
import type { RequestStep } from './recording.ts';
import type { MakingRow, Row } from '../unit/robots-commands/a-step.ts';
import { entry, give, IN_TEAM, maker, ROBOT, user } from '../unit/robots-commands/a-step.ts';

/** A refusal as it was recorded. */
export interface Refusal {
  readonly step: RequestStep;
  readonly method: string;
  readonly status: number;
  /** Harbor's code and message, with a blank between; '' where it said nothing. */
  readonly said: string;
}

/** One way to be refused, and what says it before. */
export interface RefusalRow {
  readonly name: string;
  readonly matches: (refusal: Refusal) => boolean;
  /** The code of the error if it comes all the same. */
  readonly code: ErrorCode | readonly ErrorCode[];
  /** A step of which preflight says it: in a robot that is there, or one that is to be made. */
  readonly judged?: Row;
  readonly made?: MakingRow;
  /** What says it before any step is judged, or why Purser can never be refused like this. */
  readonly why?: string;
}

const isPost = ({ method }: Refusal): boolean => method === 'POST';
const says = (pattern: RegExp) => (refusal: Refusal) => pattern.test(refusal.said);
const isRobot = ({ step: { as } }: Refusal): boolean => typeof as === 'object';
const isAdmin = ({ step: { as } }: Refusal): boolean => as === undefined || as === 'admin';
const isForbidden = ({ status, said }: Refusal): boolean =>
  status === 403 && said.startsWith('FORBIDDEN ') && !said.includes('CSRF');
const bodyOf = ({ step }: Refusal): { name?: string; level?: string } =>
  (step.request.body ?? {}) as { name?: string; level?: string };

const DELETE = { kind: 'delete' } as const;
const REFRESH = { kind: 'refresh', secret: { kind: 'generate' }, until: null } as const;
const ROBOT_LOGIN = { caller: maker(entry('team', 'repository:pull')) };
const NEVER_A_BODY = 'Purser writes every body by its own types, and ids are numbers that it read.';

/** Every refusal of a change of robots; each recorded one fits exactly one row. */
export const REFUSALS: readonly RefusalRow[] = [
  {
    name: 'nobody is signed in',
    matches: ({ status }) => status === 401,
    code: ['login-needed', 'login-refused'],
    why: 'The login is proven before anything else is asked, and a plan ends where it is not.',
  },
  {
    name: 'Harbor is in read-only mode',
    matches: says(/read only mode/),
    code: 'harbor-read-only',
    judged: { rule: 'harbor-read-only', severity: 'refusal', place: { readOnly: true } },
  },
  {
    name: 'no CSRF token',
    matches: says(/CSRF/),
    code: 'forbidden',
    why: 'Cookies are sent with a session alone, and then with its token.',
  },
  {
    name: 'a robot changes a robot',
    matches: (one) => isForbidden(one) && isRobot(one) && /PUT|PATCH/.test(one.method),
    code: 'forbidden',
    judged: { rule: 'robot-login', severity: 'refusal', operation: REFRESH, place: ROBOT_LOGIN },
  },
  {
    name: 'a robot deletes a robot that it may not',
    matches: (one) => isForbidden(one) && isRobot(one) && one.method === 'DELETE',
    code: 'forbidden',
    judged: { rule: 'robot-login', severity: 'refusal', operation: DELETE, place: ROBOT_LOGIN },
  },
  {
    name: 'a robot without robot:create makes one',
    matches: (one) => isForbidden(one) && isRobot(one) && isPost(one),
    code: 'forbidden',
    made: { rule: 'robot-makes', severity: 'refusal', place: ROBOT_LOGIN },
  },
  {
    name: 'a robot hands out what it does not hold',
    matches: says(/^DENIED permission scope is invalid/),
    code: 'forbidden',
    made: {
      rule: 'robot-makes',
      severity: 'refusal',
      place: { caller: maker(entry('team', 'robot:create')) },
    },
  },
  {
    name: 'a robot of the system makes one in a project, Harbor 2.12 to 2.14.0',
    matches: says(/^DENIED denied$/),
    code: 'forbidden',
    made: {
      rule: 'robot-makes',
      severity: 'refusal',
      says: '21406',
      place: {
        version: '2.14.0',
        caller: {
          kind: 'robot',
          username: 'robot$maker',
          own: { ...ROBOT, permissions: [entry('*', 'repository:pull', 'robot:create')] },
        },
      },
    },
  },
  {
    name: 'a user without the right changes or deletes a robot',
    matches: (one) => isForbidden(one) && !isRobot(one) && !isAdmin(one) && !isPost(one),
    code: 'forbidden',
    judged: {
      rule: 'user-rights',
      severity: 'refusal',
      robot: IN_TEAM,
      place: { caller: user(2) },
    },
  },
  {
    name: 'a user without the right makes a robot',
    matches: (one) => isForbidden(one) && !isRobot(one) && !isAdmin(one) && isPost(one),
    code: 'forbidden',
    made: { rule: 'user-rights', severity: 'refusal', place: { caller: user(4) } },
  },
  {
    name: 'an administrator names a project that is not there, Harbor ≤ 2.6',
    matches: (one) => isForbidden(one) && isAdmin(one),
    code: 'forbidden',
    made: { rule: 'missing-project', severity: 'refusal', place: { missing: new Set(['team']) } },
  },
  {
    name: 'a legacy robot is edited',
    matches: says(/^DENIED editing of legacy robot/),
    code: 'forbidden',
    judged: { rule: 'legacy', severity: 'refusal', robot: { editable: false } },
  },
  {
    name: 'a legacy robot that was refreshed is deleted',
    matches: (one) => one.method === 'DELETE' && says(/role permission/)(one),
    code: 'not-found',
    judged: {
      rule: 'cannot-delete',
      severity: 'refusal',
      operation: DELETE,
      robot: { permissions: [] },
    },
  },
  {
    name: 'a robot without permission rows is edited, Harbor < 2.8',
    matches: (one) => one.method === 'PUT' && says(/role permission/)(one),
    code: 'not-found',
    judged: {
      rule: 'no-permissions',
      severity: 'warning',
      operation: give(entry('library', 'repository:pull')),
      robot: { permissions: [] },
      place: { version: '2.5.6' },
    },
  },
  {
    name: 'a name that Harbor does not take',
    matches: says(/robot name is not in lower case/),
    code: 'bad-request',
    made: { rule: 'robot-name', severity: 'refusal', definition: { name: 'A' } },
  },
  {
    name: 'a name that is too long',
    matches: (one) => isPost(one) && one.status === 500 && (bodyOf(one).name?.length ?? 0) > 255,
    code: 'harbor-internal',
    made: { rule: 'robot-name', severity: 'refusal', definition: { name: 'x'.repeat(256) } },
  },
  {
    name: 'a description that is too long',
    matches: (one) =>
      isPost(one) && one.said.startsWith('UNKNOWN') && (bodyOf(one).name?.length ?? 0) <= 255,
    code: 'harbor-internal',
    made: {
      rule: 'description-length',
      severity: 'refusal',
      definition: { description: 'x'.repeat(1_025) },
    },
  },
  {
    name: 'null among permissions',
    matches: ({ status, said }) => status === 500 && said === '',
    code: 'harbor-internal',
    why: NEVER_A_BODY,
  },
  {
    name: 'a name that is taken',
    matches: ({ status }) => status === 409,
    code: 'conflict',
    made: { rule: 'name-taken', severity: 'refusal', facts: { taken: ROBOT } },
  },
  {
    name: 'a new robot without permissions, or with an entry of nothing',
    matches: (one) => isPost(one) && says(/bad request empty (permission|access)/)(one),
    code: 'bad-request',
    made: {
      rule: 'no-permissions',
      severity: 'refusal',
      definition: { permissions: [{ kind: 'project', namespace: '', access: [] }] },
    },
  },
  {
    name: 'a robot that is left without permissions',
    matches: (one) => !isPost(one) && says(/bad request empty (permission|access)/)(one),
    code: 'bad-request',
    judged: { rule: 'no-permissions', severity: 'refusal', operation: give(entry('library')) },
  },
  {
    name: 'a robot without a duration is edited',
    matches: (one) => one.method === 'PUT' && says(/duration input: 0/)(one),
    code: 'bad-request',
    judged: { rule: 'duration', severity: 'refusal', robot: { duration: 0 } },
  },
  {
    name: 'a duration that Harbor does not take',
    matches: (one) =>
      says(/duration input/)(one) && !(one.method === 'PUT' && says(/input: 0/)(one)),
    code: 'bad-request',
    why: 'A wish is 1 to 2 147 483 646 days, a date or never; durations are reckoned from it.',
  },
  {
    name: 'a level that there is not',
    matches: says(/bad request error level input/),
    code: 'bad-request',
    why: NEVER_A_BODY,
  },
  {
    name: 'a project robot with more than one entry, or none of its own project',
    matches: says(/BAD_REQUEST bad request permission$/),
    code: 'bad-request',
    made: {
      rule: 'wrong-place',
      severity: 'refusal',
      definition: {
        permissions: ['team', 'library'].map((name) => ({
          kind: 'project',
          namespace: name,
          access: [{ resource: 'repository', action: 'pull', effect: '' }],
        })),
      },
    },
  },
  {
    name: 'a kind of permission that there is not, or a place that it has not',
    matches: says(/bad request permission level|unknown namespace/),
    code: 'bad-request',
    made: {
      rule: 'wrong-place',
      severity: 'refusal',
      definition: {
        level: 'system',
        permissions: [
          {
            kind: 'system',
            namespace: 'library',
            access: [{ resource: 'repository', action: 'pull', effect: '' }],
          },
        ],
      },
    },
  },
  {
    name: 'a permission that a robot holds and Harbor no longer accepts',
    matches: (one) =>
      one.method === 'PUT' && says(/bad request permission: (helm-chart:read|robot:\*)/)(one),
    code: 'bad-request',
    judged: {
      rule: 'stale-permissions',
      severity: 'refusal',
      robot: { permissions: [entry('library', 'helm-chart:read')] },
    },
  },
  {
    name: 'a permission that this Harbor does not know, for a robot that is there',
    matches: (one) => one.method === 'PUT' && says(/bad request permission: project:list/)(one),
    code: 'bad-request',
    judged: {
      rule: 'outside-catalogue',
      severity: 'refusal',
      operation: give(entry('library', 'project:list')),
    },
  },
  {
    name: 'a permission that this Harbor does not know, for a new robot',
    matches: (one) => isPost(one) && says(/bad request permission: /)(one),
    code: 'bad-request',
    made: {
      rule: 'outside-catalogue',
      severity: 'refusal',
      definition: {
        permissions: [
          {
            kind: 'project',
            namespace: '',
            access: [{ resource: 'robot', action: 'update', effect: '' }],
          },
        ],
      },
    },
  },
  {
    name: 'a project that is not there, or cannot be called so, for a new robot',
    matches: (one) => isPost(one) && says(/project [^/*]+ not found|invalid project name/)(one),
    code: ['not-found', 'bad-request'],
    made: {
      rule: 'unknown-project',
      severity: 'refusal',
      definition: {
        level: 'system',
        permissions: [
          {
            kind: 'project',
            namespace: 'no pe',
            access: [{ resource: 'repository', action: 'pull', effect: '' }],
          },
        ],
      },
      place: { missing: new Set(['no pe']) },
    },
  },
  {
    name: 'a project that is not there, for a robot that is there',
    matches: (one) => one.method === 'PUT' && says(/project [^/*]+ not found/)(one),
    code: 'not-found',
    judged: {
      rule: 'unknown-project',
      severity: 'refusal',
      operation: give(entry('apps', 'repository:pull')),
      place: { missing: new Set(['apps']) },
    },
  },
  {
    name: 'a project robot for all projects or the system',
    matches: says(/project [/*] not found|cannot update the project id/),
    code: ['not-found', 'bad-request'],
    judged: {
      rule: 'wrong-place',
      severity: 'refusal',
      robot: IN_TEAM,
      operation: give(entry('*', 'repository:pull')),
    },
  },
  {
    name: 'another name or level, or the name before the prefix was changed',
    matches: says(/cannot update the level or name/),
    code: 'bad-request',
    judged: { rule: 'renamed', severity: 'warning', seen: { name: 'bot-ci' } },
  },
  {
    name: 'a secret that breaks the rule',
    matches: says(/the secret must/),
    code: 'bad-request',
    judged: {
      rule: 'own-secret',
      severity: 'refusal',
      operation: { ...REFRESH, secret: { kind: 'own', handle: crypto.randomUUID() } },
      facts: { secretProblem: 'A secret needs at least 8 characters.' },
    },
  },
  {
    name: 'the robot is gone',
    matches: ({ method, said }) => method !== 'POST' && /NOT_FOUND robot .* not found/.test(said),
    code: 'not-found',
    why: 'Each robot is read before it is judged and again before it is sent: rule `gone`.',
  },
  {
    name: 'what is no request of this API',
    matches: ({ status }) => status === 422 || status === 405,
    code: 'bad-request',
    why: NEVER_A_BODY,
  },
];
