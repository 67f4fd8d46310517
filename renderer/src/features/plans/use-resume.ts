import { useRouter } from 'vue-router';
import { call } from '../../api/index.ts';

/** Opens a plan, and goes on with it where that is wanted; its page says if that fails. */
export function useResume(): (id: string, goesOn: boolean) => Promise<void> {
  const router = useRouter();
  return async (id, goesOn) => {
    if (goesOn) await call('plans.apply', { id }).catch(() => undefined);
    await router.push({ name: 'plan', params: { id } });
  };
}
