import type { Command } from './commands.ts';

/** Whether every word that was typed is found in a command's label or further words. */
export function matches(command: Pick<Command, 'label' | 'words'>, text: string): boolean {
  const haystack = `${command.label} ${command.words ?? ''}`.toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => haystack.includes(word));
}

/** Commands that match: those whose label starts with the text, those that have it in their label, the rest. */
export function rank(commands: readonly Command[], text: string): Command[] {
  const wanted = text.trim().toLowerCase();
  const found = commands.filter((command) => matches(command, wanted));
  const place = ({ label }: Command): number => {
    const at = label.toLowerCase().indexOf(wanted);
    return at === -1 ? 2 : Math.min(at, 1);
  };
  return found.sort((a, b) => place(a) - place(b));
}
