import type { RobotCredential } from './credential.ts';
import type { LoginTool } from './formats/login-command.ts';
import type { FormatOption, OptionValues } from './options.ts';

/** Who consumes a format: the headings of the menu, in their order. */
export const FORMAT_GROUPS = [
  'Docker and Podman',
  'Registry tools',
  'Kubernetes',
  'Container runtimes',
  'CI',
  'GitOps',
  'Environment files',
  'Infrastructure as code',
  'Secret stores',
  'Harbor tools',
  'Lists and others',
] as const;

export type FormatGroup = (typeof FORMAT_GROUPS)[number];

/** What a format writes. */
export interface Writing {
  /** At least one; exactly one where the format takes one. */
  readonly robots: readonly RobotCredential[];
  /** A value for each option of the format. */
  readonly options: OptionValues;
  /** UTF-8 as Base64: the standard alphabet, padded, on one line. */
  readonly base64: (text: string) => string;
}

/** What a merge makes of a file that is there. */
export interface Merged {
  readonly text: string;
  /** What changes, a line each, for people: "harbor.example.com: new". */
  readonly changes: readonly string[];
  /** What to know before: "A credential store is set up". */
  readonly beware: readonly string[];
  /** Its reader would not read what is put in, for reasons that `beware` says. */
  readonly isIgnored: boolean;
}

/** One shape in which secrets leave Purser. */
export interface SecretFormat {
  readonly id: string;
  readonly title: string;
  readonly group: FormatGroup;
  /** Further words that people may search for. */
  readonly words: string;
  /** What it is for. */
  readonly purpose: string;
  /** Which program reads it, and where it looks. */
  readonly reader: string;
  /** Steps, in order. */
  readonly use: readonly string[];
  /** What to watch for. */
  readonly beware: readonly string[];
  readonly robots: 'one' | 'many';
  /** False for commands and snippets, which only say where the secret goes in. */
  readonly holdsSecret: boolean;
  /** `{robot}` stands for the robot's name. */
  readonly fileName: string;
  readonly options: readonly FormatOption[];
  /** The text. Throws CannotExport where the format cannot carry it. */
  readonly write: (writing: Writing) => string;
  /**
   * What it is called where it is brought to, with namespace or path: a second text of this name
   * replaces the first one there. Left out where texts have no name of their own.
   */
  readonly nameThere?: (writing: Writing) => string;
  /** The program of the login command that does the same, wherever logins are kept. */
  readonly login?: LoginTool;
  /** Puts what this format wrote into a file that is there. Throws CannotExport. */
  readonly merge?: (before: string, text: string) => Merged;
}

/** Rights of a file of this format. */
export const modeOf = ({ holdsSecret }: Pick<SecretFormat, 'holdsSecret'>): number =>
  holdsSecret ? 0o600 : 0o644;

/** The one robot of a format that takes one. */
export function onlyRobot({ robots }: Writing): RobotCredential {
  const [robot] = robots;
  if (robot === undefined) throw new Error('there is no robot to write');
  return robot;
}
