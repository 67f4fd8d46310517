import { defineStore } from 'pinia';
import type { RouteLocationNormalized } from 'vue-router';
import { wasBegun } from '../plans/plan-words.ts';
import { usePlans } from '../plans/plans-store.ts';
import { NOTHING_SELECTED, type Selection } from './selection.ts';

/**
 * What was selected when Robots was left for a plan. Back from there it is selected again, unless
 * something of the plan was sent.
 */
export const useLeftSelection = defineStore('left-selection', () => {
  const plans = usePlans();
  let selection = NOTHING_SELECTED;
  let path = '';
  let id = '';

  /** Keeps what is selected while another page is shown. */
  function leave(selected: Selection, to: RouteLocationNormalized): void {
    selection = to.name === 'plan' ? selected : NOTHING_SELECTED;
    path = to.fullPath;
    id = String(to.params['id']);
  }

  /** What is selected as Robots is shown again. */
  function takeBack(): Selection {
    const kept = selection;
    selection = NOTHING_SELECTED;
    // The page that was gone to is the next one in the history only where the window went back.
    const isBack = window.history.state?.forward === path;
    const plan = plans.byId.get(id);
    return isBack && plan !== undefined && !wasBegun(plan) ? kept : NOTHING_SELECTED;
  }

  return { leave, takeBack };
});
