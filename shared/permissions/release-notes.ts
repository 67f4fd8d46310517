import { isBefore } from './releases.ts';

/** Something about robots that differs between releases of Harbor. */
export interface ReleaseNote {
  readonly kind: 'bug' | 'rule';
  /** First release that behaves so. */
  readonly since: string;
  /** First release that no longer does; null while the newest does. */
  readonly until: string | null;
  /** As a sentence. */
  readonly text: string;
  /** Where it is written down, for example "goharbor/harbor#21406"; '' where it is not. */
  readonly source: string;
}

const note = (
  kind: ReleaseNote['kind'],
  since: string,
  until: string | null,
  text: string,
  source = '',
): ReleaseNote => ({ kind, since, until, text, source });

/** What changed about robots, oldest first. */
export const RELEASE_NOTES: readonly ReleaseNote[] = [
  note('rule', '2.2.0', '2.4.0', 'Legacy robots, made by Harbor 2.1 or older, can still log in.'),
  note('bug', '2.2.0', '2.8.0', 'A robot without any permission cannot be changed.'),
  note(
    'rule',
    '2.2.0',
    '2.10.0',
    'A robot with permissions in the system and in projects has those in the system alone.',
    'goharbor/harbor#19627',
  ),
  note('rule', '2.2.0', '2.10.0', 'Any permission is taken as it is written, wildcards included.'),
  note('rule', '2.2.0', '2.13.0', 'The API of Harbor 1 for robots of projects still answers.'),
  note(
    'bug',
    '2.5.2',
    '2.5.4',
    'Robots that cover all projects cannot be changed.',
    'goharbor/harbor#17414',
  ),
  note('rule', '2.2.0', '2.8.0', 'Permissions on Helm charts are of use.'),
  note('rule', '2.9.0', null, 'Secrets of more than 128 characters are refused.'),
  note(
    'rule',
    '2.10.0',
    null,
    'A robot that holds permissions outside the catalogue keeps them, and every change of it is refused until they are taken out.',
  ),
  note(
    'rule',
    '2.10.0',
    null,
    'A permission on projects themselves, held on all projects, covers everything of that action in them.',
  ),
  note('rule', '2.11.0', null, 'A robot cannot be made without a duration.'),
  note(
    'rule',
    '2.12.0',
    null,
    'Robots may hold permissions on robots, users, groups and members, and make robots within what they hold.',
  ),
  note('rule', '2.12.0', null, 'Harbor says who made a robot, and writes that into its audit log.'),
  note(
    'bug',
    '2.12.0',
    '2.12.1',
    'A robot with permissions on all projects cannot make robots for named ones.',
    'goharbor/harbor#21251',
  ),
  note(
    'bug',
    '2.12.0',
    '2.14.1',
    'A system robot cannot make robots in projects, whatever it holds.',
    'goharbor/harbor#21406',
  ),
  note(
    'rule',
    '2.13.0',
    null,
    'The audit log is read at another address; clients of the old one get less.',
  ),
  note('rule', '2.13.0', null, 'The version of a Harbor is told only after a login.'),
  note('rule', '2.16.0', null, 'Numbers of robots may be larger than 32 bits.'),
];

/** Whether a note holds of a release. */
export const holdsIn = ({ since, until }: ReleaseNote, version: string): boolean =>
  !isBefore(version, since) && (until === null || isBefore(version, until));

/** What an upgrade, or a way back, takes away and brings. */
export const notesBetween = (
  from: string,
  to: string,
): { readonly going: readonly ReleaseNote[]; readonly coming: readonly ReleaseNote[] } => ({
  going: RELEASE_NOTES.filter((one) => holdsIn(one, from) && !holdsIn(one, to)),
  coming: RELEASE_NOTES.filter((one) => !holdsIn(one, from) && holdsIn(one, to)),
});
