import type { RouteLocationRaw } from 'vue-router';
import type { CallOutput } from '../../../../shared/contract/calls.ts';
import { type KnownNames, looksLikeClue } from '../../../../shared/robots/diagnose/clue.ts';
import { formatQuery, quoteValue } from '../../../../shared/robots/query/index.ts';
import { counted } from '../../ui/number-words.ts';
import { clueText } from '../diagnose/clue.ts';
import { STATE_SIGNS } from '../robots/robot-words.ts';
import type { Command } from './commands.ts';
import { rank } from './match.ts';

/** One line of the palette. */
export interface Entry {
  readonly id: string;
  readonly icon: string;
  readonly label: string;
  /** What stands behind it, dimmed: instance, state, count, whom it is about. */
  readonly about: string;
  readonly keys?: string;
  /** What it does: goes somewhere, or runs. */
  readonly to?: RouteLocationRaw;
  readonly run?: () => void;
}

export interface EntryGroup {
  readonly label: string;
  readonly entries: readonly Entry[];
}

type Found = CallOutput<'robots.find'>;

const MOST = 8;
const GROUPS = ['Actions', 'Pages', 'Instances'] as const;

function robotEntries(robots: Found['robots'], nameOf: (id: string) => string): Entry[] {
  return robots.slice(0, MOST).map((robot) => ({
    id: `robot ${robot.key}`,
    icon: STATE_SIGNS[robot.state].icon,
    label: robot.name,
    about: `${STATE_SIGNS[robot.state].word} · ${nameOf(robot.instanceId)}`,
    to: { name: 'robots', query: { q: `name:${quoteValue(robot.name)}`, robot: robot.key } },
  }));
}

function projectEntries(projects: Found['projects'], nameOf: (id: string) => string): Entry[] {
  return projects.slice(0, MOST).map((project) => ({
    id: `project ${project.instanceId} ${project.name}`,
    icon: 'i-lucide-folder',
    label: project.name,
    about: `${counted(project.robots, 'robot')} · ${nameOf(project.instanceId)}`,
    to: {
      name: 'robots',
      query: { q: `project:${quoteValue(project.name)}`, in: project.instanceId },
    },
  }));
}

/** The line that leads from a text to the table. */
function filterEntry(text: string): Entry {
  const query = formatQuery({ terms: [{ kind: 'text', negated: false, values: [text] }] });
  return {
    id: 'filter',
    icon: 'i-lucide-list-filter',
    label: `Show all robots with “${text}”`,
    about: '',
    to: { name: 'robots', query: { q: query } },
  };
}

/** The line that looks into what seems to be a failing login. */
function diagnoseEntry(text: string): Entry {
  return {
    id: 'diagnose',
    icon: 'i-lucide-stethoscope',
    label: 'Why does this login fail?',
    about: '',
    to: { name: 'diagnose' },
    run: () => (clueText.value = text),
  };
}

/** All lines for a text: matching commands, then robots, projects and formats, then the way to the table. */
export function entriesFor(
  text: string,
  commands: readonly Command[],
  found: Found,
  nameOf: (id: string) => string,
  known: KnownNames = { prefixes: [], hosts: [] },
): EntryGroup[] {
  const wanted = text.trim();
  const matching = wanted === '' ? commands : rank(commands, wanted);
  const commandGroup = (label: Command['group']): EntryGroup => ({
    label,
    entries: matching
      .filter((command) => command.group === label)
      .slice(0, wanted === '' ? Infinity : MOST)
      .map(({ id, icon, label: name, about = '', keys, run }) => ({
        id: `command ${id}`,
        icon,
        label: name,
        about,
        run,
        ...(keys === undefined ? {} : { keys }),
      })),
  });
  const groups = GROUPS.map(commandGroup);
  if (wanted !== '') {
    groups.push({ label: 'Robots', entries: robotEntries(found.robots, nameOf) });
    groups.push({ label: 'Projects', entries: projectEntries(found.projects, nameOf) });
    groups.push(commandGroup('Formats'));
    const clue = looksLikeClue(wanted, known) ? [diagnoseEntry(wanted)] : [];
    groups.push({ label: 'Diagnose', entries: clue });
    groups.push({ label: 'Table', entries: [filterEntry(wanted)] });
  }
  return groups.filter((group) => group.entries.length > 0);
}
