import { describe, expect, it } from 'vitest';
import { changesBetween, outcomeOf } from '../../../electron/robot-settings/settings-record.ts';

describe('a change of the settings of all robots', () => {
  const from = { prefix: 'robot$', duration: 1 };

  it('is said with the right number of days', () => {
    expect(changesBetween(from, { ...from, duration: 30 })).toEqual([
      { field: 'default duration', from: '1 day', to: '30 days' },
    ]);
  });

  it('is known again by what Harbor holds', () => {
    const changes = changesBetween(from, { prefix: 'bot+', duration: 2 });
    expect(outcomeOf(changes, { prefix: 'bot+', duration: 2 }).result).toBe('done');
    expect(outcomeOf(changes, from).result).toBe('refused');
    expect(outcomeOf(changes, { prefix: 'bot+', duration: 1 }).result).toBe('differs');
  });
});
