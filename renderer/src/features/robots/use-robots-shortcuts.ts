import type { ChangeKind } from '../changes/change-kinds.ts';
import { useShortcuts } from '../frame/shortcuts.ts';
import type { Shortcut } from '../frame/shortcuts.ts';

const group = 'Table of robots';

/** The keys of the table; the grid itself handles those without an action here. */
const OF_THE_GRID: readonly Shortcut[] = [
  { keys: 'up,down', label: 'Row by row', group },
  { keys: 'pageup,pagedown', label: 'Page by page', group },
  { keys: 'home,end', label: 'First or last row', group },
  { keys: 'space', label: 'Select the row, or not', group },
  { keys: 'shift+up,shift+down', label: 'Select up to here', group },
  { keys: 'mod+a', label: 'Select all that match', group },
  { keys: 'enter', label: 'Open the robot', group },
  { keys: 'escape', label: 'Close it; then clear the selection', group },
  { keys: 'alt+left,alt+right', label: 'Move a column, on its head', group },
  { keys: 'shift+left,shift+right', label: 'Make a column wider or narrower, on its head', group },
];

/** What the keys of the robots page do. */
export interface RobotsActions {
  /** Puts the cursor into the query line. */
  readonly focusFilter: () => void;
  /** Begins a change of what is selected, else of the active robot. */
  readonly change: (kind: ChangeKind) => void;
}

/** Registers the keys of the robots page. Nothing that breaks a credential has a single key. */
export function useRobotsShortcuts({ focusFilter, change }: RobotsActions): void {
  useShortcuts('robots', () => [
    { keys: '/', label: 'Filter', group, run: focusFilter },
    {
      keys: 'r',
      label: 'Renew',
      group,
      run: () => {
        change('renew');
      },
    },
    {
      keys: 'e',
      label: 'Edit the description',
      group,
      run: () => {
        change('describe');
      },
    },
    ...OF_THE_GRID,
  ]);
}
