import type { Finding, PlanStep } from '../../../../shared/contract/plans.ts';

/** What a button beside a finding does. */
export type WayOut =
  | 'check'
  | 'sign-in'
  | 'keychain'
  | 'open-instance'
  | 'add-instance'
  | 'drop-stale'
  | 'permissions'
  | 'renew'
  | 'replace'
  | 'recreate'
  | 'enter-secret';

export const WAY_OUT_LABELS: Readonly<Record<WayOut, string>> = {
  check: 'Check again',
  'sign-in': 'Sign in',
  keychain: 'Unlock the keychain',
  'open-instance': 'Open the instance',
  'add-instance': 'Add the instance',
  'drop-stale': 'Drop these permissions',
  permissions: 'Change permissions…',
  renew: 'Renew…',
  replace: 'Replace this robot…',
  recreate: 'Recreate this robot…',
  'enter-secret': 'Enter the secret…',
};

const BY_RULE: Readonly<Record<string, readonly WayOut[]>> = {
  unreachable: ['check', 'open-instance'],
  'check-stopped': ['check'],
  unreadable: ['check'],
  login: ['sign-in', 'check'],
  keychain: ['keychain', 'check'],
  'harbor-read-only': ['check'],
  'locked-here': ['open-instance', 'check'],
  'robot-login': ['open-instance'],
  'robot-makes': ['open-instance'],
  'recreate-instead': ['recreate', 'open-instance'],
  'user-rights': ['open-instance'],
  'instance-unknown': ['add-instance'],
  'stale-permissions': ['drop-stale'],
  'no-permissions': ['permissions'],
  'cannot-delete': ['permissions'],
  duration: ['renew'],
  'past-date': ['renew'],
  legacy: ['replace'],
  effects: ['recreate'],
  'own-secret': ['enter-secret'],
  'no-keychain': ['keychain', 'check'],
};

const NEED_ROBOT: ReadonlySet<WayOut> = new Set([
  'drop-stale',
  'permissions',
  'renew',
  'replace',
  'recreate',
]);

/** The buttons that lead out of a finding, likely first; none once the plan is over. */
export function wayOutsOf(
  { rule, severity }: Finding,
  step: Pick<PlanStep, 'key' | 'makes' | 'findings'>,
  isOver: boolean,
): readonly WayOut[] {
  if (isOver || severity === 'note') return [];
  // A warning stands in nobody's way, but for effects, which only making it anew takes away.
  if (severity === 'warning' && rule !== 'effects') return [];
  // What it asks for itself is taken back by who asked, not dropped with the others.
  const asksForMore = step.findings.some((one) => one.rule === 'outside-catalogue');
  if (rule === 'stale-permissions' && asksForMore) return [];
  return (BY_RULE[rule] ?? []).filter(
    (one) => !NEED_ROBOT.has(one) || (step.key !== null && !step.makes),
  );
}
