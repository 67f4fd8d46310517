import type { PermissionBody, RobotBody } from '../bodies.ts';
import { badRequest, HandlerPanic } from '../errors.ts';
import type { LoadedPermission } from './robot-view.ts';
import type { Profile } from '../profile.ts';
import type { World } from '../world.ts';

const NAME = /^[a-z0-9]+(?:[._-][a-z0-9]+)*$/;
const MAX_INT32 = 2147483647;
const MAX_SECRET = 128;
const OLD_SECRET_TEXT =
  'the secret must longer than 8 chars with at least 1 uppercase letter, 1 lowercase letter and 1 number';
const SECRET_TEXT =
  'the secret must be 8-128, inclusively, characters long with at least 1 uppercase letter, 1 lowercase letter and 1 number';

/** 400 unless the name of a new robot is in lower case. */
export function checkName(name: string): void {
  if (!NAME.test(name))
    throw badRequest('robot name is not in lower case or contains illegal characters');
}

function checkDuration(duration: number | bigint, profile: Profile): void {
  const inRange = duration < MAX_INT32;
  if (profile.explicitDuration) {
    if (duration === -1 || (duration > 0 && inRange)) return;
    throw badRequest(
      `bad request error duration input: ${duration}, duration must be either -1(Never) or a positive integer`,
    );
  }
  if (duration < -1 || !inRange) throw badRequest(`bad request error duration input: ${duration}`);
}

function checkCatalogue(world: World, permissions: readonly PermissionBody[]): void {
  const { catalogue } = world;
  if (!catalogue) return;
  for (const { kind = '', access = [] } of permissions) {
    if (kind !== 'system' && kind !== 'project')
      throw badRequest(`bad request permission level: ${kind}`);
    for (const entry of access) {
      if (!entry) throw new HandlerPanic();
      const { resource = '', action = '' } = entry;
      if (!catalogue.accepts(kind, resource, action))
        throw badRequest(`bad request permission: ${resource}:${action}`);
    }
  }
}

/**
 * Duration, level and permissions of POST and PUT, in Harbor's order. Returns the permissions
 * without `null` entries, which panic up to 2.15 and are 400 later.
 */
export function checkRobot(
  world: World,
  body: RobotBody,
  duration: number | bigint,
): PermissionBody[] {
  const { profile } = world;
  checkDuration(duration, profile);
  if (body.level !== 'system' && body.level !== 'project')
    throw badRequest(`bad request error level input: ${body.level ?? ''}`);
  const permissions = body.permissions ?? [];
  if (permissions.length === 0) throw badRequest('bad request empty permission');
  const present: PermissionBody[] = [];
  for (const permission of permissions) {
    if (!permission) {
      if (profile.panicsFixed) throw badRequest('bad request empty permission');
      throw new HandlerPanic();
    }
    if ((permission.access ?? []).length === 0) throw badRequest('bad request empty access');
    if (profile.panicsFixed && permission.access?.includes(undefined))
      throw badRequest('bad request empty access');
    present.push(permission);
  }
  if (body.level === 'project' && present.length > 1) throw badRequest('bad request permission');
  checkCatalogue(world, present);
  return present;
}

/** Whether a secret satisfies the rule of the release; lengths are bytes. */
export function isSecretValid(secret: string, profile: Profile): boolean {
  const bytes = Buffer.byteLength(secret);
  if (bytes < 8 || (profile.secretUpperBound && bytes > MAX_SECRET)) return false;
  return /[a-z]/.test(secret) && /[A-Z]/.test(secret) && /\d/.test(secret);
}

/** 400 with the text of the release for a secret that breaks the rule. */
export function checkSecret(secret: string, profile: Profile): void {
  if (!isSecretValid(secret, profile))
    throw badRequest(profile.secretUpperBound ? SECRET_TEXT : OLD_SECRET_TEXT);
}

/** A secret as Harbor generates it: 32 characters, since 2.6 always within the rule (#16137). */
export function generateSecret(world: World): string {
  for (;;) {
    const secret = world.chance.secrets.text(32);
    if (!world.profile.generatedSecretObeysRule || isSecretValid(secret, world.profile))
      return secret;
  }
}

/**
 * Whether every requested permission lies within the creator's (2.12, isValidPermissionScope): the
 * entry of the same kind and namespace decides alone, `*` counts only where there is none (2.12.1,
 * #21251), and effects are compared as text, so that '' and `allow` differ.
 */
export function isWithinCreator(
  requested: readonly PermissionBody[],
  creator: readonly LoadedPermission[],
  profile: Profile,
): boolean {
  const entries = new Map(creator.map((entry) => [`${entry.kind}:${entry.namespace}`, entry]));
  return requested.every(({ kind = '', namespace = '', access = [] }) => {
    const entry =
      entries.get(`${kind}:${namespace}`) ??
      (profile.starCoversNamed ? entries.get(`${kind}:*`) : undefined);
    if (!entry) return false;
    const held = new Set(
      entry.access.map((item) => `${item.resource}:${item.action}:${item.effect}`),
    );
    return access.every((item) =>
      held.has(`${item?.resource ?? ''}:${item?.action ?? ''}:${item?.effect ?? ''}`),
    );
  });
}

/** `null` among accesses: without a catalogue (up to 2.9) Go only panics when it stores them. */
export function refuseNullAccess(permissions: readonly PermissionBody[]): void {
  if (permissions.some(({ access }) => access?.includes(undefined))) throw new HandlerPanic();
}

/**
 * Go's JSONCopy of a PUT body into the permissions already loaded: what the body leaves out or
 * leaves empty keeps the value that the old entry at the same position had, so effects leak.
 */
export function copyInto(
  loaded: readonly LoadedPermission[],
  sent: readonly PermissionBody[],
): LoadedPermission[] {
  return sent.map((permission, index) => {
    const old = loaded[index];
    return {
      kind: permission.kind || (old?.kind ?? ''),
      namespace: permission.namespace || (old?.namespace ?? ''),
      access: (permission.access ?? []).map((entry, position) => {
        const before = old?.access[position];
        return {
          resource: entry?.resource || (before?.resource ?? ''),
          action: entry?.action || (before?.action ?? ''),
          effect: entry?.effect || (before?.effect ?? ''),
        };
      }),
    };
  });
}
