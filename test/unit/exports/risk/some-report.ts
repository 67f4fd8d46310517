import fc from 'fast-check';
import { RULES } from '../../../../shared/permissions/lint/index.ts';
import {
  POINTS,
  RISKS,
  RULE_IDS,
  SEVERITIES,
} from '../../../../shared/permissions/lint/rule-ids.ts';
import type { RiskReport, RiskyRobot } from '../../../../shared/exports/risk/report.ts';

export const NOW = 1_795_867_200;

/** What people and Harbors may write, the worst of it among it. */
export const text = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.constantFrom(
    '=1+1',
    '+cmd',
    '-2',
    '@sum',
    '\t=1',
    'a|b',
    '`x`',
    '"q"',
    'a\nb',
    '<b>',
    '🤖',
    '＝1',
  ),
);

const exception = (rule: (typeof RULE_IDS)[number]) =>
  fc
    .record({ reason: text, by: text, endsAt: fc.integer({ min: NOW, max: NOW + 1e6 }) })
    .map((said) => ({
      id: '00000000-0000-4000-8000-000000000001',
      instanceId: '00000000-0000-4000-8000-000000000002',
      robotId: 1,
      robotName: 'x',
      key: null,
      rule,
      madeAt: NOW,
      ...said,
    }));

const line = fc
  .tuple(fc.constantFrom(...RULE_IDS), fc.constantFrom(...SEVERITIES), text)
  .chain(([rule, severity, detail]) =>
    fc.option(exception(rule)).map((excepted) => ({
      rule,
      severity,
      points: POINTS[severity],
      detail,
      exception: excepted,
    })),
  );

export const robots: fc.Arbitrary<RiskyRobot[]> = fc.array(
  fc.record({
    instanceId: fc.constant('00000000-0000-4000-8000-000000000002'),
    instance: text,
    id: fc.nat(),
    name: text,
    project: text,
    risk: fc.constantFrom(...RISKS),
    score: fc.nat(500),
    lines: fc.array(line, { maxLength: 3 }),
    unjudged: fc.subarray([...RULE_IDS], { maxLength: 2 }),
  }),
  { maxLength: 4 },
);

export const reportOf = (of: readonly RiskyRobot[]): RiskReport => ({
  title: 'Risk of robot accounts',
  now: NOW,
  restsOn: ['eu as of Fri 18:02'],
  robots: of,
});

/** One robot of which every rule finds something. */
export const EVERYTHING: RiskyRobot = {
  instanceId: '00000000-0000-4000-8000-000000000002',
  instance: 'prod',
  id: 7,
  name: 'robot$ci',
  project: '',
  risk: 'critical',
  score: 200,
  lines: RULES.map(({ id, severity }) => ({
    rule: id,
    severity: severity === 'off' ? 'low' : severity,
    points: POINTS[severity === 'off' ? 'low' : severity],
    detail: 'It does.',
    exception: null,
  })),
  unjudged: [],
};
