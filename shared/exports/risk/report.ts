import type { RobotRisk } from '../../contract/risk.ts';

/** A robot as reports about risk tell of it. */
export interface RiskyRobot extends RobotRisk {
  readonly instanceId: string;
  /** Name of the instance. */
  readonly instance: string;
  /** Harbor's number for it. */
  readonly id: number;
  /** Full name. */
  readonly name: string;
  /** '' for system robots. */
  readonly project: string;
}

/** What is found of some robots, in no format yet. */
export interface RiskReport {
  readonly title: string;
  /** Epoch seconds, our clock. */
  readonly now: number;
  /** What it rests on: how old the data is, and what could not be read. */
  readonly restsOn: readonly string[];
  readonly robots: readonly RiskyRobot[];
}

/** Findings of a robot that nobody has excepted. */
export const countingLines = ({ lines }: RiskyRobot): RobotRisk['lines'] =>
  lines.filter(({ exception }) => exception === null);

/** How many findings a report tells of, excepted ones among them. */
export const findingsIn = ({ robots }: RiskReport): number =>
  robots.reduce((sum, { lines }) => sum + lines.length, 0);
