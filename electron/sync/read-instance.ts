import type { Inventory, ReadingEnd, ReadingResult } from '../../shared/inventory/inventory.ts';
import type { HarborClient, Identity } from '../harbor/types.ts';
import type { Course } from './course.ts';
import { readExtras, rememberedCatalogue, type Extras } from './extras.ts';
import type { SyncFacts } from './facts.ts';
import { OTHER_REQUESTS } from './limits.ts';
import type { Progress } from './progress.ts';
import { readFleet, type Fleet } from './read-fleet.ts';
import { readUses, viewOf } from './read-uses.ts';
import { createRequests, type Requests } from './requests.ts';
import { createRobotWriter } from './robot-writer.ts';
import { createUnread } from './unread.ts';
import { asAppError } from './verdict.ts';
import { createWitness } from './witness.ts';

export interface ReadInstanceOptions {
  readonly instanceId: string;
  readonly client: HarborClient;
  readonly inventory: Inventory;
  /** What the sync before left. */
  readonly remembered: SyncFacts;
  /** Proves the login; alone, where other instances share it. */
  readonly prove: (ask: () => Promise<Identity>) => Promise<Identity>;
  readonly progress: Progress;
  readonly onRowsChanged: () => void;
  /** Ends it; its reason is an AppError. */
  readonly signal: AbortSignal;
  /** Requests that may be sent for the audit log, each for 100 entries; 0 to leave it alone. */
  readonly auditRequests: number;
  /** Epoch seconds on our clock. */
  readonly now: () => number;
}

/** How a whole reading ended. */
export interface InstanceRead {
  readonly result: ReadingResult;
  readonly facts: SyncFacts;
  /** Epoch seconds. */
  readonly asOf: number;
}

/**
 * Reads everything this login may see of one Harbor into the inventory. Rows are kept as they
 * come; robots count as gone only where their listing was read whole. Throws the AppError that
 * ended it; then what was read stays and nothing is gone.
 */
export async function readInstance(options: ReadInstanceOptions): Promise<InstanceRead> {
  const { client, inventory, instanceId, signal, progress } = options;
  const requests = createRequests(signal, progress);
  const reading = await inventory.beginReading(instanceId);
  try {
    // Before the end of the reading: after that the inventory is busy with its files for a while.
    const cursor = await inventory.useCursor(instanceId);
    const sentBefore = client.requestsSent;
    const course = await beginCourse(options, requests, reading);
    const spare = OTHER_REQUESTS - (client.requestsSent - sentBefore);
    const fleet = await readFleet(course);
    const failure = fleet.failure ?? (isNothing(fleet) ? course.unread.failure : null);
    if (failure !== null) throw failure;
    const extras = await readExtras(course, spare);
    const facts = factsOf(course, fleet, extras);
    const asOf = options.now();
    const result = await inventory.finishReading(reading, endOf(course, fleet, facts, asOf));
    if (!result.replaced) await keepUses(options, cursor, course, fleet, extras);
    return { result, facts, asOf };
  } catch (error) {
    requests.stop(error);
    await requests.settled();
    await inventory.abandonReading(reading).catch(() => undefined);
    throw asAppError(requests.signal.reason);
  }
}

async function beginCourse(
  options: ReadInstanceOptions,
  requests: Requests,
  reading: number,
): Promise<Course> {
  const { client, progress, now } = options;
  progress.plan(2);
  const identity = await requests.send((signal) => options.prove(() => client.identity(signal)));
  const info = await requests.send((signal) => client.systemInfo(signal));
  const known = rememberedCatalogue(options.remembered, info, identity);
  const capabilities = await client.capabilities(
    requests.signal,
    known === null ? undefined : { hasCatalogue: known.pairs !== null },
  );
  const serverNow = (): number => now() + (info.clockOffset ?? 0);
  const { inventory, remembered, onRowsChanged } = options;
  const writer = createRobotWriter(inventory, reading, onRowsChanged);
  const means = { client, inventory, reading, writer, requests, progress, remembered };
  const seen = { witness: createWitness(identity.username), unread: createUnread(identity.kind) };
  return { ...means, ...seen, identity, info, capabilities, serverNow };
}

/** What the audit log says, once the robots are known. Without it the reading is whole all the same. */
async function keepUses(
  { instanceId, inventory, auditRequests, onRowsChanged }: ReadInstanceOptions,
  cursor: string | null,
  course: Course,
  { administered }: Fleet,
  { prefix }: Extras,
): Promise<void> {
  try {
    if (auditRequests <= 0 && cursor === null) return;
    const wanted = { view: viewOf(course, administered), prefix, most: auditRequests };
    const read = await readUses(course, wanted, cursor);
    if ((await inventory.keepUses(instanceId, read)) > 0) onRowsChanged();
  } catch (error) {
    if (asAppError(error).code !== 'cancelled') throw error;
  }
}

const isNothing = ({ systemRead, projectsRead }: Fleet): boolean =>
  !systemRead && projectsRead.length === 0;

/** A robot that reads for a login leaves what was seen of that login's own rights. */
function rightsBefore({ identity, remembered }: Course): SyncFacts['rightsBefore'] {
  if (identity.kind !== 'robot') return null;
  const { rights } = remembered;
  return rights?.username === identity.username ? remembered.rightsBefore : rights;
}

function factsOf(course: Course, fleet: Fleet, extras: Extras): SyncFacts {
  const { identity, info, unread } = course;
  return {
    rights: fleet.rights,
    rightsBefore: rightsBefore(course),
    unreadable: [...unread.list],
    readOnly: info.readOnly,
    registry: info.registry,
    provider: info.provider,
    catalogue: extras.catalogue,
    userNames: { ...extras.userNames },
    usersAskedAt: extras.usersAskedAt,
    usersDue: [...extras.usersDue],
    prefix: extras.prefix,
    listed: { username: identity.username, projectIds: [...fleet.listed] },
    homes: { ...fleet.homes },
  };
}

function endOf({ info }: Course, fleet: Fleet, facts: SyncFacts, asOf: number): ReadingEnd {
  const { systemRead, projectsRead, allProjects } = fleet;
  return {
    asOf,
    systemRead,
    projectsRead,
    allProjects,
    harborVersion: info.version,
    projectCreation: info.projectCreation,
    clockOffset: info.clockOffset ?? 0,
    catalogue: facts.catalogue?.pairs ?? null,
    userNames: facts.userNames,
    prefix: facts.prefix ?? '',
    facts: JSON.stringify(facts),
  };
}
