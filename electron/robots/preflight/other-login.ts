import type { CommandPorts } from '../harbors.ts';
import { isLeft, type PlanRecord } from '../plan-record.ts';

type Ports = Pick<CommandPorts, 'book' | 'passwords'>;

/** An instance whose login is another one than a plan was checked with. */
export interface OtherLogin {
  readonly instanceId: string;
  /** User name of whom the plan was checked as. */
  readonly was: string;
  /** User name of who would send the rest of it. */
  readonly is: string;
}

/** Instances where a plan has steps left. */
const placesLeft = ({ steps }: PlanRecord): string[] => [
  ...new Set(steps.filter(isLeft).map(({ instanceId }) => instanceId)),
];

/** User names of the logins of all instances of a plan, as they are now. */
export const usersOf = (
  { steps }: PlanRecord,
  { passwords }: Pick<CommandPorts, 'passwords'>,
): PlanRecord['checkedAs'] => {
  const ids = new Set(steps.map(({ instanceId }) => instanceId));
  return Object.fromEntries([...ids].map((id) => [id, passwords.userOf(id)]));
};

/** Who would send a step there, where that is somebody else than it was checked for; else null. */
export function otherLoginAt(
  { checkedAs }: PlanRecord,
  instanceId: string,
  { passwords }: Pick<CommandPorts, 'passwords'>,
): OtherLogin | null {
  const was = checkedAs[instanceId] ?? '';
  const is = passwords.userOf(instanceId);
  return was === '' || is === '' || was === is ? null : { instanceId, was, is };
}

/** Where the rest of a plan would be sent by somebody else than it was checked for. */
export const otherLogins = (plan: PlanRecord, ports: Ports): OtherLogin[] =>
  placesLeft(plan).flatMap((id) => otherLoginAt(plan, id, ports) ?? []);

const nameAt = ({ book }: Ports, instanceId: string): string =>
  book.all().instances.find(({ id }) => id === instanceId)?.name ?? 'a removed instance';

function whoIsThere({ instanceId, is }: OtherLogin, ports: Ports): string {
  const { instances, logins } = ports.book.all();
  const { loginId } = instances.find(({ id }) => id === instanceId) ?? {};
  const isSignedIn = logins.find(({ id }) => id === loginId)?.kind === 'oidc';
  const name = nameAt(ports, instanceId);
  return isSignedIn ? `${is} is signed in to ${name} now` : `The login of ${name} is ${is} now`;
}

/** What was done about other logins, once what is left was checked with them. */
export const checkedAfresh = (others: readonly OtherLogin[], ports: Ports): string =>
  others
    .map(
      (other) =>
        `${whoIsThere(other, ports)}. This plan was checked as ${other.was} before; what is left of it was checked afresh.`,
    )
    .join(' ');

/**
 * Why a plan waits, as it is by now: somebody may have signed in since it stopped for want of that,
 * and it may be somebody else. A sentence, or ''.
 */
export function whyItWaits(plan: PlanRecord, ports: Ports): string {
  if (plan.state !== 'ready' && plan.state !== 'paused' && plan.state !== 'interrupted') {
    return plan.pausedWhy;
  }
  const others = otherLogins(plan, ports);
  if (others.length > 0) {
    return others
      .map(
        (other) =>
          `${whoIsThere(other, ports)}, and this plan was checked as ${other.was}. What is left of it is checked afresh before it is sent.`,
      )
      .join(' ');
  }
  if (plan.pausedBy !== 'sign-in-ended') return plan.pausedWhy;
  const places = placesLeft(plan);
  if (places.some((id) => ports.passwords.isSignedOut(id))) return plan.pausedWhy;
  return places
    .map((id) => `${ports.passwords.userOf(id)} is signed in to ${nameAt(ports, id)} again.`)
    .join(' ');
}
