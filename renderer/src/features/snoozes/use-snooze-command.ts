import { onScopeDispose } from 'vue';
import type { Ref } from 'vue';
import { registerCommands } from '../palette/commands.ts';
import { useSnoozes } from './snoozes-store.ts';

/**
 * Offers to snooze these robots in the palette for as long as the component is there.
 * @param about Which robots, in words
 */
export function useSnoozeCommand(targets: Ref<readonly number[]>, about: Ref<string>): void {
  const store = useSnoozes();
  const withdraw = registerCommands('snoozes', () =>
    targets.value.length === 0
      ? []
      : [
          {
            id: 'snooze',
            group: 'Actions',
            label: 'Snooze',
            about: about.value,
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
