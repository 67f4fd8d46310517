/** One of those that a field finds. */
export interface FoundOption {
  readonly key: number;
  readonly name: string;
  /** What tells it from others of the same name. */
  readonly about: string;
}
