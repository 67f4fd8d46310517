/** A robot as calendars and reports tell of it. */
export interface ExpiringRobot {
  readonly instanceId: string;
  /** Name of the instance. */
  readonly instance: string;
  /** Harbor's number for it. */
  readonly id: number;
  /** Full name. */
  readonly name: string;
  /** '' for system robots. */
  readonly project: string;
  /** Epoch seconds on our clock, NEVER_EXPIRES for never. */
  readonly expiresAt: number;
  /** Epoch seconds, 0 if unknown. */
  readonly createdAt: number;
  /** '' where Harbor does not say. */
  readonly createdBy: string;
  /** In words. */
  readonly permissions: string;
  readonly tags: readonly string[];
  /** Its warnings are put off until then, epoch seconds; null where they are not. */
  readonly snooze: { readonly until: number } | null;
}

/** When a robot is to expire once a plan is carried out. */
export interface PlannedExpiry extends Pick<
  ExpiringRobot,
  'instanceId' | 'instance' | 'name' | 'expiresAt'
> {
  /** Tells it from others of its instance: Harbor's number, or for a new robot what makes it. */
  readonly id: string;
  /** Title of the plan. */
  readonly plan: string;
}
