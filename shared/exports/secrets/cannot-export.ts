/** Another choice of an option, with which the same format may do it. */
export interface OtherChoice {
  readonly option: string;
  readonly value: string;
}

/** A format cannot carry what it was given: why, and which formats or which choice can. */
export class CannotExport extends Error {
  override readonly name = 'CannotExport';
  /** Ids of formats that can. */
  readonly better: readonly string[];
  /** A choice with which the same format can. */
  readonly instead: OtherChoice | null;

  /** @param message A sentence for people, with the robot's name, never with a secret. */
  constructor(message: string, better: readonly string[] = [], instead: OtherChoice | null = null) {
    super(message);
    this.better = better;
    this.instead = instead;
  }
}
