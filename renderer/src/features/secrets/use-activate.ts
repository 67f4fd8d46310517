import { useRouter } from 'vue-router';
import { call, useTask } from '../../api/index.ts';

/** Plans to send prepared secrets to Harbor, and goes to the plan. */
export function useActivate() {
  const router = useRouter();
  return useTask(async (handles: readonly string[]) => {
    const { id } = await call('secrets.activate', { handles: [...handles] });
    await router.push({ name: 'plan', params: { id } });
  });
}
