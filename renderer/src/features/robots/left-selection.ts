import { defineStore } from 'pinia';
import type { RouteLocationNormalized } from 'vue-router';
import { wasBegun } from '../plans/plan-words.ts';
import { usePlans } from '../plans/plans-store.ts';
import { NOTHING_SELECTED, selectAll, type Selection } from './selection.ts';

/**
 * What is selected as Robots is shown: what was when it was left for a plan, if one is back from
 * there and nothing of the plan was sent, or what another page leads to.
 */
export const useLeftSelection = defineStore('left-selection', () => {
  const plans = usePlans();
  let selection = NOTHING_SELECTED;
  let brought: Selection | null = null;
  let path = '';
  let id = '';

  /** Keeps what is selected while another page is shown. */
  function leave(selected: Selection, to: RouteLocationNormalized): void {
    selection = to.name === 'plan' ? selected : NOTHING_SELECTED;
    path = to.fullPath;
    id = String(to.params['id']);
  }

  /** Selects these robots as Robots is shown next. */
  function bring(keys: Uint32Array): void {
    brought = selectAll(NOTHING_SELECTED, keys);
  }

  /** What is selected as Robots is shown again. */
  function takeBack(): Selection {
    if (brought !== null) {
      const these = brought;
      brought = null;
      return these;
    }
    const kept = selection;
    selection = NOTHING_SELECTED;
    // The page that was gone to is the next one in the history only where the window went back.
    const isBack = window.history.state?.forward === path;
    const plan = plans.byId.get(id);
    return isBack && plan !== undefined && !wasBegun(plan) ? kept : NOTHING_SELECTED;
  }

  return { bring, leave, takeBack };
});
