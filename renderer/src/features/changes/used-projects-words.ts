import type { UsedProjects } from '../../../../shared/contract/used-projects.ts';
import { counted } from '../../ui/number-words.ts';
import { absoluteTime, dateWords, relativeTime } from '../../ui/time.ts';
import { BLIND_WORDS } from '../robots/last-use-words.ts';

/** A log that reaches back less far misses what runs once a month. */
const SHORT = 35 * 86_400;

/** What can be made of where a robot was seen. */
export interface UsedOffer {
  /** What it would hold from then on; empty where nothing can be offered. */
  readonly projects: readonly string[];
  /** Why nothing can be offered, or what the offer rests on. */
  readonly words: string;
  /** What to think of before. */
  readonly warnings: readonly string[];
}

/** Before that its uses were not read, or it was not made yet. */
const EARLIER = 'Nothing earlier is known of it.';

const nothing = (words: string): UsedOffer => ({ projects: [], words, warnings: [] });

/**
 * What is offered for a robot.
 * @param used undefined for one that holds nothing on all projects
 * @param now epoch seconds
 */
export function usedOffer(used: UsedProjects | undefined, now: number): UsedOffer {
  if (used === undefined) return nothing('It holds nothing on all projects and stays as it is.');
  const { why, since, projects, isTooMany, untraced } = used;
  if (why !== null || since === null) return nothing(BLIND_WORDS[why ?? 'empty']);
  const span = `since ${dateWords(since)} (${relativeTime(Math.min(since, now), now)})`;
  if (isTooMany) {
    return nothing(
      `It was seen in more than ${counted(projects.length, 'project')}: it may really need all, or choose them yourself.`,
    );
  }
  if (projects.length === 0) {
    return nothing(`It was seen in no project ${span}. ${EARLIER} If nobody needs it, disable it.`);
  }
  const left = projects.filter(({ isThere }) => isThere).map(({ name }) => name);
  const gone = projects.filter(({ isThere }) => !isThere).map(({ name }) => name);
  if (left.length === 0) {
    return nothing(`It was seen only in projects that Harbor no longer has: ${gone.join(', ')}.`);
  }
  return {
    projects: left,
    words: `Seen in ${counted(projects.length, 'project')} ${span}. ${EARLIER}`,
    warnings: [
      ...(gone.length === 0
        ? []
        : [`Left out, because Harbor no longer has them: ${gone.join(', ')}.`]),
      ...(now - since < SHORT
        ? ['That is short: what runs once a month or more rarely may be missing.']
        : []),
      ...(untraced.length === 0
        ? []
        : [
            `No log shows where it uses ${untraced.join(', ')}: it loses that in all other projects too.`,
          ]),
    ],
  };
}

/** When it was last seen in a project, for whoever points at it. */
export const usedHint = ({ at }: UsedProjects['projects'][number]): string =>
  `Last seen there ${absoluteTime(at)}`;
