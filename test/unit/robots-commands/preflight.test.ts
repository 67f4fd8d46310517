import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { DAY, entry, judge, judgeMaking, NOW } from './a-step.ts';
import { CHANGING } from './changing-rows.ts';
import { MAKING } from './making-rows.ts';

describe('preflight of robots that are to be made', () => {
  test.each(MAKING)('$rule: $severity', (row) => {
    const { findings, status, wanted } = judgeMaking(row);
    const found = findings.find(({ rule }) => rule === row.rule);
    expect(found?.severity ?? 'nothing').toBe(row.severity);
    expect(found?.message ?? '').toContain(row.says ?? '');
    const isRefused = findings.some(({ severity }) => severity === 'refusal');
    expect(status).toBe(isRefused ? 'blocked' : 'planned');
    if (row.severity === 'refusal') expect(found?.wayOut).not.toBe('');
    expect(wanted).not.toBeNull();
  });

  test('finds nothing where nothing is wrong', () => {
    const step = judgeMaking({ rule: '', severity: 'nothing' });
    expect(step).toMatchObject({ findings: [], status: 'planned', fresh: null });
    expect(step.wanted).toMatchObject({
      name: 'robot$team+ci',
      projectId: 7,
      duration: 30,
      expiresAt: NOW + 30 * DAY,
      permissions: [entry('team', 'repository:pull')],
    });
  });
});

describe('preflight', () => {
  test.each(CHANGING)('$rule: $severity', (row) => {
    const { findings, status } = judge(row);
    const found = findings.find(({ rule }) => rule === row.rule);
    expect(found?.severity ?? 'nothing').toBe(row.severity);
    expect(found?.message ?? '').toContain(row.says ?? '');
    const isRefused = findings.some(({ severity }) => severity === 'refusal');
    expect(status).toBe(isRefused ? 'blocked' : 'planned');
    if (row.severity === 'refusal') expect(found?.wayOut).not.toBe('');
  });

  test('finds nothing where nothing is wrong', () => {
    expect(judge({ rule: '', severity: 'nothing' })).toMatchObject({
      findings: [],
      conflicts: [],
      status: 'planned',
    });
  });

  test('has a row here for every rule', () => {
    const folder = new URL('../../../electron/robots/preflight/rules/', import.meta.url);
    const rules = readdirSync(folder)
      .map((file) => file.replace('.ts', ''))
      .filter((name) => name !== 'index');
    const tried = new Set([...CHANGING, ...MAKING].map(({ rule }) => rule));
    expect(rules.filter((rule) => !tried.has(rule))).toEqual([]);
  });
});
