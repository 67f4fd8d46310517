import { onScopeDispose } from 'vue';
import type { Ref } from 'vue';
import { counted } from '../../ui/number-words.ts';
import { registerCommands } from '../palette/commands.ts';
import { useSnoozes } from './snoozes-store.ts';

/** Offers to snooze these robots in the palette for as long as the component is there. */
export function useSnoozeCommand(targets: Ref<readonly number[]>): void {
  const store = useSnoozes();
  const withdraw = registerCommands('snoozes', () =>
    targets.value.length === 0
      ? []
      : [
          {
            id: 'snooze',
            group: 'Actions',
            label: `Snooze: ${targets.value.length === 1 ? 'this robot' : counted(targets.value.length, 'robot')}`,
            words: 'acknowledge put off warning reminder quiet',
            icon: 'i-lucide-bell-off',
            run: () => {
              store.begin(targets.value);
            },
          },
        ],
  );
  onScopeDispose(withdraw);
}
