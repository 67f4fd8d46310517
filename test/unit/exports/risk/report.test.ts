import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  findingsIn,
  riskCsv,
  riskJson,
  riskMarkdown,
  riskSarif,
} from '../../../../shared/exports/risk/index.ts';
import { RULES } from '../../../../shared/permissions/lint/index.ts';
import { whole } from '../whole.ts';
import { sarifLog } from './sarif-rules.ts';
import { EVERYTHING, reportOf, robots } from './some-report.ts';

const SEED = { seed: 61 };

/** A reader of RFC 4180 that knows nothing of how the file was made. */
function readCsv(file: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted = '', end] of file.matchAll(/"((?:[^"]|"")*)"(,|\r\n)/g)) {
    row.push(quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

describe('findings as CSV', () => {
  it('have a line each, and no cell that a spreadsheet would run', () => {
    fc.assert(
      fc.property(robots, (of) => {
        const [head = [], ...lines] = readCsv(whole(riskCsv(reportOf(of))));
        expect(lines).toHaveLength(findingsIn(reportOf(of)));
        for (const line of lines) {
          expect(line).toHaveLength(head.length);
          for (const cell of line) expect(cell).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
        }
      }),
      SEED,
    );
  });
});

describe('findings as JSON', () => {
  it('come back as they were, with what their rules are about', () => {
    fc.assert(
      fc.property(robots, (of) => {
        const file = JSON.parse(whole(riskJson(reportOf(of)))) as {
          rules: { id: string }[];
          robots: { name: string; findings: { rule: string; detail: string }[] }[];
        };
        expect(file.robots.map(({ name }) => name)).toEqual(of.map(({ name }) => name));
        const known = new Set(file.rules.map(({ id }) => id));
        file.robots.forEach(({ findings }, place) => {
          expect(findings.map(({ detail }) => detail)).toEqual(
            of[place]?.lines.map(({ detail }) => detail),
          );
          for (const { rule } of findings) expect(known).toContain(rule);
        });
      }),
      SEED,
    );
  });
});

describe('findings as SARIF', () => {
  it('keep to its schema, and name a rule by its place', () => {
    fc.assert(
      fc.property(robots, (of) => {
        const log = sarifLog.parse(JSON.parse(whole(riskSarif(reportOf(of)))));
        const [run] = log.runs;
        expect(run?.results).toHaveLength(findingsIn(reportOf(of)));
        for (const one of run?.results ?? []) {
          expect(run?.tool.driver.rules?.[one.ruleIndex ?? -1]?.id).toBe(one.ruleId);
        }
      }),
      SEED,
    );
  });

  it('tell findings apart that are not the same, and excepted ones from the others', () => {
    const { runs } = sarifLog.parse(JSON.parse(whole(riskSarif(reportOf([EVERYTHING])))));
    const prints = runs[0]?.results?.map((one) => one.partialFingerprints?.['purserFinding/v1']);
    expect(new Set(prints).size).toBe(RULES.length);
    expect(runs[0]?.results?.every(({ suppressions }) => suppressions?.length === 0)).toBe(true);
  });

  it('refuses what the schema does', () => {
    const log = JSON.parse(whole(riskSarif(reportOf([EVERYTHING])))) as {
      runs: { results: object[] }[];
    };
    expect(sarifLog.safeParse({ ...log, version: '2.0.0' }).success).toBe(false);
    Object.assign(log.runs[0]?.results[0] ?? {}, { level: 'critical' });
    expect(sarifLog.safeParse(log).success).toBe(false);
  });
});

describe('findings as Markdown', () => {
  it('stand in tables that no name breaks, exceptions apart', () => {
    fc.assert(
      fc.property(robots, (of) => {
        const rows = whole(riskMarkdown(reportOf(of)))
          .split('\n')
          .filter((line) => line.startsWith('| '));
        for (const row of rows) {
          const columns = row.replaceAll(/\\./g, '').split('|').length - 2;
          expect([4, 6]).toContain(columns);
        }
        const heads = rows.filter((row) => /^\| (Severity|Finding|---) /.test(row)).length;
        expect(rows.length - heads).toBe(findingsIn(reportOf(of)));
      }),
      SEED,
    );
  });

  it('say of each rule why it matters and what to do', () => {
    const report = whole(riskMarkdown(reportOf([EVERYTHING])));
    for (const { title } of RULES) expect(report).toContain(`## ${title} (1)`);
    expect(report).toContain('What to do: ');
    expect(report).toContain('on 1 robot with findings.');
  });
});
