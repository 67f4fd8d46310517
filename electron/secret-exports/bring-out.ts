import type { ExportResult } from '../../shared/contract/secret-exports.ts';
import type { ExportRecipe } from '../../shared/contract/secret-places.ts';
import type { RobotSecrets } from '../keychain/robot-secrets.ts';
import { identityOf } from './credentials.ts';
import type { Place } from './places.ts';
import { writePlace } from './write-place.ts';
import type { ExportedFile, Writer, WrittenRobot } from './written.ts';

/** What is to be written, where, and how it was asked for. */
export interface Outgoing {
  readonly place: Place;
  readonly holdsSecret: boolean;
  readonly recipe: ExportRecipe;
}

/** Who is told of secrets that are in files now. */
export interface BringOutPorts {
  readonly secrets: Pick<RobotSecrets, 'handOver'>;
  /** Secrets of robots were written to files, in this way. Never throws. */
  readonly onExported: (files: readonly ExportedFile[], recipe: ExportRecipe) => Promise<void>;
}

const exportedFiles = ({ robot, path }: WrittenRobot): ExportedFile[] =>
  identityOf(robot).map((identity) => ({ robot: identity, path, handle: robot.handle }));

/** Notes that the secrets of these robots are in files. */
export async function noteOut(
  robots: readonly WrittenRobot[],
  recipe: ExportRecipe,
  { secrets, onExported }: BringOutPorts,
): Promise<void> {
  // Where they are comes first: what is handed over is told, and looked up by who hears it.
  await onExported(robots.flatMap(exportedFiles), recipe);
  await secrets.handOver(robots.map(({ robot }) => robot.handle));
}

/** Writes what was looked at, and notes that it is out. Throws as `writePlace`. */
export async function bringOut(
  { place, holdsSecret, recipe }: Outgoing,
  writer: Writer,
  ports: BringOutPorts,
): Promise<ExportResult> {
  const { result, robots } = await writePlace(place, writer);
  if (holdsSecret) await noteOut(robots, recipe, ports);
  return result;
}
