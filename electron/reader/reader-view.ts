import type { InstanceConfig, ReaderView, Rights } from '../../shared/contract/instances.ts';
import type { KnownRobot } from '../../shared/inventory/inventory.ts';
import { lostRights } from '../../shared/permissions/reader.ts';

/** What the inventory says of the robot that reads. @param version of its Harbor, '' if unknown */
const knownOf = ({ gone, robot }: KnownRobot, version: string): ReaderView['known'] => ({
  gone,
  disabled: robot.disabled,
  expiresAt: robot.expiresAt,
  createdAt: robot.createdAt,
  lost: lostRights(robot.permissions, version),
});

/** The robot that an instance is read with, as the window sees it. */
export function readerView(
  { reader }: Pick<InstanceConfig, 'reader'>,
  robot: KnownRobot | null,
  seen: { readonly rights: Rights | null; readonly version: string },
): ReaderView | null {
  if (reader === undefined) return null;
  const { state, days } = reader;
  if (reader.state === 'planned') {
    const { planId } = reader;
    return { state, planId, days, username: '', key: null, known: null, rights: null };
  }
  const { username } = reader;
  return {
    state,
    planId: null,
    days,
    username,
    key: robot?.key ?? null,
    known: robot === null ? null : knownOf(robot, seen.version),
    rights: seen.rights?.username === username ? seen.rights : null,
  };
}
