import { z } from 'zod';

/**
 * What the schema of SARIF 2.1.0 (OASIS, sarif-schema-2.1.0.json) demands of the objects that are
 * used here: which properties they may have, which they must, and of which kind.
 */
const properties = z.looseObject({ tags: z.array(z.string()).optional() });
const guid = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i);
const message = z
  .strictObject({
    text: z.string().optional(),
    markdown: z.string().optional(),
    id: z.string().optional(),
    arguments: z.array(z.string()).optional(),
    properties: properties.optional(),
  })
  .refine((one) => one.text !== undefined || one.id !== undefined);
const multiformat = z.strictObject({ text: z.string(), markdown: z.string().optional() });
const level = z.enum(['none', 'note', 'warning', 'error']);

const reportingDescriptor = z.strictObject({
  id: z.string(),
  name: z.string().optional(),
  guid: guid.optional(),
  shortDescription: multiformat.optional(),
  fullDescription: multiformat.optional(),
  help: multiformat.optional(),
  helpUri: z.url().optional(),
  defaultConfiguration: z
    .strictObject({ enabled: z.boolean().optional(), level: level.optional() })
    .optional(),
  properties: properties.optional(),
});

const result = z.strictObject({
  ruleId: z.string().optional(),
  ruleIndex: z.int().min(-1).optional(),
  level: level.optional(),
  message,
  locations: z
    .array(
      z.strictObject({
        logicalLocations: z
          .array(
            z.strictObject({
              name: z.string().optional(),
              fullyQualifiedName: z.string().optional(),
              kind: z.string().optional(),
            }),
          )
          .optional(),
      }),
    )
    .optional(),
  partialFingerprints: z.record(z.string(), z.string()).optional(),
  suppressions: z
    .array(
      z.strictObject({
        guid: guid.optional(),
        kind: z.enum(['inSource', 'external']),
        status: z.enum(['accepted', 'underReview', 'rejected']).optional(),
        justification: z.string().optional(),
      }),
    )
    .optional(),
  properties: properties.optional(),
});

/** A log file by those rules; anything beside them is refused. */
export const sarifLog = z.strictObject({
  $schema: z.url().optional(),
  version: z.literal('2.1.0'),
  runs: z.array(
    z.strictObject({
      tool: z.strictObject({
        driver: z.strictObject({
          name: z.string(),
          version: z.string().optional(),
          rules: z.array(reportingDescriptor).optional(),
        }),
      }),
      invocations: z
        .array(
          z.strictObject({
            executionSuccessful: z.boolean(),
            endTimeUtc: z.iso.datetime().optional(),
          }),
        )
        .optional(),
      results: z.array(result).nullable().optional(),
      properties: properties.optional(),
    }),
  ),
});
