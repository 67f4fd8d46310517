/** A format cannot carry what it was given: why, and which formats can. */
export class CannotExport extends Error {
  override readonly name = 'CannotExport';
  /** Ids of formats that can. */
  readonly better: readonly string[];

  /** @param message A sentence for people, with the robot's name, never with a secret. */
  constructor(message: string, better: readonly string[] = []) {
    super(message);
    this.better = better;
  }
}
