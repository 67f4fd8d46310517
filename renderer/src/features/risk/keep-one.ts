import type { RobotRow } from '../../../../shared/contract/robots.ts';

type Choice = Pick<RobotRow, 'key' | 'name' | 'createdAt' | 'lastUse' | 'findings'>;

/** Which of several robots with equal rights had best stay, and why that one. */
export interface Staying {
  readonly key: number;
  readonly because: string;
}

const usedAt = ({ lastUse }: Choice): number => (lastUse.kind === 'used' ? lastUse.at : 0);

/** The one that was used last; where no log tells of any use, the one that was made last. */
export function proposedStay(robots: readonly Choice[]): Staying | null {
  const [first] = [...robots].sort(
    (left, right) => usedAt(right) - usedAt(left) || right.createdAt - left.createdAt,
  );
  if (first === undefined) return null;
  const because =
    usedAt(first) > 0
      ? `${first.name} was used last, so it stays unless you choose another.`
      : `No log tells of any use of these. ${first.name} was made last, so it stays unless you choose another.`;
  return { key: first.key, because };
}

/** Robots that stay unless somebody says otherwise: the proposed one, and those that are excepted. */
export function stayingAtFirst(robots: readonly Choice[]): ReadonlySet<number> {
  const excepted = robots.filter(({ findings }) => !findings.includes('equal-rights'));
  const proposed = proposedStay(robots);
  return new Set([...excepted.map(({ key }) => key), ...(proposed === null ? [] : [proposed.key])]);
}
