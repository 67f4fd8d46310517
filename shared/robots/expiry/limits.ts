/** How many days before its expiry a robot is worth a warning. */
export interface Limits {
  readonly criticalDays: number;
  readonly soonDays: number;
}

export const DEFAULT_LIMITS: Limits = { criticalDays: 7, soonDays: 30 };

/** Limits of their own for one instance, or for all instances that carry a tag. */
export interface LimitRule extends Limits {
  readonly of: 'instance' | 'tag';
  /** Id of the instance, or the tag. */
  readonly value: string;
}

/** The limits that hold everywhere, and where others do. */
export interface LimitRules extends Limits {
  readonly rules?: readonly LimitRule[] | undefined;
}

/** What a rule can be about. */
export interface Limited {
  readonly id: string;
  readonly tags: readonly string[];
}

const same = (left: string, right: string): boolean => left.toLowerCase() === right.toLowerCase();

/**
 * The limits of an instance: those of its own rule, else those of its tags (of several the
 * earliest warning), else those that hold everywhere.
 */
export function limitsOf(limits: LimitRules, { id, tags }: Limited): Limits {
  const rules = limits.rules ?? [];
  const own = rules.find((rule) => rule.of === 'instance' && rule.value === id);
  if (own !== undefined) return { criticalDays: own.criticalDays, soonDays: own.soonDays };
  const tagged = rules.filter(
    (rule) => rule.of === 'tag' && tags.some((tag) => same(tag, rule.value)),
  );
  if (tagged.length === 0) return { criticalDays: limits.criticalDays, soonDays: limits.soonDays };
  return {
    criticalDays: Math.max(...tagged.map((rule) => rule.criticalDays)),
    soonDays: Math.max(...tagged.map((rule) => rule.soonDays)),
  };
}

/** Instances of which the same limits hold. */
export interface LimitGroup<T extends Limited> {
  readonly limits: Limits;
  readonly instances: readonly T[];
}

/** Instances by the limits that hold of them. */
export function limitGroups<T extends Limited>(
  limits: LimitRules,
  instances: readonly T[],
): LimitGroup<T>[] {
  const groups = new Map<string, { limits: Limits; instances: T[] }>();
  for (const instance of instances) {
    const own = limitsOf(limits, instance);
    const key = `${own.criticalDays} ${own.soonDays}`;
    const group = groups.get(key) ?? { limits: own, instances: [] };
    group.instances.push(instance);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** The days of `soon` that hold of all these instances; null where they differ. */
export function soonDaysOf(limits: LimitRules, instances: readonly Limited[]): number | null {
  const days = new Set(instances.map((instance) => limitsOf(limits, instance).soonDays));
  if (days.size === 0) return limits.soonDays;
  const [only = null] = days;
  return days.size === 1 ? only : null;
}
