import type { DemoHarbor } from '../../resources/demo-fleet.ts';
import type { SeedAudit, SeedRobot } from '../../shared/simulator/seed.ts';
import { expiryOf } from './lifetimes.ts';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

/** Harbors purge their logs: this far back they still know. */
const LOG_REACHES = 200 * DAY;

/** A number that is always the same for a name, so that nothing else of the fleet depends on it. */
function numberOf(name: string): number {
  let number = 7;
  for (const letter of name) number = (number * 31 + letter.charCodeAt(0)) % 1_000_003;
  return number;
}

/** When a robot was last used; null for those that nobody uses. Epoch milliseconds. */
function lastUseOf(robot: SeedRobot, now: number): number | null {
  const { createdAt = now, legacy, disabled } = robot;
  const dice = numberOf(`${robot.project ?? ''} ${robot.name}`);
  if (legacy === true || dice % 9 === 0) return null;
  const end = Math.min(now, expiryOf(robot) ?? now);
  const ago = (): number => {
    if (disabled === true) return 60 * DAY + (dice % 50) * DAY;
    if (dice % 7 === 0) return 95 * DAY + (dice % 60) * DAY;
    if (dice % 3 === 0) return 14 * MINUTE + (dice % 40) * MINUTE;
    // Most of those that have expired were given up before.
    return (end < now ? 8 * DAY : 0) + (dice % (9 * 24 * 60)) * MINUTE;
  };
  const at = end - ago();
  return at > createdAt && at > now - LOG_REACHES ? at : null;
}

const reachesAll = ({ permissions = [] }: SeedRobot): boolean =>
  permissions.some(({ kind, namespace }) => kind === 'project' && namespace === '*');

const isPusher = ({ permissions = [] }: SeedRobot): boolean =>
  permissions.some(({ access }) => access.some(({ action }) => action === 'push'));

/** What the audit log of a Harbor has of its robots, oldest first. @param now epoch milliseconds */
export function usesOf(
  { projects, logsNoPulls }: DemoHarbor,
  robots: readonly SeedRobot[],
  now: number,
): SeedAudit[] {
  const project = projects[0]?.name ?? '';
  const begin: SeedAudit = {
    username: 'admin',
    operation: 'create',
    resource: `${project}/base:1`,
    at: now - LOG_REACHES,
    project,
  };
  const entries = robots.flatMap((robot): SeedAudit[] => {
    const at = lastUseOf(robot, now);
    if (at === null) return [];
    const username = `robot$${robot.project === undefined ? '' : `${robot.project}+`}${robot.name}`;
    const number = numberOf(robot.name);
    const operation = isPusher(robot) && number % 2 === 0 ? 'create' : 'pull';
    if (operation === 'pull' && logsNoPulls === true) return [];
    const useIn = (home: string, at: number): SeedAudit => {
      const tag = `${String(1 + (number % 9))}.${String(numberOf(home) % 30)}.0`;
      const resource = `${home}/${robot.name.replace(/^[a-z]+-/, '')}:${tag}`;
      return { username, operation, resource, at, project: home };
    };
    // Those that reach every project are used in a few of them, a day apart.
    const others = reachesAll(robot) ? projects.slice(1, 2 + (number % 4)) : [];
    return [
      useIn(robot.project ?? project, at),
      ...others.map(({ name }, index) => useIn(name, at - (index + 1) * DAY)),
    ].filter((use) => use.at > now - LOG_REACHES && use.at > (robot.createdAt ?? 0));
  });
  return [begin, ...entries].sort((a, b) => a.at - b.at);
}
