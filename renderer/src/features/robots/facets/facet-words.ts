import type { Facet, FacetField } from '../../../../../shared/contract/robots.ts';
import { RULES } from '../../../../../shared/permissions/lint/index.ts';
import { RISKS } from '../../../../../shared/permissions/lint/rule-ids.ts';
import { EXPIRY_BUCKETS, type ExpiryBucket } from '../../../../../shared/robots/expiry/index.ts';
import {
  facetSelection,
  QUERY_STATES,
  SEEN_WORDS,
} from '../../../../../shared/robots/query/index.ts';
import type { Query } from '../../../../../shared/robots/query/index.ts';
import type { Sign } from '../../../ui/tone.ts';
import { RISK_SIGNS, RISK_WORDS } from '../../risk/risk-words.ts';
import { QUERY_STATE_SIGNS } from '../robot-words.ts';

/** What the facets are called. */
export const FACET_LABELS: Readonly<Record<FacetField, string>> = {
  instance: 'Instance',
  level: 'Level',
  project: 'Project',
  state: 'State',
  expiry: 'Expiry',
  can: 'Permission',
  risk: 'Risk',
  finding: 'Finding',
  creator: 'Created by',
  tag: 'Tag',
  seen: 'Last seen',
  owner: 'Owner',
};

/** Facets in the order in which people reach for them. */
export const FACET_ORDER: readonly FacetField[] = [
  'state',
  'expiry',
  'seen',
  'owner',
  'instance',
  'level',
  'project',
  'can',
  'risk',
  'finding',
  'creator',
  'tag',
];

/** A value of a facet as the panel shows it. */
export interface FacetValue {
  readonly value: string;
  readonly label: string;
  readonly count: number;
  readonly sign: Sign | null;
}

/** What the spans of time are called in which robots expire. */
export const BUCKET_WORDS: Readonly<Record<ExpiryBucket, string>> = {
  expired: 'Expired',
  '24h': 'Within a day',
  '7d': '1 to 7 days',
  '30d': '7 to 30 days',
  '90d': '30 to 90 days',
  later: 'Later',
  never: 'Never',
};

const wordsOf = (signs: Readonly<Record<string, Sign>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(signs).map(([value, { word }]) => [value, word]));

/** Values that have an order and words of their own; the others stand as the inventory tells. */
const WORDS: Partial<Record<FacetField, Readonly<Record<string, string>>>> = {
  state: wordsOf(QUERY_STATE_SIGNS),
  expiry: BUCKET_WORDS,
  level: { system: 'System', project: 'Project' },
  seen: {
    used: 'Seen',
    never: 'Not seen',
    unknown: 'Cannot tell',
    'until-expiry': 'Shortly before expiry',
  },
  risk: RISK_WORDS,
  finding: Object.fromEntries(RULES.map(({ id, title }) => [id, title])),
};

const ORDER: Partial<Record<FacetField, readonly string[]>> = {
  state: QUERY_STATES,
  expiry: EXPIRY_BUCKETS,
  seen: SEEN_WORDS,
  risk: RISKS,
};

function signOf(field: FacetField, value: string): Sign | null {
  const signs: Partial<Record<FacetField, Readonly<Record<string, Sign>>>> = {
    state: QUERY_STATE_SIGNS,
    risk: RISK_SIGNS,
  };
  return signs[field]?.[value] ?? null;
}

/** What an empty value stands for, where it is one. */
const NOTHING: Partial<Record<FacetField, string>> = {
  project: 'System',
  creator: 'Harbor does not say',
  tag: 'No tag',
  owner: 'Nobody',
};

/** A facet with the values that the query asks for, also where no robot has them any more. */
export function withChosen(facet: Facet, query: Query): Facet {
  const known = new Set(facet.values.map(({ value }) => value.toLowerCase()));
  const missing = facetSelection(query, facet.field).filter(
    (value) => !known.has(value.toLowerCase()),
  );
  if (missing.length === 0) return facet;
  const values = missing.map((value) => ({ value, label: value, count: 0 }));
  return { ...facet, values: [...facet.values, ...values] };
}

/** The values of a facet with their words: in their own order, or the most frequent first. */
export function valuesOf(facet: Facet): FacetValue[] {
  const { field } = facet;
  const order = ORDER[field];
  const values = facet.values.map(({ value, label, count }) => ({
    value,
    label: WORDS[field]?.[value] ?? (value === '' ? (NOTHING[field] ?? label) : label),
    count,
    sign: signOf(field, value),
  }));
  return order ? values.sort((a, b) => order.indexOf(a.value) - order.indexOf(b.value)) : values;
}
