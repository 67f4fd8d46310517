import type { RobotRow } from '../../contract/robots.ts';
import type { Robot } from '../../robots/robot.ts';

/** An instance as files tell of it. */
export interface NamedInstance {
  readonly id: string;
  readonly name: string;
  readonly url: string;
}

/** A robot as it is written to a file. */
export interface InventoryRobot {
  readonly instance: NamedInstance;
  /** As Harbor describes it; its moments are on the server's clock. */
  readonly robot: Robot;
  /** As the table shows it; its moments are on ours. */
  readonly row: RobotRow;
}

/** What a file says about itself. */
export interface InventoryAbout {
  /** Epoch seconds, our clock. */
  readonly now: number;
  /** What the robots rest on: how old the data is, and what could not be read. */
  readonly restsOn: readonly string[];
  /** Every instance that a robot may be of; there may be none of some. */
  readonly instances: readonly NamedInstance[];
  /** How many robots are to come. */
  readonly robots: number;
}

/** A file as it grows, robot by robot: no format has to hold all of them at once. */
export interface InventoryText {
  readonly head: string;
  /** What stands for one robot; robots are handed over in the order of the file. */
  readonly robot: (robot: InventoryRobot) => string;
  /** What stands after the last one. */
  readonly foot: () => string;
}
