import { counted } from '../robots/counted.ts';

/** So many projects in one plan are asked about; more is hardly what somebody wants. */
export const MANY_PROJECTS = 500;

/** What a pattern stands for at one Harbor. */
export interface Expanded {
  /** Names of projects, sorted. */
  readonly names: readonly string[];
  /** What has to be said about it; '' for nothing. */
  readonly remark: string;
}

/**
 * Whether a name fits: `*` is any number of characters, `?` is one. Goes back to the last star
 * alone, so that no pattern takes long.
 */
export function fitsPattern(pattern: string, name: string): boolean {
  let at = 0;
  let star = -1;
  let resume = 0;
  for (let place = 0; place < name.length;) {
    if (pattern[at] === '*') {
      star = at;
      resume = place;
      at += 1;
    } else if (at < pattern.length && (pattern[at] === '?' || pattern[at] === name[place])) {
      at += 1;
      place += 1;
    } else if (star >= 0) {
      resume += 1;
      place = resume;
      at = star + 1;
    } else return false;
  }
  return /^\**$/.test(pattern.slice(at));
}

/** Whether a text is a pattern and not a project's name; names hold neither `*` nor `?`. */
export const isPattern = (text: string): boolean => /[*?]/.test(text);

/**
 * The known projects that a pattern stands for, such as `team-*`. Harbor knows `*` alone, for all
 * present and future projects; a pattern is written out when the plan is made, so projects that
 * come later are not covered.
 * @param projects names of the projects that are known there
 */
export function expandPattern(pattern: string, projects: readonly string[]): Expanded {
  const wanted = pattern.trim();
  if (wanted === '') return { names: [], remark: '' };
  const names = projects.filter((name) => fitsPattern(wanted, name)).sort();
  if (names.length === 0) {
    const among = `None of the ${counted(projects.length, 'project')} that are known`;
    const what = isPattern(wanted) ? 'matches' : 'is called';
    return { names, remark: `${among} ${what} ${wanted}.` };
  }
  if (!isPattern(wanted)) return { names, remark: '' };
  return {
    names,
    remark:
      names.length > MANY_PROJECTS
        ? `${wanted} matches ${counted(names.length, 'project')}. Projects that are made later are not covered; all projects (*) would be.`
        : `${wanted} matches ${counted(names.length, 'project')} of today. Later ones are not covered.`,
  };
}
