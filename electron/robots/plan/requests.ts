import type { PlanStep } from '../../../shared/contract/plans.ts';
import type { SecretChoice } from '../../../shared/contract/secrets.ts';
import { createBody } from '../../../shared/robots/changes/create-body.ts';
import { updateBody } from '../../../shared/robots/changes/update-body.ts';
import type { Robot } from '../../../shared/robots/robot.ts';
import type { StepRecord } from '../plan-record.ts';
import { changesNothing } from '../situation.ts';
import { makingOf } from './tasks.ts';

type Requests = PlanStep['requests'];

const ROBOTS = '/api/v2.0/robots';

/** What is shown in the place of a secret. */
const SECRETS: Readonly<Record<SecretChoice['kind'], string>> = {
  generate: '<new secret>',
  one: '<new secret>',
  own: '<own secret>',
  kept: '<kept secret>',
  prepared: '<prepared secret>',
};

const json = (body: object): string => JSON.stringify(body, null, 2);

const pathOf = (id: number | string): string => `${ROBOTS}/${String(id)}`;

const remove = ({ id }: Robot): Requests => [{ method: 'DELETE', path: pathOf(id), body: '' }];

const refresh = (id: number | string, choice: SecretChoice): Requests => [
  { method: 'PATCH', path: pathOf(id), body: json({ secret: SECRETS[choice.kind] }) },
];

function change({ fresh, edit }: StepRecord): Requests {
  if (fresh === null || edit === null || changesNothing(fresh, edit)) return [];
  return [{ method: 'PUT', path: pathOf(fresh.id), body: json(updateBody(fresh, edit)) }];
}

/** Where the id will stand that Harbor gives a new robot. */
const NEW_ID = '<new id>';

/** Making, giving the secret, and switching off what shall not be enabled: POST ignores both. */
function make(step: StepRecord, choice: SecretChoice): Requests {
  const { wanted } = step;
  const making = makingOf(step);
  if (wanted === null || making === null) return [];
  const { definition, place } = making;
  const body = createBody(definition, place.project, wanted.createdAt);
  const switchedOff = { ...updateBody({ ...wanted, disabled: true }, {}), id: NEW_ID };
  return [
    { method: 'POST', path: ROBOTS, body: json(body) },
    ...refresh(NEW_ID, choice),
    ...(wanted.disabled
      ? [{ method: 'PUT' as const, path: pathOf(NEW_ID), body: json(switchedOff) }]
      : []),
  ];
}

/** The requests of a step, in their order; none before it was checked. Never a secret. */
export function requestsOf(step: StepRecord): Requests {
  const { task, seen } = step;
  switch (task.kind) {
    case 'delete':
      return remove(seen);
    case 'refresh':
      return [...change(step), ...refresh(seen.id, task.choice)];
    case 'create':
      return make(step, task.choice);
    case 'recreate':
      return [...remove(seen), ...make(step, task.choice)];
    case 'change':
      return change(step);
  }
}
