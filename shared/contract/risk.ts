import { z } from 'zod';
import { RISK_FORMATS } from '../exports/risk/formats.ts';
import { RISKS, RULE_IDS, RULE_LEVELS, SEVERITIES } from '../permissions/lint/rule-ids.ts';
import { call, nothing } from './call.ts';
import { equalGroups } from './equal-groups.ts';
import { instanceId } from './instances.ts';
import { robotKey } from './robots.ts';

/** A finding about one robot that somebody accepts for a time. */
export const riskException = z.object({
  id: z.uuid(),
  instanceId,
  /** Harbor's number for the robot. */
  robotId: z.int(),
  robotName: z.string(),
  /** Its row here; null where the robot is not known any more. */
  key: robotKey.nullable(),
  rule: z.enum(RULE_IDS),
  reason: z.string().trim().min(1).max(1_000),
  /** Who said so. */
  by: z.string().trim().min(1).max(200),
  /** Epoch seconds, our clock. The finding counts again from `endsAt` on. */
  madeAt: z.int(),
  endsAt: z.int(),
});

export type RiskException = z.infer<typeof riskException>;

/** Why a robot has its score, line by line. */
export const robotRisk = z.object({
  risk: z.enum(RISKS),
  /** The sum of the points of the lines that are not excepted. */
  score: z.int(),
  /** Worst first. */
  lines: z.array(
    z.object({
      rule: z.enum(RULE_IDS),
      severity: z.enum(SEVERITIES),
      points: z.int(),
      /** What was found of this robot. */
      detail: z.string(),
      /** Null where it counts. */
      exception: riskException.nullable(),
    }),
  ),
  /** Rules that could not be judged; why not, each says itself. */
  unjudged: z.array(z.enum(RULE_IDS)).readonly(),
});

export type RobotRisk = z.infer<typeof robotRisk>;

/** Whose risk is asked for. */
export const riskQuestion = z.object({
  query: z.string().max(4_000),
  scope: z.array(instanceId).max(200),
});

export type RiskQuestion = z.infer<typeof riskQuestion>;

const robots = z.object({ id: instanceId, robots: z.int() });

/** What the rules find over many robots. */
export const riskSummary = z.object({
  /** Robots that were looked at. */
  robots: z.int(),
  /** Every rule, worst first, with how many robots it finds. */
  rules: z.array(
    z.object({
      rule: z.enum(RULE_IDS),
      level: z.enum(RULE_LEVELS),
      /** Points that it adds to the score of each. */
      points: z.int(),
      robots: z.int(),
      /** Robots of which it holds, and is excepted. */
      excepted: z.int(),
      /** Robots of which it could not be judged. */
      unjudged: z.int(),
      /** Where it finds robots, most first. */
      instances: z.array(robots),
    }),
  ),
  /** Instances with robots that were looked at. */
  instances: z.array(
    robots.extend({
      /** The points of all its robots together. */
      score: z.int(),
      /** Robots by their risk, in the order of RISKS. */
      risks: z.array(z.int()),
    }),
  ),
});

export type RiskSummary = z.infer<typeof riskSummary>;

/** What the window asks about risk. */
export const riskCalls = {
  /** Why a robot has its score; null for one that is gone. */
  'risk.robot': call(z.object({ key: robotKey }), robotRisk.nullable()),
  'risk.summary': call(riskQuestion, riskSummary),
  'risk.equalGroups': call(riskQuestion, equalGroups),
  /** Soonest end first; those that have ended are among them. */
  'risk.exceptions': call(nothing, z.array(riskException)),
  /** Accepts a finding of these robots until a moment; one that is there already is replaced. */
  'risk.except': call(
    z.object({
      keys: z.array(robotKey).min(1).max(10_000),
      rule: riskException.shape.rule,
      reason: riskException.shape.reason,
      by: riskException.shape.by,
      endsAt: riskException.shape.endsAt,
    }),
    nothing,
  ),
  /** Takes an exception back: the finding counts again. */
  'risk.removeException': call(z.object({ id: riskException.shape.id }), nothing),
  /**
   * Saves the findings of these robots where the user wants them; null if they did not. Told,
   * stopped and refused as `inventory.export`.
   */
  'risk.export': call(
    riskQuestion.extend({
      format: z.enum(RISK_FORMATS),
      title: z.string().max(200),
      /** Sentences about what it rests on. */
      restsOn: z.array(z.string().max(1_000)).max(50),
    }),
    z.object({ path: z.string(), robots: z.int(), findings: z.int() }).nullable(),
  ),
} as const;
